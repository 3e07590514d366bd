"""Identifiers that an address or a form carries; whatever is none is left out."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID


def uuid_told(text: str) -> UUID | None:
    """Return the identifier that a text is, None for any other text."""
    try:
        return UUID(text)
    except ValueError:
        return None


def uuids_told(texts: Iterable[str]) -> list[UUID]:
    """Return the identifiers among some texts, in their order."""
    return [found for found in map(uuid_told, texts) if found is not None]
