"""Read the calendar, the steps and the ledger."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from oneseal.kernel.access import Actor
from oneseal.kernel.clock import Calendar, LocalDay, Paper, YearNotice, notice_from_mapping
from oneseal.workflow.errors import ChangeNotFound
from oneseal.workflow.models import CalendarChange, CalendarYear, LedgerEntry, LocalClosure, Task

_FRESH_SECONDS = 5.0
CHANGES_SHOWN: Final = 30
NAMED: Final = 2
_kept: list[tuple[float, Calendar]] = []


def calendar() -> Calendar:
    """Return the calendar made of every notice that is loaded; read again every few seconds."""
    at = time.monotonic()
    for kept_at, kept in _kept[:1]:  # a copy: another thread may forget it meanwhile
        if at - kept_at < _FRESH_SECONDS:
            return kept
    made = Calendar(_notices().values(), local=local_days(_closures()))
    _kept[:] = [(at, made)]
    return made


def _notices() -> dict[int, YearNotice]:
    rows = CalendarYear.objects.order_by("year").values_list("content", flat=True)
    return {notice.year: notice for notice in map(notice_from_mapping, rows)}


def _closures() -> list[LocalClosure]:
    return list(LocalClosure.objects.filter(withdrawn_at=None).order_by("loaded_at", "id"))


def local_days(closures: Iterable[LocalClosure]) -> list[LocalDay]:
    """Return the days of local papers; a later paper wins."""
    return [
        LocalDay(row.first_on + timedelta(passed), row.is_working, row.name, Paper(row.title, row.number))
        for row in closures
        for passed in range((row.last_on - row.first_on).days + 1)
    ]


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


def notices_named(years: Iterable[int]) -> str:
    """Return the titles and numbers of the notices of the newest of some years: no running case rests on older ones."""
    notices = _notices()
    papers = [notices[year].arrangements[-1].paper for year in sorted(years)[-NAMED:] if year in notices]
    return "、".join(f"{paper.title}（{paper.number}）" if paper.number else paper.title for paper in papers)


def steps_of(subject_id: UUID) -> QuerySet[Task]:
    """Return the steps of a subject in order; the caller answers for access to the subject."""
    return Task.objects.filter(subject_id=subject_id).order_by("opened_at", "id")


def ledger_of(subject_id: UUID) -> QuerySet[LedgerEntry]:
    """Return what moved a subject's clocks, in order; the caller answers for access to the subject."""
    return LedgerEntry.objects.filter(subject_id=subject_id).order_by("recorded_at", "id")


# --- changes of the calendar ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ChangeFacts:
    """A change of the calendar; `confirmed_at` None: a draft, `finished_at` None: the cases still follow."""

    id: UUID
    kind: str
    content: dict[str, Any]
    title: str
    number: str
    drafted_at: datetime
    drafted_by: str
    confirmed_at: datetime | None
    confirmed_by: str
    running: int
    looked_at: int
    redated: int
    finished_at: datetime | None

    @property
    def paper(self) -> str:
        """Return the paper that the change rests on, with its number."""
        return f"{self.title}（{self.number}）" if self.number else self.title


_CHANGE: Final = tuple(ChangeFacts.__dataclass_fields__)


def can_change_calendar(actor: Actor | None) -> bool:
    """Return True for posts that keep the calendar of the installation."""
    return actor is not None and actor.may("installation.view")


def change_by_id(change_id: UUID) -> ChangeFacts:
    """Return a change of the calendar without asking who reads; for the job that lets the cases follow.

    Raises:
        ChangeNotFound.
    """
    row = CalendarChange.objects.filter(pk=change_id).values(*_CHANGE).first()
    if row is None:
        raise ChangeNotFound("no such change of the calendar")
    return ChangeFacts(**row)


def change_for(actor: Actor, change_id: UUID) -> ChangeFacts:
    """Return a change of the calendar.

    Raises:
        ChangeNotFound: no such change, or not for the actor.
    """
    if not can_change_calendar(actor):
        raise ChangeNotFound("not for the actor")
    return change_by_id(change_id)


def changes_confirmed(actor: Actor) -> list[ChangeFacts]:
    """Return the newest changes that were confirmed, newest first."""
    if not can_change_calendar(actor):
        return []
    rows = CalendarChange.objects.filter(confirmed_at__isnull=False).order_by("-confirmed_at")
    return [ChangeFacts(**row) for row in rows.values(*_CHANGE)[:CHANGES_SHOWN]]


def closures_in_force(actor: Actor) -> list[LocalClosure]:
    """Return the local papers that hold, newest day first."""
    if not can_change_calendar(actor):
        return []
    return list(LocalClosure.objects.filter(withdrawn_at=None).order_by("-first_on", "-loaded_at")[:CHANGES_SHOWN])


def closure_by_id(actor: Actor, closure_id: UUID) -> LocalClosure:
    """Return a local paper that holds.

    Raises:
        ChangeNotFound.
    """
    row = LocalClosure.objects.filter(pk=closure_id, withdrawn_at=None).first()
    if row is None or not can_change_calendar(actor):
        raise ChangeNotFound("no such local paper in force")
    return row


def calendar_after(change: ChangeFacts) -> Calendar:
    """Return the calendar as it will be once a drafted change is confirmed."""
    notices, closures = _notices(), _closures()
    if change.kind == "notice":
        notice = notice_from_mapping(change.content)
        notices[notice.year] = notice
    elif change.kind == "closure":
        closures.append(closure_of(change.id, change.content))
    else:
        closures = [row for row in closures if str(row.id) != change.content["closure"]]
    return Calendar(notices.values(), local=local_days(closures))


def closure_of(change_id: UUID, content: dict[str, Any]) -> LocalClosure:
    """Return the local paper that a drafted change would load, not kept."""
    days = {name: date.fromisoformat(content[name]) for name in ("first_on", "last_on")}
    return LocalClosure(id=change_id, **{**content, **days})
