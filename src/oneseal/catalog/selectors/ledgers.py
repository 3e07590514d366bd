"""The lists beside the items: certificates, types of licences, responsibilities."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from oneseal.catalog.errors import DutyNotFound, ItemNotFound, LedgerRowNotFound
from oneseal.catalog.models import (
    CertificateRequirement,
    Duty,
    Item,
    LicenceType,
    LicenceTypeIssuer,
    LicenceTypeUse,
)
from oneseal.catalog.policies import can_edit, can_read_ledgers
from oneseal.catalog.rules.certificates import LIST_ELEMENT
from oneseal.catalog.selectors.matching import matching
from oneseal.catalog.selectors.standings import Standing, material_places, newest
from oneseal.kernel.access import Actor


@dataclass(frozen=True, slots=True)
class CertificateShown:
    """A certificate of the list, and the published items that ask for it."""

    row: CertificateRequirement
    places: tuple[Standing, ...]


def certificates_listed(*, words: str = "", state: str = "") -> list[CertificateRequirement]:
    """Return the list of certificates, cancelled ones first; the list is public."""
    names = ("name", "number", "demanding_unit", "issuing_unit", "basis")
    rows = CertificateRequirement.objects.filter(matching(names, words)).order_by("state", "number")
    return list(rows.filter(state=state) if state else rows)


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
    return material_places(element=LIST_ELEMENT, number=number, name=name, on=on)


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
    names = ("name", "type_code", "issuing_body", "issuers__type_code")
    return _types_shown(list(LicenceType.objects.filter(matching(names, words)).order_by("name").distinct()), on)


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
    names = dict(newest(on).values_list("item_id", "name"))
    issuers: dict[UUID, list[Issuer]] = {}
    issued = LicenceTypeIssuer.objects.filter(licence_type__in=rows).select_related("item__agency")
    for one in issued.order_by("type_code"):
        if one.item_id in names:
            issuer = Issuer(one.item_id, names[one.item_id], one.item.agency.name, one.type_code)
            issuers.setdefault(one.licence_type_id, []).append(issuer)
    replaces: dict[UUID, list[Standing]] = {}
    uses = LicenceTypeUse.objects.filter(licence_type__in=rows, version__in=newest(on).values("id"))
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
    rows = newest(on).filter(item__duties__isnull=False)
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
    found = newest(on).filter(item_id=item_id).values_list(*columns).first()
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
