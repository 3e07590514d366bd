"""Put one item together from its rows; what the file does not say stays as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Final

from oneseal.catalog.rules.elements import ALL_ITEM_ELEMENTS, ITEM_ELEMENT, MATERIAL_ELEMENTS, Element, ElementType
from oneseal.catalog.rules.entries import CITY, free_key
from oneseal.catalog.rules.interchange.cells import CellUnfit, Kind, read
from oneseal.catalog.rules.interchange.columns import (
    BASES,
    COLUMN,
    ELEMENT,
    ITEMS,
    LIST_SHEETS,
    MATERIALS,
    ORIGINS,
    PART,
    SOURCES,
    STATED,
    Column,
    of_element,
)
from oneseal.catalog.rules.interchange.dirt import FORMULA, cleaned_lines, unstorable_paths
from oneseal.catalog.rules.interchange.laying import owners, partners
from oneseal.catalog.rules.interchange.writing import NONE, SOME, Carried, Raw, Rows
from oneseal.catalog.rules.listing import Done, RowFault
from oneseal.catalog.rules.parsing import FORMAT, PROCESS, item_faults
from oneseal.catalog.rules.quoting import CITED, NOTE, all_said, requoted, reworded, said

CITY_SOURCE: Final = {"document": "本市承诺和本市服务安排", "article": "", "level": "city"}
_UNKNOWN: Final = {"value": None, "check_state": "unknown"}
_BY_NAME: Final = {element.chinese: element.key for element in ALL_ITEM_ELEMENTS}
# What the parser finds in one field of an item, as a fault of its cell.
_PARSED: Final[Mapping[str, str]] = {
    "catalog.source_unknown": "cell_source_unknown",
    "catalog.not_a_date": "cell_not_a_date",
    "catalog.field_missing": "cell_missing",
    "catalog.check_state_unknown": "cell_not_in_list",
    "catalog.element_unknown": "element_unknown",
    "sign_unfit": "sign_unfit",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sheet: its number in the file, its cells by column."""

    sheet: str
    number: int
    cells: Mapping[str, str]


@dataclass(slots=True)
class Building:
    """One item while it is put together, with the faults found so far and the cell of each path."""

    key: str
    before: Carried | None
    told: frozenset[str]
    columns: Mapping[str, frozenset[str]]
    known: frozenset[tuple[str, str, str]]
    own: Rows = field(default_factory=dict)
    faults: list[RowFault] = field(default_factory=list)
    rows: dict[str, list[Line]] = field(default_factory=dict)
    places: dict[str, Line] = field(default_factory=dict)
    origins: dict[tuple[str, str], Line] = field(default_factory=dict)
    keys: list[str] = field(default_factory=list)
    is_readable: bool = True

    @property
    def is_refused(self) -> bool:
        """Return whether the item is not taken: a fault says so, or it could not be read again."""
        return not self.is_readable or any(fault.done is Done.REFUSED for fault in self.faults)

    def take(self, lines: Sequence[Line]) -> None:
        """Take the lines that the file has for the item."""
        for line in lines:
            self.rows.setdefault(line.sheet, []).append(line)
        for line in self.rows.get(ORIGINS, ()):
            first = self.origins.setdefault((line.cells.get(PART, "").strip(), _element_told(line)), line)
            if first is not line:
                self.fault(line, ELEMENT, "id_twice", first=first.number)
        if self._is_basis_unclear():
            self.told -= {BASES}
            for line in self.rows.get(BASES, ())[:1]:
                self._told(line, PART, "sheet_unnamed", done=Done.KEPT)
        self.keys = self._material_keys()
        for line in lines:
            self._judge(line)

    def _judge(self, line: Line) -> None:
        """Tell formulas, and a row that belongs to no list, or to no material: nothing is dropped in silence."""
        for column in (name for name, text in line.cells.items() if text == FORMULA):
            self.fault(line, column, "formula")
        if line.sheet in LIST_SHEETS.values():
            told = _element_told(line)
            lists = owners(line.sheet)
            if told not in lists and (told or len(lists) > 1):
                self.fault(line, ELEMENT, "element_unknown")
        part = line.cells.get(PART, "").strip() if line.sheet in {BASES, ORIGINS} else ""
        if part and part not in self._parts():
            self.fault(line, PART, "material_unknown")

    def _is_basis_unclear(self) -> bool:
        """Return whether nobody knows which bases are the item's and which those of its materials."""
        return (
            BASES in self.told
            and PART not in self.columns[BASES]
            and any(row.get(PART) for row in self.own.get(BASES, ()))
        )

    def _parts(self) -> set[str]:
        return set(self.keys) if MATERIALS in self.told else {row["key"] for row in self.own.get(MATERIALS, ())}

    def _material_keys(self) -> list[str]:
        """Return the key of each material; a new one without a key gets one that no other has."""
        lines = self.rows.get(MATERIALS, [])
        known = self.own.get(MATERIALS, [])
        told = [line.cells.get("key", "").strip() for line in lines]
        same = self._partners(lines, known)
        told = [key or ("" if place is None else known[place]["key"]) for key, place in zip(told, same, strict=True)]
        taken = [*told, *(row["key"] for row in known)]
        found: list[str] = []
        for key in told:
            found.append(key or free_key("material", [{"key": name} for name in [*taken, *found]]))
        return found

    def _partners(self, lines: Sequence[Line], known: Sequence[Mapping[str, str]]) -> list[int | None]:
        """Return the place of the row that is there for each line; where nobody can tell, the lines are faults."""
        if not lines:
            return []
        found = partners([line.cells for line in lines], known, self.columns[lines[0].sheet])
        if found is None:
            for line in lines:
                self.fault(line, "", "sheet_unnamed")
        return [None] * len(lines) if found is None else found

    def fault(self, line: Line, column: str, code: str, **facts: object) -> None:
        """Tell a fault for which the item is not taken."""
        self._told(line, column, code, done=Done.REFUSED, **facts)

    def _told(self, line: Line, column: str, code: str, *, done: Done, **facts: object) -> None:
        value = line.cells.get(column, "")[:200]
        self.faults.append(RowFault(line.number, column, value, code, done, facts, line.sheet))

    def content(self, *, process: Raw | None) -> Raw:
        """Return the content; `process` None: as it was, empty: none."""
        base = self.before.content if self.before else {}
        content: Raw = {"format": FORMAT, "key": self.key, "sources": self._sources(base)}
        content["elements"] = self._elements(base.get("elements", {}))
        kept = base.get(PROCESS) if process is None else process
        if kept:
            content[PROCESS] = kept
        problems = item_faults(content)
        self.is_readable = not problems
        for problem in problems:
            self._parsed(problem.path, problem.code)
        for path in unstorable_paths(content):
            self._parsed(path, "sign_unfit")
        return requoted(content, base or None, words=False) if self.is_readable else content

    def _parsed(self, path: str, code: str) -> None:
        """Tell what the parser found at the cell that it stands in."""
        line = self.rows[ITEMS][0]
        known = max((place for place in self.places if path.startswith(place)), key=len, default="")
        line = self.places.get(known, line)
        tail = path.rsplit(".", 1)[-1]
        column = tail if tail in COLUMN[line.sheet] else path.split(".")[1] if "." in path else ""
        column = column if column in COLUMN[line.sheet] else ""
        refused = {(fault.sheet, fault.line) for fault in self.faults if fault.done is Done.REFUSED}
        if (line.sheet, line.number) not in refused:
            self.fault(line, column, _PARSED.get(code, "content_unreadable"), path=path)

    # --- cells ---------------------------------------------------------------------------------------

    def value(self, line: Line, column: Column) -> Any:  # noqa: ANN401 - the value of any element
        """Return the value of a cell; None for an empty one, and for one that cannot be read."""
        text = line.cells.get(column.key, "")
        if not text or text == FORMULA:
            return None
        is_known = (line.sheet, column.key, text) in self.known
        if not is_known:
            plain = cleaned_lines(text) if column.kind is not Kind.JSON else text
            if plain != text:
                self._told(line, column.key, "markup_removed", done=Done.CLEANED)
            text = plain
        try:
            return read(text, column.kind, column.code_list) if text.strip() or is_known else None
        except CellUnfit as problem:
            # The posts and steps of powers that nobody applies for stand in no list; the gate judges them.
            if column.kind is Kind.CODE and (is_known or line.sheet not in {ITEMS, MATERIALS, ORIGINS}):
                return text
            self.fault(line, column.key, str(problem))
            return None

    def _record(self, line: Line, columns: Sequence[Column]) -> Raw:
        """Return the fields of a row; an empty cell of a text is an empty text, of a yes-or-no a no."""
        found: Raw = {}
        for column in columns:
            value = self.value(line, column)
            if value is None and column.is_optional:
                continue
            if value is None:
                value = {Kind.TEXT: "", Kind.FLAG: False, Kind.CODE: ""}.get(column.kind)
            found[column.key] = value
        return found

    def _laid(self, line: Line, columns: Sequence[Column], base: Raw) -> Raw:
        """Return the fields of a row laid over the entry that is there: what the sheet has no column for stays."""
        there = self.columns[line.sheet]
        kept = {
            column.key: deepcopy(base[column.key])
            for column in columns
            if column.key not in there and column.key in base
        }
        return kept | self._record(line, [column for column in columns if column.key in there or not base])

    # --- sources and elements ------------------------------------------------------------------------

    def _sources(self, base: Raw) -> Raw:
        if SOURCES not in self.told:
            return deepcopy(base.get("sources")) or {CITY: dict(CITY_SOURCE)}
        columns = [column for column in COLUMN[SOURCES].values() if column.key not in {"agency", "item", "key"}]
        found: Raw = {}
        for line in self.rows.get(SOURCES, ()):
            key = line.cells.get("key", "").strip()
            if not key or key in found:
                self.fault(line, "key", "id_twice" if key else "id_missing", first="…")
                continue
            found[key] = self._laid(line, columns, base.get("sources", {}).get(key, {}))
            self.places[f"sources.{key}"] = line
        return found

    def _elements(self, base: Raw) -> Raw:
        found: Raw = {}
        for element in ALL_ITEM_ELEMENTS:
            raw = self._element(element, base.get(element.key))
            if raw is not None:
                found[element.key] = raw
        for (part, key), line in self.origins.items():
            if not part and key not in ITEM_ELEMENT:
                self.fault(line, ELEMENT, "element_unknown")
        return found

    def _element(self, element: Element, base: Raw | None) -> Raw | None:
        line = self.rows[ITEMS][0]
        column = of_element(element)
        self.places[f"elements.{element.key}"] = self.origins.get(("", element.key), line)
        if column is not None:
            if element.key not in self.columns[ITEMS] and ORIGINS not in self.told:
                return self._as_was(base)
            value = self.value(line, column) if element.key in self.columns[ITEMS] else (base or {}).get("value")
            return self._cited(element, value, base, part="", owner=line)
        sheet = _sheet_of(element)
        if sheet not in self.told:
            return self._as_was(base) if ORIGINS not in self.told else self._cited(
                element, (base or {}).get("value"), base, part="", owner=line
            )  # fmt: skip
        return self._cited(element, self._entries(element, sheet, base) or None, base, part="", owner=line)

    def _as_was(self, base: Raw | None) -> Raw | None:
        return deepcopy(base) if base is not None or self.before else dict(_UNKNOWN)

    def _cited(self, element: Element, value: Any, base: Raw | None, *, part: str, owner: Line) -> Raw | None:  # noqa: ANN401 - the value of any element
        """Return an element with its citation: as the file tells it, as it was, or as the file's own word."""
        origin = self.origins.get((part, element.key))
        if origin is not None:
            return self._as_told(value, origin, element, base=base or {})
        if ORIGINS in self.told and base is None:
            return None if value is None else self._own(value)
        before = (base or {}).get("value")
        if value == before or (value is None and before in ("", [])):
            return self._as_was(base) if owner.sheet == ITEMS or base is not None else None
        if value is None:
            return {"value": [], **_kept(base)} if _is_list(element) else dict(_UNKNOWN)
        return self._own(value)

    def _own(self, value: Any) -> Raw:  # noqa: ANN401 - the value of any element
        return {"value": value, "check_state": "own_wording", "note": NOTE}

    def _as_told(self, value: Any, origin: Line, element: Element, *, base: Raw) -> Raw:  # noqa: ANN401 - the value of any element
        stated = origin.cells.get(STATED, "").strip()
        if STATED not in self.columns[ORIGINS] and base.get("value") is not None:
            stated = NONE if base["value"] in ("", []) else SOME
        citation = self._citation(origin, base)
        if value is None and stated == NONE:
            value = [] if _is_list(element) or element.type in {ElementType.TEXTS, ElementType.CODES} else ""
        if value is None and stated == SOME:  # emptied by hand
            return {"value": [], **_kept(citation)} if _is_list(element) else dict(_UNKNOWN)
        # A list keeps on what it rests as a whole; each of its entries is judged for itself.
        is_kept = value is None or (_is_list(element) and citation["check_state"] != "unknown")
        if not is_kept and all_said(value) != all_said(base.get("value")):
            citation = reworded(citation, base)
        return {"value": value, **citation}

    def _citation(self, line: Line, base: Raw) -> Raw:
        """Return on what a row rests, as it tells; what the sheet has no column for stays."""
        told = self._laid(line, [COLUMN[ORIGINS][name] for name in CITED], base)
        if not told.get("check_state"):
            told["check_state"] = "own_wording"
        return told

    # --- lists ---------------------------------------------------------------------------------------

    def _entries(self, element: Element, sheet: str, base: Raw | None) -> list[Raw]:
        if element.type is ElementType.LEGAL_BASIS:
            return self._bases("", f"elements.{element.key}", base)
        if element.type is ElementType.MATERIALS:
            return [self._material(line, place) for place, line in enumerate(self.rows.get(MATERIALS, ()))]
        meant = {element.key, *([""] if owners(sheet) == [element.key] else [])}
        lines = [line for line in self.rows.get(sheet, ()) if _element_told(line) in meant]
        known = [row for row in self.own.get(sheet, ()) if row[ELEMENT] == element.key]
        found: list[Raw] = []
        for line, place in zip(lines, self._partners(lines, known), strict=True):
            before = {} if place is None or base is None else base["value"][place]
            self.places[f"elements.{element.key}.value[{len(found)}]"] = line
            found.append(self._entry(line, before))
        taken = [*found, *((base or {}).get("value") or [])]
        for entry in found:
            if entry.get("key") == "":
                entry["key"] = free_key("line", taken)
        return found

    def _entry(self, line: Line, before: Raw) -> Raw:
        """Return an entry of a list as a row tells it; one that tells no key of its own keeps the one it had."""
        skipped = {"agency", "item", ELEMENT, *CITED}
        columns = [column for column in COLUMN[line.sheet].values() if column.key not in skipped]
        entry = self._laid(line, columns, before)
        if entry.get("key") == "":
            entry["key"] = before.get("key", "")
        citation = self._citation(line, before)
        is_changed = any(said(entry.get(name)) != said(before.get(name)) for name in entry)
        return {**entry, **(reworded(citation, before) if is_changed else citation)}

    def _bases(self, part: str, path: str, base: Raw | None) -> list[Raw]:
        known = {row["source"]: row.get("valid", True) for row in (base or {}).get("value") or []}
        is_told = "valid" in self.columns[BASES]
        found: list[Raw] = []
        for line in self.rows.get(BASES, ()):
            if line.cells.get(PART, "").strip() == part:
                self.places[f"{path}.value[{len(found)}]"] = line
                source = line.cells.get("source", "").strip()
                valid = self.value(line, COLUMN[BASES]["valid"]) if is_told else known.get(source)
                found.append({"source": source, "valid": valid is not False})
        return found

    def _material(self, line: Line, place: int) -> Raw:
        path = f"elements.materials.value[{place}]"
        self.places[path] = line
        key = self.keys[place]
        first = self.keys.index(key)
        if first != place:
            self.fault(line, "key", "id_twice", first=self.rows[MATERIALS][first].number)
        base = self._material_before(key)
        elements = {}
        for element in MATERIAL_ELEMENTS:
            raw = self._material_element(
                line, element, key=key, base=base.get("elements", {}).get(element.key), path=path
            )
            if raw is not None:
                elements[element.key] = raw
        found: Raw = {"key": key, "elements": elements}
        needed = self.value(line, COLUMN[MATERIALS]["needed_when"])
        if "needed_when" not in self.columns[MATERIALS]:
            needed = base.get("needed_when")
        return found if needed is None else {**found, "needed_when": needed}

    def _material_element(self, line: Line, element: Element, *, key: str, base: Raw | None, path: str) -> Raw | None:
        column = of_element(element)
        where = f"{path}.elements.{element.key}"
        self.places[where] = self.origins.get((key, element.key), line)
        if column is None:
            value = (self._bases(key, where, base) or None) if BASES in self.told else (base or {}).get("value")
        elif element.key not in self.columns[MATERIALS]:
            value = (base or {}).get("value")
        else:
            value = self.value(line, column)
        return self._cited(element, value, base, part=key, owner=line)

    def _material_before(self, key: str) -> Raw:
        if self.before is None:
            return {}
        rows = (self.before.content["elements"].get("materials") or {}).get("value") or []
        return next((row for row in rows if row["key"] == key), {})


def _sheet_of(element: Element) -> str:
    if element.type is ElementType.LEGAL_BASIS:
        return BASES
    return MATERIALS if element.type is ElementType.MATERIALS else LIST_SHEETS[element.type]


def _element_told(line: Line) -> str:
    """Return the key of the element that a row names by its key or in Chinese."""
    told = line.cells.get(ELEMENT, "").strip()
    return _BY_NAME.get(told, told)


def _is_list(element: Element) -> bool:
    return of_element(element) is None


def _kept(raw: Raw | None) -> Raw:
    """Return the citation of an element; one that was unknown is the file's own word."""
    kept: Raw = {name: raw[name] for name in CITED if raw and name in raw}
    return kept if kept.get("check_state", "unknown") != "unknown" else {"check_state": "own_wording", "note": NOTE}
