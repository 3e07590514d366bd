"""Keep what can be found beside what it is found of: written with every publication and every import of a list."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import date
from itertools import islice
from typing import Any, Final, TypeVar
from uuid import UUID

from django.db import connection, transaction

from oneseal.catalog.models import ItemVersion, ListedItem
from oneseal.catalog.rules.findable import Findable, facets_of, findable
from oneseal.catalog.rules.finding import rank_of
from oneseal.catalog.rules.parsing import parse_item
from oneseal.catalog.rules.spelling import letter_of, sound_keys, spelled
from oneseal.catalog.selectors.items import words_of

_T = TypeVar("_T")
AT_ONCE: Final = 500
_COLUMNS: Final = {
    "id": "uuid", "version_id": "uuid", "item_id": "uuid", "listed_id": "uuid", "from_on": "date", "until_on": "date",
    "is_listed": "bool", "name": "text", "name_en": "text", "aliases": "text[]", "purpose": "text",
    "purpose_en": "text", "department_key": "text", "department": "text", "code": "text", "main_item": "text",
    "item_type": "text", "audiences": "text[]", "topics": "text[]", "life_events": "text[]", "facets": "text[]",
    "fee": "text", "visit_count": "int", "promise_length": "int", "promise_unit": "text", "spelling": "text",
    "letter": "text", "rank": "int", "materials": "text[]", "questions": "text[]",
}  # fmt: skip
# Weights of the words: A name and aliases, B materials, C questions, D all else that is said of an item.
_CUT: Final = {"words_a": "text", "words_b": "text", "words_c": "text", "words_d": "text", "heard": "text[]"}
_WRITTEN: Final = ", ".join(_COLUMNS)
_SET: Final = ", ".join(f"{name} = excluded.{name}" for name in (*_COLUMNS, "names", "words", "sounds") if name != "id")
_TOLD: Final = ", ".join(f"{name} {kind}" for name, kind in (_COLUMNS | _CUT).items())
_WRITE: Final = f"""
INSERT INTO catalog_entry ({_WRITTEN}, names, words, sounds)
SELECT {_WRITTEN}, strip(to_tsvector('simple', words_a)) || array_to_tsvector(facets),
  setweight(to_tsvector('simple', words_a), 'A') || setweight(to_tsvector('simple', words_b), 'B')
  || setweight(to_tsvector('simple', words_c), 'C') || setweight(to_tsvector('simple', words_d), 'D')
  || array_to_tsvector(facets),
  array_to_tsvector(heard || facets)
FROM jsonb_to_recordset(%s::jsonb) AS told ({_TOLD})
ON CONFLICT (id) DO UPDATE SET {_SET}
"""  # noqa: S608 - names are ours
_VERSION_DAYS: Final = """
UPDATE catalog_entry SET until_on = held.until_on
FROM (
  SELECT id, coalesce(lead(effective_on) OVER (PARTITION BY item_id ORDER BY effective_on, number), %(end)s) AS until_on
  FROM catalog_item_version WHERE state = 'published' AND (%(all)s OR item_id = ANY(%(items)s))
) AS held
WHERE held.id = catalog_entry.version_id AND held.until_on <> catalog_entry.until_on
"""
# What was completed is found as the item it became, from the day its first version holds.
_LISTED_DAYS: Final = """
UPDATE catalog_entry SET until_on = became.until_on
FROM (
  SELECT listed.id, coalesce(min(version.effective_on), %(end)s) AS until_on
  FROM catalog_listed_item AS listed
  LEFT JOIN catalog_item_version AS version
    ON version.item_id = listed.completed_as_id AND version.state = 'published'
  WHERE %(all)s OR listed.completed_as_id = ANY(%(items)s)
  GROUP BY listed.id
) AS became
WHERE became.id = catalog_entry.listed_id AND became.until_on <> catalog_entry.until_on
"""
_VERSION_FACTS: Final = ("id", "item_id", "name", "content", "effective_on", "item__agency_id", "item__agency__name",
    "item__implementation_code")  # fmt: skip
_LISTED_FACTS: Final = ("id", "name", "department_id", "department__name", "source_code", "item_type", "main_item")


def version_enter(version_id: UUID, item_id: UUID) -> None:
    """Let a version that was just published be found, and end the days of the one before it."""
    entries_write(_version_entries([version_id]))
    entries_date([item_id])


def listed_enter(listed_ids: Sequence[UUID]) -> None:
    """Let listed items be found as they stand now."""
    for ids in _batches(listed_ids):
        entries_write(_listed_entries(ids))


@transaction.atomic
def entries_rebuild() -> int:
    """Make every entry anew from what it copies; return how many there are."""
    total = entries_write(_version_entries(None)) + entries_write(_listed_entries(None))
    entries_date(None)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE catalog_entry")
    return total


def entries_date(item_ids: Sequence[UUID] | None) -> None:
    """Set until which day the versions of items (None: of all) and the listed items they were made of are found."""
    told: dict[str, Any] = {"end": date.max, "all": item_ids is None, "items": list(item_ids or ())}
    with connection.cursor() as cursor:
        cursor.execute(_VERSION_DAYS, told)
        cursor.execute(_LISTED_DAYS, told)


def _batches(rows: Iterable[_T]) -> Iterator[list[_T]]:
    left = iter(rows)
    while some := list(islice(left, AT_ONCE)):
        yield some


def entries_write(rows: Iterable[dict[str, Any]]) -> int:
    """Write rows as `entry_row` makes them, in large sets; return how many."""
    total = 0
    with connection.cursor() as cursor:
        for some in _batches(rows):
            cursor.execute(_WRITE, [json.dumps(some, ensure_ascii=False, default=str)])
            total += len(some)
    return total


def _version_entries(version_ids: Sequence[UUID] | None) -> Iterator[dict[str, Any]]:
    rows = ItemVersion.objects.filter(state=ItemVersion.PUBLISHED)
    if version_ids is not None:
        rows = rows.filter(pk__in=version_ids)
    for row in rows.order_by("pk").values(*_VERSION_FACTS).iterator(chunk_size=AT_ONCE):
        facts = findable(parse_item(row["content"]))
        yield entry_row(
            facts, id=row["id"], version_id=row["id"], item_id=row["item_id"], listed_id=None,
            from_on=row["effective_on"], department_key=f"agency-{row['item__agency_id']}",
            department=row["item__agency__name"], code=row["item__implementation_code"] or "",
        )  # fmt: skip


def _listed_entries(listed_ids: Sequence[UUID] | None) -> Iterator[dict[str, Any]]:
    rows = ListedItem.objects.all() if listed_ids is None else ListedItem.objects.filter(pk__in=listed_ids)
    for row in rows.order_by("pk").values(*_LISTED_FACTS).iterator(chunk_size=AT_ONCE):
        facts = Findable(name=row["name"], item_type=row["item_type"], main_item=row["main_item"])
        yield entry_row(
            facts, id=row["id"], version_id=None, item_id=None, listed_id=row["id"], from_on=date.min,
            department_key=f"listed-{row['department_id']}", department=row["department__name"],
            code=row["source_code"],
        )  # fmt: skip


def entry_row(facts: Findable, **own: Any) -> dict[str, Any]:  # noqa: ANN401 - the columns of its own
    """Return the columns of an entry: the facts, what follows from them, and the words and sounds they are found by."""
    is_listed = own["listed_id"] is not None
    shown = asdict(facts)
    spelling = spelled(facts.name)
    other = (facts.purpose, facts.purpose_en, facts.result, facts.basic_code, facts.main_item, own["department"])
    return {
        **{name: shown[name] for name in _COLUMNS if name in shown}, **own, "until_on": date.max,
        "is_listed": is_listed, "facets": facets_of(facts, department_key=own["department_key"], is_listed=is_listed),
        "spelling": spelling, "letter": letter_of(spelling), "rank": rank_of(facts.name, is_listed=is_listed),
        "heard": sound_keys((facts.name, *facts.aliases)),
        "words_a": words_of(" ".join((facts.name, facts.name_en, *facts.aliases))),
        "words_b": words_of(" ".join(facts.materials)), "words_c": words_of(" ".join(facts.questions)),
        "words_d": words_of(" ".join(other)),
    }  # fmt: skip
