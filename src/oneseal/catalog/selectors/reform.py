"""What changed in the catalogue between two days: counted by the database, for the city, each department and each type.

Everything here is public: only published versions are counted. The work is four statements, however many items.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.backends.utils import CursorWrapper

from oneseal.catalog.rules.reform import COUNTS, CUTS, SHARES, SUMS, Sums
from oneseal.catalog.selectors.adjusted import items_not_in_use

# The versions in force on two days, side by side by item. An item not in use on a day is not in force on it.
_PAIRS: Final = """
WITH b AS (
  SELECT DISTINCT ON (item_id) * FROM catalog_version_figures
  WHERE effective_on <= %(first)s AND item_id <> ALL(%(out_before)s::uuid[])
  ORDER BY item_id, effective_on DESC, number DESC
), n AS (
  SELECT DISTINCT ON (item_id) * FROM catalog_version_figures
  WHERE effective_on <= %(last)s AND item_id <> ALL(%(out_now)s::uuid[])
  ORDER BY item_id, effective_on DESC, number DESC
), pairs AS (
  SELECT item_id, coalesce(n.agency_id, b.agency_id) AS agency_id, coalesce(n.item_type, b.item_type) AS item_type,
    b.item_id IS NOT NULL AS is_before, n.item_id IS NOT NULL AS is_now,
    b.item_id IS NOT NULL AND n.item_id IS NOT NULL AS is_both,
    b.version_id AS version_before, n.version_id AS version_now, b.number AS number_before, n.number AS number_now,
    b.steps AS steps_before, n.steps AS steps_now, b.materials AS materials_before, n.materials AS materials_now,
    b.certificates AS certificates_before, n.certificates AS certificates_now,
    b.promise_limit AS limit_before, b.promise_unit AS unit_before, b.promise_days AS promise_before,
    n.promise_limit AS limit_now, n.promise_unit AS unit_now, n.promise_days AS promise_now,
    b.statutory_days AS statutory_before, n.statutory_days AS statutory_now, n.statutory_unit AS law_unit_now,
    n.statutory_limit AS law_limit_now,
    b.two_step AS two_step_before, n.two_step AS two_step_now, b.at_once AS at_once_before, n.at_once AS at_once_now,
    b.stationed AS stationed_before, n.stationed AS stationed_now, b.online AS online_before, n.online AS online_now,
    b.online_depth = 'result' AS whole_online_before, n.online_depth = 'result' AS whole_online_now,
    b.visits = 0 AS no_visit_before, n.visits = 0 AS no_visit_now, b.charged AS charged_before,
    n.charged AS charged_now, b.exercise_level AS level_before, n.exercise_level AS level_now,
    -- Levels run from the nation (1) to the village (6); 7 is shared between levels and is neither up nor down.
    b.exercise_level BETWEEN '1' AND '6' AND n.exercise_level BETWEEN '1' AND '6' AS has_levels,
    n.power_source IN ('2', '5') AND b.power_source NOT IN ('2', '5') AS is_handed_down
  FROM b FULL JOIN n USING (item_id)
)
"""
_SUMMED: Final = """
SELECT {key} AS key,
  count(*) FILTER (WHERE is_before) AS items_before, count(*) FILTER (WHERE is_now) AS items_now,
  count(*) FILTER (WHERE NOT is_before) AS added, count(*) FILTER (WHERE NOT is_now) AS ended,
  count(*) FILTER (WHERE is_both AND version_before <> version_now) AS changed,
  count(*) FILTER (WHERE is_both) AS paired,
  coalesce(sum(steps_before) FILTER (WHERE is_both), 0) AS steps_before,
  coalesce(sum(steps_now) FILTER (WHERE is_both), 0) AS steps_now,
  coalesce(sum(materials_before) FILTER (WHERE is_both), 0) AS materials_before,
  coalesce(sum(materials_now) FILTER (WHERE is_both), 0) AS materials_now,
  coalesce(sum(certificates_before) FILTER (WHERE is_both), 0) AS certificates_before,
  coalesce(sum(certificates_now) FILTER (WHERE is_both), 0) AS certificates_now,
  count(*) FILTER (WHERE promise_before + promise_now IS NOT NULL) AS days_items,
  coalesce(sum(promise_before) FILTER (WHERE promise_before + promise_now IS NOT NULL), 0) AS days_before,
  coalesce(sum(promise_now) FILTER (WHERE promise_before + promise_now IS NOT NULL), 0) AS days_now,
  count(*) FILTER (WHERE promise_before + statutory_before IS NOT NULL) AS limits_before,
  count(*) FILTER (WHERE promise_now + statutory_now IS NOT NULL) AS limits_now,
  coalesce(sum(promise_before) FILTER (WHERE promise_before + statutory_before IS NOT NULL), 0) AS promised_before,
  coalesce(sum(promise_now) FILTER (WHERE promise_now + statutory_now IS NOT NULL), 0) AS promised_now,
  coalesce(sum(statutory_before) FILTER (WHERE promise_before + statutory_before IS NOT NULL), 0) AS statutory_before,
  coalesce(sum(statutory_now) FILTER (WHERE promise_now + statutory_now IS NOT NULL), 0) AS statutory_now,
  count(*) FILTER (WHERE promise_now + statutory_now IS NOT NULL AND (unit_now <> 'WD' OR law_unit_now <> 'WD'))
    AS converted_now,
  count(*) FILTER (WHERE two_step_before) AS two_step_before, count(*) FILTER (WHERE two_step_now) AS two_step_now,
  count(*) FILTER (WHERE is_now AND two_step_now IS NULL) AS two_step_unknown,
  count(*) FILTER (WHERE at_once_before) AS at_once_before, count(*) FILTER (WHERE at_once_now) AS at_once_now,
  count(*) FILTER (WHERE stationed_before) AS stationed_before, count(*) FILTER (WHERE stationed_now) AS stationed_now,
  count(*) FILTER (WHERE is_now AND stationed_now IS NULL) AS stationed_unknown,
  count(*) FILTER (WHERE online_before) AS online_before, count(*) FILTER (WHERE online_now) AS online_now,
  count(*) FILTER (WHERE is_now AND online_now IS NULL) AS online_unknown,
  count(*) FILTER (WHERE whole_online_before) AS whole_online_before,
  count(*) FILTER (WHERE whole_online_now) AS whole_online_now,
  count(*) FILTER (WHERE no_visit_before) AS no_visit_before, count(*) FILTER (WHERE no_visit_now) AS no_visit_now,
  count(*) FILTER (WHERE is_now AND no_visit_now IS NULL) AS no_visit_unknown,
  count(*) FILTER (WHERE charged_before) AS charged_before, count(*) FILTER (WHERE charged_now) AS charged_now,
  count(*) FILTER (WHERE has_levels AND level_now > level_before) AS moved_down,
  count(*) FILTER (WHERE has_levels AND level_now < level_before) AS moved_up,
  count(*) FILTER (WHERE is_handed_down) AS handed_down
FROM pairs WHERE {scope}
GROUP BY {key} ORDER BY {key}
"""
_MINE: Final = "(%(agency)s::uuid IS NULL OR agency_id = %(agency)s::uuid)"
CITY: Final = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """Which two days are compared, and for which department (None: for the whole city)."""

    first: date
    last: date
    agency_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Reform:
    """What two days have in common and what not: for all that was asked, by department and by type of item."""

    whole: Sums
    by_agency: Mapping[UUID, Sums]
    by_type: Mapping[str, Sums]
    moves: tuple[tuple[str, str, int], ...]


def reform(compared: Compared) -> Reform:
    """Return the sums of two days; `moves` are (level before, level now, items) of what changed its level."""
    with connection.cursor() as cursor:
        told = _parameters(compared)
        whole = _summed(cursor, told, key="''::text", scope=_MINE)
        by_agency = _summed(cursor, told, key="agency_id", scope="true")
        by_type = _summed(cursor, told, key="item_type", scope=_MINE)
        cursor.execute(
            f"{_PAIRS} SELECT level_before, level_now, count(*) FROM pairs"  # noqa: S608 - constants of this module
            f" WHERE {_MINE} AND has_levels AND level_before <> level_now GROUP BY 1, 2 ORDER BY 1, 2",
            told,
        )
        moves = tuple((before, now, count) for before, now, count in cursor.fetchall())
    return Reform(whole.get(CITY, Sums()), by_agency, by_type, moves)


def _parameters(compared: Compared) -> dict[str, Any]:
    return {
        "first": compared.first, "last": compared.last, "agency": compared.agency_id,
        "out_before": items_not_in_use(compared.first), "out_now": items_not_in_use(compared.last),
    }  # fmt: skip


def _summed(cursor: CursorWrapper, told: Mapping[str, Any], *, key: str, scope: str) -> dict[Any, Sums]:
    cursor.execute(_PAIRS + _SUMMED.format(key=key, scope=scope), told)
    names = [column[0] for column in cursor.description or ()]
    rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return {row["key"]: Sums(**{name: row[name] for name in SUMS}) for row in rows}


# --- down to the items ---------------------------------------------------------------------------

_CONDITIONS: Final[Mapping[str, str]] = {
    "added": "NOT is_before",
    "ended": "NOT is_now",
    "changed": "is_both AND version_before <> version_now",
    "moved_down": "has_levels AND level_now > level_before",
    "moved_up": "has_levels AND level_now < level_before",
    "handed_down": "is_handed_down",
    "steps": "is_both AND steps_before <> steps_now",
    "materials": "is_both AND materials_before <> materials_now",
    "certificates": "is_both AND certificates_before <> certificates_now",
    "days": "promise_before <> promise_now",
    "speed_up": "promise_now + statutory_now IS NOT NULL",
    "promise_mean": "promise_now + statutory_now IS NOT NULL",
    "statutory_mean": "promise_now + statutory_now IS NOT NULL",
    "in_force": "is_now",
    **{key: f"{key}_now" for key in SHARES},
}
DRILLED: Final = (*COUNTS, *CUTS, "speed_up", "promise_mean", "statutory_mean", *SHARES, "in_force")
PAGE: Final = 50
# Which two columns of a pair a figure looks at.
_SHOWN: Final[Mapping[str, tuple[str, str]]] = {
    "steps": ("steps_before::text", "steps_now::text"),
    "materials": ("materials_before::text", "materials_now::text"),
    "certificates": ("certificates_before::text", "certificates_now::text"),
    "moved_down": ("level_before", "level_now"),
    "moved_up": ("level_before", "level_now"),
    "days": ("limit_before || ' ' || unit_before", "limit_now || ' ' || unit_now"),
    "speed_up": ("law_limit_now || ' ' || law_unit_now", "limit_now || ' ' || unit_now"),
    "promise_mean": ("law_limit_now || ' ' || law_unit_now", "limit_now || ' ' || unit_now"),
    "statutory_mean": ("law_limit_now || ' ' || law_unit_now", "limit_now || ' ' || unit_now"),
}


@dataclass(frozen=True, slots=True)
class ChangedItem:
    """One item behind a figure: its version in force on each day (None: none was), and what the figure looks at.

    `before` and `now` are numbers, levels, or a length and its unit (5 WD); None where the figure looks at neither.
    """

    item_id: UUID
    agency_id: UUID
    name: str
    item_type: str
    number_before: int | None
    number_now: int | None
    version_now: UUID | None
    before: str | None
    now: str | None


def items_behind(
    figure: str, compared: Compared, *, item_type: str = "", page: int = 1
) -> tuple[list[ChangedItem], bool]:
    """Return one page of the items behind a figure by name, and whether more follow; an unknown figure has none."""
    if figure not in _CONDITIONS:
        return [], False
    with connection.cursor() as cursor:
        cursor.execute(
            _behind(figure) + " LIMIT %(most)s OFFSET %(skipped)s",
            {
                **_parameters(compared), "type": item_type, "most": PAGE + 1,
                "skipped": PAGE * (max(page, 1) - 1),
            },
        )  # fmt: skip
        rows = [ChangedItem(*row) for row in cursor.fetchall()]
    return rows[:PAGE], len(rows) > PAGE


def _behind(figure: str) -> str:
    before, now = _SHOWN.get(figure, ("NULL", "NULL"))
    return (
        f"{_PAIRS} SELECT p.item_id, p.agency_id, v.name, p.item_type, p.number_before, p.number_now, p.version_now,"  # noqa: S608 - constants of this module
        f" {before}, {now}"
        " FROM pairs p JOIN catalog_item_version v ON v.id = coalesce(p.version_now, p.version_before)"
        f" WHERE {_CONDITIONS[figure]} AND (%(agency)s::uuid IS NULL OR p.agency_id = %(agency)s::uuid)"
        " AND (%(type)s = '' OR p.item_type = %(type)s) ORDER BY v.name, p.item_id"
    )


def effective_days(*, until: date, most: int = 12) -> list[date]:
    """Return the newest days on which published versions took effect, newest first: the days of reforms."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT effective_on FROM catalog_version_figures WHERE effective_on <= %s AND number > 1"
            " GROUP BY effective_on ORDER BY effective_on DESC LIMIT %s",
            [until, most],
        )
        return [row[0] for row in cursor.fetchall()]
