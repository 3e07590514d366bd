"""The figures of a period and the rates that follow from them (C.6); plain Python."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from oneseal.kernel.scoring import Flow, Number, completion, overdue, share, speed_up


@dataclass(frozen=True, slots=True)
class Period:
    """Two days and all between them."""

    first: date
    last: date

    @classmethod
    def of_month(cls, month: date) -> Period:
        """Return the month in which a day lies."""
        first = month.replace(day=1)
        following = (first + timedelta(days=31)).replace(day=1)
        return cls(first, following - timedelta(days=1))

    @property
    def before(self) -> Period:
        """Return what a period is compared with: the month before a whole month, else as many days before."""
        if self == Period.of_month(self.first):
            return Period.of_month(self.first - timedelta(days=1))
        length = self.last - self.first
        eve = self.first - timedelta(days=1)
        return Period(eve - length, eve)

    @property
    def year_before(self) -> Period:
        """Return the same days a year before; the 29th of February becomes the 28th, a whole month stays whole."""
        if self == Period.of_month(self.first):
            return Period.of_month(_year_before(self.first))
        return Period(_year_before(self.first), _year_before(self.last))


def _year_before(day: date) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if is_leap_day else day.day)


@dataclass(frozen=True, slots=True)
class Sums:
    """What was counted in a period of a department, an item or the city; the names are those of the columns."""

    received: int = 0
    accepted: int = 0
    accepted_online: int = 0
    closed: int = 0
    closed_at_once: int = 0
    closed_late: int = 0
    ended_otherwise: int = 0
    not_accepted: int = 0
    promise_closed: int = 0
    promise_early: int = 0
    promise_on_time: int = 0
    promise_elapsed: int = 0
    promise_promised: Decimal = Decimal(0)
    law_closed: int = 0
    law_elapsed: int = 0
    law_statutory: Decimal = Decimal(0)
    in_hand_before: int = 0
    open_late: int = 0
    in_hand_after: int = 0
    graded: int = 0
    satisfied: int = 0

    @property
    def flow(self) -> Flow:
        """Return the four counters between the two stocks."""
        return Flow(self.in_hand_before, self.accepted, self.closed, self.ended_otherwise, self.in_hand_after)


class Rate(StrEnum):
    """One of the rates of C.6."""

    COMPLETION = "completion"
    SPEED_UP = "speed_up"
    LAW_SPEED_UP = "law_speed_up"
    EARLY = "early"
    ON_TIME = "on_time"
    OVERDUE = "overdue"
    AT_ONCE = "at_once"
    ONLINE = "online"
    SATISFACTION = "satisfaction"


@dataclass(frozen=True, slots=True)
class RateTold:
    """A rate and the two numbers it comes from; `rate` is None over nothing."""

    part: Number
    whole: Number
    rate: Fraction | None


def rates_of(sums: Sums) -> Mapping[Rate, RateTold]:
    """Return every rate of a period with its numerator and denominator."""
    late, over = sums.closed_late + sums.open_late, sums.closed + sums.open_late
    return {
        Rate.COMPLETION: RateTold(sums.closed, sums.accepted, completion(closed=sums.closed, accepted=sums.accepted)),
        Rate.SPEED_UP: _sped_up(sums.promise_elapsed, sums.promise_promised),
        Rate.LAW_SPEED_UP: _sped_up(sums.law_elapsed, sums.law_statutory),
        Rate.EARLY: _shared(sums.promise_early, sums.promise_closed),
        Rate.ON_TIME: _shared(sums.promise_on_time, sums.promise_closed),
        Rate.OVERDUE: RateTold(
            late, over, overdue(closed_late=sums.closed_late, closed=sums.closed, open_late=sums.open_late)
        ),
        Rate.AT_ONCE: _shared(sums.closed_at_once, sums.closed),
        Rate.ONLINE: _shared(sums.accepted_online, sums.accepted),
        Rate.SATISFACTION: _shared(sums.satisfied, sums.graded),
    }  # fmt: skip


def _shared(part: Number, whole: Number) -> RateTold:
    return RateTold(part, whole, share(part, whole))


def _sped_up(used: Number, allowed: Number) -> RateTold:
    return RateTold(used, allowed, speed_up(elapsed=used, promised=allowed))
