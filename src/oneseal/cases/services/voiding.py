"""A case that came about by a technical error is voided by two persons (T26); statistics leave it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from oneseal.cases import ports
from oneseal.cases.errors import LicenceStands, ReasonMissing, SamePerson
from oneseal.cases.events import CaseReturned
from oneseal.cases.models import VoidRequest
from oneseal.cases.rules.lifecycle import CLOCK_STOPPED, LIFECYCLE
from oneseal.cases.rules.states import Action, Outcome, VoidGround
from oneseal.cases.selectors.allowing import part_taken
from oneseal.cases.services.moving import KIND, Change, PaperDraft, Press, begin, complete, once
from oneseal.cases.services.standing_still import clock_stopped
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import Insert, Update
from oneseal.kernel.ids import new_id
from oneseal.kernel.lifecycle import NoSuchMove
from oneseal.papers.selectors import Letterhead
from oneseal.papers.services import special_ways

GROUNDS: Final = {
    VoidGround.ENTERED_TWICE: "同一申请被登记了两次。",
    VoidGround.WRONG_ITEM: "登记时选错了办理事项。",
    VoidGround.WRONG_PARTY: "登记时选错了申请人。",
    VoidGround.TRIAL_ENTRY: "系统调试时登记，没有真实的申请。",
}


@dataclass(frozen=True, slots=True)
class VoidTold:
    """Which technical error made the case, and the facts in words."""

    ground: VoidGround
    reason: str


def void_request(*, case_id: UUID, told: VoidTold, press: Press) -> None:
    """Ask that a case be voided (T26): nothing changes until another person has confirmed it.

    Raises:
        ReasonMissing, LicenceStands. NoSuchMove: asked for already. NotAllowed.
    """
    once(press, case_id=case_id, action=Action.REQUEST_VOID, work=lambda: _request(case_id, told, press))


def _request(case_id: UUID, told: VoidTold, press: Press) -> None:
    change = begin(case_id, Action.REQUEST_VOID, press)
    facts = change.facts
    if facts.void_request_id is not None:
        raise _not_open(change)
    if not told.reason.strip():
        raise ReasonMissing("whoever voids a case says why")
    _require_no_licence(change)
    row = {
        "id": new_id(press.now), "case_id": facts.id, "ground": told.ground, "reason": told.reason.strip(),
        "requested_at": press.now, "requested_by": press.actor.account_id, "requested_by_name": press.actor.name,
        "answer": "",
    }  # fmt: skip
    change.writes.append(Insert("cases_void_request", [row]))
    change.columns["void_request_id"] = row["id"]
    change.after |= {"ground": told.ground.value, "reason": told.reason.strip()}
    complete(change)


def void_decline(*, case_id: UUID, reason: str, press: Press) -> None:
    """Decline a request to void a case; it goes on as it stands.

    Raises:
        ReasonMissing, SamePerson. NoSuchMove: nobody asked. NotAllowed.
    """
    once(press, case_id=case_id, action=Action.DECLINE_VOID, work=lambda: _decline(case_id, reason.strip(), press))


def _decline(case_id: UUID, reason: str, press: Press) -> None:
    change = begin(case_id, Action.DECLINE_VOID, press)
    _answer(change, is_voided=False, words=reason)
    if not reason:
        raise ReasonMissing("who declines says why")
    change.after["reason"] = reason
    complete(change)


def case_void(*, case_id: UUID, press: Press) -> None:
    """Void a case at another person's request (T26): its clock stops and statistics leave it out.

    Raises:
        SamePerson, LicenceStands. NoSuchMove: nobody asked. NotAllowed.
    """
    once(press, case_id=case_id, action=Action.VOID, work=lambda: _void(case_id, press))


def _void(case_id: UUID, press: Press) -> None:
    change = begin(case_id, Action.VOID, press)
    facts, now = change.facts, press.now
    asked = _answer(change, is_voided=True, words="")
    _require_no_licence(change)
    ground = GROUNDS[VoidGround(asked.ground)]
    change.columns["outcome"] = Outcome.VOIDED
    change.after |= {"ground": asked.ground, "requested_by": asked.requested_by_name}
    if facts.state not in CLOCK_STOPPED:
        change.writes.append(clock_stopped(change, Outcome.VOIDED.value))
    change.events.append(CaseReturned(case_id=facts.id, outcome=Outcome.VOIDED.value))

    def build(head: Letterhead, paper_id: UUID) -> PaperDraft:
        content = special_ways.VoidStatement(
            identifier=str(paper_id), agency_name=head.agency_name, issued_at=now, item_name=facts.item_name,
            case_number=facts.number or "", applicant=facts.party_name,
            received_on=beijing_date(facts.received_at or now), reasons=(ground, asked.reason),
            requested_by=asked.requested_by_name, requested_on=beijing_date(asked.requested_at),
            confirmed_by=press.actor.name,
        )  # fmt: skip
        return PaperDraft(content, (KIND, facts.id))

    change.papers.append(build)
    complete(change)


def _answer(change: Change, *, is_voided: bool, words: str) -> VoidRequest:
    """Write the answer to the open request, by another person than asked; return the request."""
    if change.facts.void_request_id is None:
        raise _not_open(change)
    asked = VoidRequest.objects.get(pk=change.facts.void_request_id)
    step = part_taken(Action(change.move.action), change.facts, account=change.press.actor.account_id)
    if step:
        raise SamePerson("who asked, or handled the case, does not supervise it", step=step)
    answer: dict[str, Any] = {
        "answered_at": change.press.now, "answered_by": change.press.actor.account_id, "is_voided": is_voided,
        "answer": words,
    }  # fmt: skip
    change.writes.append(Update("cases_void_request", {"id": asked.pk}, answer))
    change.columns["void_request_id"] = None
    return asked


def _not_open(change: Change) -> NoSuchMove:
    state = change.facts.state
    return NoSuchMove(state=state.value, action=change.move.action, open=LIFECYCLE.open_actions(state))


def _require_no_licence(change: Change) -> None:
    """Refuse to void what a licence in force came from: a licence is revoked by its own procedure (APL art. 69)."""
    port = ports.licences()
    if change.facts.decided_at is not None and (port is None or port.stands_from(change.facts.id)):
        raise LicenceStands("a licence stands that came from this case")
