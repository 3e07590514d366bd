"""What comes in an address or a form as words or a number: read, or taken for nothing; never an error."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest

LONGEST: Final = 100
MOST_DIGITS: Final = 9


def words_told(request: HttpRequest, name: str) -> str:
    """Return the words of a search in the address: trimmed, at most a hundred signs, none that the database refuses."""
    told = "".join(sign for sign in request.GET.get(name, "") if sign.isprintable())
    return told.strip()[:LONGEST]


def number_told(text: str, *, otherwise: int = 0) -> int:
    """Return a whole number of at most nine digits; anything else that was told is `otherwise`."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else otherwise
