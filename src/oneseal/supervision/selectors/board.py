"""The live board: which lights the city's running cases show now, from the whole down to one step of one item."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from oneseal.cases.selectors import CaseRow, DayCount, LightCount, Spot, day_so_far, lights_now, lit_cases
from oneseal.identity.selectors import agencies_all
from oneseal.kernel.access import Actor
from oneseal.kernel.clock import Light
from oneseal.supervision.selectors.seeing import agencies_seen

# From the worst on; what has ended or has no clock is on no board.
BOARD_LIGHTS: Final = (Light.BLACK, Light.RED, Light.YELLOW, Light.BLUE, Light.GREEN)
LATE: Final = (Light.BLACK, Light.RED)
# Screens ask every few seconds; those of one moment are told the same.
FRESH_SECONDS: Final = 2.0
_KEPT_AT_MOST: Final = 200
_kept: dict[tuple[frozenset[UUID], Spot], tuple[float, Board]] = {}


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One agency, item or step with its lights; `key` is what leads on to it."""

    key: str
    label: str
    lights: Counter[Light]

    @property
    def running(self) -> int:
        """Return how many of its cases run."""
        return self.lights.total()

    @property
    def late(self) -> int:
        """Return how many are past their promise or past the law."""
        return sum(self.lights[light] for light in LATE)


@dataclass(frozen=True, slots=True)
class Board:
    """The lights of a spot and of what it consists of, the worst first; `steps` says where those that are late lie."""

    spot: Spot
    agency_name: str
    lights: Counter[Light]
    rows: tuple[BoardRow, ...]
    steps: tuple[BoardRow, ...]
    today: DayCount
    looked_at: datetime
    digest: str = field(default="")

    @property
    def running(self) -> int:
        """Return how many cases run."""
        return self.lights.total()


def agencies_on_board(actor: Actor) -> dict[UUID, str]:
    """Return the agencies whose cases the actor watches, with their names; none for who watches nothing."""
    seen = agencies_seen(actor)
    agencies = agencies_all() if seen is None else agencies_all().filter(pk__in=seen)
    return dict(agencies.values_list("pk", "name"))


def forget_boards() -> None:
    """Let the next look count anew."""
    _kept.clear()


def board_now(actor: Actor, spot: Spot, *, now: datetime) -> Board:
    """Return the lights of a spot, of the agencies that the actor watches; at most FRESH_SECONDS old."""
    agencies = agencies_on_board(actor)
    key = (frozenset(agencies), spot)
    at = time.monotonic()
    kept = _kept.get(key)
    if kept is not None and at - kept[0] < FRESH_SECONDS:
        return kept[1]
    board = _counted(agencies, spot, now=now)
    if len(_kept) >= _KEPT_AT_MOST:
        _kept.clear()
    _kept[key] = (at, board)
    return board


def board_cases(actor: Actor, spot: Spot, light: str, *, now: datetime) -> list[CaseRow]:
    """Return the running cases of a spot with a light ("": any), soonest due first, which the actor watches."""
    return lit_cases(_within(agencies_on_board(actor), spot), spot, light, actor=actor, now=now)


def _within(agencies: Collection[UUID], spot: Spot) -> list[UUID]:
    return [agency for agency in agencies if spot.agency_id in {None, agency}]


def _counted(agencies: dict[UUID, str], spot: Spot, *, now: datetime) -> Board:
    own = _within(agencies, spot)
    found = [one for one in lights_now(own, spot, now=now) if one.light in BOARD_LIGHTS] if own else []
    days = day_so_far(own, now=now).values()
    lights: Counter[Light] = Counter()
    for one in found:
        lights[one.light] += one.cases
    rows = _rows(found, spot, agencies)
    steps = _ordered(BoardRow(step, "", told) for step, told in _summed(found, lambda one: one.step).items())
    day = DayCount(sum(one.received for one in days), sum(one.decided for one in days))
    told = (sorted(lights.items()), [(row.key, sorted(row.lights.items())) for row in (*rows, *steps)], day)
    digest = hashlib.blake2b(repr(told).encode(), digest_size=8).hexdigest()
    name = agencies.get(spot.agency_id, "") if spot.agency_id else ""
    return Board(spot, name, lights, rows, steps, day, now, digest)


def _rows(found: list[LightCount], spot: Spot, agencies: dict[UUID, str]) -> tuple[BoardRow, ...]:
    """Return what a spot consists of: the city of agencies, an agency of items, an item of steps."""
    if spot.agency_id is None:
        told = _summed(found, lambda one: str(one.agency_id))
        names = {str(key): name for key, name in agencies.items()}
        return _ordered(BoardRow(key, names.get(key, ""), lights) for key, lights in told.items())
    if not spot.item_name:
        told = _summed(found, lambda one: one.item_name)
        return _ordered(BoardRow(key, key, lights) for key, lights in told.items())
    return ()


def _summed(found: list[LightCount], key: Callable[[LightCount], str]) -> dict[str, Counter[Light]]:
    told: dict[str, Counter[Light]] = {}
    for one in found:
        told.setdefault(key(one), Counter())[one.light] += one.cases
    return told


def _ordered(rows: Iterable[BoardRow]) -> tuple[BoardRow, ...]:
    """Return rows with the most late ones first, then those with the most to do."""
    return tuple(sorted(rows, key=lambda row: (-row.late, -row.lights[Light.YELLOW], -row.running, row.label)))
