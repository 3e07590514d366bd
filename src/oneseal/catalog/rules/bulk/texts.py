"""Replace a text in the words of an element, whatever its shape; what is quoted from a clause stays word for word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from oneseal.catalog.rules.elements import Element, ElementType
from oneseal.catalog.rules.entries import Raw

LONGEST: Final = 5000

# The words of an entry that people read; keys, codes, quotations and notes are none of them.
WORDS_OF: Final[Mapping[ElementType, tuple[str, ...]]] = {
    ElementType.CONDITIONS: ("text", "text_en"),
    ElementType.STEPS: ("name", "name_en", "post_name", "post_name_en", "duty", "duty_en"),
    ElementType.CONTACTS: ("detail",),
    ElementType.FAQ: ("question", "question_en", "answer", "answer_en"),
}
WORDS_OF_MATERIAL: Final = (
    "name", "name_en", "source_note", "issuing_body", "paper_size", "filling_notes", "filling_notes_en",
    "acceptance_standard",
)  # fmt: skip


@dataclass(slots=True)
class Replacing:
    """A text, what it becomes, how often it was found, and how often only inside a quotation.

    `is_too_long`: some text would outgrow what its field holds, and was left as it is.
    """

    find: str
    replace: str
    found: int = 0
    quoted: int = 0
    is_too_long: bool = False

    def text(self, told: str) -> str:
        """Return a text with every occurrence replaced."""
        found = told.count(self.find)
        self.found += found
        if found and len(told) + found * (len(self.replace) - len(self.find)) > LONGEST:
            self.is_too_long = True
            return told
        return told.replace(self.find, self.replace)

    def passes(self, raw: Raw, told: str) -> bool:
        """Return whether words under this citation are left alone; what was found in them is counted."""
        if raw.get("check_state") != "quoted":
            return False
        self.quoted += told.count(self.find)
        return True


def replaced(element: Element, raw: Raw, work: Replacing) -> Raw:
    """Return an element with the text replaced in its words."""
    value = raw["value"]
    if element.type is ElementType.TEXT:
        return raw if work.passes(raw, value) else _kept(raw, work.text(value).strip())
    if element.type is ElementType.TEXTS:
        if work.passes(raw, "\n".join(value)):
            return raw
        return _kept(raw, [told for told in map(work.text, value) if told])
    if element.type is ElementType.MATERIALS:
        return {**raw, "value": [_material(row, work) for row in value]}
    return {**raw, "value": [_entry(row, WORDS_OF[element.type], work) for row in value]}


def _kept(raw: Raw, value: str | list[str]) -> Raw:
    """Return an element with a new value; one that was emptied is unknown again."""
    return {**raw, "value": value} if value else {"value": None, "check_state": "unknown"}


def _entry(row: Raw, names: tuple[str, ...], work: Replacing) -> Raw:
    words = {name: row[name] for name in names if isinstance(row.get(name), str)}
    if work.passes(row, "\n".join(words.values())):
        return row
    return {**row, **{name: work.text(told) for name, told in words.items()}}


def _material(row: Raw, work: Replacing) -> Raw:
    elements: dict[str, Any] = {
        key: _told(raw, work) if key in WORDS_OF_MATERIAL else raw for key, raw in row["elements"].items()
    }
    return {**row, "elements": elements}


def _told(raw: Raw, work: Replacing) -> Raw:
    value = raw.get("value")
    if not isinstance(value, str) or work.passes(raw, value):
        return raw
    return {**raw, "value": work.text(value)}
