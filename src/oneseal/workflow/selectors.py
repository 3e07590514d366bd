"""Read the calendar, the steps and the ledger."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from operator import attrgetter
from time import monotonic
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet

from oneseal.foundation.audit.selectors import subjects_since
from oneseal.foundation.writes import kept_rows
from oneseal.kernel.access import Actor
from oneseal.kernel.clock import Calendar, LocalDay, OfficeHours, Paper, YearNotice, notice_from_mapping
from oneseal.kernel.process import NodeRow
from oneseal.workflow import models
from oneseal.workflow.errors import ChangeNotFound
from oneseal.workflow.models import CalendarChange, CalendarYear, LedgerEntry, LocalClosure, NodeTask, Task, Timer

_FRESH_SECONDS = 5.0
CHANGES_SHOWN: Final = 30
NAMED: Final = 2
_kept: list[tuple[float, Calendar]] = []


def calendar() -> Calendar:
    """Return the calendar made of every notice that is loaded; read again every few seconds."""
    at = monotonic()
    for kept_at, kept in _kept[:1]:  # a copy: another thread may forget it meanwhile
        if at - kept_at < _FRESH_SECONDS:
            return kept
    rows = list(CalendarYear.objects.order_by("year").values_list("content", flat=True))
    made = _made_of(json.dumps(rows, sort_keys=True), tuple(_in_force().values_list(*_CLOSURE)), tuple(_hours()))
    _kept[:] = [(at, made)]
    return made


_CLOSURE: Final = ("first_on", "last_on", "is_working", "name", "title", "number")


@lru_cache(maxsize=2)
def _made_of(contents: str, closures: tuple[tuple[Any, ...], ...], hours: tuple[OfficeHours, ...]) -> Calendar:
    """Return the calendar of notices and local papers; to count its days ahead takes longer than to see no change."""
    local = [LocalClosure(**dict(zip(_CLOSURE, row, strict=True))) for row in closures]
    notices = [notice_from_mapping(row) for row in json.loads(contents)]
    return Calendar(notices, local=local_days(local), hours=hours)


def _hours() -> list[OfficeHours]:
    rows = models.OfficeHours.objects.order_by("since_on", "loaded_at", "id")
    return [hours_from(row) for row in rows.values("since_on", "spans", "title", "number")]


def hours_from(told: Mapping[str, Any]) -> OfficeHours:
    """Return the office hours that a paper states; days and times may be texts.

    Raises:
        HoursMalformed.
    """
    since = told["since_on"]
    spans = tuple((time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in told["spans"])
    paper = Paper(told["title"], told["number"] or None)
    return OfficeHours(since if isinstance(since, date) else date.fromisoformat(since), spans, paper)


def office_hours_loaded() -> list[OfficeHours]:
    """Return every paper that says when offices are open, the newest day first."""
    return _hours()[::-1]


def _notices() -> dict[int, YearNotice]:
    rows = CalendarYear.objects.order_by("year").values_list("content", flat=True)
    return {notice.year: notice for notice in map(notice_from_mapping, rows)}


def _in_force() -> QuerySet[LocalClosure]:
    return LocalClosure.objects.filter(withdrawn_at=None).order_by("loaded_at", "id")


def _closures() -> list[LocalClosure]:
    return list(_in_force())


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


_NODE = tuple(column.name for column in fields(NodeRow))


def nodes_of(subject_id: UUID) -> list[NodeRow]:
    """Return the nodes of a subject's process in order; the caller answers for access to the subject."""
    kept = kept_rows("workflow_node_task", {"subject_id": subject_id})
    if kept is not None:
        return sorted((NodeRow(*(row[name] for name in _NODE)) for row in kept), key=attrgetter("opened_at", "id"))
    rows = NodeTask.objects.filter(subject_id=subject_id).order_by("opened_at", "id")
    return [NodeRow(*row) for row in rows.values_list(*_NODE)]


def nodes_of_many(subject_ids: Iterable[UUID]) -> dict[UUID, list[NodeRow]]:
    """Return the nodes of many subjects, each in order; the caller answers for access to the subjects."""
    found: dict[UUID, list[NodeRow]] = {}
    rows = NodeTask.objects.filter(subject_id__in=list(subject_ids)).order_by("opened_at", "id")
    for subject_id, *row in rows.values_list("subject_id", *_NODE):
        found.setdefault(subject_id, []).append(NodeRow(*row))
    return found


def subjects_with_open_nodes(kind: str) -> QuerySet[Any, Any]:
    """Return the subjects of a kind with a node that waits for somebody, as a query for `id__in`; for proofs."""
    return NodeTask.objects.filter(subject_kind=kind, closed_at=None).order_by().values("subject_id")


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


def timers_set_for(subject_id: UUID, instants: Collection[datetime]) -> set[tuple[str, datetime]]:
    """Return the timers of a subject (kind, instant) that are set for some instants and have not fired."""
    rows = Timer.objects.filter(subject_id=subject_id, fires_at__in=instants, fired_at=None)
    return set(rows.values_list("kind", "fires_at"))


def timers_waiting_count() -> int:
    """Return how many timers have not fired."""
    return Timer.objects.filter(fired_at=None).count()


def notices_loaded_at() -> dict[int, datetime]:
    """Return when the notice of each year was loaded or changed."""
    return dict(CalendarYear.objects.values_list("year", "loaded_at"))


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
    notices, closures, hours = _notices(), _closures(), _hours()
    if change.kind == "notice":
        notice = notice_from_mapping(change.content)
        notices[notice.year] = notice
    elif change.kind == "closure":
        closures.append(closure_of(change.id, change.content))
    elif change.kind == "hours":
        hours.append(hours_from(change.content))
    else:
        closures = [row for row in closures if str(row.id) != change.content["closure"]]
    return Calendar(notices.values(), local=local_days(closures), hours=hours)


def closure_of(change_id: UUID, content: dict[str, Any]) -> LocalClosure:
    """Return the local paper that a drafted change would load, not kept."""
    days = {name: date.fromisoformat(content[name]) for name in ("first_on", "last_on")}
    return LocalClosure(id=change_id, **{**content, **days})
