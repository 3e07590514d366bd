"""The back office: examine, send back, grant, refuse; never two of them by one person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from oneseal.cases.errors import ReasonMissing, SamePerson, SecondExaminerMissing, SecondExaminerUnfit
from oneseal.cases.events import CaseDecided
from oneseal.cases.rules.clock import delivery_dues, delivery_term
from oneseal.cases.rules.lifecycle import CONFIRMING, DELIVERY
from oneseal.cases.rules.opinions import opinion_sha256
from oneseal.cases.rules.states import Action, Outcome
from oneseal.cases.selectors.allowing import part_taken
from oneseal.cases.selectors.files import answers_of
from oneseal.cases.selectors.seconds import seconds_fit
from oneseal.cases.selectors.ways import ways_of_case
from oneseal.cases.services.examining import findings_of, reopen, require_examined
from oneseal.cases.services.guarding import begin_decision, require_decided_here, require_grantable, today_of
from oneseal.cases.services.heading import headed
from oneseal.cases.services.intake import falsehood_told
from oneseal.cases.services.moving import KIND, Change, PaperDraft, Press, begin, complete, contents, once
from oneseal.cases.services.settling import decision_grounds, require_tests_met
from oneseal.cases.services.standing_still import clock_stopped
from oneseal.cases.services.wording import deadline
from oneseal.catalog.selectors import ItemTerms, version_terms
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import Insert
from oneseal.kernel.clock import Due, Term
from oneseal.kernel.ids import new_id
from oneseal.papers.selectors import Letterhead
from oneseal.papers.services import remedies, require_drawable
from oneseal.workflow.selectors import calendar
from oneseal.workflow.services import ledger_entry

DELIVERY_BASIS: Final = "《行政许可法》第四十四条"


@dataclass(frozen=True, slots=True)
class OpinionTold:
    """What an examiner or approver says: verdict ("grant" or "refuse"), reasons, and the second examiner's account.

    Where the substance was checked (`is_substantive`), or the item wants two examiners in any case (APL art. 34(3),
    55), a second is owed: an account of the agency whose post examines, who confirms the record himself.
    """

    verdict: str
    text: str
    second_id: UUID | None = None
    is_substantive: bool = False


def opinion_given(change: Change, told: OpinionTold, step: str, *, second_name: str = "") -> Insert:
    """Return the write that keeps an opinion with its author; its digest goes into the trace with the move."""
    press = change.press
    row = {
        "id": new_id(press.now), "case_id": change.facts.id, "step": step, "verdict": told.verdict,
        "text": told.text.strip(), "author_id": press.actor.account_id, "author_name": press.actor.name,
        "post_title": press.actor.post_title, "second_id": told.second_id, "second_name": second_name,
        "given_at": press.now, "second_verdict": "", "second_text": "", "second_at": None,
    }  # fmt: skip
    change.after["opinions"] = {**change.after.get("opinions", {}), str(row["id"]): opinion_sha256(row)}
    return Insert("cases_opinion", [row])


def require_text(text: str) -> None:
    """Refuse an opinion without reasons."""
    if not text.strip():
        raise ReasonMissing("an opinion needs its reasons")


def case_recommend(*, case_id: UUID, told: OpinionTold, press: Press) -> None:
    """Give the examiner's written opinion and pass the case to the approver (T17).

    Raises:
        ReasonMissing, NodesOpen (a node of the examination), SamePerson (who accepted may not examine),
        SecondExaminerMissing, SecondExaminerUnfit, NoSuchMove, NotAllowed.
    """
    once(press, case_id=case_id, action=Action.RECOMMEND, work=lambda: _recommend(case_id, told, press))


def _recommend(case_id: UUID, told: OpinionTold, press: Press) -> None:
    change = begin(case_id, Action.RECOMMEND, press)
    facts, now = change.facts, press.now
    require_text(told.text)
    findings = findings_of(require_examined(change))
    step = part_taken(Action.RECOMMEND, facts, account=press.actor.account_id)
    if step:
        raise SamePerson("who accepted, or chairs the hearing, may not examine", step=step)
    second_name = _second_examiner(change, told)
    change.columns |= {
        "examiner_id": press.actor.account_id, "second_examiner_id": told.second_id, "second_confirmed_at": None,
    }  # fmt: skip
    if told.second_id is not None:
        change.step = CONFIRMING
    change.after |= {"verdict": told.verdict, **({"second": second_name} if second_name else {})}
    change.writes.append(opinion_given(change, told, "review", second_name=second_name))

    def build(head: Letterhead, paper_id: UUID) -> PaperDraft:
        names = tuple(name for name in (press.actor.name, second_name) if name)
        content = contents.ReviewOpinion(
            identifier=str(paper_id), agency_name=head.agency_name, issued_at=now, item_name=facts.item_name,
            case_number=facts.number or "", applicant=facts.party_name,
            conclusion="建议准予许可" if told.verdict == "grant" else "建议不予许可", findings=findings,
            reviewers=names, reasons=told.text.strip(), legal_basis=version_terms(facts.item_version_id).basis_lines,
        )  # fmt: skip
        return PaperDraft(content, (KIND, facts.id))

    change.papers.append(build)
    complete(change)


def _second_examiner(change: Change, told: OpinionTold) -> str:
    """Return the second examiner's name, of a real other account; empty where none is told and none is owed."""
    facts = change.facts
    if told.second_id is None:
        if told.is_substantive or ways_of_case(facts).two_examiners:
            raise SecondExaminerMissing("a check of substance needs two examiners")
        return ""
    fit = seconds_fit(facts, examiner=change.press.actor.account_id, on=beijing_date(change.press.now))
    if told.second_id not in fit:
        raise SecondExaminerUnfit("not another examiner of the agency who is there and may")
    return fit[told.second_id]


def case_send_back(*, case_id: UUID, reason: str, press: Press, node: str = "") -> None:
    """Send a case back to its examiner with a reason (T18).

    `node` is the node of the examination that is to be done again; empty: only the opinion is written anew.

    Raises:
        ReasonMissing, NodeNotDone, NodeNotOpen (the item has no process), NoSuchMove, NotAllowed.
    """
    once(press, case_id=case_id, action=Action.SEND_BACK, work=lambda: _send_back(case_id, reason, press, node=node))


def _send_back(case_id: UUID, reason: str, press: Press, *, node: str) -> None:
    change = begin(case_id, Action.SEND_BACK, press)
    require_text(reason)
    change.writes.append(opinion_given(change, OpinionTold("send_back", reason), "decision"))
    change.after["reason"] = reason.strip()
    if node:
        reopen(change, node)
    complete(change)


def decided(change: Change, outcome: Outcome, told: OpinionTold) -> None:
    """Write what every decision writes: the outcome, the opinion, the stopped clock, the event."""
    now = change.press.now
    change.columns |= {"decided_at": now, "outcome": outcome}
    change.after["outcome"] = outcome.value
    change.writes.append(opinion_given(change, told, "decision"))
    change.writes.append(clock_stopped(change, outcome.value))
    change.events.append(CaseDecided(case_id=change.facts.id, outcome=outcome.value))


def _addressed(change: Change, head: Letterhead, paper_id: UUID) -> dict[str, Any]:
    facts = change.facts
    return {
        **headed(change, head, paper_id),
        "applied_on": beijing_date(facts.received_at or change.press.now),
        "accepted_on": facts.accepted_on or beijing_date(change.press.now),
        "legal_basis": version_terms(facts.item_version_id).basis_lines,
    }  # fmt: skip


def _granted(terms: ItemTerms, told: Mapping[str, str]) -> tuple[contents.LabelledValue, ...]:
    """Return what is granted: the licensed matters of the item, as they were applied for."""
    licensed = terms.content.texts("licence_fixed_fields")
    return tuple(contents.LabelledValue(label=label, value=told[label]) for label in licensed if label in told)


def start_delivery_clock(change: Change, term: Term, *, today: date) -> Due:
    """Start the clock of the delivery in place of that of the decision, whose dates are kept; return when it is due."""
    dues = delivery_dues(today, term, calendar=calendar())
    # On the spot the acceptance of this very press set the dates of the decision.
    decide_by = {"due_on": change.facts.due_on, "statutory_due_on": change.facts.statutory_due_on, **change.columns}
    change.columns |= {
        "delivery_from_on": today, "delivery_length": term.length, "delivery_unit": term.unit,
        "decision_due_on": decide_by["due_on"], "decision_statutory_due_on": decide_by["statutory_due_on"],
        **dues.columns,
    }  # fmt: skip
    change.after["deliver_by"] = dues.promised.on.isoformat()
    change.writes.append(
        ledger_entry(
            subject=change.subject, effect="delivery_started", on=today, cause=Outcome.GRANTED.value,
            basis=DELIVERY_BASIS, now=change.press.now,
        )
    )  # fmt: skip
    return dues.promised


def grant(change: Change, text: str) -> None:
    """Write a grant with its decision; without a licence to make the case waits for its delivery at once.

    Raises:
        FeesUnpaid, FeesUnknown, QuotaFull, QuotaUnknown, FailedItsTest, MinutesMissing, MinutesNotFollowed,
        GlyphMissing.
    """
    facts, today = change.facts, today_of(change)
    terms = version_terms(facts.item_version_id)
    require_grantable(facts, terms, today=today)
    require_tests_met(facts)
    grounds = decision_grounds(facts, text=text)
    told = terms.answers_in_words(answers_of(facts).values)
    require_drawable([facts.party_name, *told.values()])  # the licence is made after commit, too late for a refusal
    decided(change, Outcome.GRANTED, OpinionTold("grant", text))
    term = delivery_term(terms.issuing, decided_on=today, calendar=calendar())
    due = start_delivery_clock(change, term, today=today)
    if not terms.makes_licence:
        change.step = DELIVERY

    def build(head: Letterhead, paper_id: UUID) -> PaperDraft:
        content = contents.GrantDecision(
            **_addressed(change, head, paper_id), granted=_granted(terms, told), reasons=text.strip() or None,
            hearing=grounds.hearing,
            licence_name=terms.licence_name or None if terms.makes_licence else None,
            licence_by=deadline(term, due) if terms.makes_licence else None,
        )  # fmt: skip
        return PaperDraft(content, (KIND, facts.id))

    change.papers.append(build)


@dataclass(frozen=True, slots=True)
class Falsehood:
    """That the applicant hid facts or handed in false materials, and whether the item touches safety (APL art. 78)."""

    touches_safety: bool


def refuse(change: Change, text: str, falsehood: Falsehood | None = None) -> None:
    """Write a refusal with its reasons and remedies, and the technical standards that were not met (APL art. 55).

    A `falsehood` adds the warning and bars the party.

    Raises:
        ReasonMissing, MinutesMissing.
    """
    require_text(text)
    grounds = decision_grounds(change.facts, text=text)
    decided(change, Outcome.REFUSED, OpinionTold("refuse", text))
    reasons = [text.strip()]
    if falsehood is not None:
        reasons += falsehood_told(change, touches_safety=falsehood.touches_safety)

    def build(head: Letterhead, paper_id: UUID) -> PaperDraft:
        content = contents.RefusalDecision(
            **_addressed(change, head, paper_id), reasons=tuple(reasons), remedies=remedies(head),
            hearing=grounds.hearing, standards=grounds.standards,
        )  # fmt: skip
        return PaperDraft(content, (KIND, change.facts.id))

    change.papers.append(build)


def case_grant(*, case_id: UUID, text: str, press: Press) -> None:
    """Grant what was applied for (T19); the licence is made after commit.

    Raises:
        SamePerson, ProcedureOpen, DecidedAbove, FeesUnpaid, FeesUnknown, QuotaFull, QuotaUnknown, NoSuchMove,
        NotAllowed, GlyphMissing (the decision or the licence could not be printed).
    """
    once(press, case_id=case_id, action=Action.GRANT, work=lambda: _grant(case_id, text, press))


def _grant(case_id: UUID, text: str, press: Press) -> None:
    change = begin_decision(case_id, Action.GRANT, press)
    require_decided_here(change.facts, version_terms(change.facts.item_version_id))
    grant(change, text)
    complete(change)


def case_refuse(*, case_id: UUID, text: str, press: Press, falsehood: Falsehood | None = None) -> None:
    """Refuse what was applied for, with reasons and remedies (T20).

    Raises:
        ReasonMissing, SamePerson, ProcedureOpen, DecidedAbove, NoSuchMove, NotAllowed.
    """
    once(
        press,
        case_id=case_id,
        action=Action.REFUSE,
        work=lambda: _refuse(case_id, text, press=press, falsehood=falsehood),
    )


def _refuse(case_id: UUID, text: str, *, press: Press, falsehood: Falsehood | None) -> None:
    change = begin_decision(case_id, Action.REFUSE, press)
    require_decided_here(change.facts, version_terms(change.facts.item_version_id))
    refuse(change, text, falsehood)
    complete(change)
