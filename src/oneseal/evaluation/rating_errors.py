"""What ratings and their rectification refuse."""

from oneseal.kernel.errors import RuleError


class RatingRulesUnfit(RuleError):
    """A number of the city's rules for ratings is out of bounds (facts: field, least, most)."""

    code = "evaluation.rating_rules_unfit"


class RatingLinkUnknown(RuleError):
    """No such code, or it is over or was used: all three read alike."""

    code = "evaluation.rating_link_unknown"


class PadUnknown(RuleError):
    """No such rating screen, or its address was replaced."""

    code = "evaluation.pad_unknown"


class VisitOver(RuleError):
    """What the screen at the window showed is over."""

    code = "evaluation.visit_over"


class TagUnknown(RuleError):
    """The tag does not belong to the grade."""

    code = "evaluation.tag_unknown"


class RatingByHandler(RuleError):
    """Who worked on a case enters no rating of it."""

    code = "evaluation.rating_by_handler"


class RatingNotFound(RuleError):
    """No such rating, or not one the reader may see yet."""

    code = "evaluation.rating_not_found"


class JudgedBefore(RuleError):
    """A marked rating is judged once."""

    code = "evaluation.judged_before"


class RectificationNotFound(RuleError):
    """No such rectification, or not one the reader may see."""

    code = "evaluation.rectification_not_found"


class RectificationNoMove(RuleError):
    """The rectification is at another step."""

    code = "evaluation.rectification_no_move"


class RectificationByHandler(RuleError):
    """Who handled the case neither calls back nor decides (批管分离)."""

    code = "evaluation.rectification_by_handler"


class RectificationByWhoAsked(RuleError):
    """Who asked for the review of a bad rating does not decide on it."""

    code = "evaluation.rectification_by_who_asked"


class CallBackFirst(RuleError):
    """A rater who gave his name is called back before anything is found (facts: attempts, tried)."""

    code = "evaluation.call_back_first"


class NobodyToCall(RuleError):
    """Whoever rated without a name is not called."""

    code = "evaluation.nobody_to_call"


class RectificationWordsMissing(RuleError):
    """Each step is kept in words."""

    code = "evaluation.rectification_words_missing"
