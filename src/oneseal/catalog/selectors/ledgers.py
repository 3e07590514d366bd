"""The lists beside the items: certificates, types of licences, responsibilities."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from oneseal.catalog.errors import DutyNotFound, ItemNotFound, LedgerRowNotFound
from oneseal.catalog.models import (
    CertificateRequirement,
    Duty,
    Item,
    ItemVersion,
    LicenceType,
    LicenceTypeIssuer,
    LicenceTypeUse,
)
from oneseal.catalog.policies import can_edit, can_read_ledgers
from oneseal.catalog.rules.certificates import Cancelled, is_asked
from oneseal.catalog.rules.parsing import parse_item
from oneseal.catalog.selectors.items import in_force
from oneseal.kernel.access import Actor

ROWS_ON_A_PAGE: Final = 100


@dataclass(frozen=True, slots=True)
class Standing:
    """A published version in force in which something stands, and the material that it is."""

    item_id: UUID
    name: str
    agency_name: str
    material: str


@dataclass(frozen=True, slots=True)
class CertificateShown:
    """A certificate of the list, and the published items that ask for it."""

    row: CertificateRequirement
    places: tuple[Standing, ...]


def certificates_listed(*, words: str = "", state: str = "") -> list[CertificateRequirement]:
    """Return the list of certificates, cancelled ones first; the list is public."""
    rows = CertificateRequirement.objects.order_by("state", "number")
    said = words.strip()[:ROWS_ON_A_PAGE]
    if said:
        names = ("name", "number", "demanding_unit", "issuing_unit", "basis")
        rows = rows.filter(_any(names, said))
    return list(rows.filter(state=state) if state else rows)


def _any(names: tuple[str, ...], said: str) -> Q:
    found = Q()
    for name in names:
        found |= Q(**{f"{name}__icontains": said})
    return found


def certificate_shown(certificate_id: UUID, *, on: date) -> CertificateShown:
    """Return a certificate with the items in force that ask for it.

    Raises:
        LedgerRowNotFound.
    """
    row = CertificateRequirement.objects.filter(pk=certificate_id).first()
    if row is None:
        raise LedgerRowNotFound("no such certificate")
    return CertificateShown(row, certificate_places(row.number, row.name, on=on))


def certificate_places(number: str, name: str, *, on: date) -> tuple[Standing, ...]:
    """Return where a certificate stands in the material lists that are in force on a day."""
    wanted = Cancelled(number, name)
    versions = _newest(on).select_related("item__agency")
    found = []
    for version in sorted(_with_material(versions, wanted), key=lambda version: version.name):
        found += [
            Standing(version.item_id, version.name, version.item.agency.name, material.name)
            for material in parse_item(version.content).materials
            if is_asked(material, wanted)
        ]
    return tuple(found)


def _newest(on: date) -> QuerySet[ItemVersion]:
    return ItemVersion.objects.filter(in_force(on)).order_by("item_id", "-effective_on", "-number").distinct("item_id")


def _with_material(versions: QuerySet[ItemVersion], wanted: Cancelled) -> list[ItemVersion]:
    """Return the versions that may ask for a certificate; PostgreSQL compares the names and numbers inside them."""
    ids = versions.values("id")
    by_name = Q(content__elements__materials__value__contains=[{"elements": {"name": {"value": wanted.name}}}])
    listed = [{"elements": {"certificate_list_id": {"value": wanted.number}}}]
    by_number = Q(content__elements__materials__value__contains=listed)
    rows = ItemVersion.objects.filter(by_name | by_number, id__in=ids)
    return list(rows.select_related("item__agency").order_by("name", "id"))


@dataclass(frozen=True, slots=True)
class Issuer:
    """An item that issues a type of licences, and the type code of its licences."""

    item_id: UUID
    name: str
    agency_name: str
    type_code: str


@dataclass(frozen=True, slots=True)
class LicenceTypeShown:
    """A type of licences; an unknown code is None."""

    row: LicenceType
    issuers: tuple[Issuer, ...]
    replaces: tuple[Standing, ...]


def licence_types_listed(actor: Actor, *, words: str = "", on: date) -> list[LicenceTypeShown]:
    """Return the types of licences with who issues them and what they replace; none for who may not read them."""
    if not can_read_ledgers(actor):
        return []
    rows = LicenceType.objects.order_by("name")
    said = words.strip()[:ROWS_ON_A_PAGE]
    if said:
        rows = rows.filter(_any(("name", "type_code", "issuing_body", "issuers__type_code"), said)).distinct()
    return _types_shown(list(rows), on)


def licence_type_shown(type_id: UUID, *, actor: Actor, on: date) -> LicenceTypeShown:
    """Return one type of licences.

    Raises:
        LedgerRowNotFound.
    """
    row = LicenceType.objects.filter(pk=type_id).first()
    if row is None or not can_read_ledgers(actor):
        raise LedgerRowNotFound("no such type of licences")
    return _types_shown([row], on)[0]


def _types_shown(rows: list[LicenceType], on: date) -> list[LicenceTypeShown]:
    newest = dict(_newest(on).values_list("item_id", "name"))
    issuers: dict[UUID, list[Issuer]] = {}
    issued = LicenceTypeIssuer.objects.filter(licence_type__in=rows).select_related("item__agency")
    for one in issued.order_by("type_code"):
        if one.item_id in newest:
            issuer = Issuer(one.item_id, newest[one.item_id], one.item.agency.name, one.type_code)
            issuers.setdefault(one.licence_type_id, []).append(issuer)
    replaces: dict[UUID, list[Standing]] = {}
    uses = LicenceTypeUse.objects.filter(licence_type__in=rows, version__in=_newest(on).values("id"))
    columns = ("licence_type_id", "version__item_id", "version__name", "version__item__agency__name", "name")
    for type_id, item_id, name, agency, material in uses.order_by("version__name", "id").values_list(*columns):
        replaces.setdefault(type_id, []).append(Standing(item_id, name, agency, material))
    return [LicenceTypeShown(row, tuple(issuers.get(row.id, ())), tuple(replaces.get(row.id, ()))) for row in rows]


def licence_codes_offered() -> list[tuple[str, str]]:
    """Return the type codes of the registry with the names of their types, to choose from."""
    own = LicenceType.objects.exclude(type_code=None).order_by("name").values_list("type_code", "name")
    issued = LicenceTypeIssuer.objects.order_by("licence_type__name", "type_code")
    both = [*own, *issued.values_list("type_code", "licence_type__name")]
    return [(code, f"{name}（{code}）") for code, name in both if code]


def certificates_offered() -> list[tuple[str, str]]:
    """Return the numbers of the certificates that are kept with their names, to choose from."""
    rows = CertificateRequirement.objects.filter(state="kept").order_by("number").values_list("number", "name")
    return [(number, f"{number} {name}") for number, name in rows]


@dataclass(frozen=True, slots=True)
class ResponsibleItem:
    """An item in force and the agency that answers for it."""

    item_id: UUID
    name: str
    agency_id: UUID
    agency_name: str
    steps: int


def responsible_items(*, on: date, agency_id: UUID | None = None) -> list[ResponsibleItem]:
    """Return the items in force with a responsibility list, by agency and name; the list is public."""
    rows = _newest(on).filter(item__duties__isnull=False)
    if agency_id is not None:
        rows = rows.filter(item__agency_id=agency_id)
    columns = ("item_id", "name", "item__agency_id", "item__agency__name")
    steps: dict[UUID, int] = {}
    for item_id in Duty.objects.order_by("item_id").values_list("item_id", flat=True):
        steps[item_id] = steps.get(item_id, 0) + 1
    found = [
        ResponsibleItem(found_id, name, agency, agency_name, steps.get(found_id, 0))
        for found_id, name, agency, agency_name in rows.values_list(*columns)
    ]
    return sorted(found, key=lambda row: (row.agency_name, row.name))


def duties_public(item_id: UUID, *, on: date) -> tuple[ResponsibleItem, list[Duty]]:
    """Return an item in force with the responsibilities of its steps.

    Raises:
        ItemNotFound: nothing of it is in force.
    """
    columns = ("item_id", "name", "item__agency_id", "item__agency__name")
    found = _newest(on).filter(item_id=item_id).values_list(*columns).first()
    if found is None:
        raise ItemNotFound("nothing in force")
    rows = list(Duty.objects.filter(item_id=item_id).order_by("place"))
    found_id, name, agency, agency_name = found
    return ResponsibleItem(found_id, name, agency, agency_name, len(rows)), rows


def duties_for_editor(item_id: UUID, *, actor: Actor) -> list[Duty]:
    """Return the responsibilities of an item of the actor's agency, in the order of its steps.

    Raises:
        ItemNotFound: another agency's item.
    """
    agency_id = Item.objects.filter(pk=item_id).values_list("agency_id", flat=True).first()
    if agency_id is None or not can_edit(actor, agency_id):
        raise ItemNotFound("no such item")
    return list(Duty.objects.filter(item_id=item_id).order_by("place"))


def duty_for_editor(item_id: UUID, step: str, *, actor: Actor) -> Duty:
    """Return one row of the responsibility list of an item of the actor's agency.

    Raises:
        ItemNotFound, DutyNotFound.
    """
    found = next((row for row in duties_for_editor(item_id, actor=actor) if row.step == step), None)
    if found is None:
        raise DutyNotFound("no such step")
    return found
