"""What a window may not do alone, or not again."""

from oneseal.kernel.errors import RuleError


class TwoExaminersOwed(RuleError):
    """Two people check this item, so nobody decides it alone in one visit (APL 34(3))."""

    code = "cases.two_examiners_owed"


class DefectUnexplained(RuleError):
    """A later notice says of each defect that it is uncured, or what newly caused it (facts: names; APL 32(4))."""

    code = "cases.defect_unexplained"
