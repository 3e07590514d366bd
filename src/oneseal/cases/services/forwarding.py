"""First examination and report (初审上报): the lower agency forwards opinion and all materials (T21; APL 35, 43)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from oneseal.cases.errors import DecidedAbove, UpperAgencyUnknown
from oneseal.cases.events import CaseForwarded, CaseSubmitted
from oneseal.cases.models import Application, Case
from oneseal.cases.rules.clock import receipt_due
from oneseal.cases.rules.lifecycle import STEPS
from oneseal.cases.rules.opinions import opinion_sha256
from oneseal.cases.rules.states import Action, Channel, Outcome, State
from oneseal.cases.selectors.files import MaterialFacts, Package, package_of
from oneseal.cases.selectors.public import QUERY_CODE
from oneseal.cases.selectors.ways import ways_of
from oneseal.cases.services.deciding import OpinionTold, opinion_given, require_text
from oneseal.cases.services.drafting import materials_carried
from oneseal.cases.services.freezing import package_sha256_of
from oneseal.cases.services.guarding import begin_decision
from oneseal.cases.services.moving import KIND, Change, PaperBuilder, PaperDraft, Press, complete, contents, once
from oneseal.cases.services.standing_still import clock_stopped
from oneseal.cases.services.submitting import new_query_code, number_for
from oneseal.cases.services.timing import receipt_timers
from oneseal.catalog.selectors import ItemTerms, version_terms
from oneseal.foundation.audit.chain import GENESIS, Head
from oneseal.foundation.audit.services import Act, Subject, link
from oneseal.foundation.encryption import blind_index, encrypt
from oneseal.foundation.outbox.services import message
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import Insert, Write
from oneseal.identity.selectors import agency_above, agency_named
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id
from oneseal.papers.selectors import Letterhead
from oneseal.papers.services import drawable
from oneseal.workflow.selectors import calendar
from oneseal.workflow.services import Step, ledger_entry, step_opened

if TYPE_CHECKING:
    from oneseal.identity.models import Agency

ENGINE: Final = "流程引擎"
# What the upper case has in common with the lower one, so that nothing is asked again (APL 35).
_SHARED: Final = (
    "item_version_id", "item_name", "account_id", "party_id", "party_kind", "party_name", "party_number",
    "party_number_index", "promised_days", "base_licence_id", "is_blind",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Upward:
    """What goes up: to which agency, as which case, with which materials and opinion."""

    agency: Agency
    case_id: UUID
    number: str
    package: Package
    told: OpinionTold
    opinion: Mapping[str, Any]

    @property
    def materials(self) -> tuple[MaterialFacts, ...]:
        """Return the files that go up."""
        return self.package.materials


def case_forward_up(*, case_id: UUID, opinion: str, verdict: str, press: Press) -> None:
    """Forward a case with the first-examination opinion and all materials; the upper agency receives it at once.

    Raises:
        ReasonMissing, SamePerson, ProcedureOpen, DecidedAbove (nobody above decides this item),
        UpperAgencyUnknown, NoSuchMove, NotAllowed.
    """
    told = OpinionTold(verdict, opinion)
    once(press, case_id=case_id, action=Action.FORWARD_UP, work=lambda: _forward(case_id, told, press))


def _forward(case_id: UUID, told: OpinionTold, press: Press) -> None:
    change = begin_decision(case_id, Action.FORWARD_UP, press)
    facts, now = change.facts, press.now
    terms = version_terms(facts.item_version_id)
    require_text(told.text)
    if not ways_of(terms).first_examination or facts.lower_case_id is not None:
        raise DecidedAbove("nobody above decides this item")
    upper = _decides(terms, facts.agency_id)
    opinion = opinion_given(change, told, "first_examination")
    upward = _Upward(upper, new_id(now), number_for(terms, now), package_of(facts), told, opinion.rows[0])
    change.columns["outcome"] = Outcome.FORWARDED_UP
    change.after |= {"upper_case": str(upward.case_id), "upper_number": upward.number, "upper_agency": upper.name}
    change.writes += [
        opinion,
        clock_stopped(change, "forwarded_up"),
        *_upper_case(change, terms, upward),
    ]  # fmt: skip
    change.events.append(CaseForwarded(case_id=facts.id, upper_case_id=upward.case_id))
    change.papers.append(_paper(change, terms, upward))
    complete(change)


def _decides(terms: ItemTerms, agency_id: UUID) -> Agency:
    """Return the agency above that decides an item."""
    body = terms.content.text("deciding_body")
    upper = agency_named(body) if body else agency_above(agency_id)
    if upper is None or upper.id == agency_id:
        raise UpperAgencyUnknown("not known here", name=body or "（未登记）")
    return upper


def _upper_case(change: Change, terms: ItemTerms, upward: _Upward) -> list[Write]:
    """Return the writes that make the linked case of the upper agency, received now, sharing every file."""
    facts, now = change.facts, change.press.now
    upper_id, subject, today = upward.case_id, (KIND, upward.case_id), beijing_date(now)
    step, permission = STEPS[State.SUBMITTED]
    opened = step_opened(subject=subject, step=Step(step, permission, upward.agency.id), now=now)
    opinion = {**upward.opinion, "id": new_id(now), "case_id": upper_id}
    after = {
        "number": upward.number, "lower_case": str(facts.id), "lower_number": facts.number,
        "package_sha256": package_sha256_of(upward.package),
        "opinions": {str(opinion["id"]): opinion_sha256(opinion)},
    }  # fmt: skip
    act = Act("cases.receive_from_below", basis=change.move.basis, before={}, after=after)
    chain = Head(0, GENESIS)
    row, head = link(act, subject=Subject(KIND, upper_id), actor=Actor.system(ENGINE), now=now, head=chain)
    case = _case_row(change, terms, upward) | {
        "id": upper_id, "awaiting": permission, "open_task_id": opened.rows[0]["id"],
        "audit_sequence": head.sequence, "audit_head": head.digest,
    }  # fmt: skip
    return [
        Insert("cases_case", [case]),
        *_shared_package(change, upward, after["package_sha256"]),
        Insert("cases_opinion", [opinion]),
        ledger_entry(
            subject=subject, effect="received", on=today, cause=Action.FORWARD_UP, basis=change.move.basis, now=now
        ),
        opened,
        *receipt_timers(subject=subject, due_on=case["due_on"], now=now),
        row,
        message(CaseSubmitted(case_id=upper_id), now),
    ]


def _case_row(change: Change, terms: ItemTerms, upward: _Upward) -> dict[str, Any]:
    facts = change.facts
    now, today, code = change.press.now, beijing_date(change.press.now), new_query_code()
    shared = Case.objects.filter(pk=facts.id).values(*_SHARED).get()
    due = receipt_due(today, calendar())
    return {
        **shared, "number": upward.number, "query_code": encrypt(code, context=QUERY_CODE),
        "query_code_index": blind_index(code, context=QUERY_CODE), "state": State.SUBMITTED, "version": 0,
        "agency_id": upward.agency.id, "channel": Channel(facts.channel), "in_step_since": now, "started_at": now,
        "received_at": now, "outcome": "", "promised_days": terms.promised.length,
        "promised_unit": terms.promised.unit,
        "statutory_length": terms.statutory.length, "statutory_unit": terms.statutory.unit, "corrections": 0,
        "clock_from_on": today, "statutory_from_on": today, "pauses": [], "extended_days": 0, "due_on": due.on,
        "statutory_due_on": due.on, "due_is_provisional": due.is_provisional, "lower_case_id": facts.id,
        "centre_id": None, "handed_over_at": None,
    }  # fmt: skip


def _shared_package(change: Change, upward: _Upward, sha256: object) -> list[Write]:
    """Return the writes that give the upper case the very package: the frozen answers and the files by their hash."""
    facts, upper_id = change.facts, upward.case_id
    kept = Application.objects.filter(case_id=facts.id).values("answers", "saved_at", "revision")
    application = {**kept.get(), "case_id": upper_id, "package_sha256": sha256}
    files = materials_carried(upward.materials, to_case=upper_id, by=facts.account_id, now=change.press.now)
    return [Insert("cases_application", [application]), *files]


def _paper(change: Change, terms: ItemTerms, upward: _Upward) -> PaperBuilder:
    facts, now, told = change.facts, change.press.now, upward.told
    named = {need.key: need.name for need in terms.materials}

    def build(head: Letterhead, paper_id: UUID) -> PaperDraft:
        content = contents.FirstExaminationOpinion(
            identifier=str(paper_id), agency_name=head.agency_name, issued_at=now, item_name=facts.item_name,
            case_number=facts.number or "", applicant=facts.party_name, upper_agency=upward.agency.name,
            upper_number=upward.number, accepted_on=facts.accepted_on or beijing_date(now),
            conclusion="建议准予许可" if told.verdict == "grant" else "建议不予许可", reasons=told.text.strip(),
            materials=tuple(
                contents.Material(name=named.get(row.key, row.key), form="电子", note=drawable(row.file_name))
                for row in upward.materials
            ),
            legal_basis=(change.move.basis,),
        )  # fmt: skip
        return PaperDraft(content, (KIND, facts.id))

    return build
