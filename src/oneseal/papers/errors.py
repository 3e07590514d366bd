"""What this room refuses."""

from oneseal.kernel.errors import RuleError


class NoSealInForce(RuleError):
    """The agency has no approval seal in force, so no paper can be sealed."""

    code = "papers.no_seal_in_force"


class PaperNotFound(RuleError):
    """No such paper, or not one the actor may read."""

    code = "papers.not_found"
