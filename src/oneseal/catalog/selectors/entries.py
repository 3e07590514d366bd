"""What the editor sees of a list: its entries with the faults of each, and one entry field by field."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from oneseal.catalog.errors import ElementUnknown
from oneseal.catalog.rules.codes import CODE_LISTS, Code
from oneseal.catalog.rules.elements import ITEM_ELEMENT
from oneseal.catalog.rules.entries import CITY, entry_at, entry_words, list_kind, raw_entries
from oneseal.catalog.rules.fields import SOURCES, Control, EntryField, entry_fields
from oneseal.catalog.rules.parsing import to_mapping
from oneseal.catalog.rules.publication import Fault
from oneseal.catalog.rules.version import GENERATED, Source
from oneseal.catalog.selectors.editor import Line, Option, _lines, fault_key, fault_sentence, source_options
from oneseal.catalog.selectors.intermediaries import intermediaries_offered
from oneseal.catalog.selectors.items import VersionFacts, reference_items
from oneseal.catalog.selectors.ledgers import certificates_offered, licence_codes_offered
from oneseal.kernel.formlogic import FormDefinition

_PLACE: Final = re.compile(r"\.value\[(\d+)\](?:\.(?:elements\.)?([a-z_]+))?")


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry of a list: where it stands, its words, and what keeps it from being published."""

    place: int
    line: Line
    faults: tuple[str, ...]
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class EntryList:
    """A list with its entries; `is_none` says that the agency states there are none, `faults` are the list's own."""

    key: str
    label: str
    label_en: str
    displayed_under: str
    rows: tuple[EntryRow, ...]
    is_none: bool
    is_ordered: bool
    faults: tuple[str, ...]
    templates: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class EntryAsked:
    """One field of an entry as it is asked: its options, what stands in it, and the faults of the gate."""

    field: EntryField
    label: str
    label_en: str
    help: str
    help_en: str
    control: str
    options: tuple[Option, ...]
    typed: str | tuple[str, ...]
    faults: tuple[str, ...]


def entry_list(facts: VersionFacts, key: str) -> EntryList:
    """Return a list of a version with its entries.

    Raises:
        ElementUnknown: not a list.
    """
    if list_kind(key) is None:
        raise ElementUnknown("not a list that is edited entry by entry", key=key)
    content = to_mapping(facts.content)
    lines, faults = _rows(facts, key, content), _faults(facts, key, content)
    element = ITEM_ELEMENT.get(key)
    value = facts.content.elements.get(key)
    return EntryList(
        key=key, label=element.chinese if element else "来源", label_en=element.english if element else "Sources",
        displayed_under=element.displayed_under if element else "",
        rows=tuple(
            EntryRow(place, line, tuple(sentence for _name, sentence in faults.get(place, ())), place == 0,
                     place == len(lines) - 1)
            for place, line in enumerate(lines)
        ),
        is_none=value is not None and value.value == (), is_ordered=key != SOURCES,
        faults=tuple(sentence for _name, sentence in faults.get(None, ())), templates=_templates(key),
    )  # fmt: skip


def _rows(facts: VersionFacts, key: str, content: dict[str, Any]) -> tuple[Line, ...]:
    if key != SOURCES:
        return _lines(facts.content.elements.get(key))
    return tuple(_source_line(facts.content.sources[row["key"]]) for row in raw_entries(content, SOURCES))


def _source_line(source: Source) -> Line:
    title = f"{source.document}{source.article}"
    return Line(title, title, source.text, source.text, source.number, "")


def _faults(facts: VersionFacts, key: str, content: dict[str, Any]) -> dict[int | None, list[tuple[str, str]]]:
    """Return the faults of a list by the place of their entry (None: of the list), each with its field."""
    sources = [row["key"] for row in raw_entries(content, SOURCES)] if key == SOURCES else []
    found: dict[int | None, list[tuple[str, str]]] = {}
    for fault in facts.faults:
        if fault_key(fault) != key:
            continue
        place, name = _place(fault, key, sources)
        found.setdefault(place, []).append((name, fault_sentence(fault)))
    return found


def _place(fault: Fault, key: str, sources: list[str]) -> tuple[int | None, str]:
    rest = fault.path.removeprefix(key)
    if sources:
        source, _dot, name = rest.removeprefix(".").rpartition(".")
        return (sources.index(source) if source in sources else None), name
    found = _PLACE.match(rest)
    return (int(found[1]), found[2] or "") if found else (None, "")


def _templates(key: str) -> tuple[Option, ...]:
    """Return the items that ship with entries of this list, to be taken over."""
    if key == SOURCES:
        return ()
    return tuple(
        Option(name, item["elements"]["name"]["value"], (item["elements"].get("name_en") or {}).get("value") or "")
        for name, source in reference_items().items()
        if raw_entries(item := source["item"], key)
    )


def entry_asked(facts: VersionFacts, key: str, place: int | None) -> tuple[EntryAsked, ...]:
    """Return the fields of an entry, filled with what it says; a new one (place None) starts empty.

    Raises:
        ElementUnknown, EntryNotFound.
    """
    kind = list_kind(key)
    if kind is None:
        raise ElementUnknown("not a list that is edited entry by entry", key=key)
    content = to_mapping(facts.content)
    words = _FIRST if place is None else entry_words(kind, entry_at(content, key, place), content)
    faults = [] if place is None else _faults(facts, key, content).get(place, [])
    asked = []
    for field in entry_fields(kind, is_new=place is None):
        if field.control is Control.CONDITION and not answers_offered(facts.form.definition):
            continue
        typed = words.get(field.name, "")
        named = tuple(sentence for name, sentence in faults if name == field.name)
        asked.append(
            EntryAsked(
                field=field, label=field.chinese, label_en=field.english, help=field.help, help_en=field.help_en,
                control=Control.CHOICE.value if (key, field.name) in REGISTERED else field.control.value,
                options=_registered(key, field.name, typed) or _options(field, facts, typed),
                typed=typed if isinstance(typed, str) else tuple(typed), faults=named,
            )
        )  # fmt: skip
    return tuple(asked)


# What a new entry starts with.
_FIRST: Final[Mapping[str, str | list[str]]] = {
    "check_state": "own_wording", "limit_unit": "WD", "unit": "WD", "valid": "on", "necessity": "1",
    "source": "", "copy_kind": "original", "form": "either",
}  # fmt: skip


# Fields of materials that are chosen from the lists beside the items.
REGISTERED: Final[Mapping[tuple[str, str], Callable[[], list[tuple[str, str]]]]] = {
    ("materials", "licence_type_code"): licence_codes_offered,
    ("materials", "certificate_list_id"): certificates_offered,
    ("materials", "intermediary_list_id"): intermediaries_offered,
}


def _registered(key: str, name: str, typed: str | list[str]) -> tuple[Option, ...]:
    """Return what a registry offers for a field; a value that no longer stands in it stays choosable."""
    offered = REGISTERED.get((key, name))
    listed = tuple(Option(value, label, label) for value, label in offered()) if offered else ()
    return (*listed, *_kept(typed, listed)) if offered else ()


def _options(field: EntryField, facts: VersionFacts, typed: str | list[str]) -> tuple[Option, ...]:
    """Return what a field is chosen from; a value that stands in no list stays choosable."""
    if field.control in {Control.SOURCE, Control.SOURCES}:
        is_any = field.control is Control.SOURCE
        return tuple(option for option in source_options(facts) if is_any or option.value != CITY)
    if field.control is Control.CONDITION:
        return answers_offered(facts.form.definition)
    if field.control is Control.BLANK_FORM:
        own = Option(
            f"{GENERATED}{facts.form.key}",
            "就是申请表，由系统按填写的内容生成",
            "The application form, made from the answers",
        )
        return (own, *_kept(typed, (own,)))
    if field.control is Control.CHOICE:
        listed = tuple(Option(code.code, code.chinese, code.english) for code in _codes(field, facts))
        return (*listed, *_kept(typed, listed))
    return ()


def _codes(field: EntryField, facts: VersionFacts) -> tuple[Code, ...]:
    """Return the codes of a field; the steps of a power that nobody applies for are a list of their own."""
    is_power = field.code_list == "flow_step" and not facts.is_applied_for
    return CODE_LISTS["power_step" if is_power else field.code_list]


def _kept(typed: str | list[str], listed: tuple[Option, ...]) -> tuple[Option, ...]:
    known = {option.value for option in listed}
    return (Option(typed, typed, typed),) if isinstance(typed, str) and typed and typed not in known else ()


def answers_offered(form: FormDefinition) -> tuple[Option, ...]:
    """Return every answer that the choices of a form offer, as a condition names it."""
    return tuple(
        Option(f"{field.key}={option.value}", f"{field.label}：{option.label}", f"{field.label_en}: {option.label_en}")
        for field in form.fields
        for option in field.options
    )
