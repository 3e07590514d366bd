"""What this room refuses."""

from oneseal.kernel.errors import RuleError


class FindingNotFound(RuleError):
    """No such finding, or not one the reader may see."""

    code = "supervision.finding_not_found"


class FindingMoved(RuleError):
    """Somebody else did something with the finding since the page was opened."""

    code = "supervision.finding_moved"
