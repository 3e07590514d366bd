"""What was rewritten quotes nothing: the rule by which words that a file brings stop being a quotation.

It is the rule of the desk, where whoever writes an element anew writes own words that keep their source. In a file the
words and the claim that they are quoted come together, so the claim counts only where it was made anew:

- words that changed under a citation that is as it was become own wording;
- a quotation that its clause held before and holds no more, because the clause was changed or is another, does too;
- what an import made own wording so is not made a quotation by the same file once more;
- a citation that the file itself tells anew is taken as told, and the gate compares it with its clause.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from oneseal.catalog.rules.elements import ITEM_ELEMENT, MATERIAL_ELEMENT, Element
from oneseal.catalog.rules.fields import LISTS

Raw = dict[str, Any]
CITED: Final = ("check_state", "source", "quote", "note")
NOTE: Final = "由导入的文件填写"
QUOTED: Final = "quoted"


def said(value: Any) -> Any:  # noqa: ANN401 - the value of any field
    """Return what a field of an entry says: an empty text and a no are what is not there."""
    return None if value == "" or value is False else value


def all_said(value: Any) -> Any:  # noqa: ANN401 - the value of any element
    """Return what a value says, however its entries write what is not there."""
    if isinstance(value, list):
        return [all_said(entry) for entry in value]
    if isinstance(value, dict):
        return {name: told for name, one in value.items() if (told := said(one)) is not None}
    return value


def is_same_citation(citation: Mapping[str, Any], base: Mapping[str, Any]) -> bool:
    """Return whether a citation is told as it was."""
    return bool(base) and all((citation.get(name) or "") == (base.get(name) or "") for name in CITED)


def reworded(citation: Raw, base: Raw) -> Raw:
    """Return on what changed words rest: where that is told as it was, they are the file's own and quote nothing."""
    if not is_same_citation(citation, base) or citation["check_state"] == "own_wording":
        return citation
    source = {"source": citation["source"]} if citation.get("source") else {}
    return {"check_state": "own_wording", **source, "note": NOTE}


def requoted(content: Raw, before: Raw | None, *, words: bool = True) -> Raw:
    """Return a content in which nothing claims to be quoted that was rewritten; None: there is nothing before it.

    `words` False: the words were judged already, cell by cell, and only the clauses are compared.
    """
    if before is None:
        return content
    judge = _Judge(content.get("sources") or {}, before.get("sources") or {}, words=words)
    return {**content, "elements": judge.elements(content["elements"], before.get("elements") or {}, ITEM_ELEMENT)}


class _Judge:
    """The sources of both sides, and what becomes of one element or entry between them."""

    def __init__(self, now: Mapping[str, Any], then: Mapping[str, Any], *, words: bool) -> None:
        self.now, self.then, self.words = now, then, words

    def elements(self, now: Raw, then: Raw, registry: Mapping[str, Element]) -> Raw:
        """Return elements, each judged by what stood there before."""
        return {key: self._element(raw, then.get(key) or {}, registry.get(key)) for key, raw in now.items()}

    def _element(self, raw: Any, base: Raw, element: Element | None) -> Any:  # noqa: ANN401 - decoded JSON
        if not isinstance(raw, dict) or element is None:
            return raw
        value = raw.get("value")
        is_list = element.type in LISTS
        if is_list and isinstance(value, list):
            known = base.get("value") or []
            raw = {**raw, "value": [self._entry(entry, known) for entry in value]}
        # A list keeps on what it rests as a whole; each of its entries is judged for itself.
        is_rewritten = not is_list and all_said(value) != all_said(base.get("value"))
        return self._judged(raw, base, is_rewritten=is_rewritten)

    def _entry(self, entry: Any, known: Sequence[Raw]) -> Any:  # noqa: ANN401 - decoded JSON
        if not isinstance(entry, dict):
            return entry
        if isinstance(entry.get("elements"), dict):  # a material: each of its elements has a citation of its own
            there: Raw = next((row for row in known if row.get("key") == entry.get("key")), {})
            judged = self.elements(entry["elements"], there.get("elements") or {}, MATERIAL_ELEMENT)
            return {**entry, "elements": judged}
        peers = [row for row in known if row.get("key") == entry.get("key") and is_same_citation(entry, row)]
        same = [row for row in peers if _words(row) == _words(entry)]
        if same or peers:
            return self._judged(entry, (same or peers)[0], is_rewritten=not same)
        alike = [row for row in known if _words(row) == _words(entry)]
        return self._judged(entry, alike[0] if alike else {}, is_rewritten=False)

    def _judged(self, raw: Raw, base: Raw, *, is_rewritten: bool) -> Raw:
        if raw.get("check_state") != QUOTED:
            return raw
        rest = {name: part for name, part in raw.items() if name not in CITED}
        if not is_rewritten and _is_claimed_again(raw, base):
            return {**rest, **{name: base[name] for name in CITED if name in base}}
        if is_rewritten and self.words and is_same_citation(raw, base):
            return {**rest, **reworded({name: raw[name] for name in CITED if name in raw}, base)}
        if base.get("quote") == raw.get("quote") and self._holds(base, self.then) and not self._holds(raw, self.now):
            source = {"source": raw["source"]} if raw.get("source") in self.now else {}
            return {**rest, "check_state": "own_wording", **source, "note": NOTE}
        return raw

    def _holds(self, raw: Raw, sources: Mapping[str, Any]) -> bool:
        """Return whether the clause of a quotation says it."""
        clause, quote = sources.get(raw.get("source") or ""), raw.get("quote")
        return bool(quote) and isinstance(clause, dict) and str(quote) in str(clause.get("text") or "")


def _is_claimed_again(raw: Raw, base: Raw) -> bool:
    """Return whether a file claims to be quoted what an import made own wording: the same file, brought once more."""
    is_ours = base.get("check_state") == "own_wording" and base.get("note") == NOTE
    text = raw.get("value", raw.get("text"))
    is_in_quote = isinstance(text, str) and text in str(raw.get("quote") or "")
    return is_ours and base.get("source") == raw.get("source") and not is_in_quote


def _words(entry: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the fields of any entry
    return all_said({name: part for name, part in entry.items() if name not in CITED})
