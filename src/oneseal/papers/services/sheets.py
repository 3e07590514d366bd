"""What an item gives to print: its one-sheet (一事一表, S1) and its form; no papers, so neither number nor seal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from oneseal.papers.services.issuing import drawable
from oneseal.papers.services.rendering import typesetter


def sheet_made(words: Mapping[str, Any], *, address: str, made_at: datetime) -> bytes:
    """Return the one-sheet with these words as a PDF; its code leads to `address`.

    The same words and instant give the same bytes. What no installed font draws is shown as 〓.
    """
    return typesetter().set_sheet(_drawable(words), address=address, made_at=made_at)


def form_made(words: Mapping[str, Any], *, address: str, made_at: datetime) -> bytes:
    """Return the application form with these words as a PDF, blank or filled; its code leads to `address`.

    The same words and instant give the same bytes. What no installed font draws is shown as 〓.
    """
    return typesetter().set_form(_drawable(words), address=address, made_at=made_at)


def _drawable(told: Any) -> Any:  # noqa: ANN401 - words in lists and mappings, as the template reads them
    if isinstance(told, str):
        return drawable(told)
    if isinstance(told, Mapping):
        return {name: _drawable(value) for name, value in told.items()}
    if isinstance(told, (list, tuple)):
        return [_drawable(value) for value in told]
    return told
