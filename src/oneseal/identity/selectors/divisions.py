"""Divisions are public: search by name or code, and choose from above downwards."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from oneseal.identity.models import Division

MOST = 50


def division_by_code(code: str) -> Division | None:
    """Return a division with what is above it and what followed it, or None."""
    return Division.objects.select_related("parent__parent__parent", "successor").filter(code=code).first()


def divisions_below(code: str = "", *, on: date | None = None) -> QuerySet[Division]:
    """Return the divisions directly below one (empty: the provinces), for a choice that goes down step by step.

    With a day those are left out that are known to have ended before it.
    """
    rows = Division.objects.filter(parent_id=code or None)
    if on is not None:
        rows = rows.filter(Q(valid_until=None) | Q(valid_until__gte=on))
    return rows.order_by("code")


def divisions_found(words: str, *, under: str = "") -> list[Division]:
    """Return divisions whose code begins with, or whose name begins with, the words, the highest first; at most 50."""
    told = words.strip()
    if not told:
        return []
    rows = Division.objects.filter(Q(code__startswith=told) | Q(name__startswith=told))
    if under:
        rows = rows.filter(code__startswith=under.rstrip("0") or under)
    return list(rows.select_related("parent__parent__parent").order_by("code")[:MOST])


def path_of(division: Division) -> list[Division]:
    """Return a division with everything above it, the province first; its parents are loaded."""
    path = [division]
    while path[0].parent is not None:
        path.insert(0, path[0].parent)
    return path
