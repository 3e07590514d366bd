"""One intermediary service with all that was said of it, and the published items that ask for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from oneseal.catalog.errors import LedgerRowNotFound
from oneseal.catalog.models import IntermediaryService, IntermediaryVersion, ItemVersion
from oneseal.catalog.rules.intermediaries import (
    ITEM_ELEMENT,
    LIST_ELEMENT,
    IntermediaryState,
    ListedService,
    service_named,
)
from oneseal.catalog.selectors.standings import Standing, material_places, newest


@dataclass(frozen=True, slots=True)
class IntermediaryShown:
    """A service: what is said of it on the day, every version of it, newest first, and the items that ask for it.

    `row` is the first version where none is in force yet (`is_ahead`).
    """

    row: IntermediaryVersion
    is_ahead: bool
    versions: tuple[IntermediaryVersion, ...]
    places: tuple[Standing, ...]


def intermediary_shown(service_id: UUID, *, on: date) -> IntermediaryShown:
    """Return a service with its versions and the items in force that ask for it.

    Raises:
        LedgerRowNotFound.
    """
    versions = IntermediaryVersion.objects.filter(service_id=service_id).select_related("service")
    rows = tuple(versions.order_by("-number"))
    if not rows:
        raise LedgerRowNotFound("no such intermediary service")
    begun = [row for row in rows if row.effective_on <= on]
    row = max(begun or rows[-1:], key=lambda one: (one.effective_on, one.number))
    return IntermediaryShown(row, not begun, rows, intermediary_places(row.service, on=on))


def intermediary_places(service: IntermediaryService, *, on: date) -> tuple[Standing, ...]:
    """Return the items in force that name a service, and those among whose materials it stands."""
    number, name = service.number, service.name
    listed = [ListedService(number, name, IntermediaryState.KEPT, "", has_basis=True)]
    handed_in = material_places(element=LIST_ELEMENT, number=number, name=name, on=on)
    return (*_named(listed, on), *handed_in)


def _named(listed: list[ListedService], on: date) -> Iterator[Standing]:
    """Yield the items that name a service; only those that name any at all are read."""
    path = f"content__elements__{ITEM_ELEMENT}__value"
    rows = ItemVersion.objects.filter(id__in=newest(on).values("id"), **{f"{path}__0__isnull": False})
    columns = ("item_id", "name", "item__agency__name", path)
    for item_id, name, agency, told in rows.order_by("name", "id").values_list(*columns):
        if any(service_named(str(one), listed) for one in told):
            yield Standing(item_id, name, agency, "")
