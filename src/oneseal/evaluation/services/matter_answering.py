"""Ask for more time and decide on it, consult, answer; then the follow-up by whoever brought the matter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from oneseal.evaluation.errors import (
    AnswerMissing,
    ConsultationOpen,
    ConsultationUnfit,
    ReopenedBefore,
    ResultMissing,
)
from oneseal.evaluation.events import MatterAnswered
from oneseal.evaluation.models import MatterConsultation
from oneseal.evaluation.rules.matter_answers import DisclosureAnswer, verdict_told
from oneseal.evaluation.rules.matter_limits import MatterClock, consulted_until, matter_due
from oneseal.evaluation.rules.matters import MatterAction, MatterKind
from oneseal.evaluation.services.matter_doing import (
    LONGEST,
    Doing,
    Move,
    desk_doing,
    done,
    due_columns,
    due_of,
    open_consultations,
    petitioner_doing,
    require_uninvolved,
    who,
    worded,
)
from oneseal.evaluation.services.matter_papers import Papered, answer_paper
from oneseal.evaluation.services.matter_timing import (
    consultation_ended,
    overdue_timer,
    settled_timer,
    silence_timer,
)
from oneseal.foundation.audit.services import Act
from oneseal.foundation.outbox.services import message
from oneseal.foundation.writes import Insert, Write
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id
from oneseal.workflow.selectors import calendar

OUTCOMES: Final = ("agreed", "objected")


@dataclass(frozen=True, slots=True)
class AnswerTold:
    """An answer in words; `result` coded: upheld or not, or the item of OGI 36; empty where the kind has none."""

    text: str
    result: str = ""


@transaction.atomic
def matter_answer(*, matter_id: UUID, told: AnswerTold, actor: Actor, now: datetime) -> None:
    """Answer a matter; whoever brought it reads the whole of it, a disclosure request is answered on paper.

    Raises:
        MatterNotFound, NotAllowed, MatterOwn, NoSuchMove, HandledBySame, ConsultationOpen, AnswerMissing,
        ResultMissing, NoSealInForce.
    """
    doing = desk_doing(matter_id, actor=actor, now=now)
    doing.target(MatterAction.ANSWER)
    require_uninvolved(doing)
    row, kind = doing.row, MatterKind(doing.row.kind)
    if open_consultations(row):
        raise ConsultationOpen("somebody is consulted")
    words, result = told.text.strip()[:LONGEST], verdict_told(kind, told.result)
    if not words:
        raise AnswerMissing("an answer has words")
    if result is None:
        raise ResultMissing("the kind has a coded result")
    changes = {
        "answer": words, "result": result, "answered_at": now, "answered_by": actor.account_id,
        "answerer": who(actor), "is_satisfied": None,
    }  # fmt: skip
    act = Act("evaluation.matter_answered", after={"result": result})
    done(doing, Move(MatterAction.ANSWER, changes, more=_of_answer(doing, words, result)), act)


def _of_answer(doing: Doing, words: str, result: str) -> tuple[Write, ...]:
    """Return what an answer leaves beside itself: its event, the timer that settles it, a paper for disclosure."""
    row, now = doing.row, doing.now
    settled = matter_due(MatterClock(doing.today, row.settle_days), calendar=calendar(), today=doing.today)
    told = message(MatterAnswered(matter_id=row.id, kind=row.kind), now)
    timer = settled_timer(row.id, settled.on, now=now)
    if row.kind != MatterKind.DISCLOSURE:
        return told, timer
    paper = answer_paper(Papered(row, doing.actor, now), result=DisclosureAnswer(result), answer=words)
    return told, timer, *paper


@dataclass(frozen=True, slots=True)
class ConsultTold:
    """Who is consulted: a third party (OGI 32), or an agency that made the information too (OGI 34)."""

    who: str
    is_agency: bool


@transaction.atomic
def consultation_open(*, matter_id: UUID, told: ConsultTold, actor: Actor, now: datetime) -> UUID:
    """Consult somebody before information is given; the time until his answer does not count (OGI 33).

    Raises:
        MatterNotFound, NotAllowed, MatterOwn, NoSuchMove, ConsultationUnfit.
    """
    doing = desk_doing(matter_id, actor=actor, now=now)
    doing.target(MatterAction.CONSULT)
    name = told.who.strip()[:100]
    if not name:
        raise ConsultationUnfit("who is consulted?")
    until, consultation_id = consulted_until(doing.today, calendar=calendar()), new_id(now)
    row = {
        "id": consultation_id, "matter_id": doing.row.id, "is_agency": told.is_agency, "who": name,
        "asked_on": doing.today, "due_on": until.on, "ended_on": None, "outcome": "", "words": "",
    }  # fmt: skip
    more = (
        Insert("evaluation_matter_consultation", [row]), silence_timer(consultation_id, until.on, now=now),
    )  # fmt: skip
    act = Act(
        "evaluation.consultation_opened", basis="OGI 32, 33, 34", after={"who": name, "until": until.on.isoformat()}
    )
    done(doing, Move(MatterAction.CONSULT, {}, is_public=True, more=more), act)
    return consultation_id


@transaction.atomic
def consultation_close(*, consultation_id: UUID, outcome: str, words: str, actor: Actor, now: datetime) -> None:
    """Record what whoever was consulted answered; the days run on from here.

    Raises:
        MatterNotFound, NotAllowed, MatterOwn, NoSuchMove, ConsultationUnfit.
    """
    found = MatterConsultation.objects.filter(pk=consultation_id, ended_on=None).first()
    if found is None or outcome not in OUTCOMES:
        raise ConsultationUnfit("nobody is consulted so, or it ends in no known way")
    doing = desk_doing(found.matter_id, actor=actor, now=now)
    changes, ended = consultation_ended(
        doing, found, ended_on=doing.today, outcome=outcome, words=words.strip()[:LONGEST]
    )
    act = Act("evaluation.consultation_closed", basis="OGI 32, 33, 34", after={"who": found.who, "outcome": outcome})
    timer = overdue_timer(doing.row.id, due_of(doing, doing.clock()).on, now=now)
    done(doing, Move(MatterAction.END_CONSULT, changes, more=(ended, timer)), act)


@transaction.atomic
def matter_follow_up(
    *, matter_id: UUID, is_satisfied: bool, words: str, actor: Actor | None, code: str, now: datetime
) -> None:
    """Close an answered matter as its petitioner judges the answer.

    Raises:
        MatterNotFound, NoSuchMove, ReasonMissing.
    """
    doing = petitioner_doing(matter_id, actor=actor, code=code, now=now)
    action = MatterAction.SATISFY if is_satisfied else MatterAction.DISSATISFY
    said = words.strip()[:LONGEST] if is_satisfied else worded(words)
    act = Act("evaluation.matter_judged", after={"is_satisfied": is_satisfied})
    done(doing, Move(action, {"is_satisfied": is_satisfied, "closed_at": now}, said), act)


@transaction.atomic
def matter_reopen(*, matter_id: UUID, words: str, actor: Actor | None, code: str, now: datetime) -> None:
    """Let an answered matter be handled again, once, because its petitioner is not content; its days begin today.

    Raises:
        MatterNotFound, NoSuchMove, ReasonMissing, ReopenedBefore.
    """
    doing = petitioner_doing(matter_id, actor=actor, code=code, now=now)
    doing.target(MatterAction.REOPEN)
    row = doing.row
    if row.reopened_at is not None or not row.again_days:
        raise ReopenedBefore("handled again once already")
    clock = MatterClock(doing.today, row.again_days)
    due = due_of(doing, clock)
    changes = {
        **due_columns(due, clock_from=clock.start_on, clock_days=clock.days), "reopened_at": now,
        "extended_days": 0, "is_satisfied": False,
    }  # fmt: skip
    more = (overdue_timer(row.id, due.on, now=now),)
    done(doing, Move(MatterAction.REOPEN, changes, worded(words), more=more), Act("evaluation.matter_reopened"))
