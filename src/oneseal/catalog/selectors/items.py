"""The public list, and the editor's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

import rjieba
from django.db.models import Q, QuerySet

from oneseal.catalog.errors import ItemNotFound
from oneseal.catalog.models import Item, ItemVersion
from oneseal.catalog.policies import can_edit
from oneseal.catalog.rules.kinds import NOT_APPLIED_FOR, is_applied_for, type_of
from oneseal.catalog.rules.parsing import parse_item
from oneseal.catalog.rules.publication import Fault, stops
from oneseal.catalog.rules.standing import bar_on
from oneseal.catalog.rules.version import ItemContent
from oneseal.catalog.selectors.gate import Ledgers, gate_faults, gate_ledgers
from oneseal.catalog.selectors.shipped import reference_items as reference_items
from oneseal.catalog.selectors.standing import bars_of, in_use
from oneseal.catalog.selectors.terms import ItemTerms, form_bound, version_terms
from oneseal.forms.services import FormContent
from oneseal.foundation.statements import Kept
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import store
from oneseal.kernel.access import Actor


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """A version as its editor sees it: content, faults of the gate, and whether it is frozen."""

    id: UUID
    item_id: UUID
    number: int
    state: str
    revision: int
    name: str
    implementation_code: str
    content: ItemContent
    faults: tuple[Fault, ...]
    effective_on: date | None
    content_sha256: str
    form: FormContent
    form_raw: dict[str, Any]
    handling_code: str = ""

    @property
    def stops(self) -> tuple[Fault, ...]:
        """Return the faults that forbid the publication."""
        return tuple(stops(self.faults))

    @property
    def is_applied_for(self) -> bool:
        """Return whether somebody applies for the item."""
        return is_applied_for(type_of(self.content))


def words_of(text: str) -> str:
    """Return a text cut into words for full-text search, e.g. 食品 经营 许可."""
    return " ".join(word for word in rjieba.cut_for_search(text) if any(map(str.isalnum, word)))


def in_force(on: date) -> Q:
    """Return the condition of a version that is published and in force on a day, its item being in use."""
    return Q(state=ItemVersion.PUBLISHED, effective_on__lte=on) & in_use(on)


def version_in_force(item_id: UUID, *, on: date) -> UUID | None:
    """Return the id of an item's version in force on a day; None also while the item is not in use."""
    bound = store()
    if bound is not None:
        rows, bars = bound.once(
            ("versions", item_id), lambda: (list(_published_of(item_id)), bars_of([item_id]).get(item_id, ()))
        )
        if bar_on(bars, on) is not None:
            return None
        return next((version_id for version_id, begins_on in rows if begins_on and begins_on <= on), None)
    found = _IN_FORCE.first(item_id=item_id, on=on)
    return found[0] if found else None


def _published_of(item_id: UUID) -> QuerySet[ItemVersion, tuple[UUID, date | None]]:
    rows = ItemVersion.objects.filter(state=ItemVersion.PUBLISHED, item_id=item_id)
    return rows.order_by("-effective_on", "-number").values_list("id", "effective_on")


_IN_FORCE: Final = Kept(
    lambda item_id, on: _published_of(item_id).filter(in_use(on), effective_on__lte=on)[:1], item_id=UUID, on=date
)


def item_id_of_key(agency_id: UUID, key: str) -> UUID | None:
    """Return the id of an agency's item by its key, or None."""
    return Item.objects.filter(agency_id=agency_id, key=key).values_list("id", flat=True).first() if key else None


@dataclass(frozen=True, slots=True)
class ReceivedItem:
    """An item as a window offers it, with its agency; an empty English name is unknown."""

    item_id: UUID
    name: str
    name_en: str
    agency_id: UUID
    agency_name: str


def items_of_agency(agency_id: UUID, *, on: date) -> dict[UUID, str]:
    """Return the names of an agency's items in force on a day, by their id, in the order of the names."""
    return {row.item_id: row.name for row in items_received([agency_id], on=on)}


def items_received(agency_ids: Iterable[UUID] | None = None, *, on: date) -> list[ReceivedItem]:
    """Return every item that agencies (None: all) have in force on a day and that is applied for, by name."""
    rows = ItemVersion.objects.filter(in_force(on)).exclude(content__elements__item_type__value__in=NOT_APPLIED_FOR)
    if agency_ids is not None:
        rows = rows.filter(item__agency_id__in=list(agency_ids))
    newest = rows.order_by("item_id", "-effective_on", "-number").distinct("item_id")
    names = ("item_id", "name", "content__elements__name_en__value", "item__agency_id", "item__agency__name")
    found = [
        ReceivedItem(item_id, name, name_en or "", agency, agency_name)
        for item_id, name, name_en, agency, agency_name in newest.values_list(*names)
    ]
    return sorted(found, key=lambda row: (row.agency_name, row.name))


def item_public(item_id: UUID, *, on: date) -> ItemTerms:
    """Return what the public reads of an item on a day.

    Raises:
        ItemNotFound: nothing in force.
    """
    version_id = version_in_force(item_id, on=on)
    if version_id is None:
        raise ItemNotFound("no version in force")
    return version_terms(version_id)


def version_public(version_id: UUID) -> ItemTerms:
    """Return a published version, in force or not; cases refer to theirs."""
    return version_terms(version_id)


def publication_of(version_id: UUID) -> tuple[date, date]:
    """Return (published on, in force from) of a published version, as Beijing dates."""
    row = ItemVersion.objects.get(pk=version_id, state=ItemVersion.PUBLISHED)
    if row.published_at is None or row.effective_on is None:
        raise ItemNotFound("not published")
    return beijing_date(row.published_at), row.effective_on


def version_for_editor(version_id: UUID, *, actor: Actor, on: date | None = None) -> VersionFacts:
    """Return a version of the actor's agency; without a day no law is judged to be out of force.

    Raises:
        ItemNotFound: no such version, or another agency's.
    """
    row = ItemVersion.objects.select_related("item").filter(pk=version_id).first()
    if row is None or not can_edit(actor, row.item.agency_id):
        raise ItemNotFound("no such version")
    return _version_facts(row, gate_ledgers(on) if row.state == ItemVersion.DRAFT else None)


def _version_facts(row: ItemVersion, ledgers: Ledgers | None) -> VersionFacts:
    content = parse_item(row.content)
    is_draft = row.state == ItemVersion.DRAFT
    form = form_bound(row.form)
    gates = gate_faults(content, form.definition, ledgers=ledgers) if is_draft else []
    return VersionFacts(
        id=row.id, item_id=row.item_id, number=row.number, state=row.state, revision=row.revision, name=row.name,
        implementation_code=row.item.implementation_code or "", content=content, faults=tuple(gates),
        effective_on=row.effective_on, content_sha256=row.content_sha256, form=form,
        form_raw=row.form, handling_code=row.item.handling_code,
    )  # fmt: skip
