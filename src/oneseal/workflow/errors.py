"""What this room refuses."""

from oneseal.kernel.errors import RuleError


class ChangeNotFound(RuleError):
    """No such change of the calendar, or not for the actor."""

    code = "workflow.change_not_found"


class ChangeConfirmed(RuleError):
    """The change was confirmed already."""

    code = "workflow.change_confirmed"


class ChangeSame(RuleError):
    """The calendar is so already; nothing would change."""

    code = "workflow.change_same"


class ClosureUnfit(RuleError):
    """A local paper with days in the wrong order or too many of them; facts: ``most``."""

    code = "workflow.closure_unfit"
