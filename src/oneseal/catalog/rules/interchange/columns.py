"""Which sheets and columns the whole list has: one registry, derived from the elements and their dataclasses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from typing import TYPE_CHECKING, Final

from oneseal.catalog.rules.codes import CODE_LISTS
from oneseal.catalog.rules.elements import ALL_ITEM_ELEMENTS, MATERIAL_ELEMENTS, Element, ElementType
from oneseal.catalog.rules.fields import RECORDS, record_fields
from oneseal.catalog.rules.interchange.cells import Kind
from oneseal.catalog.rules.version import Citation, Source

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

ITEMS: Final = "items"
MATERIALS: Final = "materials"
BASES: Final = "bases"
SOURCES: Final = "sources"
ORIGINS: Final = "origins"
STRUCTURES: Final = "structures"
AGENCY: Final = "agency"
ITEM: Final = "item"
VERSION: Final = "exported_version"
STATE: Final = "exported_state"
REVISION: Final = "exported_revision"
ELEMENT: Final = "element"
PART: Final = "part"
STATED: Final = "stated"
# The sheet on which each kind of list stands.
LIST_SHEETS: Final[Mapping[ElementType, str]] = {
    ElementType.STEPS: "steps",
    ElementType.FEES: "fees",
    ElementType.FAQ: "questions",
    ElementType.CONDITIONS: "conditions",
    ElementType.SPECIAL_PROCEDURES: "procedures",
    ElementType.CONTACTS: "contacts",
}
SHEET_NAMES: Final[Mapping[str, tuple[str, str]]] = {
    ITEMS: ("事项", "Items"),
    MATERIALS: ("申请材料", "Materials"),
    "steps": ("办理流程", "Steps"),
    "fees": ("收费项目", "Fees"),
    "questions": ("常见问题", "Questions"),
    "conditions": ("条件", "Conditions"),
    "procedures": ("特别程序", "Special procedures"),
    "contacts": ("咨询和投诉方式", "Contacts"),
    BASES: ("设定依据", "Legal bases"),
    SOURCES: ("来源和条文", "Sources"),
    ORIGINS: ("要素的来源和核对", "Origins of elements"),
    STRUCTURES: ("申请表和审查过程", "Forms and processes"),
}
_KINDS: Final[Mapping[ElementType, Kind]] = {
    ElementType.TEXT: Kind.TEXT,
    ElementType.INTEGER: Kind.INTEGER,
    ElementType.DATE: Kind.DATE,
    ElementType.FLAG: Kind.FLAG,
    ElementType.CODE: Kind.CODE,
    ElementType.CODES: Kind.CODES,
    ElementType.TEXTS: Kind.TEXTS,
    ElementType.NUMBER_RULE: Kind.JSON,
}
_BY_FIELD: Final[Mapping[object, Kind]] = {
    str: Kind.TEXT, bool: Kind.FLAG, int: Kind.INTEGER, int | None: Kind.INTEGER,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key, its names, how its cells are written; `is_optional`: an empty cell says nothing."""

    key: str
    chinese: str
    english: str
    kind: Kind = Kind.TEXT
    code_list: str = ""
    is_optional: bool = False


_IDENTITY: Final = (
    Column(AGENCY, "机关代码", "Agency code"),
    Column(ITEM, "事项标识", "Item key"),
)
_CITED: Final = (
    Column("check_state", "核对状态", "Check state", Kind.CODE, "check_state"),
    Column("source", "来源", "Source", is_optional=True),
    Column("quote", "引用的原文", "Quotation", is_optional=True),
    Column("note", "说明", "Note", is_optional=True),
)
_ELEMENT: Final = Column(ELEMENT, "要素", "Element")


def of_element(element: Element) -> Column | None:
    """Return the column of an element; None for a list that has a sheet of its own."""
    kind = _KINDS.get(element.type)
    return Column(element.key, element.chinese, element.english, kind, element.code_list) if kind else None


def _of_elements(elements: tuple[Element, ...]) -> tuple[Column, ...]:
    return tuple(column for column in map(of_element, elements) if column is not None)


def _of_record(record: type[DataclassInstance]) -> tuple[Column, ...]:
    worded = {row.name: row for row in record_fields(record)}
    found = []
    for field in fields(record):
        if field.type is Citation:
            continue
        row = worded.get(field.name)
        code_list = row.code_list if row and row.code_list in CODE_LISTS else ""
        names = (row.chinese, row.english) if row else ("编号", "Key")
        # The steps of different powers come from different lists; their keys stand as they are.
        kind = Kind.CODE if code_list and field.name != "key" else _BY_FIELD[field.type]
        is_optional = field.default is not MISSING
        found.append(Column(field.name, *names, kind, code_list if kind is Kind.CODE else "", is_optional))
    return tuple(found)


def _list_sheet(record: type[DataclassInstance]) -> tuple[Column, ...]:
    return (*_IDENTITY, _ELEMENT, *_of_record(record), *_CITED)


SHEETS: Final[Mapping[str, tuple[Column, ...]]] = {
    ITEMS: (
        *_IDENTITY,
        Column(VERSION, "导出时的版本", "Version exported", Kind.INTEGER),
        Column(STATE, "导出时的状态", "State exported"),
        Column(REVISION, "导出时的修订", "Revision exported", Kind.INTEGER),
        *_of_elements(ALL_ITEM_ELEMENTS),
    ),
    MATERIALS: (
        *_IDENTITY, Column("key", "材料编号", "Material key"),
        *_of_elements(MATERIAL_ELEMENTS), Column("needed_when", "适用条件", "When it is needed", Kind.JSON),
    ),
    **{sheet: _list_sheet(RECORDS[kind]) for kind, sheet in LIST_SHEETS.items()},
    BASES: (
        *_IDENTITY, Column(PART, "材料编号", "Material key", is_optional=True),
        Column("source", "来源编号", "Source key"), Column("valid", "现行有效", "In force", Kind.FLAG),
    ),
    SOURCES: (*_IDENTITY, *_of_record(Source)),
    ORIGINS: (
        *_IDENTITY, Column(PART, "材料编号", "Material key", is_optional=True), _ELEMENT,
        Column(STATED, "有无内容", "Stated"), *_CITED,
    ),
    STRUCTURES: (
        *_IDENTITY, Column(PART, "结构", "Structure"), Column("json", "数据（JSON）", "Data (JSON)"),
    ),
}  # fmt: skip
COLUMN: Final[Mapping[str, Mapping[str, Column]]] = {
    sheet: {column.key: column for column in columns} for sheet, columns in SHEETS.items()
}


def sheet_called(title: str) -> str:
    """Return the sheet that a title means: its key, its Chinese or its English name; empty: none."""
    plain = title.strip().removesuffix(".csv").rpartition("/")[2].casefold()
    return next((key for key, names in SHEET_NAMES.items() if plain in {key, *map(str.casefold, names)}), "")


def column_called(sheet: str, title: str) -> str:
    """Return the column of a sheet that a title means; empty: none."""
    plain = " ".join(title.split()).casefold()
    for column in SHEETS[sheet]:
        if plain in {column.key.casefold(), column.chinese.casefold(), column.english.casefold()}:
            return column.key
    return ""
