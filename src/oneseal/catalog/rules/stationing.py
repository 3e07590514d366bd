"""Whether an item is stationed in the centre on a day, and which change may follow which (A7, A58, A108)."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Station(StrEnum):
    """Where an item may be accepted."""

    STATIONED = "stationed"
    LEFT = "left"
    EXCEPTED = "excepted"


# What may follow: whoever left comes back, an exception ends by coming in; None: nothing was recorded yet.
FOLLOWS: Final[dict[Station | None, frozenset[Station]]] = {
    None: frozenset(Station),
    Station.STATIONED: frozenset({Station.LEFT, Station.EXCEPTED}),
    Station.LEFT: frozenset({Station.STATIONED}),
    Station.EXCEPTED: frozenset({Station.STATIONED}),
}


def may_follow(present: Station | None, then: Station) -> bool:
    """Return whether a change may be recorded after what holds."""
    return then in FOLLOWS[present]


def is_bound(present: Station | None) -> bool:
    """Return whether an item is accepted in the centre alone: the rule, unless it left or is excepted by approval."""
    return present in {None, Station.STATIONED}
