"""What becomes of a field that was filled in: saved, left alone, or held back because somebody else was there first.

The editor's page keeps what each field said when it was shown. A field is written over only while the draft still says
that, so two people may work on different elements of one draft, and nobody writes over what he has not seen.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from oneseal.catalog.rules.elements import Element, ElementType
from oneseal.catalog.rules.entries import Raw, Words, entry_at, list_kind


class Verdict(StrEnum):
    """Say what happens to one field."""

    SAME = "same"  # nothing to save
    SAVE = "save"
    TAKEN = "taken"  # somebody else changed it in between


@dataclass(frozen=True, slots=True)
class Said:
    """What a field says: its text, one entry a line, and the key of the source it rests on."""

    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """One element as it came in: what it says now, and what it said when the page was shown."""

    key: str
    told: Said
    seen: Said


def plain(text: str, element: Element) -> str:
    """Return a text as it is compared: no blanks at the ends of lines; codes that are ticked have no order."""
    lines = [line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    if element.type in {ElementType.CODES, ElementType.TEXTS, ElementType.CONTACTS}:
        lines = [line for line in lines if line]
    if element.type is ElementType.CODES:
        lines.sort()
    return "\n".join(lines).strip()


def verdict(filled: Filled, kept: Said, element: Element) -> Verdict:
    """Return what happens to a field, given what the draft says now."""
    told, seen, now = (_compared(said, element) for said in (filled.told, filled.seen, kept))
    if told in (seen, now):
        return Verdict.SAME
    return Verdict.SAVE if seen == now else Verdict.TAKEN


def _compared(said: Said, element: Element) -> tuple[str, str]:
    text = plain(said.text, element)
    # Where nobody knows the value there is no source that it could rest on.
    return text, said.source if text else ""


def row_said(content: Raw, key: str, place: int) -> Raw:
    """Return a row as its editor sees it: an entry of the legal basis with the words of its source.

    Raises:
        EntryNotFound.
    """
    entry = entry_at(content, key, place)
    of_source = list_kind(key) is ElementType.LEGAL_BASIS
    return {**entry, "words": content["sources"][entry["source"]]} if of_source else entry


def words_merged(told: Words, seen: Words, now: Words) -> Words | None:
    """Return what a row says when only what its editor changed is written: the other fields stay as they are now.

    None: a field that was changed says by now something else than its editor had seen.
    """
    merged: dict[str, str | Sequence[str]] = {}
    for name, text in told.items():
        mine, shown, there = (_same_lines(words.get(name, "")) for words in (told, seen, now))
        if mine in (shown, there):
            merged[name] = now.get(name, "")
        elif shown == there:
            merged[name] = text
        else:
            return None
    return merged


def words_seen(told: Words, seen: Words, now: Words) -> Words:
    """Return what an editor has seen once his row is saved: what he told where that is what it says now."""
    is_saved = {name: _same_lines(told.get(name, "")) == _same_lines(now.get(name, "")) for name in seen}
    return {name: told.get(name, "") if is_saved[name] else text for name, text in seen.items()}


def _same_lines(text: str | Sequence[str]) -> str | Sequence[str]:
    return text.replace("\r\n", "\n").strip() if isinstance(text, str) else tuple(text)


def mark_of(entry: Mapping[str, object]) -> str:
    """Return the short mark of an entry as it is stored; it changes when anything in the entry does."""
    words = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(words.encode()).hexdigest()[:16]
