"""What this room refuses."""

from oneseal.kernel.errors import RuleError


class NotYetDelivered(RuleError):
    """A case can be rated once its result was handed over."""

    code = "evaluation.not_yet_delivered"


class AlreadyRated(RuleError):
    """One case, one rating (一事一评)."""

    code = "evaluation.already_rated"


class GradeUnknown(RuleError):
    """There are five grades."""

    code = "evaluation.grade_unknown"
