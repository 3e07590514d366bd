"""What a rule of supervision knows of a case: its clocks, its nodes, its papers and everything that was done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from oneseal.kernel.clock import Calendar, beijing_day


class ClockKind(StrEnum):
    """Name the clocks of a case (domain specification C)."""

    RECEIPT = "receipt"
    PROMISE = "promise"
    STATUTE = "statute"
    DELIVERY = "delivery"


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock of a case; `ended_on` None: it runs. `yellow_on` None: nothing says when it is near its end.

    `late_on` is the first day that is too late, as the clock's own unit counts it. One that `is_stopped` stands still,
    so that its end is only a guess.
    """

    kind: ClockKind
    started_on: date
    due_on: date
    late_on: date
    ended_on: date | None = None
    yellow_on: date | None = None
    is_stopped: bool = False

    def runs_at_dawn(self, on: date) -> bool:
        """Return True when the clock ran as the day began; what ends on a day still ran then."""
        return not self.is_stopped and self.started_on < on and (self.ended_on is None or self.ended_on >= on)


@dataclass(frozen=True, slots=True)
class NodeSeen:
    """One node of an examination with a limit of its own; `closed_on` None: it waits. Texts are empty where unknown."""

    label: str
    opened_on: date
    closed_on: date | None
    due_on: date
    late_on: date
    is_stopped: bool = False
    account_id: UUID | None = None
    post_title: str = ""

    def waits_at_dawn(self, on: date) -> bool:
        """Return True when the node still waited as the day began."""
        return not self.is_stopped and self.opened_on < on and (self.closed_on is None or self.closed_on >= on)


@dataclass(frozen=True, slots=True)
class Did:
    """One act on a case, or one that was refused: what, when, by whom in which post, with the values it left."""

    action: str
    at: datetime
    actor_kind: str = "staff"
    actor_id: UUID | None = None
    actor_name: str = ""
    post_title: str = ""
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)

    @property
    def on(self) -> date:
        """Return the day of the act in Beijing."""
        return beijing_day(self.at)

    @property
    def papers(self) -> Mapping[str, Any]:
        """Return the papers that the act issued, by kind."""
        told = self.after.get("papers")
        return told if isinstance(told, dict) else {}

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts that the act left; empty where it left none."""
        told = self.after.get(name)
        return tuple(str(one) for one in told) if isinstance(told, list) else ()

    def day(self, name: str) -> date | None:
        """Return a day that the act left; None where it left none."""
        told = self.after.get(name)
        return date.fromisoformat(told) if isinstance(told, str) and told else None

    def number(self, name: str) -> int | None:
        """Return a number that the act left; None where it left none."""
        told = self.after.get(name)
        return told if isinstance(told, int) and not isinstance(told, bool) else None


@dataclass(frozen=True, slots=True)
class FeeSeen:
    """A fee as the item's version lists it; `amount` None: it is not fixed."""

    amount: Decimal | None
    before_grant: bool


@dataclass(frozen=True, slots=True)
class OrderSeen:
    """One order to pay a fee of a case."""

    fee: str
    amount: Decimal
    opened_on: date


@dataclass(frozen=True, slots=True)
class ItemSeen:
    """The version of the item a case is bound to, as far as rules ask.

    `asked` are the keys of all its materials and questions; `extension_most` is how many days the law lets it extend.
    """

    id: UUID | None = None
    name: str = ""
    at_once: bool = False
    first_examination: bool = False
    asked: frozenset[str] = frozenset()
    procedures: frozenset[str] = frozenset()
    extension_most: int = 10
    fees: Mapping[str, FeeSeen] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CaseSeen:
    """One case as supervision sees it; `acts` are all that was done, oldest first, `attempts` what was refused.

    `renewal_until` is the last day of the licence that a renewal starts from, None for every other case.
    """

    id: UUID
    number: str
    agency_id: UUID
    item: ItemSeen = ItemSeen()
    accepted_on: date | None = None
    ended_on: date | None = None
    is_blind: bool = False
    examiner_id: UUID | None = None
    renewal_until: date | None = None
    clocks: tuple[Clock, ...] = ()
    nodes: tuple[NodeSeen, ...] = ()
    orders: tuple[OrderSeen, ...] = ()
    acts: tuple[Did, ...] = ()
    attempts: tuple[Did, ...] = ()

    def done(self, *actions: str) -> Iterator[Did]:
        """Yield the acts of these kinds, oldest first."""
        return (act for act in self.acts if act.action in actions)

    def clocks_of(self, kind: ClockKind) -> Iterator[Clock]:
        """Yield the clocks of a kind."""
        return (clock for clock in self.clocks if clock.kind is kind)


@dataclass(frozen=True, slots=True)
class Window:
    """The days that are judged, both included."""

    first: date
    last: date

    def holds(self, on: date) -> bool:
        """Return True for a day within."""
        return self.first <= on <= self.last


def guessing(calendar: Calendar, on: date) -> Calendar:
    """Return a calendar that guesses the years around a day which the state has not published yet."""
    return calendar.with_estimates(range(on.year - 1, on.year + 3))


def working_day_before(on: date, days: int, *, calendar: Calendar) -> date:
    """Return the working day on which so many working days are left until a day."""
    known, found, left = guessing(calendar, on), on, days
    while left > 0 or not known.is_working_day(found):
        found -= timedelta(days=1)
        left -= 1 if known.is_working_day(found) else 0
    return found


@dataclass(frozen=True, slots=True)
class Sight:
    """What a rule is given: one case, the working days, and the city's thresholds for this rule."""

    case: CaseSeen
    calendar: Calendar
    limits: Mapping[str, int]

    def after(self, on: date, days: int) -> date:
        """Return the working day that lies so many working days after a day."""
        return guessing(self.calendar, on).nth_after(on, days)

    def before(self, on: date, days: int) -> date:
        """Return the working day on which so many working days are left until a day."""
        return working_day_before(on, days, calendar=self.calendar)

    def worked(self, after: date, through: date) -> int:
        """Return how many working days lie after one day up to another."""
        return guessing(self.calendar, after).count(after, through) if after < through else 0
