"""Refusals of this room."""

from oneseal.kernel.errors import RuleError


class BreachNotFound(RuleError):
    """No such record of a broken promise that the actor may see."""

    code = "credit.breach_not_found"


class RepairedBefore(RuleError):
    """The credit was repaired before."""

    code = "credit.repaired_before"


class RepairReasonMissing(RuleError):
    """A repair says why."""

    code = "credit.repair_reason_missing"
