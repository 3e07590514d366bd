"""Official notices: which days of a year are off and which are worked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from types import MappingProxyType
from typing import Any, TypeVar

from oneseal.kernel.clock.refusals import HoursMalformed, NoticeMalformed

_Kind = TypeVar("_Kind")


@dataclass(frozen=True, slots=True)
class Paper:
    """Name the official paper a day rests on; ``None`` means unknown.

    ``check`` tells how far the entry was checked: ``text_read`` (the notice itself),
    ``compared`` (two data sets agree, the text was not read) or ``unknown``.
    """

    title: str
    number: str | None = None
    issued_on: date | None = None
    url: str | None = None
    check: str = "unknown"


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Hold what one paper orders: days off by name, and days worked."""

    paper: Paper
    off: Mapping[date, str]
    work: frozenset[date]

    def __post_init__(self) -> None:
        both = sorted(self.work & self.off.keys())
        if both:
            raise NoticeMalformed("a day is both off and worked in one notice", on=both[0].isoformat())
        object.__setattr__(self, "off", MappingProxyType(dict(self.off)))


@dataclass(frozen=True, slots=True)
class YearNotice:
    """Hold the notice that arranges ``year``, then its amendments in order of issue.

    An arrangement may reach into the previous December. A later arrangement wins.
    """

    year: int
    arrangements: tuple[Arrangement, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class LocalDay:
    """Override one day in one place (an emergency closure), by a numbered paper."""

    on: date
    is_working: bool
    name: str
    paper: Paper


Opening = tuple[time, time]


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """When offices are open on the days that are worked, from ``since`` on, by a paper.

    ``spans`` are (opens, closes) in order. Raises HoursMalformed when they run backwards, overlap or hold less
    than an hour.
    """

    since: date
    spans: tuple[Opening, ...]
    paper: Paper

    def __post_init__(self) -> None:
        instants = [at for span in self.spans for at in span]
        if any(later <= earlier for earlier, later in pairwise(instants)):
            raise HoursMalformed("office hours overlap or run backwards", since=self.since.isoformat())
        if self.length < timedelta(hours=1):
            raise HoursMalformed("office hours hold no whole hour", since=self.since.isoformat())

    @property
    def length(self) -> timedelta:
        """Return how long offices are open on one day."""
        days = ((datetime.combine(self.since, end), datetime.combine(self.since, begin)) for begin, end in self.spans)
        return sum((end - begin for end, begin in days), timedelta(0))


def notice_from_mapping(raw: Mapping[str, Any]) -> YearNotice:
    """Return the notice held in the parsed JSON of one yearly calendar file.

    The shape is ``{year, notice, off: [{name, from, to}], work: [date], amendments: […]}``;
    an amendment has ``notice``, ``off`` and ``work``. Raises NoticeMalformed, naming what
    is wrong, for a missing key, a bad date, or a day outside the year and the December
    before it.
    """
    year = _field(raw, "year", int)
    amendments = raw.get("amendments", [])
    if not isinstance(amendments, list):
        raise NoticeMalformed("amendments must be a list", year=year)
    arrangements = tuple(_arrangement(part) for part in [raw, *amendments])
    _require_within(year, arrangements)
    return YearNotice(year=year, arrangements=arrangements)


def _arrangement(raw: Mapping[str, Any]) -> Arrangement:
    off: dict[date, str] = {}
    for span in _field(raw, "off", list):
        first, last = _day(_field(span, "from", str)), _day(_field(span, "to", str))
        if last < first:
            raise NoticeMalformed("a holiday ends before it begins", begins=first, ends=last)
        name = _field(span, "name", str)
        off |= {first + timedelta(days=n): name for n in range((last - first).days + 1)}
    work = frozenset(_day(text) for text in _field(raw, "work", list))
    return Arrangement(paper=_paper(_field(raw, "notice", dict)), off=off, work=work)


def _paper(raw: Mapping[str, Any]) -> Paper:
    issued = raw.get("issued_on")
    return Paper(
        title=_field(raw, "title", str),
        number=raw.get("number"),
        issued_on=None if issued is None else _day(issued),
        url=raw.get("url"),
        check=raw.get("check", "unknown"),
    )


def _field(raw: object, name: str, kind: type[_Kind]) -> _Kind:
    found = raw.get(name) if isinstance(raw, Mapping) else None
    if not isinstance(found, kind):
        raise NoticeMalformed(f"the calendar file needs {name!r} as {kind.__name__}", name=name)
    return found


def _day(text: object) -> date:
    try:
        return date.fromisoformat(str(text))
    except ValueError as error:
        raise NoticeMalformed("a date is not of the form YYYY-MM-DD", given=text) from error


def _require_within(year: int, arrangements: Sequence[Arrangement]) -> None:
    first = date(year - 1, 12, 1)
    for arrangement in arrangements:
        for day in [*arrangement.off, *arrangement.work]:
            if not (first <= day <= date(year, 12, 31)):
                raise NoticeMalformed(
                    "a notice changes only its year and the December before",
                    year=year,
                    on=day.isoformat(),
                )
