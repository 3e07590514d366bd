"""Read the calendar, the steps and the ledger."""

from __future__ import annotations

import json
import time
from dataclasses import fields
from datetime import datetime
from functools import lru_cache
from operator import attrgetter
from uuid import UUID

from django.db.models import QuerySet

from oneseal.foundation.writes import kept_rows
from oneseal.kernel.clock import Calendar, YearNotice, notice_from_mapping
from oneseal.kernel.process import NodeRow
from oneseal.workflow.models import CalendarYear, LedgerEntry, NodeTask, Task

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
