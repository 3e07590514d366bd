"""The articles that items rest on: which there are, where an item cites them, and which are no longer in force."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final

from oneseal.catalog.rules.publication import Fault
from oneseal.catalog.rules.version import ItemContent, citations

# What the city says of itself is no law; its clauses stand in no library.
OWN_LEVEL: Final = "city"
FORMAT: Final = 1
_DIGITS: Final = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2}
_PLACES: Final = {"十": 10, "百": 100, "千": 1000}


class Ending(StrEnum):
    """Name why a law or an article is no longer in force."""

    CHANGED = "changed"
    ABOLISHED = "abolished"


@dataclass(frozen=True, slots=True)
class Ended:
    """What ended: an edition of a law, or one of its articles; an abolished law ends in every edition."""

    law: str
    number: str
    article: str
    ends_on: date
    ending: Ending

    def covers(self, law: str, number: str, article: str) -> bool:
        """Return True for a citation of what ended."""
        if law != self.law or self.article not in {"", article}:
            return False
        return self.number == number or (self.ending is Ending.ABOLISHED and not self.article)


@dataclass(frozen=True, slots=True)
class Cited:
    """One place of an item that rests on an article; ``element`` is the key of the element it stands in."""

    path: str
    element: str
    source: str


@dataclass(slots=True)
class Edition:
    """One edition of a law with the articles that are cited of it; an empty text was not read."""

    key: str
    name: str
    level: str
    number: str
    in_force_on: str
    articles: list[dict[str, str]] = field(default_factory=list)


def text_hash(text: str) -> str:
    """Return what tells two readings of one article apart."""
    return hashlib.sha256(text.encode()).hexdigest()


def article_place(article: str) -> int:
    """Return where an article stands in its law, e.g. 105 for 第一百零五条; what bears no number comes last."""
    if not article.startswith("第"):
        return 9999
    total = digit = 0
    for sign in article[1:].partition("条")[0]:
        if sign in _PLACES:
            total += (digit or 1) * _PLACES[sign]
            digit = 0
        else:
            digit = _DIGITS.get(sign, 0)
    return total + digit


def is_law(source: Mapping[str, Any]) -> bool:
    """Return True for a source that belongs into the library: a document that names an article."""
    return source.get("level") != OWN_LEVEL and bool(source.get("document")) and bool(source.get("article"))


def cited_places(content: Mapping[str, Any]) -> Iterator[Cited]:
    """Yield every place of a stored item that rests on a source, in the order of its elements."""
    for path, key in _places(content.get("elements") or {}, ""):
        yield Cited(path, path.partition(".")[0], key)


def _places(elements: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for key, element in elements.items():
        if not isinstance(element, Mapping):
            continue
        if element.get("source"):
            yield f"{prefix}{key}", element["source"]
        value = element.get("value")
        for index, entry in enumerate(value if isinstance(value, list) else ()):
            yield from _entry_places(entry, f"{prefix}{key}.value[{index}]")


def _entry_places(entry: object, path: str) -> Iterator[tuple[str, str]]:
    if not isinstance(entry, Mapping):
        return
    if isinstance(entry.get("elements"), Mapping):
        yield from _places(entry["elements"], f"{path}.elements.")
    elif entry.get("source"):
        yield path, entry["source"]


def editions_of(items: Iterable[Mapping[str, Any]]) -> list[Edition]:
    """Return the laws that stored items cite, by key, each article once for each reading of its text."""
    found: dict[tuple[str, str], Edition] = {}
    for item in items:
        for key, source in item["sources"].items():
            if is_law(source):
                edition = found.setdefault(_named(source), _edition(key, source))
                told = {name: source[name] for name in ("article", "text", "read_at", "url") if source.get(name)}
                _add(edition.articles, told)
    for edition in found.values():
        edition.articles.sort(key=lambda told: (article_place(told["article"]), told["article"], told.get("text", "")))
    return sorted(found.values(), key=lambda edition: (edition.key, edition.number))


def _named(source: Mapping[str, Any]) -> tuple[str, str]:
    return source["document"], source.get("number", "")


def _edition(key: str, source: Mapping[str, Any]) -> Edition:
    document, number = _named(source)
    return Edition(key.rpartition("-")[0] or key, document, source["level"], number, source.get("in_force_on", ""))


def _add(articles: list[dict[str, str]], told: dict[str, str]) -> None:
    """Put an article beside the others; one that was read before stays as it was read first, with what it lacked."""
    for known in articles:
        if (known["article"], known.get("text", "")) == (told["article"], told.get("text", "")):
            for name, value in told.items():
                known.setdefault(name, value)
            return
    articles.append(told)


def law_faults(content: ItemContent, ended: Iterable[Ended], on: date) -> list[Fault]:
    """Return a fault for each source of an item that is no longer in force on a day; sources nothing rests on pass."""
    past = [one for one in ended if one.ends_on <= on]
    faults = []
    for key in sorted(_used(content)) if past else ():
        source = content.sources[key]
        gone = next((one for one in past if one.covers(source.document, source.number, source.article)), None)
        if gone is not None:
            facts = {"law": source.document, "article": source.article, "day": gone.ends_on.isoformat()}
            faults.append(Fault(f"sources.{key}.document", "catalog.law_not_in_force", facts))
    return faults


def _used(content: ItemContent) -> set[str]:
    """Return the keys of the sources that something in an item rests on; a basis marked as no longer valid is none."""
    bases = (*content.legal_basis, *(basis for material in content.materials for basis in material.legal_basis))
    cited = {citation.source.key for _path, citation in citations(content) if citation.source is not None}
    return cited | {basis.source.key for basis in bases if basis.valid}
