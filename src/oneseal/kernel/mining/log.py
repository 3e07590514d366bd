"""An event log as columns: one number an event and column, every word kept once (docs/algorithms/mining.md)."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from typing import Final

UNKNOWN_MOMENT: Final = -(1 << 63)
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND: Final = timedelta(microseconds=1)


class Phase(IntEnum):
    """Name what an event says of its activity: it ended, it began, or something else happened to it."""

    COMPLETE = 0
    START = 1
    OTHER = 2


class Words(dict[str, int]):
    """Number words as they come: the first time a word is asked for, it gets the next number."""

    def __missing__(self, word: str) -> int:
        """Give the word the next number."""
        number = self[word] = len(self)
        return number


@dataclass(frozen=True, slots=True)
class Column:
    """The values of one attribute where it stands: places in order, and for each the number of its word.

    ``tag`` is the type by which the file gave it (string, date, int, float, boolean, id).
    """

    tag: str
    places: array[int]
    values: array[int]

    def by_place(self) -> dict[int, int]:
        """Return the number of the word by place."""
        return dict(zip(self.places, self.values, strict=True))


@dataclass(frozen=True, slots=True)
class EventLog:
    """A log: cases one after the other, the events of each in its order.

    ``bounds[i]`` is where case i begins, ``bounds[i + 1]`` where it ends. Activity 0 is no activity and person 0
    nobody known; ``moment`` counts microseconds from 1970 in UTC, UNKNOWN_MOMENT where nobody said when.
    Attributes beside these are kept in columns, by their key; ``words`` are what they hold.
    """

    activities: tuple[str, ...]
    people: tuple[str, ...]
    cases: tuple[str, ...]
    bounds: array[int]
    activity: array[int]
    moment: array[int]
    person: array[int]
    phase: array[int]
    words: tuple[str, ...] = ()
    case_columns: Mapping[str, Column] = field(default_factory=dict)
    event_columns: Mapping[str, Column] = field(default_factory=dict)

    def __len__(self) -> int:
        """Return how many cases there are."""
        return len(self.cases)

    @property
    def events(self) -> int:
        """Return how many events there are."""
        return len(self.activity)

    def spans(self) -> Iterator[tuple[int, int]]:
        """Yield where each case begins and ends among the events."""
        return zip(self.bounds, self.bounds[1:], strict=False)

    def name(self, activity: int) -> str:
        """Return what an activity is called."""
        return self.activities[activity]

    def instant(self, event: int) -> datetime | None:
        """Return when an event happened, None where nobody said."""
        return instant_of(self.moment[event])

    def case_words(self, key: str) -> dict[int, str]:
        """Return the words of an attribute by case; a case without it is not named."""
        column = self.case_columns.get(key)
        return {} if column is None else {place: self.words[value] for place, value in column.by_place().items()}

    @property
    def has_phases(self) -> bool:
        """Return whether any activity is said to have begun, so that working time is known."""
        return Phase.START in self.phase


def instant_of(moment: int) -> datetime | None:
    """Return an instant in UTC, None for an unknown one."""
    return None if moment == UNKNOWN_MOMENT else EPOCH + timedelta(microseconds=moment)


def moment_of(instant: datetime) -> int:
    """Return an aware instant in microseconds from 1970."""
    return (instant - EPOCH) // MICROSECOND


@dataclass(frozen=True, slots=True)
class Event:
    """One event as it is told to a builder; ``person`` is empty where nobody is known."""

    case: str
    activity: str
    moment: int
    person: str = ""
    phase: Phase = Phase.COMPLETE


class LogBuilder:
    """Gather events in any order and make a log of them, the events of a case in the order of their moments.

    Events of one moment keep the order in which they were told.
    """

    __slots__ = ("_activities", "_attributes", "_cases", "_columns", "_people", "_words")

    def __init__(self) -> None:
        self._activities, self._people, self._cases, self._words = Words({"": 0}), Words({"": 0}), Words(), Words()
        self._columns = tuple(array("q") for _column in range(5))
        self._attributes: dict[str, dict[int, int]] = {}

    def __len__(self) -> int:
        """Return how many events were told."""
        return len(self._columns[0])

    def add(self, event: Event) -> None:
        """Take one event."""
        case, activity, moment, person, phase = self._columns
        case.append(self._cases[event.case])
        activity.append(self._activities[event.activity])
        moment.append(event.moment)
        person.append(self._people[event.person])
        phase.append(event.phase)

    def tell(self, case: str, key: str, value: str) -> None:
        """Keep an attribute of a case; the first value that is told counts."""
        self._attributes.setdefault(key, {}).setdefault(self._cases[case], self._words[value])

    def log(self) -> EventLog:
        """Return the log."""
        case, activity, moment, person, phase = self._columns
        order = sorted(range(len(case)), key=lambda place: (case[place], moment[place]))
        return EventLog(
            tuple(self._activities), tuple(self._people), tuple(self._cases), _bounds(case, len(self._cases)),
            _picked("i", activity, order), _picked("q", moment, order), _picked("i", person, order),
            _picked("b", phase, order), tuple(self._words),
            {key: _column(values) for key, values in self._attributes.items()},
        )  # fmt: skip


def _bounds(case: Sequence[int], count: int) -> array[int]:
    sizes = [0] * count
    for number in case:
        sizes[number] += 1
    bounds = array("q", [0])
    for size in sizes:
        bounds.append(bounds[-1] + size)
    return bounds


def _picked(code: str, column: Sequence[int], order: Sequence[int]) -> array[int]:
    return array(code, map(column.__getitem__, order))


def _column(values: Mapping[int, int]) -> Column:
    places = sorted(values)
    return Column("string", array("i", places), array("i", map(values.__getitem__, places)))


def finished(log: EventLog) -> EventLog:
    """Return the log of what was completed: one event for each time an activity was done.

    A log whose events tell no beginnings is returned as it is.
    """
    if not any(log.phase):
        return log
    kept = [place for place, phase in enumerate(log.phase) if phase == Phase.COMPLETE]
    before = array("q", [0])
    for phase in log.phase:
        before.append(before[-1] + (phase == Phase.COMPLETE))
    return EventLog(
        log.activities, log.people, log.cases, array("q", map(before.__getitem__, log.bounds)),
        _picked("i", log.activity, kept), _picked("q", log.moment, kept), _picked("i", log.person, kept),
        array("b", bytes(len(kept))), log.words, log.case_columns,
    )  # fmt: skip


def only(log: EventLog, cases: Sequence[int]) -> EventLog:
    """Return the log of some cases, in the order told; attributes of its events are left behind."""
    places = [place for case in cases for place in range(log.bounds[case], log.bounds[case + 1])]
    sizes = [log.bounds[case + 1] - log.bounds[case] for case in cases]
    bounds = array("q", [0])
    for size in sizes:
        bounds.append(bounds[-1] + size)
    new = {case: place for place, case in enumerate(cases)}
    columns = {}
    for key, column in log.case_columns.items():
        pairs = sorted((new[place], value) for place, value in column.by_place().items() if place in new)
        columns[key] = Column(column.tag, array("i", [at for at, _v in pairs]), array("i", [v for _at, v in pairs]))
    return EventLog(
        log.activities, log.people, tuple(map(log.cases.__getitem__, cases)), bounds,
        _picked("i", log.activity, places), _picked("q", log.moment, places), _picked("i", log.person, places),
        _picked("b", log.phase, places), log.words, columns,
    )  # fmt: skip
