"""Find items: one statement for a page of the best, how many there are, and what the list can be narrowed by.

Whatever is asked, a bounded set of candidates is ranked and counted (rules/finding.py): by exact name or alias, by the
beginning of a name, by words of names, by sound, by words of materials and questions. See docs/algorithms/finding.md.
"""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from django.db import connection

from oneseal.catalog.rules.codes import CODE_LISTS, TOPICS_IN_ENGLISH
from oneseal.catalog.rules.findable import facet
from oneseal.catalog.rules.finding import (
    BEGUN,
    BOUND,
    BOUND_OF_LIST,
    Hit,
    HitKind,
    How,
    Plan,
    hit_of,
    near_words,
    plans_of,
)
from oneseal.catalog.rules.kinds import is_applied_for
from oneseal.catalog.selectors.items import words_of
from oneseal.catalog.selectors.terms import UNITS
from oneseal.foundation.grams import grams_of
from oneseal.kernel.clock import Term

PAGE: Final = 24
NEAR: Final = 6


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is narrowed to; an empty text narrows nothing.

    `department` is `agency-ID` or `listed-ID`; `reach` is "online", "power" (nobody applies) or "listed"; `kind` is an
    item type, `event` a life event, `pace` a case type, `depth` an online depth, `visits` 0, 1 or 2 (and more), `fee`
    yes or no.
    """

    words: str = ""
    audience: str = ""
    reach: str = ""
    department: str = ""
    kind: str = ""
    topic: str = ""
    event: str = ""
    level: str = ""
    pace: str = ""
    depth: str = ""
    visits: str = ""
    fee: str = ""
    main_item: str = ""
    letter: str = ""


@dataclass(frozen=True, slots=True)
class FoundItem:
    """One item in a list; for one that is only listed, everything but name, department and type is unknown."""

    id: UUID
    is_listed: bool
    name: str
    name_en: str
    purpose: str
    purpose_en: str
    department: str
    kind: str
    code: str
    promised: Term | None
    visit_count: int | None
    has_fee: bool | None
    hit: Hit | None = None

    @property
    def is_applied_for(self) -> bool:
        """Return whether somebody applies for such an item."""
        return is_applied_for(self.kind)


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value by which a list can be narrowed, with how many items it leaves; `label` only for departments."""

    facet: str
    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Found:
    """One page of a list: its items, how many there are over all pages, and what narrows it.

    `is_bounded`: there are more than were counted. `next_key` is empty on the last page. `near` are proposals where
    nothing was found.
    """

    rows: tuple[FoundItem, ...]
    total: int
    is_bounded: bool
    facets: tuple[FacetValue, ...]
    next_key: str
    how: How = How.ALL
    sound: str = ""
    near: tuple[FoundItem, ...] = field(default=())


# Few items are suspended or abolished: the rows that bar one on the day are looked up once for a statement.
_IN_FORCE: Final = """from_on <= %(on)s AND until_on > %(on)s AND (item_id IS NULL OR item_id NOT IN (
    SELECT bar.item_id FROM catalog_standing AS bar
    WHERE bar.lifts_id IS NULL AND bar.from_on <= %(on)s AND (bar.until_on IS NULL OR bar.until_on >= %(on)s)
      AND NOT EXISTS (SELECT 1 FROM catalog_standing AS ending
                      WHERE ending.lifts_id = bar.id AND ending.from_on <= %(on)s)))"""
_FACETS: Final = ("audience", "reach", "department", "kind", "topic", "event", "level", "pace", "depth", "visits",
    "fee")  # fmt: skip
_CODED: Final = {"kind": "item_type", "event": "life_event", "level": "exercise_level", "pace": "case_type",
    "depth": "online_depth"}  # fmt: skip
_CANDIDATE: Final = "id, rank, facets, department_key, department"
_SHOWN: Final = ("id", "item_id", "listed_id", "is_listed", "name", "name_en", "aliases", "purpose", "purpose_en",
    "department", "item_type", "code", "promise_length", "promise_unit", "visit_count", "fee", "spelling",
    "materials", "questions")  # fmt: skip
_FIGURES: Final = """
  (SELECT count(*) FROM candidate),
  (SELECT json_object_agg(value, total)
   FROM (SELECT value, count(*) AS total FROM candidate, unnest(facets) AS value GROUP BY value) AS counted)::text,
  (SELECT json_object_agg(department_key, department)
   FROM (SELECT DISTINCT department_key, department FROM candidate) AS named)::text
"""
_STATE: Final = (
    "SELECT ARRAY[coalesce(sum(statements), 0)::bigint, coalesce(max(transaction), 0)] FROM catalog_entry_change"
)
_SHOWN_OF_ENTRY: Final = ", ".join(f"entry.{name}" for name in _SHOWN)
_QUERY: Final = "plainto_tsquery('simple', %(words)s)"
# The narrowings stand in the vectors beside the words: one index answers both.
_NARROWED: Final = "%(narrowed)s::tsquery"
# The ways a search is gone: tier, condition, order and bound. Where a bound alone stands, any will do.
_BEST: Final = f"ORDER BY rank, id LIMIT {BOUND}"
_WAYS: Final = {
    "code": (1, "code LIKE %(code)s", f"LIMIT {BOUND}"),
    "exact": (1, "(aliases @> ARRAY[%(phrase)s::text] OR name = %(phrase)s)", f"LIMIT {BEGUN}"),
    "begun": (2, "name LIKE %(begun)s", f"LIMIT {BEGUN}"),
    "named": (3, f"names @@ ({_QUERY} && {_NARROWED})", _BEST),
    "sounding": (4, f"sounds @@ (%(sound)s::tsquery && {_NARROWED})", _BEST),
    "part": (4, "text_grams(name) @> %(grams)s::text[] AND name ILIKE %(part)s", _BEST),
    # Only where names did not fill the bound; a word of every bill of materials is taken as it comes.
    "said": (
        5,
        (
            f"(SELECT count(*) FROM named) < {BOUND}"  # noqa: S608 - names are ours
            f" AND words @@ ({_QUERY} && {_NARROWED}) AND NOT names @@ {_QUERY}"
        ),
        f"LIMIT {BOUND}",
    ),
}  # fmt: skip


def catalogue_found(wanted: Wanted, *, on: date, after: str = "") -> Found:
    """Return one page of what a search and its narrowing find, from the key of the page before on."""
    if not wanted.words.strip():
        return _listed_in_order(wanted, on=on, after=after)
    phrase = wanted.words.strip()
    words = words_of(phrase)
    found = Found((), 0, is_bounded=False, facets=(), next_key="")
    for plan in plans_of(phrase, words):
        found = _searched(plan, wanted, on=on, after=after)
        if found.total:
            return found
    return Found((), 0, is_bounded=False, facets=(), next_key="", near=_near(words, on=on))


# --- a search -------------------------------------------------------------------------------------


def _searched(plan: Plan, wanted: Wanted, *, on: date, after: str) -> Found:
    start = _offset(after)
    names = [name for name, is_gone in _gone(plan).items() if is_gone]
    ways = ",\n".join(_way(name, wanted) for name in names)
    every = " UNION ALL ".join(f"SELECT * FROM {name}" for name in names)  # noqa: S608 - names are ours
    statement = f"""
    WITH {ways},
    candidate AS MATERIALIZED (SELECT DISTINCT ON (id) * FROM ({every}) AS every ORDER BY id, tier),
    best AS (SELECT id, tier, weight, rank FROM candidate ORDER BY tier, weight DESC, rank, id
      LIMIT {PAGE + 1} OFFSET %(start)s),
    shown AS (SELECT best.tier, {_SHOWN_OF_ENTRY} FROM best JOIN catalog_entry AS entry USING (id)
      ORDER BY best.tier, best.weight DESC, best.rank, best.id)
    SELECT (SELECT json_agg(shown) FROM shown)::text, {_FIGURES}"""  # noqa: S608 - names are ours
    shown, *figures = _asked(statement, {**_told(plan, wanted, on), "start": start})
    rows: list[dict[str, Any]] = json.loads(shown or "[]")
    total, facets = _figures(*figures)
    next_key = _key(start + PAGE) if len(rows) > PAGE else ""
    return Found(
        tuple(_item(row, plan) for row in rows[:PAGE]), total, total >= BOUND, facets, next_key,
        how=How.SOUND if rows and rows[0]["tier"] == _WAYS["sounding"][0] else plan.how, sound=plan.sound,
    )  # fmt: skip


def _gone(plan: Plan) -> dict[str, bool]:
    by_words = bool(plan.words)
    return {
        "code": bool(plan.code), "exact": by_words, "begun": by_words, "named": by_words,
        "sounding": bool(plan.sound), "part": bool(plan.part), "said": by_words,
    }  # fmt: skip


def _way(name: str, wanted: Wanted) -> str:
    tier, condition, order = _WAYS[name]
    weight = f"ts_rank(words, {_QUERY})" if name == "said" else "0::real"
    narrowed = _of_list(replace(wanted, **dict.fromkeys(_FACETS, "")) if _NARROWED in condition else wanted)
    return (
        f"{name} AS MATERIALIZED (SELECT {_CANDIDATE}, {tier} AS tier, {weight} AS weight FROM catalog_entry"  # noqa: S608
        f" WHERE {narrowed} AND {condition} {order})"
    )


def _of_list(wanted: Wanted) -> str:
    """Return the condition of a list: in force on the day, and every narrowing that was told."""
    narrowed = "facets @> %(facets)s::text[]" if _facets(wanted) else ""
    placed = (f"{name} = %({name})s" for name in ("main_item", "letter") if getattr(wanted, name))
    return " AND ".join(filter(None, [_IN_FORCE, narrowed, *placed]))


def _facets(wanted: Wanted) -> list[str]:
    return [facet(name, value) for name in _FACETS if (value := getattr(wanted, name))]


def _placed(wanted: Wanted, on: date) -> dict[str, Any]:
    return {"on": on, "facets": _facets(wanted), "main_item": wanted.main_item, "letter": wanted.letter}


def _told(plan: Plan, wanted: Wanted, on: date) -> dict[str, Any]:
    return {
        **_placed(wanted, on), "phrase": plan.phrase, "words": plan.words, "code": _like(plan.code) + "%",
        "begun": _like(plan.phrase) + "%", "sound": f"{plan.sound}:*", "grams": grams_of(plan.part),
        "part": f"%{_like(plan.part)}%", "narrowed": " & ".join(_quoted(one) for one in _facets(wanted)),
    }  # fmt: skip


def _quoted(word: str) -> str:
    """Return a word as a question of full text reads it word for word."""
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def _like(text: str) -> str:
    """Return a text as LIKE reads it word for word."""
    return re.sub(r"([\\%_])", r"\\\1", text)


def _near(words: str, *, on: date) -> tuple[FoundItem, ...]:
    """Return a few items that hold any of the words, those with most of them first."""
    any_of = near_words(words)
    if not any_of:
        return ()
    statement = f"""
    WITH candidate AS MATERIALIZED (
      SELECT id, rank, words FROM catalog_entry, to_tsquery('simple', %(any)s) AS query
      WHERE {_IN_FORCE} AND words @@ query LIMIT {BOUND}),
    best AS (SELECT id FROM candidate
      ORDER BY ts_rank(words, to_tsquery('simple', %(any)s)) DESC, rank, id LIMIT {NEAR})
    SELECT json_agg(shown)::text
    FROM (SELECT {_SHOWN_OF_ENTRY} FROM best JOIN catalog_entry AS entry USING (id)) AS shown"""  # noqa: S608
    quoted = " | ".join(map(_quoted, any_of))
    with connection.cursor() as cursor:
        cursor.execute(statement, {"on": on, "any": quoted})
        rows = json.loads(cursor.fetchone()[0] or "[]")
    return tuple(_item(row, Plan(words=words)) for row in rows)


# --- the list without a search --------------------------------------------------------------------


def catalogue_first(wanted: Wanted, *, on: date, limit: int) -> list[FoundItem]:
    """Return the first items of a list that nothing is searched in; nothing is counted."""
    rows, _state = _in_order(wanted, on=on, place={}, limit=limit)
    return [_item(row, Plan()) for row in rows]


def _listed_in_order(wanted: Wanted, *, on: date, after: str) -> Found:
    """Return one page of the list in the order of the alphabet, what can be applied for first."""
    rows, state = _in_order(wanted, on=on, place=_place(after), limit=PAGE + 1)
    total, facets = _counted_in_order(state, replace(wanted, words=""), on)
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    next_key = _key([last["is_listed"], last["spelling"], last["id"]]) if last else ""
    shown = tuple(_item(row, Plan()) for row in rows[:PAGE])
    return Found(shown, total, total >= BOUND_OF_LIST, facets, next_key)


def _in_order(
    wanted: Wanted, *, on: date, place: dict[str, Any], limit: int
) -> tuple[list[dict[str, Any]], tuple[int, int]]:
    """Return rows of a list from a place on, and the state of what is found now."""
    beyond = "(is_listed, spelling, id) > (%(is_listed)s, %(spelling)s, %(last)s)" if place else "true"
    statement = f"""
    SELECT json_agg(shown)::text, ({_STATE})
    FROM (SELECT {_SHOWN_OF_ENTRY} FROM catalog_entry AS entry WHERE {_of_list(wanted)} AND {beyond}
      ORDER BY is_listed, spelling, id LIMIT %(limit)s) AS shown"""  # noqa: S608 - names are ours
    rows, state = _asked(statement, {**_placed(wanted, on), **place, "limit": limit})
    return json.loads(rows or "[]"), tuple(state)


@lru_cache(maxsize=256)  # the lists that are walked through; counted again when what is found has changed
def _counted_in_order(_state: tuple[int, int], wanted: Wanted, on: date) -> tuple[int, tuple[FacetValue, ...]]:
    statement = f"""
    WITH candidate AS MATERIALIZED (
      SELECT {_CANDIDATE} FROM catalog_entry WHERE {_of_list(wanted)} LIMIT {BOUND_OF_LIST})
    SELECT {_FIGURES}"""  # noqa: S608 - names are ours
    return _figures(*_asked(statement, _placed(wanted, on)))


def entries_state() -> tuple[int, int]:
    """Return what tells one state of what is found from another: how many statements made it, and the newest."""
    [(count, newest)] = _asked(_STATE, {})
    return count, newest


def value_names(facet: str) -> dict[str, tuple[str, str]]:
    """Return the Chinese and English names of the values of a facet, as far as a list of the program has them."""
    if facet == "topic":
        return {chinese: (chinese, english) for chinese, english in TOPICS_IN_ENGLISH.items()}
    codes = CODE_LISTS[_CODED[facet]] if facet in _CODED else ()
    return {code.code: (code.chinese, code.english) for code in codes}


def _asked(statement: str, told: dict[str, Any]) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(statement, told)
        row: tuple[Any, ...] = cursor.fetchone()
    return row


def _figures(total: int, counted: str | None, named: str | None) -> tuple[int, tuple[FacetValue, ...]]:
    """Return how many candidates there are, and of which values of each facet."""
    labels = json.loads(named or "{}")
    values = ((*value.partition("=")[::2], count) for value, count in json.loads(counted or "{}").items())
    return total, tuple(FacetValue(name, value, labels.get(value, ""), count) for name, value, count in values)


def _item(row: dict[str, Any], plan: Plan) -> FoundItem:
    unit = UNITS.get(row["promise_unit"])
    length = row["promise_length"]
    return FoundItem(
        id=UUID(row["listed_id"] or row["item_id"]), is_listed=row["is_listed"], name=row["name"],
        name_en=row["name_en"], purpose=row["purpose"], purpose_en=row["purpose_en"], department=row["department"],
        kind=row["item_type"], code=row["code"],
        promised=None if length is None or unit is None else Term(length, unit), visit_count=row["visit_count"],
        has_fee={"yes": True, "no": False}.get(row["fee"]), hit=_hit(row, plan),
    )  # fmt: skip


def _hit(row: dict[str, Any], plan: Plan) -> Hit | None:
    lines = (
        (HitKind.ALIAS, row["aliases"]), (HitKind.MATERIAL, row["materials"]), (HitKind.QUESTION, row["questions"]),
    )  # fmt: skip
    return hit_of(plan.words.split(), row["name"], lines=lines, phrase=plan.phrase) if plan.words else None


def items_shown(item_ids: Sequence[UUID], *, on: date) -> list[FoundItem]:
    """Return items as lists show them, in the order told; one that is not in force is left out."""
    statement = f"""
    SELECT json_agg(shown)::text
    FROM (SELECT {_SHOWN_OF_ENTRY} FROM catalog_entry AS entry WHERE {_IN_FORCE} AND item_id = ANY(%(ids)s)) AS shown"""  # noqa: S608 - names are ours
    with connection.cursor() as cursor:
        cursor.execute(statement, {"on": on, "ids": list(item_ids)})
        rows = {row["item_id"]: row for row in json.loads(cursor.fetchone()[0] or "[]")}
    return [_item(rows[str(item_id)], Plan()) for item_id in item_ids if str(item_id) in rows]


# --- where a page goes on -------------------------------------------------------------------------


def _key(place: object) -> str:
    return urlsafe_b64encode(json.dumps(place, ensure_ascii=False).encode()).decode().rstrip("=")


def _read(key: str) -> object:
    try:
        return json.loads(urlsafe_b64decode(key + "=" * (-len(key) % 4)))
    except ValueError:
        return None


def _offset(key: str) -> int:
    """Return how many are passed over; a key that was tampered with begins anew."""
    place = _read(key) if key else 0
    return place if isinstance(place, int) and 0 <= place < BOUND else 0


def _place(key: str) -> dict[str, object]:
    """Return the last row that was shown; nothing for a key that was tampered with."""
    match _read(key) if key else None:
        case [bool() as is_listed, str() as spelling, str() as row_id] if spelling.isprintable() and _is_id(row_id):
            return {"is_listed": is_listed, "spelling": spelling, "last": row_id}
        case _:
            return {}


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
