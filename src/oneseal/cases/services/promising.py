"""What an applicant promises when he hands his application in: materials that follow, conditions that are met."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from oneseal.cases import ports
from oneseal.cases.errors import CreditBad, CreditUnknown, NotTolerant, PromisedDayUnfit, PromiseNotSigned
from oneseal.cases.events import PromiseBroken, SupplementDueSoon
from oneseal.cases.models import Case, Supplement
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.lifecycle import CLOCK_STOPPED
from oneseal.cases.rules.procedures import reminder_on
from oneseal.cases.rules.states import Mode
from oneseal.cases.selectors.files import Package
from oneseal.cases.services.moving import KIND, Change, PaperDraft
from oneseal.catalog.selectors import ItemTerms
from oneseal.foundation.outbox.services import message
from oneseal.foundation.timekeeping import REMINDERS_AT, beijing_date, beijing_instant
from oneseal.foundation.writes import Insert, Update, flush
from oneseal.kernel.clock import HOURLY, Term, Unit, due_or_estimate
from oneseal.kernel.ids import new_id
from oneseal.papers.selectors import Letterhead
from oneseal.papers.services import special_ways
from oneseal.workflow.selectors import calendar
from oneseal.workflow.services import timer_set

SUPPLEMENT_DUE: Final = "cases.supplement_due_soon"
CONSEQUENCES: Final = (
    "作出不实承诺或者没有履行承诺的，依法撤销行政许可决定，并记入信用记录。",
    "申请人不愿承诺或者无法承诺的，可以按一般程序办理。",
)


@dataclass(frozen=True, slots=True)
class Promised:
    """A material that the applicant promises to bring later, and by which day."""

    key: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Pledge:
    """What an applicant promises: materials that follow, and, where he chose commitment, that he signed it."""

    materials: tuple[Promised, ...] = ()
    is_signed: bool = False


NOTHING: Final = Pledge()


def latest_day(terms: ItemTerms, *, today: date) -> date:
    """Return the last day for which a material may be promised: the item's promised limit from today on (S2).

    It is the next working day where the item promises to decide at once or within hours.
    """
    is_in_days = terms.promised.length and terms.promised.unit not in HOURLY
    term = terms.promised if is_in_days else Term(1, Unit.WORKING_DAY)
    return due_or_estimate(start_on=today, term=term, calendar=calendar()).on


def promises_kept_out(package: Package, terms: ItemTerms, pledge: Pledge, *, today: date) -> set[str]:
    """Return the keys of the materials that a pledge lets follow later.

    Raises:
        NotTolerant: the item or a material is not on the city's list. PromisedDayUnfit.
    """
    if not pledge.materials:
        return set()
    needs = {need.key: need for need in terms.materials}
    strange = [
        needs[told.key].name if told.key in needs else told.key
        for told in pledge.materials
        if not terms.content.flag("tolerant_acceptance") or told.key not in needs or not needs[told.key].may_follow
    ]
    if strange:
        raise NotTolerant("not on the list of what may follow", names="、".join(strange))
    until = latest_day(terms, today=today)
    if any(not today < told.due_on <= until for told in pledge.materials):
        raise PromisedDayUnfit("promised for a day outside the limit", until=until)
    held = {row.key for row in package.materials}
    return {told.key for told in pledge.materials} - held


def pledge_written(change: Change, terms: ItemTerms, pledge: Pledge, *, package: Package, keys: set[str]) -> None:
    """Put what the applicant promised on the case, with the papers that he signs.

    Raises:
        PromiseNotSigned: he chose commitment, or promised a material, and did not sign.
    """
    if keys:
        _materials_promised(change, terms, [told for told in pledge.materials if told.key in keys])
    if terms.commitment_chosen(package.answers.values):
        _commitment_signed(change, terms)
    if change.columns.get("mode") and not pledge.is_signed:
        raise PromiseNotSigned("the promise is not signed")


def _materials_promised(change: Change, terms: ItemTerms, promised: Sequence[Promised]) -> None:
    facts, press = change.facts, change.press
    named = {need.key: need.name for need in terms.materials}
    rows = [
        {
            "id": new_id(press.now + timedelta(milliseconds=place)), "case_id": facts.id, "key": told.key,
            "name": named[told.key], "due_on": told.due_on, "promised_at": press.now,
            "promised_by": press.actor.account_id,
        }
        for place, told in enumerate(promised)
    ]  # fmt: skip
    change.writes.append(Insert("cases_supplement", rows))
    change.columns |= {
        "mode": Mode.TOLERANT, "supplements_open": len(rows),
        "supplements_due_on": min(told.due_on for told in promised),
    }  # fmt: skip
    change.after["promised"] = {told.key: told.due_on.isoformat() for told in promised}
    change.writes += [
        timer_set(subject=change.subject, kind=SUPPLEMENT_DUE, fires_at=told_at, now=press.now)
        for told_at in sorted({_reminded_at(told.due_on) for told in promised})
        if told_at > press.now
    ]

    def build(head: Letterhead, paper_id: UUID) -> PaperDraft:
        content = special_ways.SupplementPromise(
            identifier=str(paper_id), agency_name=head.agency_name, issued_at=press.now, item_name=facts.item_name,
            case_number=change.columns.get("number") or facts.number or "", applicant=facts.party_name,
            promised=tuple(
                special_ways.PromisedMaterial(material=named[told.key], due_on=told.due_on) for told in promised
            ),
            told_by=press.actor.name, promised_on=beijing_date(press.now),
        )  # fmt: skip
        return PaperDraft(content, (KIND, facts.id))

    change.papers.append(build)


def _reminded_at(due_on: date) -> datetime:
    """Return nine o'clock of the working day before a promised day."""
    return beijing_instant(reminder_on(due_on, calendar=calendar()), REMINDERS_AT)


def remind_of_supplement(case_id: UUID, *, fires_at: datetime, now: datetime) -> None:
    """Tell that a promised day is near, unless the material came, the case ended, or the day is over."""
    del fires_at
    today = beijing_date(now)
    due_on = Case.objects.exclude(state__in=CLOCK_STOPPED).values_list("supplements_due_on", flat=True)
    found = due_on.filter(id=case_id, supplements_open__gt=0).first()
    if found is not None and reminder_on(found, calendar=calendar()) <= today <= found:
        flush(message(SupplementDueSoon(case_id=case_id), now))


def _commitment_signed(change: Change, terms: ItemTerms) -> None:
    facts, press = change.facts, change.press
    change.columns["mode"] = Mode.COMMITMENT
    change.after["mode"] = Mode.COMMITMENT.value
    common: dict[str, Any] = {
        "issued_at": press.now, "item_name": facts.item_name,
        "case_number": change.columns.get("number") or facts.number or "",
    }  # fmt: skip

    def told(head: Letterhead, paper_id: UUID) -> PaperDraft:
        content = special_ways.CommitmentNotice(
            identifier=str(paper_id), agency_name=head.agency_name, **common, addressee=facts.party_name,
            to_organisation=facts.party_kind == "organisation", legal_basis=terms.basis_lines,
            conditions=terms.commitment_terms, consequences=CONSEQUENCES,
        )  # fmt: skip
        return PaperDraft(content, (KIND, facts.id))

    def promised(head: Letterhead, paper_id: UUID) -> PaperDraft:
        content = special_ways.CommitmentPromise(
            identifier=str(paper_id), agency_name=head.agency_name, **common, applicant=facts.party_name,
            told_by=press.actor.name, promised_on=beijing_date(press.now), consequences=CONSEQUENCES,
        )  # fmt: skip
        return PaperDraft(content, (KIND, facts.id))

    change.papers += [told, promised]


def require_credit(facts: CaseFacts, *, today: date) -> None:
    """Refuse to take the word of somebody who broke it, or of whom nobody has said yet (S2; 国办发〔2020〕42号).

    Raises:
        CreditBad, CreditUnknown.
    """
    port = ports.credit()
    standing = port.standing(facts.id, today=today) if port is not None else ports.CreditStanding.UNKNOWN
    if standing is ports.CreditStanding.BAD:
        raise CreditBad("the applicant broke his word")
    if standing is ports.CreditStanding.UNKNOWN:
        raise CreditUnknown("nobody has answered yet")


def supplements_open(facts: CaseFacts) -> list[Supplement]:
    """Return the promised materials that are still awaited, the first due first."""
    if not facts.supplements_open:
        return []
    return list(Supplement.objects.filter(case_id=facts.id, arrived_at=None).order_by("due_on", "id"))


def supplements_arrived(change: Change, arrived: Sequence[Supplement]) -> None:
    """Write that promised materials have arrived, and what is awaited still."""
    left = [row for row in supplements_open(change.facts) if row.pk not in {one.pk for one in arrived}]
    for row in arrived:
        change.writes.append(Update("cases_supplement", {"id": row.pk}, {"arrived_at": change.press.now}))
    change.columns |= {
        "supplements_open": len(left), "supplements_due_on": min((row.due_on for row in left), default=None),
    }  # fmt: skip


def broken(change: Change, *, reason: str) -> None:
    """Tell that the applicant did not bring what he promised."""
    change.events.append(PromiseBroken(case_id=change.facts.id, promise="supplement", reason=reason))
