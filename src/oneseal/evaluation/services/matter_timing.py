"""What happens to matters by themselves: their last day goes by, silence agrees, an answer settles, days move."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app

from oneseal.evaluation.events import MatterOverdue
from oneseal.evaluation.models import Matter, MatterConsultation
from oneseal.evaluation.rules.matter_limits import matter_due
from oneseal.evaluation.rules.matters import OPEN, MatterAction, MatterState
from oneseal.evaluation.selectors.matters import clock_of_matter, pauses_by_matter
from oneseal.evaluation.services.matter_doing import KIND, Doing, Move, done, due_columns, due_of, locked
from oneseal.foundation.audit.services import Act, Subject, record
from oneseal.foundation.outbox.services import message
from oneseal.foundation.timekeeping import beijing_date, beijing_instant
from oneseal.foundation.writes import Insert, Update, flush
from oneseal.kernel.access import Actor
from oneseal.workflow.selectors import calendar, forget_calendar
from oneseal.workflow.services import timer_set

OVERDUE: Final = "evaluation.matter_overdue"
SETTLED: Final = "evaluation.matter_settled"
SILENCE: Final = "evaluation.consultation_over"
AGREED: Final = "agreed_by_silence"
SILENT: Final = "silent"
TIMER_ACTOR: Final = Actor.system("定时器")
STEP: Final = 200


def _after(on: date) -> datetime:
    return beijing_instant(on + timedelta(days=1))


def overdue_timer(matter_id: UUID, due_on: date, *, now: datetime) -> Insert:
    """Return the write of the timer that fires once the last day of a matter is over."""
    return timer_set(subject=(KIND, matter_id), kind=OVERDUE, fires_at=_after(due_on), now=now)


def settled_timer(matter_id: UUID, settled_on: date, *, now: datetime) -> Insert:
    """Return the write of the timer that closes an answered matter of which nobody complains."""
    return timer_set(subject=(KIND, matter_id), kind=SETTLED, fires_at=_after(settled_on), now=now)


def silence_timer(consultation_id: UUID, due_on: date, *, now: datetime) -> Insert:
    """Return the write of the timer that ends a consultation nobody answered (OGI 32, 34)."""
    return timer_set(subject=("consultation", consultation_id), kind=SILENCE, fires_at=_after(due_on), now=now)


def tell_overdue(subject_id: UUID, /, *, fires_at: datetime, now: datetime) -> None:
    """Tell once that a matter is open beyond its last day; one that was answered or got more time is left alone."""
    doing = Doing(locked(subject_id), TIMER_ACTOR, now)
    row = doing.row
    due = due_of(doing, doing.clock())
    if MatterState(row.state) not in OPEN or doing.clock().is_paused or due.on >= doing.today:
        return
    if row.overdue_told_on == due.on:
        return
    act = Act("evaluation.matter_overdue", after={"due_on": due.on.isoformat()})
    flush(
        Update("evaluation_matter", {"id": row.id}, {"overdue_told_on": due.on}),
        *record(act, subject=Subject(KIND, row.id), actor=TIMER_ACTOR, now=now),
        message(MatterOverdue(matter_id=row.id, kind=row.kind), now),
    )


def settle(subject_id: UUID, /, *, fires_at: datetime, now: datetime) -> None:
    """Close an answered matter once the days for an objection are over."""
    row = locked(subject_id)
    if row.state == MatterState.ANSWERED and row.answered_at is not None and row.answered_at < fires_at:
        done(
            Doing(row, TIMER_ACTOR, now),
            Move(MatterAction.SETTLE, {"closed_at": now}),
            Act("evaluation.matter_settled"),
        )


def end_in_silence(subject_id: UUID, /, *, fires_at: datetime, now: datetime) -> None:
    """End a consultation that nobody answered: a co-maker agency agrees (OGI 34), of a third party the desk decides."""
    found = MatterConsultation.objects.filter(pk=subject_id, ended_on=None).first()
    if found is None or found.due_on >= beijing_date(now):
        return
    doing = Doing(locked(found.matter_id), TIMER_ACTOR, now)
    if doing.row.state != MatterState.HANDLING:
        return
    outcome = AGREED if found.is_agency else SILENT
    changes, ended = consultation_ended(doing, found, ended_on=found.due_on, outcome=outcome)
    act = Act("evaluation.consultation_lapsed", basis="OGI 32, 34", after={"who": found.who, "outcome": outcome})
    timer = overdue_timer(doing.row.id, changes["due_on"], now=now)
    done(doing, Move(MatterAction.END_CONSULT, changes, found.who, more=(ended, timer)), act)


def consultation_ended(
    doing: Doing, found: MatterConsultation, *, ended_on: date, outcome: str, words: str = ""
) -> tuple[dict[str, Any], Update]:
    """Return the new last day of a matter and the write that ends one of its consultations."""
    pauses = [
        (row.asked_on, ended_on if row.id == found.id else row.ended_on, row.who)
        for row in MatterConsultation.objects.filter(matter_id=doing.row.id).order_by("asked_on", "id")
    ]
    due = due_of(doing, clock_of_matter(doing.row, pauses))
    told = {"ended_on": ended_on, "outcome": outcome, "words": words}
    return due_columns(due), Update("evaluation_matter_consultation", {"id": found.id}, told)


def redating_deferred(paper: str) -> None:
    """Ask the worker to let the matters follow a paper; by the job's name, for tasks stand above services."""
    app.configure_task("evaluation.redate", queue="events").defer(paper=paper)


def matters_redate(*, paper: str, now: datetime) -> int:
    """Compute the last day of every open matter anew after a change of the calendar; return how many moved.

    Done again, it moves nothing more.
    """
    forget_calendar()
    states, moved, last = [state.value for state in OPEN], 0, UUID(int=0)
    while True:
        rows = list(Matter.objects.filter(state__in=states, id__gt=last).order_by("id")[:STEP])
        if not rows:
            return moved
        pauses, days, today = pauses_by_matter([row.id for row in rows]), calendar(), beijing_date(now)
        for row in rows:
            due = matter_due(clock_of_matter(row, pauses.get(row.id, ())), calendar=days, today=today)
            if (due.on, due.is_provisional) != (row.due_on, row.due_is_provisional):
                moved += _redated(row.id, paper=paper, now=now)
        last = rows[-1].id


@transaction.atomic
def _redated(matter_id: UUID, *, paper: str, now: datetime) -> bool:
    doing = Doing(locked(matter_id), TIMER_ACTOR, now)
    due, row = due_of(doing, doing.clock()), doing.row
    if MatterState(row.state) not in OPEN or (due.on, due.is_provisional) == (row.due_on, row.due_is_provisional):
        return False
    before, after = {"due_on": row.due_on.isoformat()}, {"due_on": due.on.isoformat(), "paper": paper}
    act = Act("evaluation.matter_redated", before=before, after=after)
    flush(
        Update("evaluation_matter", {"id": row.id}, due_columns(due)),
        *record(act, subject=Subject(KIND, row.id), actor=TIMER_ACTOR, now=now),
        overdue_timer(row.id, due.on, now=now),
    )
    return True
