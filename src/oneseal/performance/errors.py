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


class IndexNotFound(RuleError):
    """No index of this month, or not one the reader may see."""

    code = "performance.index_not_found"


class MonthNotOver(RuleError):
    """A month is scored once it is over."""

    code = "performance.month_not_over"


class MonthBeyondStage(RuleError):
    """What is asked does not fit where the index stands."""

    code = "performance.month_beyond_stage"


class ReasonMissing(RuleError):
    """A correction, an adjustment, an appeal and its answer have words."""

    code = "performance.reason_missing"


class AppealWindowOver(RuleError):
    """Appeals are filed within the window."""

    code = "performance.appeal_window_over"


class AppealWindowOpen(RuleError):
    """A month is published after the window, and with no appeal open."""

    code = "performance.appeal_window_open"


class AppealOpen(RuleError):
    """An appeal of this department waits for its answer."""

    code = "performance.appeal_open"


class DecidedBySame(RuleError):
    """Who opened the appeals, or filed one, does not decide it."""

    code = "performance.decided_by_same"


class PointsOutOfRange(RuleError):
    """Points lie within the scale and are not zero."""

    code = "performance.points_out_of_range"


class MonthAlreadyScored(RuleError):
    """New weights hold from a month that nobody has scored yet."""

    code = "performance.month_already_scored"
