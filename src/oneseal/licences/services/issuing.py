"""Make the licence of a granted case: identifier, number, face, seal."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final
from uuid import NAMESPACE_OID, UUID, uuid5

from django.db import transaction

from oneseal.cases.selectors import CaseFacts, State, answers_of, case_for_update
from oneseal.cases.services import Press, case_issue
from oneseal.catalog.selectors import ItemTerms, version_terms
from oneseal.foundation.audit.services import Act, Subject, record
from oneseal.foundation.outbox.services import message
from oneseal.foundation.sequences.services import allocate
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import Insert, Update, Write, flush, kept_rows
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id
from oneseal.kernel.numbering import build_licence_identifier, parse_licence_identifier
from oneseal.licences.events import LicenceIssued
from oneseal.licences.models import Licence
from oneseal.licences.rules.face import face_values
from oneseal.licences.rules.states import LicenceState, MadeBy
from oneseal.licences.selectors import newest_version
from oneseal.licences.services.timing import timers_of
from oneseal.papers.selectors import Letterhead, letterhead, papers_of
from oneseal.papers.services import PaperDraft, Sealing, contents, issue

SYSTEM = "制证"
DEEMED: Final = "deemed_renewal_notice"
_IN_FORCE: Final = frozenset({LicenceState.VALID.value, LicenceState.SUSPENDED.value})


def valid_until(issued_on: date, years: int | None) -> date | None:
    """Return the last day of a licence's term: the day before the same date `years` later; None without a term."""
    if years is None:
        return None
    try:
        return issued_on.replace(year=issued_on.year + years) - timedelta(days=1)
    except ValueError:  # 29 February
        return issued_on.replace(year=issued_on.year + years, day=28)


@transaction.atomic
def licence_issue(*, case_id: UUID, now: datetime) -> UUID | None:
    """Issue the licence of a granted case, once; return its id, or None when the item makes none."""
    facts = case_for_update(case_id)
    existing = _licence_of(case_id)
    terms = version_terms(facts.item_version_id)
    if existing is not None:
        return existing
    # Without a licence to make the case waits for its delivery already; what was voided meanwhile makes none.
    if not terms.makes_licence or facts.state is State.VOIDED:
        return None
    press = Press(Actor.system(SYSTEM), now, uuid5(NAMESPACE_OID, f"issue:{case_id}"))
    before = _version_before(facts)
    head = letterhead(facts.agency_id)
    actor = press.actor
    issued_on = beijing_date(now)
    until = _until(terms, before, issued_on=issued_on, decided_on=beijing_date(facts.decided_at or now))
    values = face_values(
        terms.content.texts("licence_fields"),
        answers=terms.answers_in_words(answers_of(facts).values),
        holder=facts.party_name,
    )
    identifier = next_version(before.identifier) if before else _identifier(terms, head, year=issued_on.year)
    content = contents.Licence(
        identifier=identifier, agency_name=head.agency_name, issued_at=now, title=terms.licence_name,
        licence_number=before.number if before else "",
        values=tuple(contents.LabelledValue(label=label, value=value) for label, value in values),
        valid_until=term_told(until),
    )  # fmt: skip
    licence_id, paper_id = new_id(now), new_id(now)
    draft = PaperDraft(content, ("case", case_id), terms.licence_name)
    issued = issue(draft, paper_id=paper_id, sealing=Sealing(head, actor, now))
    number = before.number if before else issued.number
    timers = timers_of(licence_id, valid_until_on=until, now=now)
    row = {
        "id": licence_id, "case_id": case_id, "case_number": facts.number or "", "agency_id": facts.agency_id,
        "identifier": identifier, "type_name": terms.licence_name, "number": number,
        "holder_id": facts.party_id, "holder_name": facts.party_name, "fields": [list(pair) for pair in values],
        "issued_on": issued_on, "valid_until_on": until, "state": _state_after(before), "paper_id": paper_id,
        "item_id": before.item_id if before else terms.item_id, "replaces_id": before.id if before else None,
        "made_by": _made_by(terms, before, case_id), "timed_at": now if timers else None,
    }  # fmt: skip
    act = Act(
        "licences.issued",
        basis="《行政许可法》第三十九条",
        after={"identifier": identifier, "number": number, **({"replaces": before.identifier} if before else {})},
    )
    flush(
        Insert("licences_licence", [{**row, "revocation_ground": "", "revocation_reason": ""}]),
        *_superseded(before, by=identifier, now=now),
        *issued.writes,
        *timers,
        *record(act, subject=Subject("licence", licence_id), actor=actor, now=now),
        message(LicenceIssued(licence_id=licence_id), now),
    )
    case_issue(case_id=case_id, licence={"identifier": identifier, "number": number}, press=press)
    return licence_id


def term_told(until: date | None) -> str | None:
    """Return the last day as a licence bears it."""
    return f"{until:%Y}年{until.month}月{until.day}日" if until else None


def _state_after(before: Licence | None) -> LicenceState:
    """Return the state of a new edition: what was suspended stays so until the suspension is over."""
    return LicenceState.SUSPENDED if before and before.state == LicenceState.SUSPENDED else LicenceState.VALID


def _made_by(terms: ItemTerms, before: Licence | None, case_id: UUID) -> MadeBy:
    """Return how an edition comes about; what the law renewed says so in its notice."""
    if before is None:
        return MadeBy.NEW
    made_by = MadeBy(terms.content.text("service_kind"))
    if made_by is MadeBy.RENEWAL and any(paper.kind == DEEMED for paper in papers_of(case_id, for_public=True)):
        return MadeBy.DEEMED_RENEWAL
    return made_by


def _licence_of(case_id: UUID) -> UUID | None:
    kept = kept_rows("licences_licence", {"case_id": case_id})
    if kept is not None:
        return kept[0]["id"] if kept else None
    return Licence.objects.filter(case_id=case_id).order_by("-identifier").values_list("id", flat=True).first()


def _version_before(facts: CaseFacts) -> Licence | None:
    """Return the licence that a renewal or change started from, its newest version, locked."""
    if facts.base_licence_id is None:
        return None
    base = newest_version(Licence.objects.get(pk=facts.base_licence_id))
    return Licence.objects.select_for_update().get(pk=base.id)


def _until(terms: ItemTerms, before: Licence | None, *, issued_on: date, decided_on: date) -> date | None:
    """Return the last day: a renewal runs from where the item's law says, a change keeps the old one's day.

    Where the law is silent, a renewal goes on from the day the old licence ends.
    """
    years = terms.content.number("licence_validity_years")
    if before is None:
        return valid_until(issued_on, years)
    if terms.content.text("service_kind") != "renewal" or before.valid_until_on is None:
        return before.valid_until_on
    if terms.content.text("renewal_runs_from") == "decision":
        return valid_until(decided_on, years)
    return valid_until(before.valid_until_on + timedelta(days=1), years)


def next_version(identifier: str) -> str:
    """Return the identifier of a licence's next version (GB/T 36904: the same serial, the version one higher)."""
    known = parse_licence_identifier(identifier)
    return build_licence_identifier(
        type_code=known.type_code, issuer=known.issuer, serial=known.serial, version=known.version + 1
    ).text


def _superseded(before: Licence | None, *, by: str, now: datetime) -> list[Write]:
    """Return the writes that set the version before out of force; a revoked one stays revoked."""
    if before is None or before.state not in _IN_FORCE:
        return []
    act = Act(
        "licences.superseded", basis="《行政许可法》第四十九条、第五十条",
        before={"state": before.state}, after={"state": LicenceState.SUPERSEDED.value, "by": by},
    )  # fmt: skip
    changes = {"state": LicenceState.SUPERSEDED, "superseded_at": now}
    return [
        Update("licences_licence", {"id": before.id, "state": before.state}, changes),
        *record(act, subject=Subject("licence", before.id), actor=Actor.system(SYSTEM), now=now),
    ]


def _identifier(terms: ItemTerms, head: Letterhead, *, year: int) -> str:
    """Return the next identifier (GB/T 36904); the type code is the agency's own, marked so by its prefix."""
    type_code = f"{head.uscc}{terms.licence_type_serial:03d}"
    serial = allocate(issuer=head.uscc, kind=f"licence.{type_code}", period=str(year))
    built = build_licence_identifier(type_code=type_code, issuer=head.uscc, serial=f"{year}{serial:06d}", version=1)
    return built.text
