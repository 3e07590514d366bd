"""What a window may not do alone, or not again."""

from oneseal.kernel.errors import RuleError


class TwoExaminersOwed(RuleError):
    """Two people check this item, so nobody decides it alone in one visit (APL 34(3))."""

    code = "cases.two_examiners_owed"
