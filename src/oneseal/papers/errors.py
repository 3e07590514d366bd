"""What this room refuses."""

from oneseal.kernel.errors import RuleError


class NoSealInForce(RuleError):
    """The agency has no approval seal in force, so no paper can be sealed."""

    code = "papers.no_seal_in_force"


class SealOutOfForce(RuleError):
    """The seal was sealed up, or not in force yet, when the paper was issued: it signs nothing (facts: name)."""

    code = "papers.seal_out_of_force"


class PaperNotFound(RuleError):
    """No such paper, or not one the actor may read."""

    code = "papers.not_found"


class WordingNotFound(RuleError):
    """No such kind of paper, or no such draft of the actor's agency."""

    code = "papers.wording_not_found"


class WordingChanged(RuleError):
    """The draft is not the one that was previewed; preview it again."""

    code = "papers.wording_changed"


class WordingSame(RuleError):
    """Nothing differs from what is in force."""

    code = "papers.wording_same"
