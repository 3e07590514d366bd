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


class MatterNotFound(RuleError):
    """No such matter, or not one the reader may see."""

    code = "evaluation.matter_not_found"


class MatterEmpty(RuleError):
    """A matter says what it is about, and which agency."""

    code = "evaluation.matter_empty"


class MatterNameless(RuleError):
    """Who asks for information says who he is and how to reach him (OGI 29)."""

    code = "evaluation.matter_nameless"


class TooManyFiles(RuleError):
    """More files came with one matter than it may have (facts: most)."""

    code = "evaluation.too_many_files"


class ReasonMissing(RuleError):
    """A reason has words."""

    code = "evaluation.reason_missing"


class HandledBySame(RuleError):
    """Who worked on a case or is complained of neither answers nor extends (批管分离)."""

    code = "evaluation.matter_handled_by_same"


class TransferUnfit(RuleError):
    """A matter goes to another agency that answers matters, a report never to the one reported."""

    code = "evaluation.transfer_unfit"


class ReturnedBefore(RuleError):
    """A matter that was transferred is returned once."""

    code = "evaluation.matter_returned_before"


class ExtendedBefore(RuleError):
    """The term of a matter is extended once."""

    code = "evaluation.matter_extended_before"


class ExtensionWaits(RuleError):
    """An extension that was asked for is not decided yet."""

    code = "evaluation.matter_extension_waits"


class ExtensionNotAsked(RuleError):
    """Nobody asked for an extension."""

    code = "evaluation.matter_extension_not_asked"


class ExtensionOver(RuleError):
    """The term is over; it can only be extended before."""

    code = "evaluation.matter_extension_over"


class ExtensionBySame(RuleError):
    """Who asks for an extension does not approve it."""

    code = "evaluation.matter_extension_by_same"


class ExtensionUnfit(RuleError):
    """More days than the kind may be extended by, or none (facts: most)."""

    code = "evaluation.matter_extension_unfit"


class ConsultationUnfit(RuleError):
    """A consultation names who is asked; its end says how it ended."""

    code = "evaluation.matter_consultation_unfit"


class ConsultationOpen(RuleError):
    """Somebody is still consulted, so nothing is answered yet."""

    code = "evaluation.matter_consultation_open"


class MatterOwn(RuleError):
    """Who brought a matter, or is a party to its case, neither answers, extends nor transfers it (B.5)."""

    code = "evaluation.matter_own"


class AnswerMissing(RuleError):
    """An answer has words."""

    code = "evaluation.answer_missing"


class ResultMissing(RuleError):
    """The answer to this kind of matter has a coded result."""

    code = "evaluation.matter_result_missing"


class ReopenedBefore(RuleError):
    """A matter is handled again once."""

    code = "evaluation.matter_reopened_before"


class QuestionUnfit(RuleError):
    """Only an answered consultation becomes a public question, in its own words."""

    code = "evaluation.question_unfit"


class QuestionBySame(RuleError):
    """Who drafted a public question does not release it."""

    code = "evaluation.question_by_same"


class QuestionReleased(RuleError):
    """The question is public already."""

    code = "evaluation.question_released_before"


class LimitsUnfit(RuleError):
    """A limit is longer than the law allows, or none at all."""

    code = "evaluation.matter_limits_unfit"
