"""Hand an application in, and hand in what a correction notice asked for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from oneseal.cases.errors import DefectsNotMended, ItemNotOpen, PackageIncomplete, PartyNotMet
from oneseal.cases.events import CaseSubmitted
from oneseal.cases.models import Case
from oneseal.cases.rules.clock import RECEIPT_TERM, receipt_due
from oneseal.cases.rules.lifecycle import HANDING_OVER, LIFECYCLE
from oneseal.cases.rules.states import Action, State
from oneseal.cases.selectors.facts import case_for_update
from oneseal.cases.selectors.files import (
    CorrectionFacts,
    Package,
    corrections_of,
    defects_left,
    package_of,
)
from oneseal.cases.selectors.public import QUERY_CODE
from oneseal.cases.services.barring import require_case_not_barred
from oneseal.cases.services.conversing import traced
from oneseal.cases.services.drafting import missing_in, promised_keys, require_entrusted
from oneseal.cases.services.freezing import package_frozen
from oneseal.cases.services.moving import KIND, Change, PaperDraft, Press, begin, complete, contents, once
from oneseal.cases.services.promising import (
    NOTHING,
    Pledge,
    pledge_written,
    promises_kept_out,
    supplements_arrived,
    supplements_open,
)
from oneseal.cases.services.timing import receipt_timers
from oneseal.cases.services.wording import deadline
from oneseal.catalog.selectors import ItemTerms, version_in_force, version_terms
from oneseal.foundation.audit.services import Act
from oneseal.foundation.encryption import blind_index, decrypt, encrypt
from oneseal.foundation.sequences.services import allocate
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import Update
from oneseal.kernel.access import ActorKind
from oneseal.kernel.chance import bits
from oneseal.kernel.clock import Due
from oneseal.kernel.numbering import build_case_number
from oneseal.papers.selectors import Letterhead
from oneseal.papers.services import drawable
from oneseal.workflow.selectors import calendar
from oneseal.workflow.services import ledger_entry

# Without 0 O 1 I L, which people confuse; 8 of 31 signs are about 40 bits.
_CODE_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_CODE_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Submitted:
    """What the applicant needs to keep."""

    case_id: UUID
    number: str
    query_code: str


def query_code_of(case_id: UUID) -> str:
    """Return the query code of a case; the caller has decided that the reader is its applicant."""
    blob = Case.objects.values_list("query_code", flat=True).get(pk=case_id)
    return decrypt(blob, context=QUERY_CODE) if blob else ""


def case_submit(*, case_id: UUID, press: Press, pledge: Pledge = NOTHING) -> Submitted:
    """Submit a complete application (T01): freeze and hash it, number it, start the receipt clock.

    A `pledge` lets materials of the city's list follow later, and signs what an application by commitment promises.

    Raises:
        Barred (APL art. 78, 79), NotTolerant, PromisedDayUnfit, PromiseNotSigned.
        PackageIncomplete, ItemNotOpen, NoSuchMove, CaseNotFound. NotEntrusted: received at a centre that may not.
    """
    done = once(press, case_id=case_id, action=Action.SUBMIT, work=lambda: _submit(case_id, press, pledge))
    if done is not None:
        return done
    number = Case.objects.values_list("number", flat=True).get(pk=case_id)
    return Submitted(case_id, number or "", query_code_of(case_id))


def _submit(case_id: UUID, press: Press, pledge: Pledge) -> Submitted:
    change = begin(case_id, Action.SUBMIT, press)
    facts, now = change.facts, press.now
    today = beijing_date(now)
    terms = version_terms(facts.item_version_id)
    if version_in_force(terms.item_id, on=today) != facts.item_version_id:
        raise ItemNotOpen("the version of the draft is no longer in force")
    require_case_not_barred(case_id=facts.id, item_id=terms.item_id, today=today)
    if facts.centre_id is not None:
        require_entrusted(terms, centre_id=facts.centre_id, on=today)
        change.step = HANDING_OVER
        change.after["centre"] = str(facts.centre_id)
    if facts.prior_case_id is not None:
        change.after["prior_case"] = str(facts.prior_case_id)
        _tell_prior(change, facts.prior_case_id)
    package = package_of(facts)
    later = promises_kept_out(package, terms, pledge, today=today)
    _require_complete(package, terms, today=today, later=later)
    package_frozen(change, package)
    code = new_query_code()
    due = _start_receipt_clock(change)
    number = number_for(terms, now)
    change.columns |= {
        "number": number,
        "received_at": now,
        "query_code": encrypt(code, context=QUERY_CODE),
        "query_code_index": blind_index(code, context=QUERY_CODE),
    }
    change.after |= {"number": number}
    change.events.append(CaseSubmitted(case_id=facts.id))
    _receipt(change, package, _ToKeep(number, code, due, contents.Receipt))
    pledge_written(change, terms, pledge, package=package, keys=later)
    complete(change)
    return Submitted(facts.id, number, code)


def _require_complete(package: Package, terms: ItemTerms, *, today: date, later: Collection[str] = ()) -> None:
    missing = missing_in(package, terms, today=today, later=later)
    if missing:
        labels = [terms.field_label(fault.key) for fault in missing.fields]
        names = [*labels, *(name for _key, name in missing.materials)]
        raise PackageIncomplete("the package is not complete", names="、".join(names))


def _tell_prior(change: Change, prior_id: UUID) -> None:
    """Put it into the trace of the earlier case that it is applied for again; a closed file stays as it was closed."""
    prior = case_for_update(prior_id)
    if prior.state is State.ARCHIVED:
        return
    move = LIFECYCLE.apply(prior.state, Action.APPLY_AGAIN)
    act = Act("cases.apply_again", basis=move.basis, after={"case": str(change.facts.id)})
    change.writes += traced(prior, act, actor=change.press.actor, now=change.press.now)


def _start_receipt_clock(change: Change) -> Due:
    now = change.press.now
    received_on = beijing_date(now)
    due = receipt_due(received_on, calendar())
    change.columns |= {
        "clock_from_on": received_on, "statutory_from_on": received_on, "due_on": due.on,
        "statutory_due_on": due.on, "due_is_provisional": due.is_provisional,
    }  # fmt: skip
    change.writes.append(
        ledger_entry(
            subject=change.subject, effect="received", on=received_on, cause=change.move.action,
            basis=change.move.basis, now=now,
        )
    )  # fmt: skip
    change.writes += receipt_timers(subject=change.subject, due_on=due.on, now=now)
    change.after["reply_due_on"] = due.on.isoformat()
    return due


def new_query_code() -> str:
    """Return a new code that lets its holder follow one case."""
    return "".join(_CODE_SIGNS[_below(len(_CODE_SIGNS))] for _ in range(_CODE_LENGTH))


def _below(limit: int) -> int:
    """Return a number from 0 below `limit`, each as likely as the other."""
    while (drawn := bits(limit.bit_length())) >= limit:
        pass
    return drawn


def number_for(terms: ItemTerms, now: datetime) -> str:
    """Allocate the number of a case received now."""
    filed_on = beijing_date(now)
    serial = allocate(issuer=terms.implementation_code, kind="case", period=f"{filed_on:%Y%m%d}")
    return build_case_number(implementation_code=terms.implementation_code, filed_on=filed_on, serial=serial).text


@dataclass(frozen=True, slots=True)
class _ToKeep:
    """What an applicant keeps of what he handed in: number, query code, when the answer is due, on which paper."""

    number: str
    code: str
    due: Due
    kind: type[contents.Receipt | contents.CorrectionReceipt]


def _receipt(change: Change, package: Package, kept: _ToKeep) -> None:
    facts, now = change.facts, change.press.now
    terms = version_terms(facts.item_version_id)
    named = {need.key: need.name for need in terms.materials}
    listed = tuple(
        contents.Material(name=named.get(row.key, row.key), form="电子", note=drawable(row.file_name))
        for row in package.materials
    )

    def build(head: Letterhead, paper_id: UUID) -> PaperDraft:
        content = kept.kind(
            identifier=str(paper_id), agency_name=head.agency_name, issued_at=now, addressee=facts.party_name,
            to_organisation=facts.party_kind == "organisation", item_name=facts.item_name, case_number=kept.number,
            query_code=kept.code, received_at=now, materials=listed, reply_by=deadline(RECEIPT_TERM, kept.due),
        )  # fmt: skip
        return PaperDraft(content, (KIND, facts.id))

    change.papers.append(build)


def case_correct(*, case_id: UUID, press: Press, checked: str = "") -> None:
    """Submit what a correction notice asked for (T05); the receipt clock starts anew.

    At a window `checked` says which papers showed who brought it, and for whom he acts.

    Raises:
        DefectsNotMended, PackageIncomplete, NoSuchMove, CaseNotFound. PartyNotMet: nobody was checked.
    """
    once(press, case_id=case_id, action=Action.CORRECT, work=lambda: _correct(case_id, press, checked.strip()))


def _correct(case_id: UUID, press: Press, checked: str) -> None:
    change = begin(case_id, Action.CORRECT, press)
    facts = change.facts
    if press.actor.kind is ActorKind.STAFF:
        if not checked:
            raise PartyNotMet("who brought it was not checked at the window")
        change.after["checked"] = checked
    change.columns["reply_by_on"] = None
    notice = corrections_of(facts)[-1]
    package = package_of(facts)
    _require_mended(notice, package)
    _require_complete(
        package, version_terms(facts.item_version_id), today=beijing_date(press.now), later=promised_keys(facts)
    )
    package_frozen(change, package)
    _promised_came(change, package)
    due = _start_receipt_clock(change)
    change.writes.append(Update("cases_correction", {"id": notice.id}, {"mended_at": press.now}))
    change.after["round"] = notice.round
    change.events.append(CaseSubmitted(case_id=facts.id))
    kept = _ToKeep(facts.number or "", query_code_of(facts.id), due, contents.CorrectionReceipt)
    _receipt(change, package, kept)
    complete(change)


def _promised_came(change: Change, package: Package) -> None:
    """Mark what was promised and came with the correction."""
    held = {row.key for row in package.materials}
    came = [row for row in supplements_open(change.facts) if row.key in held]
    if came:
        supplements_arrived(change, came)


def _require_mended(notice: CorrectionFacts, package: Package) -> None:
    still = defects_left(notice, package)
    if still:
        raise DefectsNotMended("defects are open", names="、".join(defect["name"] for defect in still))
