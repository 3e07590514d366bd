"""Sums of a period by department, by item or for all: one statement over sums of days, one over what is in hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection

from oneseal.evaluation.selectors import grades_counted
from oneseal.performance.models import CaseFact, Watermark
from oneseal.performance.rules.sums import Period, Sums
from oneseal.performance.selectors.adding import COLUMNS

FACTS: Final = "facts"  # the name of the mark
_SUMMED: Final = tuple(name for name in COLUMNS if name != "turned_late")
# The database adds whole numbers up to a decimal; these alone have places.
_DECIMALS: Final = frozenset({"promise_promised", "law_statutory"})
_READ: Final = (*_SUMMED, "in_hand_before", "open_late")
_KEYS: Final = {"agency": "agency_id", "item": "item_id", "city": "NULL::uuid"}
_OF_PERIOD: Final = (
    "SELECT {key} AS key, "  # noqa: S608 - constants of this module
    + ", ".join(f"coalesce(sum({name}) FILTER (WHERE day >= %(first)s), 0) AS {name}" for name in _SUMMED)
    + ", coalesce(sum(accepted - closed - ended_otherwise) FILTER (WHERE day < %(first)s), 0) AS in_hand_before,"
    " sum(turned_late) AS open_late"
    " FROM performance_day_figures WHERE day <= %(last)s AND (%(agency)s::uuid IS NULL OR agency_id = %(agency)s::uuid)"
    " GROUP BY 1"
)
_IN_HAND: Final = (
    "SELECT {key} AS key, count(*) FROM performance_case_fact"
    " WHERE accepted_on <= %(last)s AND (ended_on IS NULL OR ended_on > %(last)s)"
    " AND (%(agency)s::uuid IS NULL OR agency_id = %(agency)s::uuid) GROUP BY 1"
)


def sums_of(period: Period, *, by: str, agency_id: UUID | None = None) -> dict[UUID | None, Sums]:
    """Return the sums of a period by `agency`, `item` or for the `city` (key None), of one agency or of all.

    What is in hand at its end is counted from the cases themselves, so that the four counters prove each other.
    """
    told = {"first": period.first, "last": period.last, "agency": agency_id}
    found = _asked(_OF_PERIOD, told, by)
    in_hand = {row["key"]: row["count"] for row in _asked(_IN_HAND, told, by)}
    sums = {row["key"]: _read(row, in_hand=in_hand.get(row["key"], 0)) for row in found}
    return sums if by == "item" else _graded(sums, period, by=by, agency_id=agency_id)


def _read(row: Mapping[str, Any], *, in_hand: int) -> Sums:
    told: dict[str, Any] = {name: row[name] if name in _DECIMALS else int(row[name]) for name in _READ}
    return Sums(**told, in_hand_after=in_hand)


def _asked(statement: str, told: Mapping[str, Any], by: str) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(statement.format(key=_KEYS[by]), told)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _graded(
    sums: dict[UUID | None, Sums], period: Period, *, by: str, agency_id: UUID | None
) -> dict[UUID | None, Sums]:
    """Return the sums with the grades of the period; grades are kept by department, not by item."""
    grades = grades_counted(period.first, period.last)
    if agency_id is not None:
        grades = {key: pair for key, pair in grades.items() if key == agency_id}
    if by == "city":
        grades_all = (sum(pair[0] for pair in grades.values()), sum(pair[1] for pair in grades.values()))
        every: dict[UUID | None, tuple[int, int]] = {None: grades_all} if grades or sums else {}
    else:
        every = dict(grades.items())
    return {
        key: replace(sums.get(key, Sums()), satisfied=every.get(key, (0, 0))[0], graded=every.get(key, (0, 0))[1])
        for key in {*sums, *every}
    }


def item_names(item_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the newest name under which the cases of items were filed."""
    rows = CaseFact.objects.filter(item_id__in=list(item_ids)).order_by("item_id", "-received_on", "-case_id")
    return dict(rows.distinct("item_id").values_list("item_id", "item_name"))


def facts_as_of() -> datetime | None:
    """Return up to when the event log was read; None before the first time."""
    return Watermark.objects.filter(name=FACTS).values_list("read_until", flat=True).first()
