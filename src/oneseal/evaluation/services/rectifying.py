"""Follow up a bad rating (差评整改): call back, verify, correct or explain, appeal, answer, close."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from oneseal.cases.selectors import case_facts, contact_of
from oneseal.evaluation.events import BadRatingAnswered, BadRatingClosed, BadRatingOpened
from oneseal.evaluation.models import Rating, Rectification
from oneseal.evaluation.policies import can_handle, can_supervise
from oneseal.evaluation.rating_errors import NobodyToCall, RectificationByHandler, RectificationNotFound
from oneseal.evaluation.rules.parameters import RatingRules
from oneseal.evaluation.rules.rectifying import AWAITS_CONTACT, DECIDES, Action, Doer, State, TaskFacts, move_for
from oneseal.evaluation.selectors.parameters import rating_rules
from oneseal.evaluation.selectors.ratings import RATER_CONTACT, RATER_NAME, rated_staff
from oneseal.evaluation.selectors.reach import agencies_supervised
from oneseal.foundation.audit.services import Act, Subject, record
from oneseal.foundation.encryption import decrypt
from oneseal.foundation.outbox.services import message
from oneseal.foundation.readlog.services import Look, Read, reading_note
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import Insert, Update, Write, flush
from oneseal.identity.policies import require
from oneseal.kernel.access import Actor
from oneseal.kernel.clock import Term, Unit, due_or_estimate
from oneseal.kernel.ids import new_id
from oneseal.kernel.lifecycle import Move
from oneseal.workflow.selectors import calendar

LONGEST: Final = 4000
_VERDICTS: Final = frozenset({State.CORRECTED, State.EXPLAINED, State.SET_ASIDE})


def rectification_opened(rating: Rating, *, rules: RatingRules, now: datetime) -> list[Write]:
    """Return the writes that open the rectification of a bad rating, with both limits of the city."""
    start, days = beijing_date(now), calendar()
    contact = due_or_estimate(start_on=start, term=Term(rules.contact_days, Unit.WORKING_DAY), calendar=days)
    fix = due_or_estimate(start_on=start, term=Term(rules.fix_days, Unit.WORKING_DAY), calendar=days)
    row = {
        "id": new_id(now), "rating_id": rating.id, "case_id": rating.case_id, "agency_id": rating.agency_id,
        "state": State.OPENED.value, "opened_at": now, "contact_due_on": contact.on, "fix_due_on": fix.on,
        "fix_days": rules.fix_days, "due_is_provisional": contact.is_provisional or fix.is_provisional, "attempts": 0,
        "verdict": "", "answer": "",
    }  # fmt: skip
    opened = BadRatingOpened(rectification_id=row["id"], case_id=rating.case_id)  # type: ignore[arg-type]  # made above
    return [Insert("evaluation_rectification", [row]), message(opened, now)]


@transaction.atomic
def rectification_move(*, rectification_id: UUID, action: str, text: str, actor: Actor, now: datetime) -> None:
    """Take one step of a rectification, as its table allows; the same press by the same person changes nothing.

    Raises:
        RectificationNotFound, NotAllowed, and what `move_for` says.
    """
    row = _locked(rectification_id, actor=actor)
    _require_role(row, action, actor)
    words = text.strip()[:LONGEST]
    if _was_pressed(row, action, words, actor=actor):
        return
    task = TaskFacts(State(row.state), row.rating.is_named, row.attempts, row.appealed_by)
    doer = Doer(actor.own_accounts, words)
    move = move_for(task, action, doer=doer, handlers=rated_staff(row.rating), attempts=rating_rules().attempts)
    flush(*_moved(row, move, words, actor=actor, now=now))


def _locked(rectification_id: UUID, *, actor: Actor) -> Rectification:
    """Return a rectification of the actor's agency or city, locked."""
    rows = Rectification.objects.select_for_update(of=("self",)).select_related("rating")
    row = rows.filter(pk=rectification_id).first()
    if row is None:
        raise RectificationNotFound("no such rectification")
    city = agencies_supervised(actor)
    if row.agency_id != actor.agency_id and not can_supervise(actor, agency_id=row.agency_id, city=city):
        raise RectificationNotFound("not of this city")
    return row


def _require_role(row: Rectification, action: str, actor: Actor) -> None:
    if action in DECIDES:
        require(allowed=can_supervise(actor, agency_id=row.agency_id, city=agencies_supervised(actor)))
    else:
        require(allowed=can_handle(actor, agency_id=row.agency_id))


def _was_pressed(row: Rectification, action: str, words: str, *, actor: Actor) -> bool:
    last = row.steps.order_by("-taken_at", "-id").first()
    return last is not None and (last.action, last.text, last.taken_by) == (action, words, actor.account_id)


def _moved(row: Rectification, move: Move[State], words: str, *, actor: Actor, now: datetime) -> list[Write]:
    state = move.leads_from(State(row.state))
    changes: dict[str, Any] = {"state": state.value, **_beside(row, move, words, actor=actor, now=now)}
    if state in _VERDICTS:
        changes["verdict"] = state.value
    step = {
        "id": new_id(now), "rectification_id": row.id, "action": move.action, "text": words, "taken_at": now,
        "taken_by": actor.own_account, "name": actor.name, "post_title": actor.post_title,
    }  # fmt: skip
    act = Act(
        "evaluation.rectified", basis=move.basis, before={"state": row.state},
        after={"state": state.value, "action": move.action},
    )  # fmt: skip
    return [
        Update("evaluation_rectification", {"id": row.id, "state": row.state}, changes),
        Insert("evaluation_rectification_step", [step]),
        *record(act, subject=Subject("rectification", row.id), actor=actor, now=now),
        *_told(row, move, now=now),
    ]


def _beside(row: Rectification, move: Move[State], words: str, *, actor: Actor, now: datetime) -> dict[str, Any]:
    """Return what a move changes beside the state."""
    beside: dict[str, dict[str, Any]] = {
        Action.CONTACT: {"contacted_at": now},
        Action.ATTEMPT: {"attempts": row.attempts + 1},
        Action.APPEAL: {"appealed_by": actor.account_id},
        Action.ANSWER: {"answer": words, "answered_at": now},
        Action.CLOSE: {"closed_at": now},
    }
    return beside.get(move.action, {})


def _told(row: Rectification, move: Move[State], *, now: datetime) -> list[Write]:
    """Return what else follows: a rating set aside leaves the figures, a closed one opens to who was rated."""
    if move.action == Action.UPHOLD:
        return [Update("evaluation_rating", {"id": row.rating_id}, {"counts": False})]
    if move.action == Action.ANSWER:
        told = BadRatingAnswered(rectification_id=row.id, case_id=row.case_id, is_named=row.rating.is_named)
        return [message(told, now)]
    if move.action == Action.CLOSE:
        closed = BadRatingClosed(rectification_id=row.id, case_id=row.case_id, verdict=row.verdict)
        return [Update("evaluation_rating", {"id": row.rating_id}, {"closed_at": now}), message(closed, now)]
    return []


@transaction.atomic
def rater_reveal(*, rectification_id: UUID, actor: Actor, now: datetime) -> tuple[str, str]:
    """Return name and telephone of a named rater to who calls him back; each look is kept in the read log.

    Raises:
        RectificationNotFound, NotAllowed, RectificationByHandler, NobodyToCall.
    """
    row = _locked(rectification_id, actor=actor)
    require(allowed=can_handle(actor, agency_id=row.agency_id))
    rating = row.rating
    if not rated_staff(rating).isdisjoint(actor.own_accounts):
        raise RectificationByHandler("who handled the case does not call back")
    if not rating.is_named or State(row.state) not in AWAITS_CONTACT:
        raise NobodyToCall("nobody is to be called now")
    facts = case_facts(row.case_id)
    look = Look(Read.RATING, rating.id, facts.party_id, f"差评回访 {rating.case_number}")
    reading_note(look, actor=actor, now=now)
    name = decrypt(rating.rater_name, context=RATER_NAME) if rating.rater_name is not None else facts.party_name
    if rating.rater_contact is not None:
        return name, decrypt(rating.rater_contact, context=RATER_CONTACT)
    return name, contact_of(row.case_id).mobile
