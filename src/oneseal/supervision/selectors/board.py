"""The live board: which lights the city's running cases show now, from the whole down to one step of one item."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Count, QuerySet

from oneseal.cases.selectors import CaseRow, DayCount, cases_on_board, day_so_far
from oneseal.identity.selectors import agencies_all
from oneseal.kernel.access import Actor
from oneseal.kernel.clock import Light
from oneseal.supervision.models import BoardMark, RunningCase
from oneseal.supervision.selectors.seeing import agencies_seen

# From the worst on; what has ended or has no clock is on no board.
BOARD_LIGHTS: Final = (Light.BLACK, Light.RED, Light.YELLOW, Light.BLUE, Light.GREEN)
LATE: Final = (Light.BLACK, Light.RED)
SHOWN: Final = 200


@dataclass(frozen=True, slots=True)
class Spot:
    """Where running cases lie: an agency, one of its items, a step; None and "" mean all of them."""

    agency_id: UUID | None = None
    item_name: str = ""
    step: str = ""


@dataclass(frozen=True, slots=True)
class LightCount:
    """How many running cases of one agency, item and step show one light."""

    agency_id: UUID
    item_name: str
    step: str
    light: Light
    cases: int


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
    followed_until: datetime
    digest: str

    @property
    def running(self) -> int:
        """Return how many cases run."""
        return self.lights.total()


def agencies_on_board(actor: Actor) -> dict[UUID, str]:
    """Return the agencies whose cases the actor watches, with their names; none for who watches nothing."""
    seen = agencies_seen(actor)
    agencies = agencies_all() if seen is None else agencies_all().filter(pk__in=seen)
    return dict(agencies.values_list("pk", "name"))


def board_now(actor: Actor, spot: Spot, *, now: datetime) -> Board:
    """Return the lights of a spot among what the actor watches, as far as the board has followed (`board_follow`)."""
    agencies = agencies_on_board(actor)
    own = _within(agencies, spot)
    mark = BoardMark.objects.first()
    found = _counted(own, spot) if own else []
    lights: Counter[Light] = Counter()
    for one in found:
        lights[one.light] += one.cases
    rows = _rows(found, spot, agencies)
    steps = _ordered(BoardRow(step, "", told) for step, told in _summed(found, lambda one: one.step).items())
    today = day_so_far(own, now=now)
    told = (sorted(lights.items()), [(row.key, sorted(row.lights.items())) for row in (*rows, *steps)], today)
    digest = hashlib.blake2b(repr(told).encode(), digest_size=8).hexdigest()
    name = agencies.get(spot.agency_id, "") if spot.agency_id else ""
    return Board(spot, name, lights, rows, steps, today, mark.followed_until if mark else now, digest)


def board_cases(actor: Actor, spot: Spot, lights: Collection[str], *, now: datetime) -> list[CaseRow]:
    """Return the running cases of a spot with some lights (none: with any), soonest due first, at most SHOWN."""
    rows = _at(_within(agencies_on_board(actor), spot), spot)
    if lights:
        rows = rows.filter(light__in=lights)
    ids = list(rows.order_by("due_on", "case_id").values_list("case_id", flat=True)[:SHOWN])
    return cases_on_board(ids, actor=actor, now=now)


def _at(agencies: Collection[UUID], spot: Spot) -> QuerySet[RunningCase]:
    rows = RunningCase.objects.filter(agency_id__in=agencies)
    if spot.item_name:
        rows = rows.filter(item_name=spot.item_name)
    return rows.filter(step=spot.step) if spot.step else rows


def _counted(agencies: Collection[UUID], spot: Spot) -> list[LightCount]:
    rows = _at(agencies, spot).values_list("agency_id", "item_name", "step", "light").annotate(n=Count("case_id"))
    return [LightCount(agency, item, step, Light(light), n) for agency, item, step, light, n in rows.order_by()]


def _within(agencies: Collection[UUID], spot: Spot) -> list[UUID]:
    return [agency for agency in agencies if spot.agency_id in {None, agency}]


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
    return tuple(sorted(rows, key=lambda row: (-row.late, -row.lights[Light.YELLOW], -row.running, row.label, row.key)))
