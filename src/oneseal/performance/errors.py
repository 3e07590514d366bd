"""What this room refuses."""

from oneseal.kernel.errors import RuleError


class LogNotFound(RuleError):
    """No such event log, or not for the actor."""

    code = "performance.log_not_found"


class ColumnsMissing(RuleError):
    """Nobody said which columns hold the case, the activity or the time (facts: missing)."""

    code = "performance.columns_missing"


class LogEmpty(RuleError):
    """Not one line of the file can be used (facts: faults)."""

    code = "performance.log_empty"
