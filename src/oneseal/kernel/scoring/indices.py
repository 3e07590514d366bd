"""The nine dynamic and five constant indices of S1, and the groups in which the nine are added up."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Index(StrEnum):
    """One of the nine that are scored each month."""

    STATIONED = "D1"
    ONLINE = "D2"
    TWO_STEP = "D3"
    VOLUME = "D4"
    EARLY = "D5"
    OVERDUE = "D6"
    SATISFACTION = "D7"
    DISCIPLINE = "D8"
    COMPLAINTS = "D9"


class Group(StrEnum):
    """What three of the nine tell together; the grouping is ours, in the source's order."""

    FUNCTION = "function"
    EFFICIENCY = "efficiency"
    EFFECT = "effect"


class ConstantIndex(StrEnum):
    """One of the five that a panel scores each year."""

    INTEGRATION = "C1"
    INNOVATION = "C2"
    ONLINE_WORK = "C3"
    STANDARDS = "C4"
    EXCELLENCE = "C5"


GROUPS: Final = {
    Group.FUNCTION: (Index.STATIONED, Index.ONLINE, Index.TWO_STEP),
    Group.EFFICIENCY: (Index.VOLUME, Index.EARLY, Index.OVERDUE),
    Group.EFFECT: (Index.SATISFACTION, Index.DISCIPLINE, Index.COMPLAINTS),
}
