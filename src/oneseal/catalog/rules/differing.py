"""In what two versions of an item differ: element by element, lists entry by entry, entries field by field.

Plain data in, rows in both languages out; what a row is shown as, a page decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any, Final

from oneseal.catalog.rules.codes import CODE_LISTS
from oneseal.catalog.rules.elements import ALL_ITEM_ELEMENTS, Element, ElementType
from oneseal.catalog.rules.entries import entry_words, raw_entries
from oneseal.catalog.rules.fields import LISTS, SOURCES, Control, EntryField, entry_fields
from oneseal.catalog.rules.parsing import PROCESS
from oneseal.catalog.rules.process_rows import ROW_FIELDS, row_words, table_of
from oneseal.catalog.rules.questions import QUESTION_FIELDS, question_words, questions_in

Raw = dict[str, Any]
FORM: Final = "form"
# What a draft holds beside its elements.
PARTS: Final = {
    FORM: ("申请表", "Application form"),
    PROCESS: ("审查过程", "Process of the examination"),
    SOURCES: ("来源和条文", "Sources and clauses"),
}
_ALIKE: Final = 0.6
# By what an entry is the same entry in another version, the first that it has.
_NAMED_BY: Final = ("key", "source", "name", "question", "way", "kind", "text")


class Change(StrEnum):
    """How a part of a version stands to the same part of another."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class FieldPair:
    """One field in both versions, in words; empty: nothing is said."""

    label: str
    label_en: str
    before: str
    after: str

    @property
    def is_changed(self) -> bool:
        """Return whether the two sides differ."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class EntryPair:
    """One entry of a list in both versions, with its fields."""

    change: Change
    title: str
    fields: tuple[FieldPair, ...]


@dataclass(frozen=True, slots=True)
class PartPair:
    """One element, or another part of a version, in both versions.

    `value` is the element itself; `entries` those of a list. `source` says on what it rests and how far it was checked.
    """

    key: str
    label: str
    label_en: str
    change: Change
    value: FieldPair | None
    entries: tuple[EntryPair, ...]
    source: FieldPair | None


@dataclass(frozen=True, slots=True)
class VersionRaw:
    """A version as it is stored."""

    content: Raw
    form: Raw


def parts_compared(before: VersionRaw | None, after: VersionRaw) -> tuple[PartPair, ...]:
    """Return every part of a version beside the same part of another, in the order of the registry; None: of none."""
    pairs = [_element(element, before, after) for element in ALL_ITEM_ELEMENTS if element.key != "application_form"]
    pairs += [
        _part(FORM, _questions(before), _questions(after)),
        _part(PROCESS, _process(before), _process(after)),
        _part(SOURCES, _entries(before, SOURCES, SOURCES), _entries(after, SOURCES, SOURCES)),
    ]
    return tuple(pairs)


def part_compared(key: str, before: VersionRaw | None, after: VersionRaw) -> PartPair | None:
    """Return one part of a version beside the same part of another; None: no such part."""
    return next((pair for pair in parts_compared(before, after) if pair.key == key), None)


# --- one element -------------------------------------------------------------------------------------


def _element(element: Element, before: VersionRaw | None, after: VersionRaw) -> PartPair:
    old, new = _raw(before, element.key), _raw(after, element.key)
    if element.type in LISTS:
        pair = _part(
            element.key, _entries(before, element.key, element.type), _entries(after, element.key, element.type)
        )
        value, entries, change = None, pair.entries, pair.change
        if not entries:
            value = FieldPair("", "", _none_or_unknown(old), _none_or_unknown(new))
            change = _change(value)
    else:
        value = FieldPair(element.chinese, element.english, _words(element, old), _words(element, new))
        entries, change = (), _change(value)
    source = FieldPair("来源", "Source", _cited(old, before), _cited(new, after))
    if change is Change.SAME and before is not None and source.is_changed:
        change = Change.CHANGED
    return PartPair(element.key, element.chinese, element.english, change, value, entries, source)


def _raw(version: VersionRaw | None, key: str) -> Raw:
    return (version.content["elements"].get(key) or {}) if version else {}


def _none_or_unknown(raw: Raw) -> str:
    return "无" if raw.get("value") == [] else ""


def _change(pair: FieldPair) -> Change:
    if not pair.is_changed:
        return Change.SAME
    if not pair.before:
        return Change.ADDED
    return Change.CHANGED if pair.after else Change.REMOVED


def _words(element: Element, raw: Raw) -> str:
    value = raw.get("value")
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(_named(element.code_list, row) for row in value) or "无"
    if isinstance(value, Mapping):  # the rule of a number: its prefix and its parts
        parts = "、".join(f"{part.get('name', '')}{part.get('length', '')}位" for part in value.get("parts", ()))
        return f"{value.get('prefix', '')} + {parts}"
    return _named(element.code_list, value)


def _named(code_list: str, value: object) -> str:
    listed = CODE_LISTS.get(code_list, ())
    return next((code.chinese for code in listed if code.code == value), str(value))


_CHECKED: Final = {"quoted": "引用原文", "own_wording": "自行表述", "unknown": "尚未查明"}


def _cited(raw: Raw, version: VersionRaw | None) -> str:
    if not raw or version is None:
        return ""
    told = [_CHECKED.get(raw.get("check_state", ""), ""), _source(raw.get("source"), version)]
    return "；".join(filter(None, [*told, raw.get("quote", ""), raw.get("note", "")]))


def _source(key: str | None, version: VersionRaw) -> str:
    row = version.content["sources"].get(key or "")
    return f"{row['document']}{row.get('article', '')}" if row else ""


# --- lists -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Told:
    """One entry in words: by what it is known, what it is called, and each of its fields."""

    identity: str
    title: str
    fields: tuple[tuple[EntryField, str], ...]

    @property
    def text(self) -> str:
        return "\n".join(words for _field, words in self.fields)


def _entries(version: VersionRaw | None, key: str, kind: ElementType | str) -> list[_Told]:
    if version is None:
        return []
    found = []
    for entry in raw_entries(version.content, key):
        words = entry_words(kind, entry, version.content)
        told = tuple(
            (row, _field_words(row, words.get(row.name, ""), version)) for row in entry_fields(kind, is_new=False)
        )
        found.append(_Told(_identity(entry), _title(words, told), told))
    return found


def _identity(entry: Raw) -> str:
    return next((f"{name}={entry[name]}" for name in _NAMED_BY if entry.get(name)), "")


def _title(words: Mapping[str, Any], told: Sequence[tuple[EntryField, str]]) -> str:
    named = next((words[name] for name in ("name", "question", "label", "document") if words.get(name)), "")
    return str(named) + str(words.get("article", "")) if named else next((text for _row, text in told if text), "")


def _field_words(row: EntryField, told: str | Sequence[str], version: VersionRaw) -> str:
    if row.control in {Control.SOURCE, Control.SOURCES}:
        keys = [told] if isinstance(told, str) else told
        return "；".join(filter(None, (_source(key, version) for key in keys)))
    if not isinstance(told, str):
        return "、".join(told)
    if row.control is Control.FLAG:
        return {"on": "是", "1": "是", "": "否", "0": "否"}.get(told, told)
    return _named(row.code_list, told) if row.code_list else told


def _questions(version: VersionRaw | None) -> list[_Told]:
    if version is None or not version.form:  # nobody applies for it
        return []
    found = []
    for place, (section, field) in enumerate(questions_in(version.form)):
        words = question_words(version.form, place, version.content["sources"])
        words["section"] = str(section.get("title") or section["key"])
        told = tuple((row, _field_words(row, words.get(row.name, ""), version)) for row in QUESTION_FIELDS)
        found.append(_Told(f"key={field['key']}", str(field.get("label", "")), told))
    return found


def _process(version: VersionRaw | None) -> list[_Told]:
    rows = table_of(version.content) if version else ()
    if rows is None:  # imported, and no table says it: only that there is one
        return [_Told("process", "导入的审查过程", ())]
    found = []
    for row in rows:
        words = row_words(row)
        told = tuple((field, _process_words(words.get(field.name, ""))) for field in ROW_FIELDS)
        found.append(_Told(f"key={row.task.key}", row.task.name, told))
    return found


def _process_words(told: str | Sequence[str]) -> str:
    return told if isinstance(told, str) else "、".join(told)


def _part(key: str, before: list[_Told], after: list[_Told]) -> PartPair:
    label, label_en = PARTS.get(key, ("", ""))
    entries = tuple(_paired(before, after))
    changes = {entry.change for entry in entries}
    if changes <= {Change.SAME}:
        change = Change.SAME
    elif not before or not after:
        change = Change.ADDED if after else Change.REMOVED
    else:
        change = Change.CHANGED
    return PartPair(key, label, label_en, change, None, entries, None)


def _paired(before: list[_Told], after: list[_Told]) -> Iterator[EntryPair]:
    """Yield the entries of both lists, each beside what it was; what is gone comes where it stood."""
    partners = _partners(before, after)
    kept = [partners[place] for place in sorted(partners)]
    moved = set(kept) - set(_rising(kept))
    gone = [place for place in range(len(before)) if place not in partners.values()]
    for place, new in enumerate(after):
        old = partners.get(place)
        while gone and (old is not None and gone[0] < old):
            yield _entry(before[gone.pop(0)], None)
        yield _entry(before[old] if old is not None else None, new, is_moved=old in moved)
    for left in gone:
        yield _entry(before[left], None)


def _partners(before: list[_Told], after: list[_Told]) -> dict[int, int]:
    """Return which entry of the first list each of the second is: by its name, else by its words."""
    found: dict[int, int] = {}
    free = list(range(len(before)))
    for place, new in enumerate(after):
        same = next((old for old in free if new.identity and before[old].identity == new.identity), None)
        if same is not None:
            found[place] = same
            free.remove(same)
    for place, new in enumerate(after):
        if place in found or not free:
            continue
        alike = max(free, key=lambda old: _likeness(before[old], new))
        if _likeness(before[alike], new) >= _ALIKE:
            found[place] = alike
            free.remove(alike)
    return found


def _likeness(old: _Told, new: _Told) -> float:
    return SequenceMatcher(None, old.text, new.text, autojunk=False).quick_ratio()


def _rising(places: Sequence[int]) -> list[int]:
    """Return a longest rising row of numbers: the entries that did not move."""
    best: list[list[int]] = []
    for place in places:
        before = max((row for row in best if row[-1] < place), key=len, default=[])
        best.append([*before, place])
    return max(best, key=len, default=[])


def _entry(old: _Told | None, new: _Told | None, *, is_moved: bool = False) -> EntryPair:
    sides = [dict(side.fields) if side else {} for side in (old, new)]
    named = {row.name: row for side in (old, new) if side for row, _words in side.fields}
    words = [{row.name: text for row, text in side.items()} for side in sides]
    fields = tuple(
        FieldPair(row.chinese, row.english, words[0].get(name, ""), words[1].get(name, ""))
        for name, row in named.items()
        if words[0].get(name) or words[1].get(name)
    )
    if old is None or new is None:
        change = Change.ADDED if old is None else Change.REMOVED
    elif any(field.is_changed for field in fields):
        change = Change.CHANGED
    else:
        change = Change.MOVED if is_moved else Change.SAME
    return EntryPair(change, (new or old or _NOTHING).title, fields)


_NOTHING: Final = _Told("", "", ())
