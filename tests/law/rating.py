"""What 国办发〔2019〕51号 asks of ratings, and where it stands."""

from tests.law.removing import Line
from tests.law.rows import Article, guard, row, value

RATING = Article(
    "国办发〔2019〕51号", "test_gbf_2019_51_rating",
    "好差评: whoever was served rates; a bad rating is followed up.",
    (
        guard("evaluation.services.rating:case_rate", "NotYetDelivered", "nothing_is_rated_before_its_result"),
        row(Line("evaluation.services.rating:_given", "flush(row_of(row)"),
            "a_case_is_rated_once_its_result_was_handed_over"),
        value("evaluation.rules.grades:is_bad", lambda _grade: False, "a_bad_rating_opens_its_rectification"),
        guard("evaluation.rules.rectifying:_called_back", "CallBackFirst", "a_named_rater_is_called_back_first"),
        guard("evaluation.rules.rectifying:move_for", "RectificationByHandler",
              "who_handled_the_case_does_not_call_back"),
        guard("evaluation.rules.rectifying:_not_who_asked", "RectificationByWhoAsked",
              "who_asked_for_a_review_does_not_decide_on_it"),
        guard("evaluation.selectors.ratings:rating_for_actor", "RatingNotFound",
              "the_rated_does_not_read_a_rating_before_it_is_closed"),
    ),
)  # fmt: skip
