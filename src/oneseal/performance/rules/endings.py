"""How an accepted case leaves the hand: closed, or by the fourth counter (domain specification C.6)."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Ending(StrEnum):
    """How figures count the end of a case.

    CLOSED (办结) is decided or passed up; OTHERWISE is the fourth counter: withdrawn, returned, terminated or voided
    after acceptance; AT_DOOR never was accepted.
    """

    CLOSED = "closed"
    OTHERWISE = "otherwise"
    AT_DOOR = "at_door"


_DECIDED: Final = frozenset({"granted", "refused", "forwarded_up"})


def ending_of(outcome: str, *, was_accepted: bool) -> Ending | None:
    """Return how a case of an outcome is counted; None while it has none."""
    if not outcome:
        return None
    if not was_accepted:
        return Ending.AT_DOOR
    return Ending.CLOSED if outcome in _DECIDED else Ending.OTHERWISE
