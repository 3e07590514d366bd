"""Load calendars; open and close steps; append to the clock ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.foundation.outbox.services import message
from oneseal.foundation.writes import Insert, Update, Write, flush
from oneseal.identity.policies import require
from oneseal.kernel.access import Actor
from oneseal.kernel.clock import notice_from_mapping
from oneseal.kernel.ids import new_id
from oneseal.workflow.events import CalendarLoaded
from oneseal.workflow.models import CalendarYear
from oneseal.workflow.selectors import forget_calendar


@transaction.atomic
def calendar_load(*, contents: list[Mapping[str, Any]], now: datetime) -> list[int]:
    """Load official notices (shape: docs/algorithms/working-days.md); return the years that changed.

    A year that was loaded by hand stays: the files that ship with the program do not know the city's paper.
    """
    by_hand = set(CalendarYear.objects.filter(is_by_hand=True).values_list("year", flat=True))
    return _kept([content for content in contents if content["year"] not in by_hand], is_by_hand=False, now=now)


def _kept(contents: list[Mapping[str, Any]], *, is_by_hand: bool, now: datetime) -> list[int]:
    """Keep notices and tell those whose dates rest on them; return the years that changed."""
    known = {row.year: row.content for row in CalendarYear.objects.select_for_update()}
    changed = {
        notice_from_mapping(content).year: content for content in contents if known.get(content["year"]) != content
    }
    CalendarYear.objects.bulk_create(
        [
            CalendarYear(year=year, content=content, loaded_at=now, is_by_hand=is_by_hand)
            for year, content in changed.items()
        ],
        update_conflicts=True,
        update_fields=["content", "loaded_at", "is_by_hand"],
        unique_fields=["year"],
    )
    forget_calendar()
    if changed:
        flush(message(CalendarLoaded(years=sorted(changed)), now))
    return sorted(changed)


@transaction.atomic
def calendar_notice_load(*, content: Mapping[str, Any], actor: Actor, now: datetime) -> bool:
    """Load the official notice of one year by hand; return False when it is loaded already, word for word.

    Raises:
        NoticeMalformed: not the agreed shape. NotAllowed.
    """
    require(allowed=actor.may("installation.view"))
    year = notice_from_mapping(content).year
    before = CalendarYear.objects.filter(year=year).values_list("content", flat=True).first()
    if not _kept([content], is_by_hand=True, now=now):
        return False
    act = Act("workflow.calendar_loaded", before={str(year): before}, after={str(year): dict(content)})
    record_now(act, subject=Subject("agency", actor.own_agency), actor=actor, now=now)
    return True


@dataclass(frozen=True, slots=True)
class Step:
    """A step to open: its name, the permission it waits for, and whose it is."""

    name: str
    permission: str
    agency_id: UUID


def step_opened(*, subject: tuple[str, UUID], step: Step, now: datetime) -> Insert:
    """Return the write that opens a step."""
    kind, subject_id = subject
    row = {
        "id": new_id(now),
        "subject_kind": kind,
        "subject_id": subject_id,
        "step": step.name,
        "permission": step.permission,
        "agency_id": step.agency_id,
        "opened_at": now,
    }
    return Insert("workflow_task", [row])


def step_closed(*, task_id: UUID, by: UUID | None, now: datetime) -> Write:
    """Return the write that closes the open step of a subject."""
    return Update("workflow_task", {"id": task_id}, {"closed_at": now, "closed_by": by})


def ledger_entry(*, subject: tuple[str, UUID], effect: str, on: date, cause: str, basis: str, now: datetime) -> Write:
    """Return the write that appends to the clock ledger."""
    kind, subject_id = subject
    row = {
        "id": new_id(now),
        "subject_kind": kind,
        "subject_id": subject_id,
        "effect": effect,
        "on": on,
        "cause": cause,
        "basis": basis,
        "recorded_at": now,
    }
    return Insert("workflow_ledger_entry", [row])
