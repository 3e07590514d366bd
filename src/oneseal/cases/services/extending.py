"""More time: the agency's head extends the limit, once, with a reason the applicant is told (T16)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from oneseal.cases.errors import ExtendedBefore, ExtensionTooLate, ExtensionTooLong, ReasonMissing
from oneseal.cases.events import CaseExtended
from oneseal.cases.rules.clock import main_dues
from oneseal.cases.rules.states import Action
from oneseal.cases.selectors.ways import ways_of_case
from oneseal.cases.services.moving import KIND, PaperDraft, Press, begin, complete, contents, once
from oneseal.cases.services.wording import UNITS, deadline
from oneseal.foundation.timekeeping import beijing_date
from oneseal.kernel.clock import HOURLY, Term, Unit
from oneseal.papers.selectors import Letterhead
from oneseal.workflow.selectors import calendar
from oneseal.workflow.services import ledger_entry


@dataclass(frozen=True, slots=True)
class ExtensionTold:
    """By how many days the limit is extended, and why."""

    days: int
    reason: str


def case_extend(*, case_id: UUID, told: ExtensionTold, press: Press) -> None:
    """Extend the limit of a case (T16): both clocks grow.

    Raises:
        ReasonMissing, ExtendedBefore, ExtensionTooLate, ExtensionTooLong, NoSuchMove, NotAllowed.
    """
    once(press, case_id=case_id, action=Action.EXTEND, work=lambda: _extend(case_id, told, press))


def _extend(case_id: UUID, told: ExtensionTold, press: Press) -> None:
    change = begin(case_id, Action.EXTEND, press)
    facts, now = change.facts, press.now
    today, ways = beijing_date(now), ways_of_case(facts)
    if not told.reason.strip():
        raise ReasonMissing("an extension owes its reason")
    if facts.extended_days:
        raise ExtendedBefore("extended once already")
    before = main_dues(facts, calendar=calendar(), today=today)
    if today > before.promised.on or (before.promised.at is not None and now > before.promised.at):
        raise ExtensionTooLate("the deadline has passed", due_on=before.promised.on)
    if not 1 <= told.days <= ways.extension_days:
        raise ExtensionTooLong("the law allows fewer days", most=ways.extension_days)
    basis = ways.extension_basis or change.move.basis
    after = main_dues(replace(facts, extended_days=told.days), calendar=calendar(), today=today)
    change.columns |= {
        "extended_days": told.days,
        **after.columns,
    }
    change.after |= {
        "days": told.days, "reason": told.reason.strip(), "due_on": after.promised.on.isoformat(),
        "statutory_due_on": after.statutory.on.isoformat(),
    }  # fmt: skip
    entry = ledger_entry(
        subject=change.subject, effect="extended", on=today, cause=f"extension:{told.days}", basis=basis, now=now
    )
    change.writes.append(entry)
    change.events.append(CaseExtended(case_id=facts.id))

    def build(head: Letterhead, paper_id: UUID) -> PaperDraft:
        content = contents.ExtensionNotice(
            identifier=str(paper_id), agency_name=head.agency_name, issued_at=now, addressee=facts.party_name,
            to_organisation=facts.party_kind == "organisation", item_name=facts.item_name,
            case_number=facts.number or "", accepted_on=facts.accepted_on or beijing_date(now),
            extended_by=f"{told.days}{UNITS[_unit_of(facts.promised)]}", reason=told.reason.strip(),
            decided_by=f"{press.actor.post_title} {press.actor.name}", legal_basis=(basis,),
            promised=deadline(_extended(facts.promised, told.days), after.promised),
            statutory=deadline(_extended(facts.statutory, told.days), after.statutory),
            contact=head.telephone or None,
        )  # fmt: skip
        return PaperDraft(content, (KIND, facts.id))

    change.papers.append(build)
    complete(change)


def _unit_of(term: Term) -> Unit:
    """Return the unit in which a term is extended: its own, working days where it is in hours."""
    return Unit.WORKING_DAY if term.unit in HOURLY else term.unit


def _extended(term: Term, days: int) -> Term:
    """Return a term with its extension where both have one unit; hours keep their number, the end tells the rest."""
    return term if term.unit in HOURLY else term.extended(days)
