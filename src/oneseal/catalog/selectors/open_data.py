"""The list of items as open data: every version in force, whole, one after another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from oneseal.catalog.models import ItemVersion
from oneseal.catalog.selectors.items import in_force

_AT_A_TIME: Final = 200


@dataclass(frozen=True, slots=True)
class OpenItem:
    """One item in force as everybody may have it; `content` is the frozen content that `sha256` was made of."""

    item_id: UUID
    code: str
    name: str
    agency_name: str
    agency_code: str
    number: int
    effective_on: date
    sha256: str
    content: dict[str, Any]


def _newest(on: date) -> QuerySet[ItemVersion]:
    return ItemVersion.objects.filter(in_force(on)).order_by("item_id", "-effective_on", "-number").distinct("item_id")


def items_open(*, on: date) -> Iterator[OpenItem]:
    """Yield every item in force on a day; the database hands out some hundred rows at a time."""
    rows = _newest(on).values_list(
        "item_id", "item__implementation_code", "name", "item__agency__name", "item__agency__uscc", "number",
        "effective_on", "content_sha256", "content",
    )  # fmt: skip
    for row in rows.iterator(chunk_size=_AT_A_TIME):
        yield OpenItem(*row)  # type: ignore[arg-type]  # a published version has its code and its date


def addresses_open(*, on: date) -> list[tuple[UUID, date]]:
    """Return the id of every item in force on a day, and since when its version is."""
    found = _newest(on).values_list("item_id", "effective_on")
    return [(item_id, since) for item_id, since in found if since is not None]


_SAID: Final = """
    FROM ({newest}) AS newest
    JOIN catalog_item_version AS version ON version.id = newest.id
    CROSS JOIN unnest(%s::text[]) AS asked (key)
    CROSS JOIN LATERAL (
        SELECT coalesce(version.content #> ARRAY['elements', asked.key, 'value'], 'null')
            NOT IN ('null', '""', '[]', '{{}}') AS is_said
    ) AS said
"""
_STATED: Final = f"SELECT asked.key, count(*) FILTER (WHERE is_said), count(*) {_SAID} GROUP BY asked.key"
_SILENT: Final = f"SELECT version.item_id, version.name {_SAID} WHERE NOT is_said ORDER BY 2, 1 LIMIT %s"


def elements_stated(keys: tuple[str, ...], *, on: date) -> dict[str, tuple[int, int]]:
    """Return for each element how many items in force state it, and how many items there are; one statement."""
    newest, values = _newest(on).values("id").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_STATED.format(newest=newest), [*values, list(keys)])
        return {key: (stated, total) for key, stated, total in cursor.fetchall()}


def items_silent(key: str, *, on: date, most: int) -> list[tuple[UUID, str]]:
    """Return the items in force that do not state an element, by name, at most so many."""
    newest, values = _newest(on).values("id").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_SILENT.format(newest=newest), [*values, [key], most])
        return list(cursor.fetchall())
