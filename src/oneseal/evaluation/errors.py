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


class ComplaintNotFound(RuleError):
    """No such complaint, or not one the reader may see."""

    code = "evaluation.complaint_not_found"


class ComplaintEmpty(RuleError):
    """A complaint says what is wrong, and about which agency."""

    code = "evaluation.complaint_empty"


class ComplaintAnsweredBefore(RuleError):
    """A complaint is answered once."""

    code = "evaluation.complaint_answered_before"


class ComplaintHandledBySame(RuleError):
    """Who worked on a case does not answer a complaint about it (批管分离)."""

    code = "evaluation.complaint_handled_by_same"


class ComplaintOwn(RuleError):
    """Who complained, or is a party to the case complained of, does not answer the complaint (B.5)."""

    code = "evaluation.complaint_own"


class AnswerMissing(RuleError):
    """An answer has words."""

    code = "evaluation.answer_missing"
