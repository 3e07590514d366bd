"""What the page of an item says of its version alone: rendered once, for a published version never changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from oneseal.portal.catalogue.guide import Guide

PARTS: Final = "portal/catalogue/parts/of_version.html"
# The pages people read most, each some 100 KB, in every process.
KEPT: Final = 128


@dataclass(frozen=True, slots=True)
class _Said:
    """What tells one rendering from another; the guide follows from the version."""

    version_id: UUID
    language: str
    agency_name: str
    taken: str
    guide: Guide = field(compare=False)


def version_parts(guide: Guide, *, taken: str) -> SafeString:
    """Return materials, way, conditions, basis, fees, result and remedies as the page shows them.

    `taken` tells how long it took others.
    """
    return _rendered(_Said(guide.terms.version_id, get_language() or "", guide.agency_name, taken, guide))


@lru_cache(maxsize=KEPT)
def _rendered(said: _Said) -> SafeString:
    return render_to_string(PARTS, {"guide": said.guide, "taken": said.taken})
