"""Authorisation letters of a department to its section at the centre: entered, revoked, demanded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.foundation.files.services import store_upload
from oneseal.foundation.timekeeping import beijing_date
from oneseal.identity import policies
from oneseal.identity.errors import LetterNotFound, LetterTaken, LetterWrong
from oneseal.identity.models import Agency, AuthorisationLetter
from oneseal.kernel.access import Actor, Authority
from oneseal.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class LetterTold:
    """What a letter says; no item ids: every item."""

    number: str
    signed_by: str
    authorities: tuple[str, ...]
    from_on: date
    until_on: date
    item_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Scan:
    """The scanned letter as it is uploaded."""

    file_name: str
    chunks: Iterable[bytes]


@transaction.atomic
def letter_keep(*, told: LetterTold, scan: Scan | None, actor: Actor, now: datetime) -> UUID:
    """Enter a letter for the actor's agency and return its id.

    Raises:
        NotAllowed. LetterWrong: nothing authorised, or the days in the wrong order. LetterTaken: the number is known.
        FileTooLarge, FileEmpty, FileTypeRefused.
    """
    policies.require(allowed=policies.can_manage_identity(actor))
    authorities = [authority.value for authority in Authority if authority in told.authorities]
    if not authorities or told.until_on < told.from_on:
        raise LetterWrong("nothing authorised, or the days in the wrong order")
    agency = Agency.objects.select_for_update().get(pk=actor.own_agency)
    if AuthorisationLetter.objects.filter(agency=agency, number=told.number).exists():
        raise LetterTaken("the number is known", number=told.number)
    row = AuthorisationLetter(
        id=new_id(now), agency=agency, number=told.number, signed_by=told.signed_by, authorities=authorities,
        item_ids=list(told.item_ids), from_on=told.from_on, until_on=told.until_on, recorded_at=now,
    )  # fmt: skip
    if scan is not None:
        kept = store_upload(scan.chunks, limit=settings.ONESEAL_UPLOAD_LIMIT_BYTES, now=now)
        row.scan_sha256, row.scan_type, row.scan_name = kept.sha256, kept.media_type, scan.file_name[:200]
    row.save(force_insert=True)
    after = {
        "letter": str(row.id), "number": row.number, "signed_by": row.signed_by, "authorities": authorities,
        "items": [str(item) for item in row.item_ids], "from": str(row.from_on), "until": str(row.until_on),
        "scan": row.scan_sha256,
    }  # fmt: skip
    record_now(Act("identity.letter_kept", after=after), subject=Subject("agency", agency.id), actor=actor, now=now)
    return row.id


@transaction.atomic
def letter_revoke(*, letter_id: UUID, reason: str, actor: Actor, now: datetime) -> None:
    """Revoke a letter of the actor's agency from today on; what was done under it stays as it was done.

    Raises:
        NotAllowed, LetterNotFound.
    """
    policies.require(allowed=policies.can_manage_identity(actor))
    rows = AuthorisationLetter.objects.select_for_update().filter(agency_id=actor.own_agency, revoked_on=None)
    row = rows.filter(pk=letter_id).first()
    if row is None:
        raise LetterNotFound("no such letter, or revoked already")
    row.revoked_on, row.revoked_reason = beijing_date(now), reason
    row.save(update_fields=["revoked_on", "revoked_reason"])
    after = {"letter": str(row.id), "number": row.number, "revoked": str(row.revoked_on), "reason": reason}
    record_now(
        Act("identity.letter_revoked", after=after), subject=Subject("agency", row.agency_id), actor=actor, now=now
    )


@transaction.atomic
def letters_demand(*, is_demanded: bool, actor: Actor, now: datetime) -> None:
    """Say whether each act on a case of the actor's agency needs a letter in force.

    Raises:
        NotAllowed.
    """
    policies.require(allowed=policies.can_manage_identity(actor))
    agency = Agency.objects.select_for_update().get(pk=actor.own_agency)
    if agency.demands_letters == is_demanded:
        return
    agency.demands_letters = is_demanded
    agency.save(update_fields=["demands_letters"])
    act = Act("identity.letters_demanded", before={"demanded": not is_demanded}, after={"demanded": is_demanded})
    record_now(act, subject=Subject("agency", agency.id), actor=actor, now=now)
