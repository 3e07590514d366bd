"""Let open cases follow an adjustment of their item: ended with notice, handed to the other body, or left (D.4.3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final
from uuid import UUID, uuid5

import structlog
from django.db import transaction
from django.db.models import QuerySet
from procrastinate.contrib.django import app

from oneseal.cases.errors import RenewalDeemed
from oneseal.cases.events import CaseTransferred
from oneseal.cases.models import Case, FollowedCase
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.following import OPEN, stays_because
from oneseal.cases.rules.lifecycle import STEPS
from oneseal.cases.rules.states import TerminationGround
from oneseal.cases.selectors.facts import case_for_update
from oneseal.cases.services.ending import Termination, case_terminate
from oneseal.cases.services.moving import KIND, Press
from oneseal.catalog.selectors import AdjustmentFacts, adjustment_told, version_terms
from oneseal.foundation.audit.chain import Head
from oneseal.foundation.audit.services import Act, Subject, link
from oneseal.foundation.outbox.services import message
from oneseal.foundation.writes import Update, Write, flush
from oneseal.kernel.access import Actor
from oneseal.kernel.errors import RuleError
from oneseal.kernel.ids import new_id
from oneseal.papers.errors import NoSealInForce
from oneseal.papers.selectors import letterhead
from oneseal.workflow.services import Step, step_closed, step_opened

JOB: Final = "cases.follow_adjustment"
SYSTEM: Final = "事项调整"
ENDED, HANDED_OVER, STAYED, FAILED = "ended", "handed_over", "stayed", "failed"
log = structlog.get_logger("oneseal.cases")


class NotAllFollowed(RuntimeError):
    """Some cases could not follow an adjustment; the job is tried again, and shown as failing."""


def following_deferred(adjustment_id: UUID) -> None:
    """Ask the worker to let the open cases follow; by the job's name, for tasks stand above services."""
    app.configure_task(JOB, queue="events").defer(adjustment_id=str(adjustment_id))


def adjustment_followed(adjustment_id: UUID, *, tell: Callable[[], datetime]) -> int:
    """Do with every open case of the adjusted items what the document says; return how many were dealt with.

    Each case is its own transaction with its own act. Killed in between and begun again, it does what is left. `tell`
    is the clock of the caller, read for each case: an act bears the instant at which it was done. A case that fails is
    kept with the reason and stops no other; the next try begins with it.

    Raises:
        NotAllFollowed: after all others were dealt with.
    """
    told = adjustment_told(adjustment_id)
    tried = [_tried(told, case_id, tell=tell) for case_id in _waiting(told)]
    if None in tried:
        raise NotAllFollowed(f"{tried.count(None)} of {len(tried)} cases could not follow {adjustment_id}")
    return sum(done is True for done in tried)


def _tried(told: AdjustmentFacts, case_id: UUID, *, tell: Callable[[], datetime]) -> bool | None:
    """Let one case follow; None where it could not, which is kept with the reason."""
    try:
        return _followed(told, case_id, now=tell())
    except Exception as problem:  # whatever is wrong with one case, the others follow
        log.exception("cases.following.failed", case=str(case_id), adjustment=str(told.id))
        why = problem.code if isinstance(problem, RuleError) else type(problem).__name__
        with transaction.atomic():
            _kept(told, case_id, (FAILED, why[:40]), now=tell())
        return None


def _kept(told: AdjustmentFacts, case_id: UUID, outcome: tuple[str, str], *, now: datetime) -> None:
    """Keep what became of a case, in place of an earlier failure."""
    row = {"outcome": outcome[0], "why": outcome[1], "done_at": now}
    FollowedCase.objects.update_or_create(
        adjustment_id=told.id, case_id=case_id, defaults=row, create_defaults={"id": new_id(now), **row}
    )


def _done(told: AdjustmentFacts) -> QuerySet[FollowedCase]:
    return FollowedCase.objects.filter(adjustment_id=told.id).exclude(outcome=FAILED)


def _waiting(told: AdjustmentFacts) -> Iterator[UUID]:
    items = [one.item_id for one in told.items]
    done = _done(told).values("case_id")
    rows = Case.objects.filter(item_version__item_id__in=items, state__in=OPEN).exclude(pk__in=done).order_by("id")
    yield from list(rows.values_list("id", flat=True))


def _followed(told: AdjustmentFacts, case_id: UUID, *, now: datetime) -> bool:
    with transaction.atomic():
        facts = case_for_update(case_id)
        if facts.state not in OPEN or _done(told).filter(case_id=case_id).exists():
            return False
        outcome = _ended(told, facts, now=now) if told.open_cases == "end" else _handed(told, facts, now=now)
        _kept(told, case_id, outcome, now=now)
        return True


def _reason(told: AdjustmentFacts) -> str:
    """Return why in words: the document with its date, what it says, and what to do instead."""
    named = f"依据{told.document.number}（{told.document.on:%Y年%-m月%-d日}）和{told.document.basis}"
    return "。".join(part.rstrip("。") for part in (named, told.reason, told.instead) if part) + "。"


def _ended(told: AdjustmentFacts, facts: CaseFacts, *, now: datetime) -> tuple[str, str]:
    """End a case with a notice that names the document (T25); one that the law has granted stays."""
    press = Press(Actor.system(SYSTEM), now, uuid5(told.id, str(facts.id)))
    try:
        with transaction.atomic():
            ground = TerminationGround.OBJECT_GONE
            case_terminate(case_id=facts.id, told=Termination(ground, _reason(told)), press=press)
    except RenewalDeemed:
        return STAYED, "deemed"
    return ENDED, ""


def _handed(told: AdjustmentFacts, facts: CaseFacts, *, now: datetime) -> tuple[str, str]:
    """Hand a case to the body that gets its item: who waits for it now is that body's post; clocks run on."""
    why = stays_because(facts, has_process=version_terms(facts.examined_by_id).process is not None)
    if why or told.to_body is None:
        return STAYED, why or "body"
    if not _can_answer(told.to_body):
        return STAYED, "seal"
    after = {"agency": told.to_name, "document": told.document.number, "reason": told.reason}
    act = Act("cases.transferred", basis=told.document.basis, before={"agency": told.from_name}, after=after)
    row, head = link(
        act, subject=Subject(KIND, facts.id), actor=Actor.system(SYSTEM), now=now,
        head=Head(facts.audit_sequence, facts.audit_head),
    )  # fmt: skip
    columns = {
        "agency_id": told.to_body, "version": facts.version + 1, "audit_sequence": head.sequence,
        "audit_head": head.digest,
    }  # fmt: skip
    steps = _steps(facts, told.to_body, columns, now=now)
    case = Update("cases_case", {"id": facts.id, "version": facts.version}, columns)
    flush(case, *steps, row, message(CaseTransferred(case_id=facts.id), now))
    return HANDED_OVER, ""


def _can_answer(body: UUID) -> bool:
    """Return whether a body has a seal: without one it could issue no paper."""
    try:
        letterhead(body)
    except NoSealInForce:
        return False
    return True


def _steps(facts: CaseFacts, to_body: UUID, columns: dict[str, object], *, now: datetime) -> list[Write]:
    """Close the step that waits at one body and open the same at the other."""
    name, permission = STEPS.get(facts.state, ("", ""))
    if facts.open_task_id is None or not name:
        return []
    opened = step_opened(subject=(KIND, facts.id), step=Step(name, permission, to_body), now=now)
    columns |= {"awaiting": permission, "in_step_since": now, "open_task_id": opened.rows[0]["id"]}
    return [step_closed(task_id=facts.open_task_id, by=None, now=now), opened]
