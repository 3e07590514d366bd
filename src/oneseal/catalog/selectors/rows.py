"""A list of a draft as a table whose rows are edited in place: a few columns in words, faults, and the mark of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from oneseal.catalog.errors import ElementUnknown
from oneseal.catalog.rules.codes import CODE_LISTS
from oneseal.catalog.rules.elements import ITEM_ELEMENT, MATERIAL_ELEMENT, ElementType
from oneseal.catalog.rules.entries import YES, Words, clause_key, entry_at, entry_words, list_kind, raw_entries
from oneseal.catalog.rules.fields import SOURCES, Control, EntryField, entry_fields
from oneseal.catalog.rules.kinds import type_of
from oneseal.catalog.rules.parsing import to_mapping
from oneseal.catalog.rules.saving import mark_of, row_said, words_seen
from oneseal.catalog.rules.standards import Asked, asked_by
from oneseal.catalog.selectors.entries import EntryList, entry_list
from oneseal.catalog.selectors.items import VersionFacts
from oneseal.kernel.clock import Unit
from oneseal.kernel.process import Node, ProcessDefinition, Row, definition_of

# Which fields a row shows while it is folded; the first names it.
_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    ElementType.MATERIALS: ("name", "necessity", "source", "copy_kind", "legal_basis"),
    ElementType.STEPS: ("name", "post_name", "limit", "timed"),
    ElementType.FEES: ("name", "rate", "basis"),
    ElementType.SPECIAL_PROCEDURES: ("name", "max_days", "stops_clock"),
    ElementType.CONDITIONS: ("text", "source"),
    ElementType.CONTACTS: ("way", "detail"),
    ElementType.FAQ: ("question", "answer"),
    ElementType.LEGAL_BASIS: ("document", "article", "text"),
    SOURCES: ("document", "article", "text"),
}
_UNITS: Final = {"limit": "limit_unit", "max_days": "unit"}
_LONGEST: Final = 120
_MANY: Final = 8
_CLOCK_UNITS: Final = {"WD": Unit.WORKING_DAY, "ND": Unit.NATURAL_DAY, "OH": Unit.OFFICE_HOUR}


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of a folded row in words."""

    label: str
    label_en: str
    text: str
    text_en: str


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row: its place from 0, its mark, its cells, and what keeps it from being published.

    `source` is the key under which its words are filed, where it is a clause.
    """

    place: int
    mark: str
    cells: tuple[Cell, ...]
    faults: tuple[str, ...]
    is_first: bool
    is_last: bool
    source: str = ""

    @property
    def name(self) -> Cell:
        """Return the cell that names the row."""
        return self.cells[0]

    @property
    def up_name(self) -> str:
        """Return what the button that moves the row up is called."""
        return f"up-{self.place}"

    @property
    def down_name(self) -> str:
        """Return what the button that moves the row down is called."""
        return f"down-{self.place}"

    @property
    def number(self) -> int:
        """Return the place as people count it."""
        return self.place + 1


@dataclass(frozen=True, slots=True)
class ColumnAsked:
    """A column of a list, and what asks for it."""

    field: EntryField
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A list with its rows; `listed` says what else is known of the list, `asked` and `columns_asked` what asks for it.

    Only materials have columns of the standard; the sources are our own list, for which nothing asks.
    """

    listed: EntryList
    columns: tuple[EntryField, ...]
    rows: tuple[GridRow, ...]
    asked: tuple[Asked, ...]
    columns_asked: tuple[ColumnAsked, ...]

    @property
    def key(self) -> str:
        """Return the key of the list."""
        return self.listed.key

    @property
    def is_long(self) -> bool:
        """Return whether the list is folded: it has many rows, and nothing is wrong in any of them."""
        return len(self.rows) > _MANY and not any(row.faults for row in self.rows)


def grid(facts: VersionFacts, key: str, *, content: Mapping[str, Any] | None = None) -> Grid:
    """Return a list of a version as a table; `content` is the version as plain data, where it is at hand.

    Raises:
        ElementUnknown: not a list.
    """
    kind = list_kind(key)
    if kind is None:
        raise ElementUnknown("not a list that is edited entry by entry", key=key)
    raw = dict(content or to_mapping(facts.content))
    listed = entry_list(facts, key)
    columns = _columns(kind)
    sources = {name: f"{row.document}{row.article}" for name, row in facts.content.sources.items()}
    rows = tuple(
        GridRow(
            row.place, mark_of(row_said(raw, key, row.place)),
            _cells(columns, entry_words(kind, raw_entries(raw, key)[row.place], raw), sources),
            row.faults, row.is_first, row.is_last, clause_key(key, raw_entries(raw, key)[row.place]),
        )
        for row in listed.rows
    )  # fmt: skip
    item_type = type_of(facts.content)
    asked = asked_by(ITEM_ELEMENT[key], item_type) if key in ITEM_ELEMENT else ()
    return Grid(listed, columns, rows, asked, _columns_asked(kind, columns, item_type))


def _columns_asked(kind: ElementType | str, columns: Sequence[EntryField], item_type: str) -> tuple[ColumnAsked, ...]:
    """Return what asks for the columns of materials, from the registry of their elements."""
    if kind is not ElementType.MATERIALS:
        return ()
    return tuple(ColumnAsked(field, asked_by(MATERIAL_ELEMENT[field.name], item_type)) for field in columns)


def clause_seen(facts: VersionFacts, key: str, place: int, *, told: Words, seen: Words) -> dict[str, str]:
    """Return what the editor of a clause has seen of it once it is saved: what he told where that is what it says."""
    content = to_mapping(facts.content)
    now = entry_words(list_kind(key) or "", entry_at(content, key, place), content)
    return {name: str(text) for name, text in words_seen(told, seen, now).items()}


def _columns(kind: ElementType | str) -> tuple[EntryField, ...]:
    fields = {field.name: field for field in entry_fields(kind, is_new=False)}
    return tuple(fields[name] for name in _COLUMNS[kind])


def _cells(
    columns: Sequence[EntryField], words: Mapping[str, str | Sequence[str]], sources: Mapping[str, str]
) -> tuple[Cell, ...]:
    return tuple(Cell(field.chinese, field.english, *_words(field, words, sources)) for field in columns)


def _words(field: EntryField, words: Mapping[str, str | Sequence[str]], sources: Mapping[str, str]) -> tuple[str, str]:
    told = words.get(field.name, "")
    if field.control in {Control.SOURCE, Control.SOURCES}:
        named = "；".join(sources.get(key, key) for key in ([told] if isinstance(told, str) else told) if key)
        return named, named
    text = told if isinstance(told, str) else "、".join(told)
    if field.control is Control.FLAG:
        return ("是", "Yes") if text else ("否", "No")
    if field.code_list:
        return _coded(field.code_list, text)
    if field.name in _UNITS and text:
        unit = _coded("limit_unit", str(words.get(_UNITS[field.name], "")))
        return f"{text}{unit[0]}", f"{text} {unit[1]}"
    cut = f"{text[:_LONGEST]}…" if len(text) > _LONGEST else text
    return cut, cut


def _coded(code_list: str, value: str) -> tuple[str, str]:
    if code_list == "yes_no":
        return {YES: ("是", "Yes"), "0": ("否", "No")}.get(value, ("", ""))
    found = ((row.chinese, row.english) for row in CODE_LISTS[code_list] if row.code == value)
    return next(found, (value, value))


@dataclass(frozen=True, slots=True)
class StepDrawn:
    """What stands in the box of a step beside its name: its limit in words where no clock counts it, and its post."""

    limit: str
    limit_en: str
    post: str
    post_en: str


@dataclass(frozen=True, slots=True)
class FlowDrawn:
    """The steps of an item as a drawing, with what stands beside each of them by the key of its box."""

    definition: ProcessDefinition
    steps: Mapping[str, StepDrawn]


def flow_drawn(facts: VersionFacts) -> FlowDrawn | None:
    """Return the steps of an item as a drawing, one after the other; None where there are none."""
    steps = facts.content.steps
    if not steps:
        return None
    keys = [f"step_{number}" for number in range(1, len(steps) + 1)]
    rows, drawn = [], {}
    for key, before, step in zip(keys, [None, *keys], steps, strict=False):
        unit = _CLOCK_UNITS.get(step.limit_unit)
        limit = step.limit if unit else None
        task = Node(key, name=step.name, name_en=step.name_en, limit=limit, unit=unit or Unit.WORKING_DAY)
        rows.append(Row(task, (before,) if before else ()))
        words = _coded("limit_unit", step.limit_unit) if step.limit and not unit else ("", "")
        told = (f"{step.limit}{words[0]}", f"{step.limit} {words[1]}") if words[0] else ("", "")
        drawn[key] = StepDrawn(*told, step.post_name, step.post_name_en or step.post_name)
    return FlowDrawn(definition_of(rows), drawn)
