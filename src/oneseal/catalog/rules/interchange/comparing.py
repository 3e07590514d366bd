"""In what an item of a file differs from the item that is there, part by part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from oneseal.catalog.rules.differing import PARTS, Change, EntryPair, FieldPair, PartPair, VersionRaw, parts_compared
from oneseal.catalog.rules.elements import ITEM_ELEMENT
from oneseal.catalog.rules.interchange.writing import Carried, Raw
from oneseal.catalog.rules.parsing import parse_item

OTHER: Final = "other"
Line = tuple[str, str, str, str]  # what it is, in Chinese and English, before, after


@dataclass(frozen=True, slots=True)
class Difference:
    """One part of an item that a file changes: its key, how, and line by line from what to what."""

    key: str
    change: str
    lines: tuple[Line, ...]


def differences(before: Carried | None, content: Raw, form: Raw) -> tuple[Difference, ...]:
    """Return what a file would change; nothing where both say the same, however they are written."""
    if before is not None and before.form == form and parse_item(before.content) == parse_item(content):
        return ()
    old = VersionRaw(before.content, before.form) if before else None
    pairs = parts_compared(old, VersionRaw(content, form))
    found = tuple(
        Difference(pair.key, pair.change, tuple(_lines(pair))) for pair in pairs if pair.change != Change.SAME
    )
    # Citations of a material's elements are not shown side by side, yet they are kept.
    return found or (Difference(OTHER, Change.CHANGED, ()),)


def part_names(key: str) -> tuple[str, str]:
    """Return what a part of an item is called, in Chinese and English."""
    if key in PARTS:
        return PARTS[key]
    element = ITEM_ELEMENT.get(key)
    return (element.chinese, element.english) if element else ("", "")


def _lines(pair: PartPair) -> Iterator[Line]:
    if pair.value is not None and pair.value.is_changed:
        yield _line("", "", pair.value)
    for entry in pair.entries:
        yield from _entry_lines(entry)
    if pair.source is not None and pair.source.is_changed and not pair.entries:
        yield _line("来源", "Source", pair.source)


def _entry_lines(entry: EntryPair) -> Iterator[Line]:
    if entry.change is Change.ADDED:
        yield (entry.title, entry.title, "", "；".join(field.after for field in entry.fields if field.after))
    elif entry.change is Change.REMOVED:
        yield (entry.title, entry.title, "；".join(field.before for field in entry.fields if field.before), "")
    elif entry.change is not Change.SAME:
        for field in entry.fields:
            if field.is_changed:
                yield _line(f"{entry.title}：{field.label}", f"{entry.title}: {field.label_en}", field)


def _line(label: str, label_en: str, pair: FieldPair) -> Line:
    return (label, label_en, pair.before, pair.after)
