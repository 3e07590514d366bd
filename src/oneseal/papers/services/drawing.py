"""Show a seal before it is enabled, and in the register."""

from __future__ import annotations

from uuid import UUID

from oneseal.identity.selectors import agency_by_id
from oneseal.papers.services.rendering import typesetter


def seal_drawing(*, agency_id: UUID, name: str, code: str = "") -> bytes:
    """Return the seal of an agency as an SVG picture, as papers carry it.

    Raises:
        GlyphMissing: no installed font draws a character of the agency's or the seal's name.
    """
    agency = agency_by_id(agency_id)
    return typesetter().draw_seal(agency=agency.name, kind=name, code=code)
