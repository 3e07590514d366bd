"""State codes of the e-licence interface that one ministry uses (domain specification B.4, source CODE)."""

from __future__ import annotations

from typing import Final

from oneseal.licences.rules.states import Standing

VALID, SUSPENDED, REVOKED, CANCELLED, INVALID = "01", "02", "03", "04", "05"
MOVED_AWAY, TAKEN_AWAY, OTHER = "06", "07", "99"
CODES: Final = {
    VALID: "有效", SUSPENDED: "暂扣", REVOKED: "撤销", CANCELLED: "注销", INVALID: "失效", MOVED_AWAY: "办理转出",
    TAKEN_AWAY: "吊销", OTHER: "其他",
}  # fmt: skip
# The list has no code for 撤回 (APL art. 8); what a later edition replaced is 失效.
CODE_OF: Final = {
    Standing.VALID: VALID,
    Standing.SUSPENDED: SUSPENDED,
    Standing.REVOKED: REVOKED,
    Standing.CANCELLED: CANCELLED,
    Standing.EXPIRED: INVALID,
    Standing.SUPERSEDED: INVALID,
    Standing.TAKEN_AWAY: TAKEN_AWAY,
    Standing.RECALLED: OTHER,
}
