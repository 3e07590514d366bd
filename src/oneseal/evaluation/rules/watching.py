"""Signs of ratings that are made rather than given; a mark is a question for a supervisor, never a verdict.

Facts come in as plain traces; devices, addresses and raters are blind indexes, never in clear.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from oneseal.evaluation.rules.grades import Channel
from oneseal.evaluation.rules.parameters import RatingRules

EXTREMES: Final = frozenset({1, 5})


class Sign(StrEnum):
    """What is striking about a rating."""

    BURST = "burst"
    ONE_DEVICE = "one_device"
    STAFF_NETWORK = "staff_network"
    ONE_RATER = "one_rater"


@dataclass(frozen=True, slots=True)
class Trace:
    """What the watch knows of a rating; None: not known. `is_from_staff` is None where the city names no range."""

    rating_id: UUID
    case_id: UUID
    at: datetime
    grade: int
    channel: str
    device: bytes | None = None
    address: bytes | None = None
    rater: bytes | None = None
    clerk_id: UUID | None = None
    is_from_staff: bool | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign on a rating: how many ratings show it together, and within how many minutes or days."""

    rating_id: UUID
    sign: Sign
    count: int
    within: int


def marks_of(traces: Iterable[Trace], *, rules: RatingRules) -> list[Mark]:
    """Return every mark that some traces carry; all of a group are marked, not only the last.

    The screen at a window and the clerk on the telephone serve many people: what comes through them says nothing
    about a device, an address or a network.
    """
    rows = sorted(traces, key=lambda trace: trace.at)
    own = [trace for trace in rows if trace.channel not in {Channel.PAD, Channel.PHONE}]
    found = {*_bursts(own, rules), *_devices(own, rules), *_networks(own), *_raters(rows, rules)}
    return sorted(found, key=lambda mark: (mark.rating_id.bytes, mark.sign))


def _grouped(rows: Sequence[Trace], key: Callable[[Trace], object | None]) -> Iterator[list[Trace]]:
    groups: dict[object, list[Trace]] = defaultdict(list)
    for row in rows:
        told = key(row)
        if told is not None:
            groups[told].append(row)
    yield from groups.values()


def _within(rows: Sequence[Trace], span: timedelta, least: int) -> Iterator[tuple[Trace, int]]:
    """Yield each trace that stands in a span with at least so many, with the most that stand in one with it."""
    best: dict[UUID, int] = {}
    first = 0
    for last, row in enumerate(rows):
        while row.at - rows[first].at > span:
            first += 1
        size = last - first + 1
        if size >= least:
            for inside in rows[first : last + 1]:
                best[inside.rating_id] = max(size, best.get(inside.rating_id, 0))
    yield from ((row, best[row.rating_id]) for row in rows if row.rating_id in best)


def _bursts(rows: Sequence[Trace], rules: RatingRules) -> Iterator[Mark]:
    span = timedelta(minutes=rules.burst_minutes)
    most: dict[UUID, int] = {}
    for key in (lambda row: row.device, lambda row: row.address):
        for group in _grouped(rows, key):
            for row, size in _within(group, span, rules.burst_count):
                most[row.rating_id] = max(size, most.get(row.rating_id, 0))
    yield from (Mark(rating, Sign.BURST, size, rules.burst_minutes) for rating, size in most.items())


def _devices(rows: Sequence[Trace], rules: RatingRules) -> Iterator[Mark]:
    for group in _grouped(rows, lambda row: row.device):
        cases = len({row.case_id for row in group})
        if cases >= rules.device_cases:
            yield from (Mark(row.rating_id, Sign.ONE_DEVICE, cases, rules.watch_days) for row in group)


def _networks(rows: Sequence[Trace]) -> Iterator[Mark]:
    yield from (Mark(row.rating_id, Sign.STAFF_NETWORK, 1, 0) for row in rows if row.is_from_staff)


def _raters(rows: Sequence[Trace], rules: RatingRules) -> Iterator[Mark]:
    """Yield the marks of one rater's many extreme grades for one clerk: praise and malice look alike."""

    def key(row: Trace) -> object | None:
        is_known = row.rater is not None and row.clerk_id is not None and row.grade in EXTREMES
        return (row.rater, row.clerk_id, row.grade) if is_known else None

    for group in _grouped(rows, key):
        if len(group) >= rules.rater_count:
            yield from (Mark(row.rating_id, Sign.ONE_RATER, len(group), rules.watch_days) for row in group)
