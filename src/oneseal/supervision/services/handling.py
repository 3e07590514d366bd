"""Act on a finding: urge, correct, refer, answer, rectify, appeal, decide, close, cancel; escalate what is overdue."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from oneseal.foundation.audit.services import Act, Subject, record
from oneseal.foundation.files.services import FileFacts
from oneseal.foundation.outbox.services import message
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import Insert, Update, Write, flush
from oneseal.identity.policies import require
from oneseal.kernel.access import Actor
from oneseal.kernel.clock import Term, Unit, due_or_estimate
from oneseal.kernel.ids import new_id
from oneseal.kernel.lifecycle import ClockEffect, Move, NoSuchMove
from oneseal.papers.services import Sealing, issue
from oneseal.supervision import policies
from oneseal.supervision.errors import FindingMoved, FindingNotFound
from oneseal.supervision.events import FindingHandled
from oneseal.supervision.models import Finding, FindingStep
from oneseal.supervision.rules.handling import HandlingAct, counts_after, handling_decided
from oneseal.supervision.rules.hits import Standing
from oneseal.supervision.rules.refusals import HandlingNotOpen
from oneseal.supervision.rules.tariffs import Tariff
from oneseal.supervision.selectors.judging import judged_by
from oneseal.supervision.selectors.tariffs import tariff_in_force
from oneseal.supervision.selectors.words import act_words, state_words
from oneseal.supervision.services.ordering import OrderAbout, Ordered, order_draft, order_letterhead
from oneseal.workflow.selectors import calendar

KIND: Final = "finding"
LONGEST: Final = 2000
CLOCK: Final = Actor.system("电子监察")


@dataclass(frozen=True, slots=True)
class ProofFile:
    """A file that shows a rectification: its name as given, its bytes as they are kept."""

    name: str
    facts: FileFacts


@dataclass(frozen=True, slots=True)
class HandlingTold:
    """What somebody says with an act; `place` is which step it is by the page he pressed on, None: whichever."""

    words: str = ""
    proofs: tuple[ProofFile, ...] = ()
    place: int | None = None


@dataclass(frozen=True, slots=True)
class _Work:
    """A finding under lock with what was done before, what is told now, by whom and when."""

    row: Finding
    steps: tuple[FindingStep, ...]
    act: HandlingAct
    told: HandlingTold
    actor: Actor
    now: datetime
    tariff: Tariff

    @property
    def today(self) -> date:
        return beijing_date(self.now)

    @property
    def place(self) -> int:
        return len(self.steps) + 1

    def day_after(self, days: int) -> date:
        """Return the last day of a term of working days that begins today."""
        term = Term(days, Unit.WORKING_DAY)
        return due_or_estimate(start_on=self.today, term=term, calendar=calendar()).on


@transaction.atomic
def finding_handle(
    *, finding_id: UUID, act: HandlingAct, told: HandlingTold, actor: Actor, now: datetime
) -> UUID:  # fmt: skip
    """Do what a person may do with a finding; a second press of the same button changes nothing.

    Raises:
        FindingNotFound, NotAllowed, FindingMoved, HandlingNotOpen, NoSealInForce; what its guards refuse.
    """
    row = Finding.objects.select_for_update().select_related("agency").filter(pk=finding_id).first()
    if row is None or not policies.can_see(actor, row.agency_id):
        raise FindingNotFound("no such finding, or not the actor's")
    require(allowed=policies.can_handle(actor, act, row.agency_id))
    work = _work(row, act, told, actor=actor, now=now)
    done = _done_before(work)
    return done if done else _handled(work)


def _work(row: Finding, act: HandlingAct, told: HandlingTold, *, actor: Actor, now: datetime) -> _Work:
    steps = tuple(FindingStep.objects.filter(finding_id=row.id).order_by("place"))
    return _Work(row, steps, act, told, actor, now, tariff_in_force().tariff)


def _done_before(work: _Work) -> UUID | None:
    """Return the step that this very press made before; refuse a page that is older than the finding."""
    place = work.told.place
    if place is None or place == work.place:
        return None
    step = work.steps[place - 1] if 0 < place <= len(work.steps) else None
    said = work.told.words.strip()[:LONGEST]
    if step and (step.act, step.account_id, step.words) == (work.act.value, work.actor.account_id, said):
        return step.id
    raise FindingMoved("somebody else was first")


def _handled(work: _Work) -> UUID:
    """Decide, and write the step, its paper, its act and its event in one round trip."""
    move = _decided(work)
    state = move.leads_from(Standing(work.row.state))
    step_id, ordered = new_id(work.now), _ordered(work, move)
    writes: list[Write] = [
        Update("supervision_finding", {"id": work.row.id}, {
            "state": state.value, "due_on": ordered.due_on,
            "is_counted": counts_after(work.act, counted=work.row.is_counted),
        }),
        *_proofs(work, step_id),
        *_recorded(work, move, state, ordered=ordered),
        message(FindingHandled(
            finding_id=work.row.id, agency_id=work.row.agency_id, act=work.act.value, state=state.value,
        ), work.now),
    ]  # fmt: skip
    paper_id = _paper(work, move, ordered, writes=writes)
    writes.insert(1, Insert("supervision_step", [_step(work, step_id, state, ordered=ordered, paper_id=paper_id)]))
    flush(*writes)
    return step_id


def _decided(work: _Work) -> Move[Standing]:
    """Return the move, or refuse in words that name what is open instead."""
    known = judged_by(work.row, work.steps, actor=work.actor, today=work.today, tariff=work.tariff)
    facts = replace(known, words=work.told.words, proofs=len(work.told.proofs))
    try:
        return handling_decided(facts, work.act)
    except NoSuchMove as problem:
        named = "、".join(str(act_words(act)) for act in problem.facts["open"])
        raise HandlingNotOpen(
            "not open in this state", act=act_words(work.act), state=state_words(facts.state), open=named or "–"
        ) from problem


def _ordered(work: _Work, move: Move[Standing]) -> Ordered:
    """Return the days that an act gives: until when the unit answers, and until when it may appeal."""
    days = work.tariff.days_for(work.act) if move.clock is ClockEffect.START_MAIN else None
    is_order = work.act in {HandlingAct.URGE, HandlingAct.CORRECT}
    kept = work.row.due_on if move.clock is ClockEffect.RUNS else None
    return Ordered(
        days=days, due_on=work.day_after(days) if days is not None else kept,
        appeal_days=work.tariff.appeal_days if is_order else None,
        appeal_until=work.day_after(work.tariff.appeal_days) if is_order else None,
    )  # fmt: skip


def _paper(work: _Work, move: Move[Standing], ordered: Ordered, *, writes: list[Write]) -> UUID | None:
    """Issue the paper of an act on the letterhead of whoever acts; its number is taken last."""
    if move.paper is None:
        return None
    paper_id = new_id(work.now)
    sealing = Sealing(order_letterhead(work.actor), work.actor, work.now)
    about = OrderAbout(work.row, work.steps, ordered, work.told.words.strip()[:LONGEST])
    issued = issue(
        order_draft(move.paper, about=about, sealing=sealing, paper_id=paper_id), paper_id=paper_id, sealing=sealing
    )
    writes.extend(issued.writes)
    return paper_id


def _step(
    work: _Work, step_id: UUID, state: Standing, *, ordered: Ordered, paper_id: UUID | None
) -> dict[str, Any]:  # fmt: skip
    return {
        "id": step_id, "finding_id": work.row.id, "place": work.place, "act": work.act.value,
        "before": work.row.state, "after": state.value, "words": work.told.words.strip()[:LONGEST],
        "done_at": work.now, "account_id": work.actor.account_id, "actor_name": work.actor.name,
        "post_title": work.actor.post_title, "agency_id": work.actor.agency_id, "paper_id": paper_id,
        "days": ordered.days, "due_on": ordered.due_on if ordered.days is not None else None,
        "appeal_until": ordered.appeal_until,
    }  # fmt: skip


def _proofs(work: _Work, step_id: UUID) -> list[Write]:
    rows = [
        {"id": new_id(work.now), "step_id": step_id, "name": proof.name[:200], "sha256": proof.facts.sha256,
         "media_type": proof.facts.media_type, "size": proof.facts.size}
        for proof in work.told.proofs
    ]  # fmt: skip
    return [Insert("supervision_proof", rows)] if rows else []


def _recorded(work: _Work, move: Move[Standing], state: Standing, *, ordered: Ordered) -> list[Write]:
    """Return the act in the finding's own chain; its words stand on the step."""
    after = {"act": work.act.value, "state": state.value}
    if ordered.due_on is not None:
        after["due_on"] = ordered.due_on.isoformat()
    act = Act("supervision.handled", basis=move.basis, before={"state": work.row.state}, after=after)
    return record(act, subject=Subject(KIND, work.row.id), actor=work.actor, now=work.now)


def finding_escalate(row: Finding, *, now: datetime) -> UUID:
    """Escalate a locked finding whose answer is overdue, by the clock alone; inside the caller's transaction.

    Raises:
        HandlingNotOpen, NotOverdue.
    """
    return _handled(_work(row, HandlingAct.ESCALATE, HandlingTold(), actor=CLOCK, now=now))
