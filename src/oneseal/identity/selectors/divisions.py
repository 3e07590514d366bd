"""Divisions are public: search by name or code, and choose from above downwards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Q, QuerySet

from oneseal.identity.models import Division, DivisionName
from oneseal.identity.rules.divisions import is_over

MOST = 50


def division_by_code(code: str) -> Division | None:
    """Return a division with what is above it, or None."""
    return Division.objects.select_related("parent__parent__parent").filter(code=code).first()


def divisions_below(code: str = "", *, on: date | None = None) -> QuerySet[Division]:
    """Return the divisions directly below one (empty: the provinces), for a choice that goes down step by step.

    With a day those are left out that are known to have ended before it. Those still named by the table come first.
    """
    rows = Division.objects.filter(parent_id=code or None)
    if on is not None:
        is_named = Q(gone_since="") | Q(gone_since__gt=f"{on:%Y%m}")
        rows = rows.filter(Q(valid_until=None) & is_named | Q(valid_until__gte=on))
    return rows.alias(is_gone=~Q(gone_since="")).order_by("is_gone", "code")


def divisions_found(words: str, *, under: str = "") -> list[Division]:
    """Return at most 50 divisions whose code or name, now or formerly, begins with the words; what is over last."""
    told = words.strip()
    if not told:
        return []
    formerly = DivisionName.objects.filter(name__startswith=told).values("division_id")
    rows = Division.objects.filter(Q(code__startswith=told) | Q(name__startswith=told) | Q(code__in=formerly))
    if under:
        rows = rows.filter(code__startswith=under.rstrip("0") or under)
    rows = rows.select_related("parent__parent__parent").prefetch_related("former_names")
    return list(rows.alias(is_gone=~Q(gone_since="")).order_by("is_gone", "code")[:MOST])


@dataclass(frozen=True, slots=True)
class Follower:
    """A division that followed another; `year` None: the city itself states it, an empty notice is not known."""

    code: str
    name: str
    year: int | None
    notice: str

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


# A division that followed may be over itself: each step goes on in time, to those that nothing followed.
_FOLLOWERS = """
WITH RECURSIVE step AS (
  SELECT division_id AS origin, successor_id, year, notice FROM identity_division_succession
  WHERE division_id = ANY(%s)
  UNION
  SELECT step.origin, next.successor_id, next.year, next.notice
  FROM step JOIN identity_division_succession next ON next.division_id = step.successor_id AND next.year >= step.year
)
SELECT step.origin, told.code, told.name, step.year, step.notice
FROM step JOIN identity_division told ON told.code = step.successor_id
WHERE NOT EXISTS (
  SELECT 1 FROM identity_division_succession next WHERE next.division_id = step.successor_id AND next.year >= step.year
)
ORDER BY step.origin, told.code
"""


def followers_of(divisions: Iterable[Division]) -> dict[str, list[Follower]]:
    """Return what followed each division and still stands, by code: as the city states it, else as the record says."""
    rows = list(divisions)
    found: dict[str, list[Follower]] = {}
    stated = {row.code: row.successor_id for row in rows if row.successor_id}
    names = dict(Division.objects.filter(code__in=stated.values()).values_list("code", "name")) if stated else {}
    for code, successor in stated.items():
        found[code] = [Follower(successor, names[successor], None, "")]
    with connection.cursor() as cursor:
        cursor.execute(_FOLLOWERS, [[row.code for row in rows if row.code not in found]])
        for origin, *told in cursor.fetchall():
            found.setdefault(origin, []).append(Follower(*told))
    return found


def is_division_over(division: Division, *, on: date) -> bool:
    """Return True when a division has ended on a day: it stays readable and cannot be chosen anew."""
    return is_over(valid_until=division.valid_until, gone_since=division.gone_since, on=on)


def path_of(division: Division) -> list[Division]:
    """Return a division with everything above it, the province first; its parents are loaded."""
    path = [division]
    while path[0].parent is not None:
        path.insert(0, path[0].parent)
    return path
