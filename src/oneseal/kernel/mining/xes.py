"""Read event logs in XES (IEEE 1849) as a stream; declarations of entities and outside papers are refused."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from xml.parsers import expat  # entities are refused below, at the declaration

from oneseal.kernel.mining.faults import Faults, LogUnreadable, Notes, Reason
from oneseal.kernel.mining.log import UNKNOWN_MOMENT, Column, EventLog, Phase, Words
from oneseal.kernel.mining.moments import moment_read

MOST_BYTES: Final = 4 * 1024**3  # of a log once unpacked
LARGEST_RATIO: Final = 400  # of unpacked to packed: real logs stay below a hundred
SMALLEST_JUDGED: Final = 8 * 1024**2
GZIP: Final = b"\x1f\x8b"
_GZIP_WINDOW: Final = 31
_BLOCK: Final = 1 << 20
_BOTH: Final = 4  # an attribute with name and value, as the parser tells it
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
            "an attribute lacks its key", reason="malformed", line=reader.parser.CurrentLineNumber
        ) from problem
    if not reader.is_log:
        raise LogUnreadable("no XES log", reason="no_log", line=1)
    return _made(reader)


# How a value is kept: where it stands, its number, and what makes a number of its text.
_Keeping = tuple[Callable[[int], None], Callable[[int], None], Callable[[str], int]]


class _Table:
    """The attributes of all traces, or of all events: a column for each key, made when it is met first."""

    def __init__(self, words: Words) -> None:
        self.columns: dict[str, Column] = {}
        self.keeping: dict[str, _Keeping] = {}
        self.words = words

    def made(self, tag: str, key: str) -> _Keeping:
        """Return how values of a new key are kept."""
        column = self.columns[key] = Column(tag, array("i"), array("i"))
        kept = self.keeping[key] = (column.places.append, column.values.append, self.words.__getitem__)
        return kept


class _Events(_Table):
    """The attributes of all events; when they happened is kept as a moment, and no text of it."""

    def __init__(self, words: Words) -> None:
        super().__init__(words)
        self.times = Column("date", array("i"), array("q"))
        self.unreadable: dict[int, str] = {}
        self.keeping[TIME] = (self.times.places.append, self.times.values.append, self._moment)

    def _moment(self, text: str) -> int:
        moment = moment_read(text)
        if moment is not None:
            return moment
        self.unreadable[len(self.times.values)] = text
        return UNKNOWN_MOMENT


class _Reader:
    """Take the elements of a file as they come; the handlers of the parser follow where in the file one is."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.ordered_attributes = True
        self.parser.StartDoctypeDeclHandler = self.parser.EntityDeclHandler = self._refuse
        self.is_log = False
        self.words, self.notes = Words({"": 0}), Notes()
        self.bounds, self.trace_lines, self.lines = array("q", [0]), array("i"), array("i")
        self.traces, self.events = _Table(self.words), _Events(self.words)
        in_trace = _handlers(
            self.traces, self.trace_lines, self.notes, inner=self._enter_event, leave=self._leave_trace
        )
        in_event = _handlers(self.events, self.lines, self.notes, inner=None, leave=self._leave_event)
        self._handlers = {"trace": in_trace, "event": in_event, "": (self._outside, None)}
        self._go("")

    def _go(self, where: str) -> None:
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._handlers[where]

    def _refuse(self, *_told: object) -> None:
        raise LogUnreadable("declares entities", reason="entities", line=self.parser.CurrentLineNumber)

    def _outside(self, tag: str, _attributes: list[str]) -> None:
        if tag == "trace":
            self.trace_lines.append(self.parser.CurrentLineNumber)
            self._go("trace")
        elif tag == "log":
            self.is_log = True

    def _enter_event(self) -> None:
        self.lines.append(self.parser.CurrentLineNumber)
        self._go("event")

    def _leave_event(self) -> None:
        self._go("trace")

    def _leave_trace(self) -> None:
        self.bounds.append(len(self.lines))
        self._go("")


def _put_right(told: list[str]) -> list[str]:
    """Return name and value of an attribute that gives them in another order, or no value (lists have none)."""
    named = dict(zip(told[::2], told[1::2], strict=True))
    return ["key", named["key"], "value", named.get("value", "")]


_Handlers = tuple[Callable[[str, list[str]], None], Callable[[str], None] | None]


def _handlers(
    table: _Table, lines: array[int], notes: Notes, *, inner: Callable[[], None] | None, leave: Callable[[], None]
) -> _Handlers:
    """Return what takes the attributes of the trace or event that stands last in ``lines``.

    It is called for each attribute of a log, so what it needs is bound once.
    """
    depth, keeping, made = 0, table.keeping, table.made

    def starts(tag: str, told: list[str]) -> None:
        nonlocal depth
        if depth:
            notes.nested += 1
            depth += 1
        elif tag == "event" and inner is not None:
            inner()
        else:
            depth = 1
            if len(told) != _BOTH or told[0] != "key":
                told = _put_right(told)
            key = told[1]
            place, value, number = keeping[key] if key in keeping else made(tag, key)
            place(len(lines) - 1)
            value(number(told[3]))

    def ends(_tag: str) -> None:
        nonlocal depth
        if depth:
            depth -= 1
        else:
            leave()

    return starts, ends


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the attributes of the standard say of each event: numbers of words, and the moment."""

    names: array[int]
    moments: array[int]
    people: array[int]
    phases: array[int]


def _made(reader: _Reader) -> Reading:
    """Return the log of the columns read; a trace with a name met before goes on with the case of that name."""
    words, faults, columns = tuple(reader.words), Faults(), reader.events.columns
    count = len(reader.lines)
    names, people, phases = (_filled(columns.pop(key, None), count) for key in (NAME, RESOURCE, TRANSITION))
    facts = _Facts(names, _filled(reader.events.times, count, missing=UNKNOWN_MOMENT), people, phases)
    traces: dict[int, list[int]] = {}
    for trace, name in enumerate(_filled(reader.traces.columns.pop(NAME, None), len(reader.trace_lines))):
        traces.setdefault(name, []).append(trace)
    for event in _events(reader, traces.pop(0, [])):
        faults.add(reader.lines[event], Reason.NO_CASE)
    kept, bounds = _kept(reader, traces.values(), facts=facts, faults=faults)
    places = {event: place for place, event in enumerate(kept)} if kept != array("i", range(count)) else None
    cases = {trace: number for number, its in enumerate(traces.values()) for trace in its[:1]}
    activity, activities = _renumbered(map(facts.names.__getitem__, kept), words)
    person, known = _renumbered(map(facts.people.__getitem__, kept), words)
    log = EventLog(
        activities, known, tuple(words[name] for name in traces), bounds, activity,
        array("q", map(facts.moments.__getitem__, kept)), person,
        array("b", map(_phases(words, facts.phases).__getitem__, map(facts.phases.__getitem__, kept))), words,
        {key: _moved(column, cases) for key, column in reader.traces.columns.items()},
        {key: column if places is None else _moved(column, places) for key, column in columns.items()},
    )  # fmt: skip
    return Reading(log, faults, reader.notes)


def _filled(column: Column | None, count: int, *, missing: int = 0) -> array[int]:
    """Return a value for each place; of two values at one place the last counts."""
    if column is None:
        return array("i", bytes(4 * count))
    if len(column.places) == count == len(set(column.places)):
        return column.values
    filled = array(column.values.typecode, [missing]) * count
    for place, value in zip(column.places, column.values, strict=True):
        filled[place] = value
    return filled


def _events(reader: _Reader, traces: Iterable[int]) -> Iterator[int]:
    return (event for trace in traces for event in range(reader.bounds[trace], reader.bounds[trace + 1]))


def _kept(
    reader: _Reader, traces: Iterable[list[int]], *, facts: _Facts, faults: Faults
) -> tuple[array[int], array[int]]:
    """Return the events that can be used in the order of their cases, and where each case begins and ends."""
    kept, bounds = array("i"), array("q", [0])
    is_clean = UNKNOWN_MOMENT not in facts.moments and 0 not in facts.names
    texts = reader.events.unreadable
    unreadable = {reader.events.times.places[place]: text for place, text in texts.items()}
    for its in traces:
        events = _events(reader, its)
        kept.extend(
            events
            if is_clean
            else [e for e in events if _is_usable(e, facts, unreadable=unreadable, line=reader.lines[e], faults=faults)]
        )
        bounds.append(len(kept))
    return kept, bounds


def _is_usable(event: int, facts: _Facts, *, unreadable: Mapping[int, str], line: int, faults: Faults) -> bool:
    """Return whether an event says what was done and when; tell the fault of one that does not."""
    if not facts.names[event]:
        faults.add(line, Reason.NO_ACTIVITY)
        return False
    if facts.moments[event] != UNKNOWN_MOMENT:
        return True
    text = unreadable.get(event, "")
    faults.add(line, Reason.MOMENT_UNREADABLE if text else Reason.NO_MOMENT, text)
    return False


def _phases(words: tuple[str, ...], phases: array[int]) -> dict[int, int]:
    """Return what each word says of an activity."""
    return {value: _PHASES.get(words[value].lower(), Phase.OTHER) for value in {0, *phases}}


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
