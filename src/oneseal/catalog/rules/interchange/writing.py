"""Write items as the rows of sheets; `reading` gives the same items back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from oneseal.catalog.rules.elements import ALL_ITEM_ELEMENTS, ITEM_ELEMENT, MATERIAL_ELEMENTS, Element, ElementType
from oneseal.catalog.rules.interchange.cells import written
from oneseal.catalog.rules.interchange.columns import (
    AGENCY,
    BASES,
    COLUMN,
    ELEMENT,
    ITEM,
    ITEMS,
    LIST_SHEETS,
    MATERIALS,
    ORIGINS,
    PART,
    REVISION,
    SHEETS,
    SOURCES,
    STATE,
    STATED,
    STRUCTURES,
    VERSION,
    of_element,
)
from oneseal.catalog.rules.parsing import PROCESS

Raw = dict[str, Any]
Row = dict[str, str]
Rows = dict[str, list[Row]]
FORM: Final = "form"
SOME: Final = "有"
NONE: Final = "无"
UNKNOWN: Final = "未知"
# A workbook's cell holds 32 767 characters; what is longer goes on in the next row.
PIECE: Final = 30_000


@dataclass(frozen=True, slots=True)
class Carried:
    """One version of an item on its way: whose (`name` in words), which, and all it says."""

    agency: str
    key: str
    content: Raw
    form: Raw
    version: int = 0
    state: str = ""
    revision: int = 0
    code: str = ""
    name: str = ""
    effective_on: str = ""


def sheets_of(items: Iterable[Carried]) -> Rows:
    """Return every sheet with the rows of all items."""
    found: Rows = {sheet: [] for sheet in SHEETS}
    for item in items:
        for sheet, rows in rows_of(item).items():
            found[sheet] += rows
    return found


def rows_of(item: Carried) -> Rows:
    """Return the rows of one item by sheet."""
    found: Rows = {sheet: [] for sheet in SHEETS}
    _items_row(item, found)
    for element in ALL_ITEM_ELEMENTS:
        raw = item.content["elements"].get(element.key)
        if raw is None:
            continue
        found[ORIGINS].append(_origin(raw, element, part=""))
        _list_rows(element, raw, found)
    found[SOURCES] += [
        _cells(SOURCES, {"key": key, **source}) for key, source in item.content.get("sources", {}).items()
    ]
    found[STRUCTURES] += _structure(FORM, item.form) + _structure(PROCESS, item.content.get(PROCESS))
    identity = {AGENCY: item.agency, ITEM: item.key}
    return {sheet: [{**identity, **row} for row in rows] for sheet, rows in found.items()}


def _items_row(item: Carried, found: Rows) -> None:
    values = {key: raw.get("value") for key, raw in item.content["elements"].items() if key in ITEM_ELEMENT}
    row = _cells(ITEMS, values)
    row |= {VERSION: str(item.version or ""), STATE: item.state, REVISION: str(item.revision)}
    found[ITEMS].append(row)


def _cells(sheet: str, values: Mapping[str, Any]) -> Row:
    """Return a row of a sheet; only what the sheet has a column for."""
    return {
        key: written(values[key], column.kind, column.code_list)
        for key, column in COLUMN[sheet].items()
        if key in values
    }


def _origin(raw: Raw, element: Element, *, part: str) -> Row:
    value = raw.get("value")
    stated = UNKNOWN if value is None else NONE if value in ("", []) else SOME
    return {PART: part, ELEMENT: element.key, STATED: stated, **_cells(ORIGINS, _cited(raw))}


def _cited(raw: Raw) -> Raw:
    return {name: raw[name] for name in ("check_state", "source", "quote", "note") if name in raw}


def _list_rows(element: Element, raw: Raw, found: Rows) -> None:
    if of_element(element) is not None:
        return
    entries = raw.get("value") or []
    if element.type is ElementType.LEGAL_BASIS:
        found[BASES] += [_basis(entry, "") for entry in entries]
    elif element.type is ElementType.MATERIALS:
        for entry in entries:
            _material(entry, found)
    else:
        sheet = LIST_SHEETS[element.type]
        found[sheet] += [{ELEMENT: element.key, **_cells(sheet, entry)} for entry in entries]


def _basis(entry: Raw, part: str) -> Row:
    return {PART: part, **_cells(BASES, {"source": entry["source"], "valid": entry.get("valid", True)})}


def _material(entry: Raw, found: Rows) -> None:
    elements, key = entry["elements"], entry["key"]
    values = {name: raw.get("value") for name, raw in elements.items()}
    needed = {"needed_when": entry["needed_when"]} if entry.get("needed_when") is not None else {}
    found[MATERIALS].append(_cells(MATERIALS, {**values, "key": key, **needed}))
    for element in MATERIAL_ELEMENTS:
        raw = elements.get(element.key)
        if raw is not None:
            found[ORIGINS].append(_origin(raw, element, part=key))
            if element.type is ElementType.LEGAL_BASIS:
                found[BASES] += [_basis(basis, key) for basis in raw.get("value") or []]


def _structure(part: str, value: Raw | None) -> list[Row]:
    if not value:
        return []
    text = json.dumps(value, ensure_ascii=False)
    return [{PART: part, "json": text[start : start + PIECE]} for start in range(0, len(text), PIECE)]


def unwritable(item: Carried) -> str:
    """Return why sheets cannot say an item again, as the code of a fault; empty: they can."""
    for raw in item.content["elements"].values():
        entries = [entry for entry in raw.get("value") or [] if isinstance(entry, dict)] if _is_list(raw) else []
        keys = [entry["key"] for entry in entries if "elements" in entry]
        if len(set(keys)) != len(keys) or "" in keys:
            return "keys_shared"
    return "keys_shared" if not item.key.strip() or item.key != item.content.get("key") else ""


def _is_list(raw: Raw) -> bool:
    return isinstance(raw.get("value"), list)
