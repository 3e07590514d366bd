from oneseal.evaluation.services.complaining import ComplaintTold, Filed, complaint_answer, complaint_file
from oneseal.evaluation.services.inviting import link_make, pad_bind, pad_unbind
from oneseal.evaluation.services.rating import (
    Origin,
    RatingTold,
    case_rate,
    link_rate,
    rating_take_by_phone,
    visit_rate,
)
from oneseal.evaluation.services.rectifying import rater_reveal, rectification_move
from oneseal.evaluation.services.watching import Judgement, rating_judge, rating_rules_choose

__all__ = [
    "ComplaintTold",
    "Filed",
    "Judgement",
    "Origin",
    "RatingTold",
    "case_rate",
    "complaint_answer",
    "complaint_file",
    "link_make",
    "link_rate",
    "pad_bind",
    "pad_unbind",
    "rater_reveal",
    "rating_judge",
    "rating_rules_choose",
    "rating_take_by_phone",
    "rectification_move",
    "visit_rate",
]
