"""A power that an agency exercises of its own accord, as the public reads it: nobody applies, so it has no terms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from oneseal.catalog.errors import ItemNotFound
from oneseal.catalog.models import ItemVersion
from oneseal.catalog.rules.gates.fault import term
from oneseal.catalog.rules.kinds import is_applied_for, type_of
from oneseal.catalog.rules.parsing import parse_item
from oneseal.catalog.rules.version import ItemContent
from oneseal.catalog.selectors.items import version_in_force
from oneseal.catalog.selectors.terms import UNITS
from oneseal.kernel.clock import Term


@dataclass(frozen=True, slots=True)
class PowerTerms:
    """One published version of a power."""

    version_id: UUID
    item_id: UUID
    agency_id: UUID
    number: int
    name: str
    implementation_code: str
    content: ItemContent

    @property
    def kind(self) -> str:
        """Return the type of the item, such as 02."""
        return type_of(self.content)

    @property
    def limit(self) -> Term | None:
        """Return the term that the law sets; None where no law that was read sets one."""
        found = term(self.content, "stat")
        return None if found is None else Term(found[0], UNITS[found[1]])


def power_public(item_id: UUID, *, on: date) -> PowerTerms:
    """Return what the public reads of a power on a day.

    Raises:
        ItemNotFound: nothing in force, or an item that is applied for.
    """
    version_id = version_in_force(item_id, on=on)
    if version_id is None:
        raise ItemNotFound("no version in force")
    return _power(version_id)


@lru_cache(maxsize=512)
def _power(version_id: UUID) -> PowerTerms:
    row = ItemVersion.objects.select_related("item").get(pk=version_id, state=ItemVersion.PUBLISHED)
    content = parse_item(row.content)
    if is_applied_for(type_of(content)):
        raise ItemNotFound("an item that is applied for")
    return PowerTerms(
        version_id=row.id, item_id=row.item_id, agency_id=row.item.agency_id, number=row.number, name=row.name,
        implementation_code=row.item.implementation_code or "", content=content,
    )  # fmt: skip
