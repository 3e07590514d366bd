"""What people type into a search."""

from __future__ import annotations

from django.http import HttpRequest

LONGEST = 100


def words_told(request: HttpRequest, name: str) -> str:
    """Return the words of a search in the address: trimmed, at most a hundred signs, none that the database refuses."""
    told = "".join(sign for sign in request.GET.get(name, "") if sign.isprintable())
    return told.strip()[:LONGEST]
