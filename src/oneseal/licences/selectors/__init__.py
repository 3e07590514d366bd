"""Read licences: for their holder, for staff, and for anybody who verifies one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.db.models import Q, QuerySet

from oneseal.cases.ports import HeldLicence
from oneseal.cases.selectors import case_facts
from oneseal.foundation.grams import any_contains
from oneseal.foundation.timekeeping import beijing_date
from oneseal.kernel.access import Actor, ActorKind
from oneseal.licences.errors import LicenceNotFound
from oneseal.licences.models import Licence
from oneseal.licences.policies import can_see
from oneseal.licences.rules.codes import CODE_OF
from oneseal.licences.rules.life import Doing, cancellation_grounds, doings_open
from oneseal.licences.rules.states import LicenceState, MadeBy, Standing, standing_on
from oneseal.papers.selectors import paper_by_id, paper_with_bytes
from oneseal.papers.services import inspect_pdf

__all__ = [
    "Doing",
    "Held",
    "Licence",
    "Verdict",
    "Verified",
    "cancellation_grounds_of",
    "doings_of",
    "file_verified",
    "licence_for_actor",
    "licence_of_case",
    "licence_told",
    "licence_verified",
    "licences_for_actor",
    "newest_version",
    "standing_of",
    "state_code",
]
LIST_LIMIT = 200


class Verdict(StrEnum):
    """What verification answers."""

    VALID = "valid"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    REVOKED = "revoked"
    SUSPENDED = "suspended"
    RECALLED = "recalled"
    TAKEN_AWAY = "taken_away"
    CANCELLED = "cancelled"
    REISSUED = "reissued"
    ALTERED = "altered"
    UNKNOWN = "unknown"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Verified:
    """The answer to "is this real?"; `licence` and `paper_title` are None when nothing is known.

    `newest` is the version in force of a licence that was renewed, changed or issued again since; None otherwise.
    """

    verdict: Verdict
    licence: Licence | None = None
    paper_title: str | None = None
    paper_number: str | None = None
    agency_name: str | None = None
    issued_on: date | None = None
    newest: Licence | None = None


def licence_of_case(case_id: UUID) -> Licence | None:
    """Return the licence of a case, its last edition where it was issued again; the caller answers for access."""
    # Editions of one licence differ in their identifiers by the version alone.
    return Licence.objects.select_related("agency").filter(case_id=case_id).order_by("-identifier").first()


def licence_for_actor(licence_id: UUID, *, actor: Actor | None) -> Licence:
    """Return a licence the actor may see.

    Raises:
        LicenceNotFound: no such licence, or not his.
    """
    row = Licence.objects.select_related("agency").filter(pk=licence_id).first()
    if row is None or not can_see(actor, agency_id=row.agency_id, holder_id=row.holder_id):
        raise LicenceNotFound("no such licence")
    return row


def licence_told(licence_id: UUID) -> Licence:
    """Return a licence of which its own holder is told; the caller shows it to nobody else."""
    return Licence.objects.get(pk=licence_id)


class Held:
    """The answers of this room to cases: what somebody holds, and how many count against a quota."""

    def held(self, licence_id: UUID, *, today: date) -> HeldLicence | None:
        """Return one licence, or None when there is none."""
        row = Licence.objects.filter(pk=licence_id).first()
        return _held(row, today=today) if row else None

    def held_by(self, holder_ids: Collection[UUID], *, item_id: UUID, today: date) -> tuple[HeldLicence, ...]:
        """Return the valid licences of one item that a party holds under any of its entries, newest first."""
        rows = _valid(today).filter(holder_id__in=holder_ids, item_id=item_id).order_by("-issued_on", "-id")
        return tuple(_held(row, today=today) for row in rows)

    def stands_from(self, case_id: UUID) -> bool:
        """Return True while a licence that came from a case has not been revoked, recalled or cancelled."""
        return Licence.objects.filter(case_id=case_id, state__in=[LicenceState.VALID, LicenceState.SUSPENDED]).exists()

    def in_force_count(self, item_id: UUID, *, today: date, beside: Collection[UUID]) -> int:
        """Return how many licences of an item count against its quota today, without those of some cases.

        A suspended licence takes its place: its holder gets it back when the suspension is over.
        """
        rows = _in_term(today).filter(item_id=item_id, state__in=[LicenceState.VALID, LicenceState.SUSPENDED])
        return rows.exclude(case_id__in=beside).count()


def _in_term(today: date) -> QuerySet[Licence]:
    return Licence.objects.filter(Q(valid_until_on=None) | Q(valid_until_on__gte=today))


def _valid(today: date) -> QuerySet[Licence]:
    return _in_term(today).filter(state=LicenceState.VALID)


def _held(row: Licence, *, today: date) -> HeldLicence:
    standing = standing_on(LicenceState(row.state), valid_until_on=row.valid_until_on, today=today)
    newest = row if standing is Standing.VALID else newest_version(row)
    runs = newest.state in {LicenceState.VALID, LicenceState.SUSPENDED}
    return HeldLicence(
        id=row.id, number=row.number, type_name=row.type_name, holder_id=row.holder_id, item_id=row.item_id,
        valid_until_on=row.valid_until_on, is_valid=standing is Standing.VALID,
        ends_on=newest.valid_until_on if runs else None,
    )  # fmt: skip


def licences_for_actor(actor: Actor, *, words: str = "") -> QuerySet[Licence]:
    """Return the licences of the actor's agency or of his parties, newest first."""
    if actor.kind is ActorKind.STAFF and actor.may("cases.read"):
        rows = Licence.objects.filter(agency_id=actor.own_agency)
    elif actor.kind is ActorKind.APPLICANT:
        rows = Licence.objects.filter(holder_id__in=actor.party_ids)
    else:
        rows = Licence.objects.none()
    if words:
        rows = rows.filter(Q(identifier=words) | any_contains(("number", "holder_name"), words))
    return rows.order_by("-issued_on", "-id")[:LIST_LIMIT]


def licence_verified(identifier: str, *, today: date) -> Verified:
    """Answer for an identifier, or for the id of another paper, as its QR code carries it."""
    text = "".join(sign for sign in identifier if sign.isprintable() and not sign.isspace())
    licence = Licence.objects.select_related("agency").filter(identifier=text.upper()).first()
    if licence is not None:
        return _standing(licence, today)
    try:
        paper = paper_by_id(UUID(text))
    except ValueError:
        paper = None
    if paper is None:
        return Verified(Verdict.UNKNOWN)
    issued_on = beijing_date(paper.issued_at)
    return Verified(Verdict.PAPER, None, paper.title, paper.number, paper.agency.name, issued_on)


def _standing(licence: Licence, today: date) -> Verified:
    standing = standing_on(LicenceState(licence.state), valid_until_on=licence.valid_until_on, today=today)
    verdict = Verdict(standing.value)
    newest = newest_version(licence) if verdict is Verdict.SUPERSEDED else None
    if newest is not None and Licence.objects.filter(replaces_id=licence.id, made_by=MadeBy.REISSUE).exists():
        verdict = Verdict.REISSUED
    return Verified(
        verdict, licence, licence.type_name, licence.number, licence.agency.name, licence.issued_on, newest
    )  # fmt: skip


def standing_of(licence: Licence, *, today: date) -> Standing:
    """Return how a licence stands on a day; the caller was allowed to load it."""
    return standing_on(LicenceState(licence.state), valid_until_on=licence.valid_until_on, today=today)


def state_code(licence: Licence, *, today: date) -> str:
    """Return how a licence stands in the code of the e-licence interface."""
    return CODE_OF[standing_of(licence, today=today)]


def doings_of(licence: Licence, *, today: date) -> tuple[Doing, ...]:
    """Return what may be done with a licence as it stands; whose duty it is, the policy says."""
    return doings_open(standing_of(licence, today=today))


def cancellation_grounds_of(licence_id: UUID, *, actor: Actor | None, today: date) -> list[str]:
    """Return the grounds of art. 70 on which a licence can be cancelled as it stands.

    Raises:
        LicenceNotFound.
    """
    licence = licence_for_actor(licence_id, actor=actor)
    is_person = case_facts(licence.case_id).party_kind != "organisation"
    return [ground.value for ground in cancellation_grounds(standing_of(licence, today=today), is_person=is_person)]


def newest_version(licence: Licence) -> Licence:
    """Return the last of the versions that followed a licence, itself when none did."""
    following = Licence.objects.filter(replaces_id=licence.id).first()
    return licence if following is None else newest_version(following)


def file_verified(pdf: bytes, *, sha256: str, today: date) -> Verified:
    """Answer for an uploaded file: ours to the byte, ours but altered, or unknown."""
    paper = paper_with_bytes(sha256)
    if paper is not None:
        licence = Licence.objects.select_related("agency").filter(paper_id=paper.id).first()
        if licence is not None:
            return _standing(licence, today)
        return Verified(
            Verdict.PAPER, None, paper.title, paper.number, paper.agency.name, beijing_date(paper.issued_at)
        )
    claimed = inspect_pdf(pdf)
    if claimed and licence_verified(claimed, today=today).verdict is not Verdict.UNKNOWN:
        return Verified(Verdict.ALTERED)
    return Verified(Verdict.UNKNOWN)
