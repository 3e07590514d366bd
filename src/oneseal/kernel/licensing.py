"""The limits that the Licensing Law itself sets, in days, each with its article; law is data, and stands here alone.

APL = 行政许可法 (2019). The catalogue judges items by this table and cases run by it; where another law or regulation
gives a longer limit (APL art. 42(1)), the item cites that one, and this table is not asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

LICENSING_LAW: Final = "行政许可法"


class Handling(StrEnum):
    """How many bodies answer an application, and in which way (APL art. 26(2))."""

    ALONE = "alone"
    UNIFORM = "uniform"
    JOINT = "joint"
    CONCENTRATED = "concentrated"

    @property
    def is_together(self) -> bool:
        """Return True where several bodies answer as one, so that the limits of APL art. 42(2) hold."""
        return self is not Handling.ALONE


class Extender(StrEnum):
    """Who approves more time (APL art. 42)."""

    AGENCY_HEAD = "agency_head"
    GOVERNMENT_HEAD = "government_head"


@dataclass(frozen=True, slots=True)
class DecisionLimit:
    """Within how many working days is decided, by how many it is extended once, and who approves that."""

    days: int
    extension_days: int
    extender: Extender
    article: str

    @property
    def basis(self) -> str:
        """Return the article with its law."""
        return f"《{LICENSING_LAW}》{self.article}"


ALONE: Final = DecisionLimit(20, 10, Extender.AGENCY_HEAD, "第四十二条第一款")
TOGETHER: Final = DecisionLimit(45, 15, Extender.GOVERNMENT_HEAD, "第四十二条第二款")
DECISION: Final[Mapping[Handling, DecisionLimit]] = {
    Handling.ALONE: ALONE,
    Handling.UNIFORM: TOGETHER,
    Handling.JOINT: TOGETHER,
    Handling.CONCENTRATED: TOGETHER,
}

ANSWER_DAYS: Final = 5  # APL art. 32(1)(4): accepted, refused at the door, or told what lacks
FIRST_EXAMINATION_DAYS: Final = 20  # APL art. 43
DELIVERY_DAYS: Final = 10  # APL art. 44
HEARING_REQUEST_DAYS: Final = 5  # APL art. 47(1): of the applicant, whose days the law does not call working days
HEARING_HOLD_DAYS: Final = 20  # APL art. 47(1)
HEARING_NOTICE_DAYS: Final = 7  # APL art. 48(1)
ASSIGN_DAYS: Final = 5  # APL art. 55(2)


def decision_limit(handling: Handling) -> DecisionLimit:
    """Return what the Licensing Law gives for a decision that is handled in this way."""
    return DECISION[handling]
