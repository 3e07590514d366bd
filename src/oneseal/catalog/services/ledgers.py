"""Keep the lists beside the items: certificates, types of licences, responsibilities."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from oneseal.catalog.errors import DutyNotFound, LedgerRowNotFound, LedgerRowUnfit
from oneseal.catalog.models import (
    CertificateRequirement,
    Duty,
    ItemVersion,
    LicenceType,
    LicenceTypeIssuer,
    LicenceTypeUse,
)
from oneseal.catalog.policies import can_edit, can_keep_ledgers
from oneseal.catalog.rules.certificates import CertificateState, Replacement
from oneseal.catalog.rules.duties import duties_proposed
from oneseal.catalog.rules.licence_types import CODE_LENGTH, issued_name, uses_of
from oneseal.catalog.rules.version import ItemContent
from oneseal.catalog.selectors.reference import reference_licence_types
from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.foundation.writes import WriteConflict
from oneseal.identity.policies import require
from oneseal.identity.selectors import agency_by_id, first_agency
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class CertificateTold:
    """What the city says of one certificate; an empty replacement means that nobody has said."""

    number: str
    name: str
    state: CertificateState
    basis: str
    demanding_unit: str
    issuing_unit: str = ""
    replacement: Replacement = Replacement.UNKNOWN
    replacement_note: str = ""
    document: str = ""


@transaction.atomic
def certificate_list(*, told: CertificateTold, actor: Actor, now: datetime, certificate_id: UUID | None = None) -> UUID:
    """Put a certificate on the list, or say something else of one that stands there; return its id.

    Raises:
        LedgerRowUnfit: the name, the basis, who demands it, or the document that cancelled it, is missing; another
        certificate has the number. LedgerRowNotFound, NotAllowed.
    """
    require(allowed=can_keep_ledgers(actor, first_agency().id))
    _certificate_fits(told, certificate_id)
    values = {key: str(value).strip() for key, value in asdict(told).items()}
    if certificate_id is None:
        row = CertificateRequirement.objects.create(id=new_id(now), listed_at=now, changed_at=now, **values)
        act = Act("catalog.certificate_listed", after=values)
    else:
        known = CertificateRequirement.objects.select_for_update().filter(pk=certificate_id).first()
        if known is None:
            raise LedgerRowNotFound("no such certificate")
        row, before = known, {key: getattr(known, key) for key in values}
        for key, value in {**values, "changed_at": now}.items():
            setattr(row, key, value)
        row.save()
        act = Act("catalog.certificate_changed", before=before, after=values)
    record_now(act, subject=Subject("agency", actor.own_agency), actor=actor, now=now)
    return row.id


def _certificate_fits(told: CertificateTold, certificate_id: UUID | None) -> None:
    for name in ("number", "name", "basis", "demanding_unit"):
        if not getattr(told, name).strip():
            raise LedgerRowUnfit("this is needed", field=name)
    if told.state is CertificateState.CANCELLED and not told.document.strip():
        raise LedgerRowUnfit("a certificate is cancelled by a document", field="document")
    others = CertificateRequirement.objects.filter(number=told.number.strip())
    if (others.exclude(pk=certificate_id) if certificate_id else others).exists():
        raise LedgerRowUnfit("another certificate has this number", field="number")


@transaction.atomic
def licence_types_load(*, now: datetime) -> int:
    """Register the types that the shipped items name; return how many were not there before."""
    before = LicenceType.objects.count()
    _types_known(reference_licence_types(), now=now)
    return LicenceType.objects.count() - before


def _types_known(names: Iterable[str], *, now: datetime) -> None:
    rows = [LicenceType(id=new_id(now), name=name[:300], listed_at=now) for name in dict.fromkeys(names)]
    LicenceType.objects.bulk_create(rows, ignore_conflicts=True)


@dataclass(frozen=True, slots=True)
class LicenceTypeTold:
    """What is known of a type of licences; an empty code or body was not read."""

    name: str
    type_code: str = ""
    issuing_body: str = ""


@transaction.atomic
def licence_type_set(*, told: LicenceTypeTold, actor: Actor, now: datetime, type_id: UUID | None = None) -> UUID:
    """Register a type of licences, or say something else of one; its name stays, because materials name it.

    Raises:
        LedgerRowUnfit, LedgerRowNotFound, NotAllowed.
    """
    require(allowed=can_keep_ledgers(actor, first_agency().id))
    name, code = told.name.strip(), told.type_code.strip().upper()
    _type_fits(name, code, type_id)
    if type_id is None:
        row = LicenceType(id=new_id(now), name=name, listed_at=now)
    else:
        known = LicenceType.objects.select_for_update().filter(pk=type_id).first()
        if known is None:
            raise LedgerRowNotFound("no such type of licences")
        row = known
    before = {"type_code": row.type_code or "", "issuing_body": row.issuing_body}
    row.type_code, row.issuing_body = code or None, told.issuing_body.strip()
    row.save()
    after = {"name": row.name, "type_code": code, "issuing_body": row.issuing_body}
    act = Act("catalog.licence_type_set", before=before, after=after)
    record_now(act, subject=Subject("agency", actor.own_agency), actor=actor, now=now)
    return row.id


def _type_fits(name: str, code: str, type_id: UUID | None) -> None:
    if type_id is None and (not name or LicenceType.objects.filter(name=name).exists()):
        raise LedgerRowUnfit("a name that no other type bears is needed", field="name")
    others = LicenceType.objects.filter(type_code=code)
    is_taken = bool(code) and (others.exclude(pk=type_id) if type_id else others).exists()
    if code and (len(code) != CODE_LENGTH or not (code.isascii() and code.isalnum()) or is_taken):
        raise LedgerRowUnfit("a code of 21 characters that no other type bears is needed", field="type_code")


def licence_types_registered(version: ItemVersion, content: ItemContent, *, now: datetime) -> None:
    """Register the licence that a published item issues, and which of its materials which types replace."""
    name = issued_name(content)[:300]
    uses = uses_of(content)
    _types_known([name] if name else [], now=now)
    found = LicenceType.objects.filter(name__in={name, *(use.licence_type for use in uses)}).order_by("id")
    types = {row.name: row for row in found}
    if name:
        _issued(version, types[name])
    rows = [
        LicenceTypeUse(licence_type=types[use.licence_type], version=version, material=use.material, name=use.name)
        for use in uses
        if use.licence_type in types
    ]
    LicenceTypeUse.objects.bulk_create(rows, ignore_conflicts=True)


def _issued(version: ItemVersion, licence_type: LicenceType) -> None:
    agency, serial = agency_by_id(version.item.agency_id), version.item.licence_type_serial
    if serial:
        LicenceTypeIssuer.objects.update_or_create(
            item_id=version.item_id,
            defaults={"licence_type": licence_type, "type_code": f"{agency.uscc}{serial:03d}"},
        )


def duties_followed(version: ItemVersion, content: ItemContent, *, now: datetime) -> None:
    """Let the responsibility list follow the flow of a published version; rows that an editor wrote stay his."""
    known = {row.step: row for row in Duty.objects.select_for_update().filter(item_id=version.item_id)}
    proposed = list(duties_proposed(content))
    Duty.objects.filter(item_id=version.item_id, is_own=False).exclude(step__in=[one.step for one in proposed]).delete()
    for one in proposed:
        row = known.get(one.step) or Duty(id=new_id(now), item_id=version.item_id, step=one.step)
        row.step_name, row.place, row.changed_at = one.step_name, one.place, now
        if not row.is_own:
            row.duty, row.post, row.basis = one.duty, one.post, one.basis
        row.save()


@dataclass(frozen=True, slots=True)
class DutyTold:
    """What an editor says of one step; an empty accountability means that nobody has said."""

    step: str
    duty: str
    post: str
    accountability: str
    basis: str
    revision: int


@transaction.atomic
def duty_set(*, item_id: UUID, told: DutyTold, actor: Actor, now: datetime) -> None:
    """Write one row of the responsibility list of an item; from then on it no longer follows the flow.

    Raises:
        DutyNotFound, LedgerRowUnfit, WriteConflict.
    """
    row = Duty.objects.select_for_update(of=("self",)).select_related("item").filter(
        item_id=item_id, step=told.step
    ).first()  # fmt: skip
    if row is None or not can_edit(actor, row.item.agency_id):
        raise DutyNotFound("no such row, or another agency's")
    if row.revision != told.revision:
        raise WriteConflict("somebody else saved this row in between")
    for name in ("duty", "post"):
        if not getattr(told, name).strip():
            raise LedgerRowUnfit("this is needed", field=name)
    if told.accountability.strip() and not told.basis.strip():
        raise LedgerRowUnfit("who is held to account is so by a basis", field="basis")
    fields = ("duty", "post", "accountability", "basis")
    before = {name: getattr(row, name) for name in fields}
    for name in fields:
        setattr(row, name, getattr(told, name).strip())
    row.is_own, row.revision, row.changed_at = True, row.revision + 1, now
    row.save()
    after = {"step": row.step, **{name: getattr(row, name) for name in fields}}
    record_now(
        Act("catalog.duty_set", before=before, after=after), subject=Subject("item", item_id), actor=actor, now=now
    )
