"""More time, once, with a reason the applicant is told (T16).

For what one agency answers alone its head approves; for what several bodies answer together he proposes, and the head
of the government of the same level approves (APL art. 42).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from oneseal.cases.errors import (
    AgencyExtends,
    ExtendedBefore,
    ExtensionNotProposed,
    ExtensionProposedBefore,
    ExtensionTooLate,
    ExtensionTooLong,
    GovernmentExtends,
    GovernmentUnknown,
    ProposedYourself,
    ReasonMissing,
)
from oneseal.cases.events import CaseExtended
from oneseal.cases.models import ExtensionProposal
from oneseal.cases.rules.clock import dues_cached, main_dues, promise_extension
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.states import Action
from oneseal.cases.selectors.ways import ways_of_case
from oneseal.cases.services.heading import headed
from oneseal.cases.services.moving import KIND, Change, PaperDraft, Press, begin, complete, contents, once
from oneseal.cases.services.wording import deadline_extended, in_words
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import Insert, Update
from oneseal.identity.selectors import agency_by_id, government_of
from oneseal.kernel.ids import new_id
from oneseal.kernel.licensing import Extender
from oneseal.papers.selectors import Letterhead
from oneseal.workflow.selectors import calendar
from oneseal.workflow.services import ledger_entry

GIVEN: Final = "approved"
DECLINED: Final = "declined"


@dataclass(frozen=True, slots=True)
class ExtensionTold:
    """By how many days the limit is extended, and why."""

    days: int
    reason: str


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved more time, as the notice names him; `government` is empty where the agency's own head did."""

    by: str
    government: str = ""


def case_extend(*, case_id: UUID, told: ExtensionTold, press: Press) -> None:
    """Extend the limit of a case that one agency answers alone (T16): both clocks grow.

    Raises:
        GovernmentExtends, ReasonMissing, ExtendedBefore, ExtensionTooLate, ExtensionTooLong, NoSuchMove, NotAllowed.
    """
    once(press, case_id=case_id, action=Action.EXTEND, work=lambda: _extend(case_id, told, press))


def _extend(case_id: UUID, told: ExtensionTold, press: Press) -> None:
    change = begin(case_id, Action.EXTEND, press)
    if ways_of_case(change.facts).extender is not Extender.AGENCY_HEAD:
        raise GovernmentExtends("the government of the same level approves")
    _require_extensible(change, told)
    _extended(change, told, Approval(f"{press.actor.post_title} {press.actor.name}"))
    complete(change)


def extension_propose(*, case_id: UUID, told: ExtensionTold, press: Press) -> None:
    """Ask the head of the government for more time for what several bodies answer together (T16p); the clocks run on.

    Raises:
        AgencyExtends, ExtensionProposedBefore, GovernmentUnknown, ReasonMissing, ExtendedBefore, ExtensionTooLate,
        ExtensionTooLong, NoSuchMove, NotAllowed.
    """
    action = Action.PROPOSE_EXTENSION
    once(press, case_id=case_id, action=action, work=lambda: _propose(case_id, told, press))


def _propose(case_id: UUID, told: ExtensionTold, press: Press) -> None:
    change = begin(case_id, Action.PROPOSE_EXTENSION, press)
    facts = change.facts
    if ways_of_case(facts).extender is not Extender.GOVERNMENT_HEAD:
        raise AgencyExtends("the agency's own head approves")
    if facts.extension_is_proposed:
        raise ExtensionProposedBefore("nobody has answered yet")
    _require_extensible(change, told)
    government = government_of(facts.agency_id)
    if government is None:
        raise GovernmentUnknown("no agency stands for the government of this level")
    row = {
        "id": new_id(press.now), "case_id": facts.id, "government_id": government.id, "days": told.days,
        "reason": told.reason.strip(), "proposed_at": press.now, "proposed_by": press.actor.account_id,
        "proposed_by_name": press.actor.name, "answered_by_name": "", "outcome": "", "answer": "",
    }  # fmt: skip
    change.writes.append(Insert("cases_extension_proposal", [row]))
    change.columns["extension_asked_of_id"] = government.id
    change.after |= {"days": told.days, "reason": told.reason.strip(), "asked": government.name}
    complete(change)


def extension_approve(*, case_id: UUID, press: Press) -> None:
    """Approve as the head of the government what an agency's head proposed (T16g): both clocks grow.

    Raises:
        ExtensionNotProposed, ProposedYourself, ExtensionTooLate, NoSuchMove, NotAllowed.
    """
    once(press, case_id=case_id, action=Action.APPROVE_EXTENSION, work=lambda: _approve(case_id, press))


def _approve(case_id: UUID, press: Press) -> None:
    change = begin(case_id, Action.APPROVE_EXTENSION, press)
    row = _proposal(change)
    told = ExtensionTold(row.days, change.facts.told(row.reason))
    _require_extensible(change, told)
    _answered(change, row, outcome=GIVEN)
    government = agency_by_id(row.government_id).name
    _extended(change, told, Approval(f"{press.actor.post_title} {press.actor.name}", government))
    complete(change)


def extension_decline(*, case_id: UUID, reason: str, press: Press) -> None:
    """Decline as the head of the government what an agency's head proposed (T16d); the limit stays as it is.

    Raises:
        ExtensionNotProposed, ProposedYourself, ReasonMissing, NoSuchMove, NotAllowed.
    """
    once(press, case_id=case_id, action=Action.DECLINE_EXTENSION, work=lambda: _decline(case_id, reason, press))


def _decline(case_id: UUID, reason: str, press: Press) -> None:
    change = begin(case_id, Action.DECLINE_EXTENSION, press)
    row = _proposal(change)
    if not reason.strip():
        raise ReasonMissing("why there is no more time")
    _answered(change, row, outcome=DECLINED, answer=reason.strip())
    change.after |= {"days": row.days, "reason": reason.strip()}
    complete(change)


def _proposal(change: Change) -> ExtensionProposal:
    """Return the proposal that waits, of another person than who answers it."""
    row = ExtensionProposal.objects.filter(case_id=change.facts.id, answered_at=None).first()
    if row is None:
        raise ExtensionNotProposed("nothing waits for an answer")
    if row.proposed_by == change.press.actor.account_id:
        raise ProposedYourself("who proposed may not approve")
    return row


def _answered(change: Change, row: ExtensionProposal, *, outcome: str, answer: str = "") -> None:
    actor = change.press.actor
    answered = {
        "answered_at": change.press.now, "answered_by": actor.account_id, "answered_by_name": actor.name,
        "outcome": outcome, "answer": answer,
    }  # fmt: skip
    change.writes.append(Update("cases_extension_proposal", {"id": row.id}, answered))
    change.columns["extension_asked_of_id"] = None
    change.after |= {"proposed_by": row.proposed_by_name}


def _require_extensible(change: Change, told: ExtensionTold) -> None:
    """Refuse more time without a reason, a second time, after the limit of the law, or beyond the law.

    The law extends its own limit (APL art. 42): a promise that ends earlier may be over by then.
    """
    facts, today = change.facts, beijing_date(change.press.now)
    if not told.reason.strip():
        raise ReasonMissing("an extension owes its reason")
    if facts.extended_days:
        raise ExtendedBefore("extended once already")
    due = main_dues(facts, calendar=calendar(), today=today).statutory
    if today > due.on or (due.at is not None and change.press.now > due.at):
        raise ExtensionTooLate("the limit of the law has passed", due_on=due.on)
    most = ways_of_case(facts).extension_days
    if not 1 <= told.days <= most:
        raise ExtensionTooLong("the law allows fewer days", most=most)


def _extended(change: Change, told: ExtensionTold, approval: Approval) -> None:
    """Write that the limit grows: row, ledger, event, and the notice that names who approved by which article."""
    facts, now = change.facts, change.press.now
    today, basis = beijing_date(now), ways_of_case(facts).extension_basis or change.move.basis
    longer = _lengthened(facts, told.days)
    change.columns |= {"extended_days": told.days, **dues_cached(longer, calendar=calendar(), today=today)}
    change.after |= {
        "days": told.days, "reason": told.reason.strip(), "due_on": change.columns["due_on"].isoformat(),
        "statutory_due_on": change.columns["statutory_due_on"].isoformat(),
    }  # fmt: skip
    entry = ledger_entry(
        subject=change.subject, effect="extended", on=today, cause=f"extension:{told.days}", basis=basis, now=now
    )
    change.writes.append(entry)
    change.events.append(CaseExtended(case_id=facts.id))
    change.papers.append(
        lambda head, paper_id: PaperDraft(
            _notice(change, told, approval, head=head, paper_id=paper_id, basis=basis), (KIND, facts.id)
        )
    )


def _notice(
    change: Change, told: ExtensionTold, approval: Approval, *, head: Letterhead, paper_id: UUID, basis: str
) -> contents.ExtensionNotice:
    facts, now = _lengthened(change.facts, told.days), change.press.now
    after = main_dues(facts, calendar=calendar(), today=beijing_date(now))
    promised = promise_extension(facts, calendar=calendar(), today=beijing_date(now))
    return contents.ExtensionNotice(
        **headed(change, head, paper_id), accepted_on=facts.accepted_on or beijing_date(now),
        extended_by=in_words(facts.extension), reason=told.reason.strip(),
        decided_by=approval.by, government=approval.government or None, legal_basis=(basis,),
        promised=deadline_extended(facts.promised, promised, after.promised),
        statutory=deadline_extended(facts.statutory, facts.extension, after.statutory),
        contact=head.telephone or None,
    )  # fmt: skip


def _lengthened(facts: CaseFacts, days: int) -> CaseFacts:
    """Return a case as it stands with more days, in the unit in which its item extends."""
    return replace(facts, extended_days=days, extended_unit=ways_of_case(facts).extension_unit.value)
