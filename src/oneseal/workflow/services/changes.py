"""Changes of the calendar by people: drafted, seen with what they move, confirmed, followed by the cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import F

from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.foundation.outbox.services import message
from oneseal.foundation.writes import flush
from oneseal.identity.policies import require
from oneseal.kernel.access import Actor
from oneseal.kernel.clock import notice_from_mapping
from oneseal.kernel.ids import new_id
from oneseal.workflow.errors import ChangeConfirmed, ChangeNotFound, ChangeSame, ClosureUnfit
from oneseal.workflow.events import CalendarChanged
from oneseal.workflow.models import CalendarChange, CalendarYear, LocalClosure, OfficeHours
from oneseal.workflow.selectors import can_change_calendar, closure_by_id, closure_of, forget_calendar, hours_from
from oneseal.workflow.services.calendars import notices_kept

NOTICE: Final = "notice"
CLOSURE: Final = "closure"
WITHDRAWAL: Final = "withdrawal"
HOURS: Final = "hours"
MOST_DAYS: Final = 60
VERBS: Final = {
    NOTICE: "workflow.calendar_loaded", CLOSURE: "workflow.closure_loaded", WITHDRAWAL: "workflow.closure_withdrawn",
    HOURS: "workflow.office_hours_loaded",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClosureTold:
    """A local paper: from which day to which nobody works (or everybody does), why, its title and number."""

    first_on: date
    last_on: date
    is_working: bool
    name: str
    title: str
    number: str


def notice_draft(*, content: Mapping[str, Any], actor: Actor, now: datetime) -> UUID:
    """Draft the loading of the official notice of one year; return the id of the change.

    Raises:
        NoticeMalformed: not the agreed shape. ChangeSame: loaded already, word for word. NotAllowed.
    """
    notice = notice_from_mapping(content)
    if CalendarYear.objects.filter(year=notice.year, content=dict(content)).exists():
        raise ChangeSame("the notice is loaded already")
    paper = notice.arrangements[0].paper
    return _drafted(NOTICE, dict(content), paper=(paper.title, paper.number or ""), actor=actor, now=now)


def closure_draft(*, told: ClosureTold, actor: Actor, now: datetime) -> UUID:
    """Draft a local paper; return the id of the change.

    Raises:
        ClosureUnfit. NotAllowed.
    """
    if not 0 <= (told.last_on - told.first_on).days < MOST_DAYS:
        raise ClosureUnfit("the days are in the wrong order or too many", most=MOST_DAYS)
    content = {**asdict(told), "first_on": told.first_on.isoformat(), "last_on": told.last_on.isoformat()}
    return _drafted(CLOSURE, content, paper=(told.title, told.number), actor=actor, now=now)


@dataclass(frozen=True, slots=True)
class HoursTold:
    """A paper on office hours: from which day, the spans as pairs of times of day, its title and number."""

    since_on: date
    spans: tuple[tuple[time, time], ...]
    title: str
    number: str


def hours_draft(*, told: HoursTold, actor: Actor, now: datetime) -> UUID:
    """Draft when offices are open from a day on; return the id of the change.

    Raises:
        HoursMalformed: backwards, overlapping, or no whole hour. NotAllowed.
    """
    spans = [[f"{opens:%H:%M}", f"{closes:%H:%M}"] for opens, closes in told.spans]
    content = {
        "since_on": told.since_on.isoformat(), "spans": spans, "title": told.title, "number": told.number
    }  # fmt: skip
    hours_from(content)
    return _drafted(HOURS, content, paper=(told.title, told.number), actor=actor, now=now)


def withdrawal_draft(*, closure_id: UUID, reason: str, actor: Actor, now: datetime) -> UUID:
    """Draft the withdrawal of a local paper; return the id of the change.

    Raises:
        ChangeNotFound: no such paper in force. NotAllowed.
    """
    row = closure_by_id(actor, closure_id)
    content = {"closure": str(row.id), "reason": reason}
    return _drafted(WITHDRAWAL, content, paper=(row.title, row.number), actor=actor, now=now)


@transaction.atomic
def _drafted(kind: str, content: dict[str, Any], *, paper: tuple[str, str], actor: Actor, now: datetime) -> UUID:
    require(allowed=can_change_calendar(actor))
    title, number = paper
    change = CalendarChange.objects.create(
        id=new_id(now), kind=kind, content=content, title=title, number=number, drafted_at=now, drafted_by=actor.name
    )
    act = Act("workflow.change_drafted", after={"change": str(change.id), "kind": kind, "content": content})
    record_now(act, subject=Subject("agency", actor.own_agency), actor=actor, now=now)
    return change.id


@transaction.atomic
def change_confirm(*, change_id: UUID, actor: Actor, now: datetime) -> None:
    """Let a drafted change hold, and let the cases follow it.

    Raises:
        ChangeNotFound. ChangeConfirmed. ChangeSame. NotAllowed.
    """
    require(allowed=can_change_calendar(actor))
    change = CalendarChange.objects.select_for_update().filter(pk=change_id).first()
    if change is None:
        raise ChangeNotFound("no such change of the calendar")
    if change.confirmed_at is not None:
        raise ChangeConfirmed("the change holds already")
    before = _BRING[change.kind](change, now)
    CalendarChange.objects.filter(pk=change_id).update(confirmed_at=now, confirmed_by=actor.name)
    forget_calendar()
    act = Act(VERBS[change.kind], before=before, after={"change": str(change.id), "content": change.content})
    record_now(act, subject=Subject("agency", actor.own_agency), actor=actor, now=now)
    flush(message(CalendarChanged(change_id=change.id), now))


def _bring_notice(change: CalendarChange, now: datetime) -> dict[str, Any]:
    year = change.content["year"]
    before = CalendarYear.objects.filter(year=year).values_list("content", flat=True).first()
    if not notices_kept([change.content], is_by_hand=True, now=now):
        raise ChangeSame("the notice is loaded already")
    return {str(year): before}


def _bring_closure(change: CalendarChange, now: datetime) -> dict[str, Any]:
    row = closure_of(change.id, change.content)
    row.loaded_at = now
    row.save(force_insert=True)
    return {}


def _withdraw_closure(change: CalendarChange, now: datetime) -> dict[str, Any]:
    closure, reason = change.content["closure"], change.content["reason"]
    rows = LocalClosure.objects.filter(pk=closure, withdrawn_at=None)
    if not rows.update(withdrawn_at=now, withdrawn_reason=reason):
        raise ChangeSame("the local paper was withdrawn already")
    return {"closure": closure}


def _bring_hours(change: CalendarChange, now: datetime) -> dict[str, Any]:
    told = {**change.content, "since_on": date.fromisoformat(change.content["since_on"])}
    OfficeHours.objects.create(id=change.id, loaded_at=now, **told)
    return {}


_BRING: Final = {
    NOTICE: _bring_notice, CLOSURE: _bring_closure, WITHDRAWAL: _withdraw_closure, HOURS: _bring_hours,
}  # fmt: skip


def change_counted(change_id: UUID, *, running: int) -> None:
    """Keep how many running cases there are to look at, and begin to count anew."""
    CalendarChange.objects.filter(pk=change_id).update(running=running, looked_at=0)


def change_followed(change_id: UUID, *, looked_at: int, redated: int) -> None:
    """Keep how many more cases were looked at and how many of them got another date."""
    CalendarChange.objects.filter(pk=change_id).update(
        looked_at=F("looked_at") + looked_at, redated=F("redated") + redated
    )


def change_finished(change_id: UUID, *, now: datetime) -> None:
    """Keep that every case has followed a change."""
    CalendarChange.objects.filter(pk=change_id, finished_at=None).update(finished_at=now)
