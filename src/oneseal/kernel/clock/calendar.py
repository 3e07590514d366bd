"""The working calendar: official notices first, Monday to Friday otherwise."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from oneseal.kernel.clock.notices import LocalDay, OfficeHours, Opening, Paper, YearNotice
from oneseal.kernel.clock.refusals import CalendarYearMissing, OfficeHoursMissing

_SATURDAY = 5


class DayKind(StrEnum):
    """Name what a day is, and thereby why it is worked or not."""

    WEEKDAY = "weekday"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    MAKE_UP = "make_up"
    LOCAL_CLOSURE = "local_closure"
    LOCAL_WORKDAY = "local_workday"
    ESTIMATED_WEEKDAY = "estimated_weekday"
    ESTIMATED_WEEKEND = "estimated_weekend"


_WORKING = frozenset({DayKind.WEEKDAY, DayKind.MAKE_UP, DayKind.LOCAL_WORKDAY, DayKind.ESTIMATED_WEEKDAY})


@dataclass(frozen=True, slots=True)
class DayFact:
    """Hold what one day is, the name of its holiday, and the paper that says so.

    ``name`` is empty and ``paper`` is ``None`` for a day no paper mentions.
    """

    on: date
    kind: DayKind
    name: str = ""
    paper: Paper | None = None

    @property
    def is_working(self) -> bool:
        """Return whether agencies work on this day."""
        return self.kind in _WORKING

    @property
    def is_estimated(self) -> bool:
        """Return whether no notice covers this day, so that it is a guess."""
        return self.kind in {DayKind.ESTIMATED_WEEKDAY, DayKind.ESTIMATED_WEEKEND}


class Calendar:
    """Answer which days are worked, for the years whose notices were given.

    Immutable. Every question about a year without a notice raises CalendarYearMissing;
    ``with_estimates`` makes a calendar that guesses such years as Monday to Friday and
    says so. Source: the yearly holiday notices of the State Council's General Office, by
    which make-up days (调休) are working days; Administrative Licensing Law art. 82.
    """

    __slots__ = (
        "_estimated",
        "_estimates",
        "_first",
        "_gaps",
        "_hours",
        "_local",
        "_notices",
        "_prefix",
        "_special",
        "_working",
        "_years",
    )

    def __init__(
        self,
        notices: Iterable[YearNotice],
        *,
        local: Iterable[LocalDay] = (),
        estimated_years: Iterable[int] = (),
        hours: Iterable[OfficeHours] = (),
    ) -> None:
        self._notices = tuple(sorted(notices, key=lambda notice: notice.year))
        self._local = tuple(local)
        self._hours = tuple(sorted(hours, key=lambda each: each.since))
        known = frozenset(notice.year for notice in self._notices)
        self._estimated = frozenset(estimated_years) - known
        self._years = known | self._estimated
        self._special = _special_days(self._notices, self._local)
        self._estimates: dict[frozenset[int], Calendar] = {}
        self._count_ahead()

    def _count_ahead(self) -> None:
        """Fill the prefix counts that make each later question constant-time."""
        low, high = min(self._years, default=1), max(self._years, default=0)
        self._gaps = frozenset(range(low, high + 1)) - self._years
        self._first = date(low, 1, 1).toordinal()
        end = date(high, 12, 31).toordinal() + 1 if self._years else self._first
        self._working = array("l")
        self._prefix = array("l", [0])
        for ordinal in range(self._first, end):
            day = date.fromordinal(ordinal)
            if day.year in self._years and self._is_worked(day):
                self._working.append(ordinal)
            self._prefix.append(len(self._working))

    def _is_worked(self, day: date) -> bool:
        special = self._special.get(day)
        return day.weekday() < _SATURDAY if special is None else special.is_working

    @property
    def years(self) -> frozenset[int]:
        """Return the years that have a notice, without the estimated ones."""
        return self._years - self._estimated

    @property
    def estimated_years(self) -> frozenset[int]:
        """Return the years that are only guessed as Monday to Friday."""
        return self._estimated

    def day(self, on: date) -> DayFact:
        """Return what ``on`` is and why; raise CalendarYearMissing for its year."""
        self.require(on, on)
        special = self._special.get(on)
        if special is not None:
            return special
        is_weekend = on.weekday() >= _SATURDAY
        if on.year in self._estimated:
            guess = DayKind.ESTIMATED_WEEKEND if is_weekend else DayKind.ESTIMATED_WEEKDAY
            return DayFact(on, guess)
        return DayFact(on, DayKind.WEEKEND if is_weekend else DayKind.WEEKDAY)

    def day_if_known(self, on: date) -> DayFact | None:
        """Return what ``on`` is, or ``None`` when its year has no notice."""
        return self.day(on) if on.year in self._years else None

    def hours_in_force(self, on: date) -> OfficeHours:
        """Return the office hours that hold on a day, worked or not; the latest paper up to that day holds.

        Raises OfficeHoursMissing when there is none.
        """
        known = [hours for hours in self._hours if hours.since <= on]
        if not known:
            raise OfficeHoursMissing("nobody has said when offices are open", on=on.isoformat())
        return known[-1]

    def office_hours(self, on: date) -> tuple[Opening, ...]:
        """Return from when to when offices are open on a day that is worked; raises what ``hours_in_force`` does."""
        return self.hours_in_force(on).spans

    @property
    def has_office_hours(self) -> bool:
        """Return whether anybody has said when offices are open."""
        return bool(self._hours)

    @property
    def shortest_office_day(self) -> int | None:
        """Return for how many minutes offices are open on the shortest day that anybody told, None where nobody did."""
        lengths = (hours.length // timedelta(minutes=1) for hours in self._hours)
        return min(lengths, default=None)

    def is_working_day(self, on: date) -> bool:
        """Return whether ``on`` is worked; raise CalendarYearMissing for its year."""
        self.require(on, on)
        return self._is_worked(on)

    def count(self, after: date, through: date) -> int:
        """Return the number of working days d with after < d <= through, 0 if none."""
        begin = after.toordinal() + 1
        end = through.toordinal() + 1
        if begin >= end:
            return 0
        self.require(date.fromordinal(begin), through)
        return self._prefix[end - self._first] - self._prefix[begin - self._first]

    def nth_after(self, after: date, n: int) -> date:
        """Return the ``n``-th working day after ``after``, n >= 1.

        Raises CalendarYearMissing with the first year the answer would need.
        """
        if after == date.max:
            raise CalendarYearMissing(year=after.year)
        begin = date.fromordinal(after.toordinal() + 1)
        self.require(begin, begin)
        place = self._prefix[begin.toordinal() - self._first] + n - 1
        if place >= len(self._working):
            raise CalendarYearMissing(year=self._first_missing_from(begin.year))
        found = date.fromordinal(self._working[place])
        self.require(begin, found)
        return found

    def require(self, first: date, last: date) -> None:
        """Raise CalendarYearMissing unless each year from first to last is covered."""
        if first.year not in self._years:
            raise CalendarYearMissing(year=first.year)
        if last.year not in self._years or self._gaps:
            missing = self._first_missing_from(first.year)
            if missing <= last.year:
                raise CalendarYearMissing(year=missing)

    def _first_missing_from(self, year: int) -> int:
        while year in self._years:
            year += 1
        return year

    def with_estimates(self, years: Iterable[int]) -> "Calendar":
        """Return this calendar with ``years`` guessed Monday to Friday where no notice is.

        The result is kept, so asking again costs nothing.
        """
        wanted = (frozenset(years) | self._estimated) - self.years
        if wanted == self._estimated:
            return self
        if wanted not in self._estimates:
            self._estimates[wanted] = Calendar(
                self._notices, local=self._local, estimated_years=wanted, hours=self._hours
            )
        return self._estimates[wanted]

    def with_local(self, local: Iterable[LocalDay]) -> "Calendar":
        """Return this calendar with local days added; a later one wins."""
        return Calendar(
            self._notices,
            local=[*self._local, *local],
            estimated_years=self._estimated,
            hours=self._hours,
        )

    def rests_on_estimate(self, first: date, last: date) -> bool:
        """Return whether any year from ``first`` to ``last`` is only guessed."""
        if not self._estimated:
            return False
        return any(year in self._estimated for year in range(first.year, last.year + 1))


def _special_days(notices: Iterable[YearNotice], local: Iterable[LocalDay]) -> dict[date, DayFact]:
    """Return every day that a paper names; the later year, amendment or local paper wins."""
    special: dict[date, DayFact] = {}
    for notice in notices:
        for arrangement in notice.arrangements:
            for on, name in arrangement.off.items():
                special[on] = DayFact(on, DayKind.HOLIDAY, name, arrangement.paper)
            for on in arrangement.work:
                special[on] = DayFact(on, DayKind.MAKE_UP, "", arrangement.paper)
    for override in local:
        kind = DayKind.LOCAL_WORKDAY if override.is_working else DayKind.LOCAL_CLOSURE
        special[override.on] = DayFact(override.on, kind, override.name, override.paper)
    return special
