"""No catch-alls: what the city words itself names what it asks; what a law words so is shown with a warning."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from oneseal.catalog.rules.elements import ITEM_ELEMENT, MATERIAL_ELEMENT, Element, ElementType
from oneseal.catalog.rules.gates.fault import Fault, Severity, name_of
from oneseal.catalog.rules.gates.vague_words import VAGUE_WORDS
from oneseal.catalog.rules.version import (
    CheckState,
    Citation,
    ConditionLine,
    ElementValue,
    FaqEntry,
    Fee,
    FlowStep,
    ItemContent,
    Material,
    SpecialProcedure,
)

_WORDED: Final = (ElementType.TEXT, ElementType.TEXTS)
_PATTERNS: Final = tuple((re.compile(word.pattern), word) for word in VAGUE_WORDS)


@dataclass(frozen=True, slots=True)
class Words:
    """A text that the public reads, where it stands, and what it rests on."""

    path: str
    text: str
    citation: Citation


def wording(content: ItemContent) -> Iterator[Fault]:
    """Yield each catch-all in what the public reads: quoted from a law it warns, in own wording it stops."""
    for words in words_read(content):
        told: set[str] = set()
        for pattern, word in _PATTERNS:
            found = pattern.search(words.text)
            # One place is told of once: a phrase inside one that was told adds nothing.
            if found is None or any(found.group() in one or one in found.group() for one in told):
                continue
            told.add(found.group())
            facts: dict[str, object] = {
                "element": name_of(words.path), "words": found.group(), "why": word.why, "instead": word.instead,
            }  # fmt: skip
            if is_of_the_law(found.group(), words.citation):
                yield Fault(words.path, "catalog.wording_vague_in_law", facts, Severity.WARN)
            else:
                yield Fault(words.path, "catalog.wording_vague", facts)


def is_of_the_law(phrase: str, citation: Citation) -> bool:
    """Return whether a phrase is quoted word for word from the source of its text."""
    return citation.check_state is CheckState.QUOTED and phrase in citation.quote


def words_read(content: ItemContent) -> Iterator[Words]:
    """Yield every Chinese text of an item that the public reads; names of laws and their clauses are not judged."""
    yield from _words_in(content.elements, ITEM_ELEMENT, "")


def _words_in(values: Mapping[str, ElementValue], registry: Mapping[str, Element], prefix: str) -> Iterator[Words]:
    for key, element in values.items():
        path = f"{prefix}{key}"
        if isinstance(element.value, str) and registry[key].type in _WORDED and not key.endswith("_en"):
            yield Words(path, element.value, element.citation)
        if isinstance(element.value, tuple):
            for index, entry in enumerate(element.value):
                yield from _of_entry(entry, f"{path}.value[{index}]", registry[key], citation=element.citation)


def _of_entry(entry: object, path: str, element: Element, *, citation: Citation) -> Iterator[Words]:
    if isinstance(entry, Material):
        yield from _words_in(entry.elements, MATERIAL_ELEMENT, f"{path}.elements.")
    elif isinstance(entry, str) and element.type in _WORDED:
        yield Words(path, entry, citation)
    elif isinstance(entry, ConditionLine):
        yield Words(path, entry.text, entry.citation)
    elif isinstance(entry, FlowStep):
        yield Words(path, entry.duty, entry.citation)
    elif isinstance(entry, FaqEntry):
        yield Words(path, entry.answer, entry.citation)
    elif isinstance(entry, Fee):
        yield Words(path, entry.rate, entry.citation)
    elif isinstance(entry, SpecialProcedure):
        yield Words(path, entry.name, entry.citation)
