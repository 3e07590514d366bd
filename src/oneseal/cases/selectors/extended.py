"""In which unit an item extends the limit, read from the version a case is bound to."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from oneseal.cases.rules.ways import EXTENSION
from oneseal.catalog.selectors import ItemTerms, SpecialProcedure, version_terms
from oneseal.kernel.clock import Unit

_UNITS: Final = {"ND": Unit.NATURAL_DAY}


def extension_named(terms: ItemTerms) -> SpecialProcedure | None:
    """Return the extension that an item names, None where it names none."""
    return next((row for row in terms.content.special_procedures if row.kind == EXTENSION), None)


def extension_unit(terms: ItemTerms) -> Unit:
    """Return the unit of an item's extension: its own where it names how much, else working days (APL art. 42)."""
    named = extension_named(terms)
    return _UNITS.get(named.unit, Unit.WORKING_DAY) if named and named.max_days else Unit.WORKING_DAY


def unit_of_version(version_id: UUID) -> str:
    """Return the unit in which the limit of a case of this version was extended."""
    return extension_unit(version_terms(version_id)).value
