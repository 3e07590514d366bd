"""Read the calendar, the steps and the ledger."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from functools import lru_cache
from operator import attrgetter
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from oneseal.foundation.audit.selectors import subjects_since
from oneseal.foundation.writes import kept_rows
from oneseal.kernel.clock import Calendar, YearNotice, notice_from_mapping
from oneseal.kernel.process import NodeRow
from oneseal.workflow.models import CalendarYear, LedgerEntry, NodeTask, Task, Timer

_FRESH_SECONDS = 5.0
_kept: list[tuple[float, Calendar]] = []


def calendar() -> Calendar:
    """Return the calendar made of every notice that is loaded; read again every few seconds."""
    at = time.monotonic()
    for kept_at, kept in _kept[:1]:  # a copy: another thread may forget it meanwhile
        if at - kept_at < _FRESH_SECONDS:
            return kept
    rows = list(CalendarYear.objects.order_by("year").values_list("content", flat=True))
    made = _made_of(json.dumps(rows, sort_keys=True))
    _kept[:] = [(at, made)]
    return made


@lru_cache(maxsize=2)
def _made_of(contents: str) -> Calendar:
    """Return the calendar of notices; to count its days ahead takes longer than to see that no notice has changed."""
    return Calendar([notice_from_mapping(row) for row in json.loads(contents)])


def forget_calendar() -> None:
    """Let the next question read the calendar anew."""
    _kept.clear()


def calendar_years() -> list[int]:
    """Return the years whose notice is loaded, in order."""
    return list(CalendarYear.objects.order_by("year").values_list("year", flat=True))


def calendar_notices() -> list[tuple[YearNotice, datetime]]:
    """Return every notice that is loaded and when it was loaded, newest year first."""
    rows = CalendarYear.objects.order_by("-year").values_list("content", "loaded_at")
    return [(notice_from_mapping(content), loaded_at) for content, loaded_at in rows]


def steps_of(subject_id: UUID) -> QuerySet[Task]:
    """Return the steps of a subject in order; the caller answers for access to the subject."""
    return Task.objects.filter(subject_id=subject_id).order_by("opened_at", "id")


def ledger_of(subject_id: UUID) -> QuerySet[LedgerEntry]:
    """Return what moved a subject's clocks, in order; the caller answers for access to the subject."""
    return LedgerEntry.objects.filter(subject_id=subject_id).order_by("recorded_at", "id")


_NODE = tuple(column.name for column in fields(NodeRow))


def nodes_of(subject_id: UUID) -> list[NodeRow]:
    """Return the nodes of a subject's process in order; the caller answers for access to the subject."""
    kept = kept_rows("workflow_node_task", {"subject_id": subject_id})
    if kept is not None:
        return sorted((NodeRow(*(row[name] for name in _NODE)) for row in kept), key=attrgetter("opened_at", "id"))
    rows = NodeTask.objects.filter(subject_id=subject_id).order_by("opened_at", "id")
    return [NodeRow(*row) for row in rows.values_list(*_NODE)]


@dataclass(frozen=True, slots=True)
class LedgerFacts:
    """One entry of the clock ledger."""

    effect: str
    on: date
    cause: str
    basis: str


def ledger_streamed(kind: str, *, since: date | None) -> Iterator[tuple[UUID, LedgerFacts]]:
    """Yield the ledger of every subject of a kind, subject by subject in the order of their ids; for proofs."""
    rows = LedgerEntry.objects.filter(subject_kind=kind)
    if since is not None:
        rows = rows.filter(subject_id__in=subjects_since(since))
    columns = ("subject_id", "effect", "on", "cause", "basis")
    ordered = rows.order_by("subject_id", "recorded_at", "id").values_list(*columns)
    for subject_id, *rest in ordered.iterator(chunk_size=5000):
        yield subject_id, LedgerFacts(*rest)


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A step that waits for somebody."""

    id: UUID
    step: str
    permission: str


def open_steps_streamed(kind: str, *, since: date | None) -> Iterator[tuple[UUID, OpenStep]]:
    """Yield the open step of every subject of a kind, in the order of their ids; for proofs."""
    rows = Task.objects.filter(subject_kind=kind, closed_at=None)
    if since is not None:
        rows = rows.filter(subject_id__in=subjects_since(since))
    columns = ("subject_id", "id", "step", "permission")
    for subject_id, *rest in rows.order_by("subject_id", "id").values_list(*columns).iterator(chunk_size=5000):
        yield subject_id, OpenStep(*rest)


OVERDUE: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class TimerFacts:
    """A timer that should have fired: for what, when it was set to fire, how often it failed."""

    kind: str
    subject_kind: str
    subject_id: UUID
    fires_at: datetime
    failures: int


def timers_ill(*, now: datetime) -> QuerySet[Timer]:
    """Return the timers that have failed and not fired since, or are an hour overdue, the earliest first."""
    ill = Q(failures__gt=0) | Q(fires_at__lt=now - OVERDUE)
    return Timer.objects.filter(ill, fired_at=None).order_by("fires_at", "id")


def timers_ill_shown(*, now: datetime, limit: int) -> list[TimerFacts]:
    """Return the first timers that are ill, for a page of operators."""
    columns = ("kind", "subject_kind", "subject_id", "fires_at", "failures")
    return [TimerFacts(*row) for row in timers_ill(now=now).values_list(*columns)[:limit]]


def timers_waiting_count() -> int:
    """Return how many timers have not fired."""
    return Timer.objects.filter(fired_at=None).count()


def notices_loaded_at() -> dict[int, datetime]:
    """Return when the notice of each year was loaded or changed."""
    return dict(CalendarYear.objects.values_list("year", "loaded_at"))
