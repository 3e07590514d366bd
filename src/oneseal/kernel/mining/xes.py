"""Read event logs in XES (IEEE 1849) as a stream; declarations of entities and outside papers are refused."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from xml.parsers import expat  # entities are refused below, at the declaration

from oneseal.kernel.mining.faults import Faults, LogUnreadable, Notes, Reason
from oneseal.kernel.mining.log import Column, EventLog, Phase, Words
from oneseal.kernel.mining.moments import moment_read

MOST_BYTES: Final = 4 * 1024**3  # of a log once unpacked
LARGEST_RATIO: Final = 400  # of unpacked to packed: real logs stay below a hundred
SMALLEST_JUDGED: Final = 8 * 1024**2
GZIP: Final = b"\x1f\x8b"
_GZIP_WINDOW: Final = 31
_BLOCK: Final = 1 << 20
_VALUES: Final = frozenset({"string", "date", "int", "float", "boolean", "id", "list", "container", "values"})
NAME, TIME, RESOURCE, TRANSITION = "concept:name", "time:timestamp", "org:resource", "lifecycle:transition"
_PHASES: Final = {"complete": Phase.COMPLETE, "start": Phase.START, "": Phase.COMPLETE}


@dataclass(frozen=True, slots=True)
class Reading:
    """A log that was read, and what of the file is not in it."""

    log: EventLog
    faults: Faults
    notes: Notes


def unpacked(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the blocks of a file, unpacked where it is gzip; no more than a bound is ever unpacked.

    Raises:
        LogUnreadable: damaged, or larger unpacked than anything honest.
    """
    packed = total = 0
    unpacker = None
    for place, block in enumerate(blocks):
        packed += len(block)
        if place == 0 and block.startswith(GZIP):
            unpacker = zlib.decompressobj(_GZIP_WINDOW)
        for part in (block,) if unpacker is None else _inflated(unpacker, block):
            total += len(part)
            if total > MOST_BYTES or (total > SMALLEST_JUDGED and total > LARGEST_RATIO * packed):
                raise LogUnreadable("too large once unpacked", reason="bomb", line=0)
            yield part
    if unpacker is not None and not unpacker.eof:
        raise LogUnreadable("the archive ends too early", reason="damaged", line=0)


def _inflated(unpacker: zlib._Decompress, block: bytes) -> Iterator[bytes]:
    try:
        while block and not unpacker.eof:
            yield unpacker.decompress(block, _BLOCK)
            block = unpacker.unconsumed_tail
    except zlib.error as problem:
        raise LogUnreadable("the archive is damaged", reason="damaged", line=0) from problem


def read_xes(blocks: Iterable[bytes]) -> Reading:
    """Return the log of a file in XES, plain or gzip.

    Raises:
        LogUnreadable: no XML, no log, entities of its own, or larger unpacked than anything honest.
    """
    reader = _Reader()
    try:
        for block in unpacked(blocks):
            reader.parser.Parse(block, False)
        reader.parser.Parse(b"", True)
    except expat.ExpatError as problem:
        raise LogUnreadable("no well-formed XML", reason="malformed", line=problem.lineno) from problem
    except KeyError as problem:
        raise LogUnreadable(
            "an attribute lacks its key or value", reason="malformed", line=reader.parser.CurrentLineNumber
        ) from problem
    if not reader.is_log:
        raise LogUnreadable("no XES log", reason="no_log", line=1)
    return reader.reading()


class _Reader:
    """Take the elements of a file as they come; the handlers of the parser follow where in the file one is."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse
        self.parser.StartElementHandler = self._outside
        self.parser.EndElementHandler = self._leave
        self.is_log = False
        self.words = Words({"": 0})
        self.notes = Notes()
        self.bounds, self.trace_lines, self.lines = array("q", [0]), array("i"), array("i")
        self.case_columns: dict[str, Column] = {}
        self.event_columns: dict[str, Column] = {}
        self.depth = 0

    def _refuse(self, *_told: object) -> None:
        raise LogUnreadable("declares entities", reason="entities", line=self.parser.CurrentLineNumber)

    def _outside(self, tag: str, _attributes: Mapping[str, str]) -> None:
        if tag == "trace":
            self.trace_lines.append(self.parser.CurrentLineNumber)
            self._enter(self.case_columns, len(self.trace_lines) - 1)
        elif tag == "log":
            self.is_log = True

    def _enter(self, columns: dict[str, Column], place: int) -> None:
        """Let the parser give each element to a function that knows whose attribute it is."""
        words, notes = self.words, self.notes
        depth = 0

        def starts(tag: str, told: Mapping[str, str]) -> None:
            nonlocal depth
            if tag == "event":
                self._enter_event()
            elif depth:
                depth += 1
                notes.nested += 1
            elif tag in _VALUES:
                depth = 1
                key = told["key"]
                column = columns.get(key) or columns.setdefault(key, Column(tag, array("i"), array("i")))
                column.places.append(place)
                column.values.append(words[told.get("value", "")])
            else:
                depth = 1

        def ends(tag: str) -> None:
            nonlocal depth
            if depth:
                depth -= 1
            else:
                self._leave(tag)

        self.parser.StartElementHandler, self.parser.EndElementHandler = starts, ends

    def _enter_event(self) -> None:
        self.lines.append(self.parser.CurrentLineNumber)
        self._kept = self.parser.StartElementHandler, self.parser.EndElementHandler
        self._enter(self.event_columns, len(self.lines) - 1)

    def _leave(self, tag: str) -> None:
        if tag == "event":
            self.parser.StartElementHandler, self.parser.EndElementHandler = self._kept
        elif tag == "trace":
            self.bounds.append(len(self.lines))
            self.parser.StartElementHandler, self.parser.EndElementHandler = self._outside, self._leave

    def reading(self) -> Reading:
        """Return what was read; events that cannot be used are told and left out."""
        return _made(self)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the attributes of the standard say of each event, by place: numbers of words."""

    names: dict[int, int]
    times: dict[int, int]
    people: dict[int, int]
    phases: dict[int, int]


def _by_place(columns: dict[str, Column], key: str) -> dict[int, int]:
    column = columns.pop(key, None)
    return {} if column is None else column.by_place()


def _made(reader: _Reader) -> Reading:
    """Return the log of the columns read; a trace with a name met before goes on with the case of that name."""
    words, faults = tuple(reader.words), Faults()
    facts = _Facts(*(_by_place(reader.event_columns, key) for key in (NAME, TIME, RESOURCE, TRANSITION)))
    names = _by_place(reader.case_columns, NAME)
    moments = {value: moment_read(words[value]) for value in set(facts.times.values())}
    traces: dict[int, list[int]] = {}
    for trace in range(len(reader.trace_lines)):
        traces.setdefault(names.get(trace, 0), []).append(trace)
    unnamed = traces.pop(0, [])
    for event in _events(reader, unnamed):
        faults.add(reader.lines[event], Reason.NO_CASE)
    judge = _Judge(facts, moments, words, reader.lines, faults)
    kept, bounds = array("i"), array("q", [0])
    for its in traces.values():
        kept.extend(event for event in _events(reader, its) if judge.is_usable(event))
        bounds.append(len(kept))
    places = {event: place for place, event in enumerate(kept)}
    cases = {trace: number for number, its in enumerate(traces.values()) for trace in its[:1]}
    activity, activities = _renumbered(map(facts.names.__getitem__, kept), words)
    person, people = _renumbered((facts.people.get(event, 0) for event in kept), words)
    log = EventLog(
        activities, people, tuple(words[name] for name in traces), bounds, activity,
        array("q", [moments[facts.times[event]] or 0 for event in kept]), person,
        array("b", _phases(facts, words, kept)), words,
        {key: _moved(column, cases) for key, column in reader.case_columns.items()},
        {key: _moved(column, places) for key, column in reader.event_columns.items()},
    )  # fmt: skip
    return Reading(log, faults, reader.notes)


def _events(reader: _Reader, traces: Iterable[int]) -> Iterator[int]:
    return (event for trace in traces for event in range(reader.bounds[trace], reader.bounds[trace + 1]))


@dataclass(frozen=True, slots=True)
class _Judge:
    """Say whether an event can be used, and tell the fault of one that cannot."""

    facts: _Facts
    moments: Mapping[int, int | None]
    words: tuple[str, ...]
    lines: array[int]
    faults: Faults

    def is_usable(self, event: int) -> bool:
        """Return whether an event says what was done and when."""
        time = self.facts.times.get(event, 0)
        if self.moments.get(time) is not None and self.facts.names.get(event):
            return True
        text = self.words[time]
        if not self.facts.names.get(event):
            self.faults.add(self.lines[event], Reason.NO_ACTIVITY, text)
        else:
            reason = Reason.MOMENT_UNREADABLE if text else Reason.NO_MOMENT
            self.faults.add(self.lines[event], reason, text)
        return False


def _phases(facts: _Facts, words: tuple[str, ...], kept: array[int]) -> list[int]:
    if not facts.phases:
        return [0] * len(kept)
    known = {value: _PHASES.get(words[value].lower(), Phase.OTHER) for value in {0, *facts.phases.values()}}
    return [known[facts.phases.get(event, 0)] for event in kept]


def _renumbered(values: Iterable[int], words: tuple[str, ...]) -> tuple[array[int], tuple[str, ...]]:
    """Return words numbered from 1 in the order in which they come, and what each number says; 0 says nothing."""
    numbers = {0: 0}
    column = array("i", [numbers.setdefault(value, len(numbers)) for value in values])
    return column, tuple(words[value] for value in numbers)


def _moved(column: Column, places: Mapping[int, int]) -> Column:
    """Return a column for the places that are kept, in their new order."""
    pairs = [(places[at], value) for at, value in zip(column.places, column.values, strict=True) if at in places]
    pairs.sort()
    return Column(column.tag, array("i", [at for at, _value in pairs]), array("i", [value for _at, value in pairs]))
