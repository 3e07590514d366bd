"""How a list of an item changes entry by entry: plain data in, plain data out, and nothing is written.

An entry is told as words by the names of `fields.entry_fields`. What a told entry does not touch stays as it was,
with its source: a material keeps the citation of every element that was not changed.
"""

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from oneseal.catalog.rules.elements import ITEM_ELEMENT, MATERIAL_ELEMENT, MATERIAL_ELEMENTS, Element, ElementType
from oneseal.catalog.rules.fields import LISTS, SOURCES, Control, EntryField, entry_fields
from oneseal.kernel.errors import RuleError

Words = Mapping[str, str | Sequence[str]]
Raw = dict[str, Any]

CITY: Final = "city"
NOTE: Final = "由本机关填写"
YES: Final = "1"
LEGAL_BASIS: Final = "legal_basis"
LARGEST_NUMBER: Final = 100_000
_UNKNOWN: Final = {"value": None, "check_state": "unknown"}
_MONEY: Final = re.compile(r"[0-9]{1,9}(\.[0-9]{1,2})?")
_CITED: Final = ("source", "quote", "note")


class EntryUnfit(RuleError):
    """What was told for one field cannot be an entry (facts: name, field)."""

    code = "catalog.entry_unfit"


class EntryNotFound(RuleError):
    """The list has no entry at this place."""

    code = "catalog.entry_not_found"


class SourceInUse(RuleError):
    """A source that elements rest on cannot be removed (facts: name, elements)."""

    code = "catalog.source_in_use"


@dataclass(frozen=True, slots=True)
class EntryTold:
    """What was told for one entry; `place` None adds it at the end."""

    place: int | None
    words: Words


def list_kind(key: str) -> ElementType | str | None:
    """Return the shape of a list that is edited entry by entry, or None for any other element."""
    if key == SOURCES:
        return SOURCES
    element = ITEM_ELEMENT.get(key)
    return element.type if element is not None and element.type in LISTS else None


def raw_entries(content: Raw, key: str) -> list[Raw]:
    """Return the entries of a list as they are stored; sources come by key, but not the city's own word."""
    if key == SOURCES:
        return [{"key": name, **source} for name, source in sorted(content["sources"].items()) if name != CITY]
    return list((content["elements"].get(key) or {}).get("value") or [])


def entry_at(content: Raw, key: str, place: int) -> Raw:
    """Return one entry.

    Raises:
        EntryNotFound.
    """
    rows = raw_entries(content, key)
    if not 0 <= place < len(rows):
        raise EntryNotFound("no entry at this place")
    return rows[place]


def clause_key(key: str, entry: Raw) -> str:
    """Return under which key the words of an entry are filed, in the two lists that show them; else nothing."""
    return str(entry.get({SOURCES: "key", LEGAL_BASIS: "source"}.get(key, ""), ""))


def clause_place(content: Raw, key: str, source: str, *, near: int) -> int | None:
    """Return where a clause stands in a list, there where it stood if it still does; None where nobody can tell."""
    places = [place for place, entry in enumerate(raw_entries(content, key)) if clause_key(key, entry) == source]
    if near in places:
        return near
    return places[0] if len(places) == 1 else None


def with_entry(content: Raw, key: str, told: EntryTold) -> Raw:
    """Return the content with one entry changed, or added.

    Raises:
        EntryNotFound, EntryUnfit.
    """
    changed = deepcopy(content)
    before = None if told.place is None else entry_at(changed, key, told.place)
    kind = list_kind(key)
    if kind == SOURCES:
        _source_kept(changed, told.words, before["key"] if before else "", wanted=entry_fields(SOURCES, is_new=False))
        return changed
    rows = raw_entries(changed, key)
    place = len(rows) if told.place is None else told.place
    if kind is ElementType.LEGAL_BASIS:
        entry = _basis(changed, told.words, before)
    elif kind is ElementType.MATERIALS:
        entry = _material(told.words, before, rows)
    else:
        entry = _record(entry_fields(ElementType(str(kind)), is_new=before is None), told.words)
        if kind is ElementType.CONDITIONS:
            entry = {"key": before["key"] if before else free_key("line", rows), **entry}
    rows[place : place + 1] = [entry]
    return _put(changed, key, rows)


def with_entry_moved(content: Raw, key: str, place: int, *, up: bool) -> Raw:
    """Return the content with one entry a place further up or down; at the end of the list it stays."""
    changed = deepcopy(content)
    entry_at(changed, key, place)
    rows = raw_entries(changed, key)
    other = place - 1 if up else place + 1
    if key != SOURCES and 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
    return changed if key == SOURCES else _put(changed, key, rows)


def without_entry(content: Raw, key: str, place: int) -> Raw:
    """Return the content without one entry; an emptied list is unknown again, never "none".

    Raises:
        EntryNotFound, SourceInUse.
    """
    changed = deepcopy(content)
    entry = entry_at(changed, key, place)
    if key == SOURCES:
        used = elements_on(changed, entry["key"])
        if used:
            raise SourceInUse("elements rest on it", name=entry["document"], elements="、".join(used))
        del changed["sources"][entry["key"]]
        return changed
    rows = raw_entries(changed, key)
    del rows[place]
    return _put(changed, key, rows)


def with_none(content: Raw, key: str) -> Raw:
    """Return the content with a list that says: there is none. Entries there are stay."""
    changed = deepcopy(content)
    if not raw_entries(changed, key):
        changed["elements"][key] = {"value": [], "check_state": "own_wording", "source": CITY, "note": NOTE}
    return changed


def with_entries_of(content: Raw, key: str, other: Raw) -> Raw:
    """Return the content with the entries of another item added behind its own, and the sources they name."""
    changed = deepcopy(content)
    rows = raw_entries(changed, key)
    taken = {row.get("key") for row in rows} - {None}
    added = [deepcopy(row) for row in raw_entries(other, key) if row.get("key") not in taken and row not in rows]
    for name in sources_named(added):
        changed["sources"].setdefault(name, deepcopy(other["sources"][name]))
    return _put(changed, key, rows + added)


def sources_named(raw: object) -> set[str]:
    """Return the keys of all sources that a piece of content rests on."""
    if isinstance(raw, Mapping):
        own = {raw["source"]} if isinstance(raw.get("source"), str) else set()
        return own.union(*(sources_named(part) for part in raw.values()))
    if isinstance(raw, list):
        return set().union(*(sources_named(part) for part in raw))
    return set()


def elements_on(content: Raw, source: str) -> list[str]:
    """Return the names of the elements that rest on a source."""
    return [
        ITEM_ELEMENT[key].chinese for key, element in content["elements"].items() if source in sources_named(element)
    ]


def _put(content: Raw, key: str, rows: list[Raw]) -> Raw:
    """Store a list under its element; its citation stays where there is one."""
    if list_kind(key) is ElementType.MATERIALS:
        for number, row in enumerate(rows, start=1):
            order = row["elements"].get("order") or {"check_state": "own_wording", "source": CITY}
            row["elements"]["order"] = {**order, "value": number}
            if row["elements"]["order"]["check_state"] == "unknown":
                row["elements"]["order"] |= {"check_state": "own_wording", "source": CITY}
    before = content["elements"].get(key) or _UNKNOWN
    if not rows:
        content["elements"][key] = dict(_UNKNOWN)
    elif before["check_state"] == "unknown" or not before.get("source"):
        source = rows[0].get("source") or CITY
        content["elements"][key] = {"value": rows, "check_state": "own_wording", "source": source, "note": NOTE}
    else:
        content["elements"][key] = {**before, "value": rows}
    return content


def word(words: Words, name: str) -> str:
    """Return what was told in one field, without blanks around it."""
    told = words.get(name, "")
    return told.strip() if isinstance(told, str) else ""


def many(words: Words, name: str) -> list[str]:
    """Return everything that was told in one field."""
    told = words.get(name, ())
    return [told] if isinstance(told, str) and told else [one for one in told if one]


def _unfit(row: EntryField) -> EntryUnfit:
    return EntryUnfit("the field does not fit", name=row.chinese, field=row.name)


def value_of(row: EntryField, words: Words) -> object:
    """Return the stored value of one field; refuse what does not fit it."""
    text = word(words, row.name)
    if row.control is Control.FLAG:
        return bool(text)
    if row.required and not text:
        raise _unfit(row)
    if row.control is Control.NUMBER:
        if not text:
            return None
        if not (text.isascii() and text.isdigit()) or int(text) > LARGEST_NUMBER:
            raise _unfit(row)
        return int(text)
    if row.control is Control.DATE and text and not _is_date(text):
        raise _unfit(row)
    if row.control is Control.MONEY and text and not _MONEY.fullmatch(text):
        raise _unfit(row)
    return text


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _record(wanted: Sequence[EntryField], words: Words) -> Raw:
    """Return a flat entry; words of its citation that were left empty are left out."""
    values = {row.name: value_of(row, words) for row in wanted}
    return {name: value for name, value in values.items() if value or name not in _CITED}


def free_key(stem: str, rows: Sequence[Raw]) -> str:
    """Return a key that no row bears yet, such as line_3."""
    taken = {row["key"] for row in rows}
    return next(key for number in range(1, len(rows) + 2) if (key := f"{stem}_{number}") not in taken)


def _source_kept(content: Raw, words: Words, key: str, *, wanted: Sequence[EntryField]) -> str:
    """File a source under its key, or under a new one; return the key."""
    source = {row.name: value for row in wanted if (value := value_of(row, words)) or row.name in {"article", "text"}}
    if not key:
        taken = content["sources"]
        key = next(name for number in range(1, len(taken) + 2) if (name := f"source-{number}") not in taken)
    content["sources"][key] = source
    return key


def _basis(content: Raw, words: Words, before: Raw | None) -> Raw:
    key = word(words, "source") if before is None else before["source"]
    if before is not None or not key:
        key = _source_kept(content, words, key, wanted=entry_fields(SOURCES, is_new=False))
    elif key not in content["sources"]:
        raise _unfit(entry_fields(ElementType.LEGAL_BASIS, is_new=True)[0])
    return {"source": key, "valid": bool(word(words, "valid"))}


def _material(words: Words, before: Raw | None, rows: Sequence[Raw]) -> Raw:
    asked = {row.name: row for row in entry_fields(ElementType.MATERIALS, is_new=before is None)}
    basis = many(words, "legal_basis")
    if not basis:
        raise _unfit(asked["legal_basis"])
    citation = {"check_state": "own_wording", "source": basis[0], "note": word(words, "note") or NOTE}
    known = before["elements"] if before else {}
    elements = {
        element.key: _material_element(
            element, value_of(asked[element.key], words), before=known.get(element.key), citation=citation
        )
        for element in MATERIAL_ELEMENTS
        if element.key in asked and element.key != "legal_basis"
    }
    elements |= {"order": known["order"]} if "order" in known else {}
    elements["legal_basis"] = _material_basis(basis, known.get("legal_basis"), citation)
    entry = {"key": before["key"] if before else free_key("material", rows), "elements": elements}
    return entry | _needed_when(words, before)


def _material_element(element: Element, value: object, *, before: Raw | None, citation: Raw) -> Raw:
    if element.type is ElementType.FLAG and value:
        value = value == YES
    value = None if value == "" else value
    if before is not None and before.get("value") == value:
        return before
    return dict(_UNKNOWN) if value is None else {"value": value, **citation}


def _material_basis(keys: Sequence[str], before: Raw | None, citation: Raw) -> Raw:
    known = {row["source"]: row for row in (before or {}).get("value") or []}
    value = [known.get(key, {"source": key, "valid": True}) for key in keys]
    if before is not None and before.get("value") is not None:
        return {**before, "value": value}
    return {"value": value, **citation}


def condition_words(condition: Raw | None) -> list[str] | None:
    """Return a condition as the answers it looks for ("field=value"); None for one that is no plain list of answers."""
    if condition is None:
        return []
    if isinstance(condition.get("equals"), str):
        return [f"{condition['field']}={condition['equals']}"]
    if "in" in condition:
        return [f"{condition['field']}={value}" for value in condition["in"]]
    parts = [condition_words(part) for part in condition.get("any", ())]
    return [word for part in parts for word in part or ()] if parts and all(parts) else None


def _needed_when(words: Words, before: Raw | None) -> Raw:
    condition = condition_told(words, "needed_when", (before or {}).get("needed_when"))
    return {} if condition is None else {"needed_when": condition}


def condition_told(words: Words, name: str, known: Raw | None) -> Raw | None:
    """Return the condition that the ticked answers name; one that answers cannot say stays as it was."""
    if name not in words or condition_words(known) is None:
        return known
    wanted: dict[str, list[str]] = {}
    for told in many(words, name):
        field, _mark, value = told.partition("=")
        wanted.setdefault(field, []).append(value)
    parts: list[Raw] = [{"field": field, "in": values} for field, values in wanted.items()]
    if len(parts) > 1:
        return {"any": parts}
    return parts[0] if parts else None


def entry_words(kind: ElementType | str, entry: Raw, content: Raw) -> dict[str, str | list[str]]:
    """Return an entry as it would be told."""
    if kind is ElementType.LEGAL_BASIS:
        return _told({**content["sources"][entry["source"]], "valid": entry.get("valid", True)})
    if kind is not ElementType.MATERIALS:
        return _told(entry)
    elements = entry["elements"]
    told = _told({key: element.get("value") for key, element in elements.items() if key in MATERIAL_ELEMENT})
    flags = {key for key, element in MATERIAL_ELEMENT.items() if element.type is ElementType.FLAG}
    told |= {key: {True: YES, False: "0"}.get(elements.get(key, {}).get("value"), "") for key in flags}
    basis = (elements.get("legal_basis") or {}).get("value") or []
    told["legal_basis"] = [row["source"] for row in basis]
    told["needed_when"] = condition_words(entry.get("needed_when")) or []
    return told


def _told(entry: Raw) -> dict[str, str | list[str]]:
    words: dict[str, str | list[str]] = {}
    for name, value in entry.items():
        if isinstance(value, bool):
            words[name] = "on" if value else ""
        elif value is None or isinstance(value, (str, int)):
            words[name] = "" if value is None else str(value)
    return words
