"""Elements of an item in words, each with its check state and source, for pages that show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from oneseal.catalog.rules.codes import code_of
from oneseal.catalog.rules.elements import ITEM_ELEMENT, MATERIAL_ELEMENT, Element
from oneseal.catalog.rules.version import (
    CheckState,
    Citation,
    ElementValue,
    Material,
    NumberRule,
    Source,
)
from oneseal.catalog.selectors.powers import PowerTerms
from oneseal.catalog.selectors.terms import ItemTerms
from oneseal.kernel.formlogic import All, Condition, Equals, FormDefinition, In
from oneseal.kernel.formlogic import Any as AnyOf

_UNSAID: Final = ("", "")


@dataclass(frozen=True, slots=True)
class ShownElement:
    """One element in words; `text` None means that nobody has established the value (APL 30: still shown)."""

    key: str
    label: str
    label_en: str
    text: str | None
    text_en: str | None
    state: CheckState
    source: str
    quote: str
    note: str


@dataclass(frozen=True, slots=True)
class ShownMaterial:
    """One material with its elements in words, the clauses that demand it, and when it is needed."""

    material: Material
    elements: tuple[ShownElement, ...]
    sources: tuple[Source, ...]
    condition: str
    condition_en: str

    @property
    def name(self) -> str:
        """Return the Chinese name."""
        return self.material.name

    @property
    def name_en(self) -> str:
        """Return the English name; empty when there is none."""
        return self.material.text("name_en")

    @property
    def notes(self) -> str:
        """Return the filling notes; empty when there are none."""
        return self.material.text("filling_notes")

    @property
    def notes_en(self) -> str:
        """Return the filling notes in English; empty when there are none."""
        return self.material.text("filling_notes_en")


def source_line(citation: Citation) -> str:
    """Return the document and article of a citation, e.g. 《行政许可法》第三十二条; empty when none is given."""
    source = citation.source
    if source is None:
        return ""
    plain = source.level == "city" or source.document.startswith("《")
    named = source.document if plain else f"《{source.document}》"
    return f"{named}{source.article}" if source.article else named


def elements_shown(terms: ItemTerms | PowerTerms, keys: Iterable[str]) -> tuple[ShownElement, ...]:
    """Return the elements of a version by key, in the order asked; an absent element is unknown."""
    handling = "" if isinstance(terms, PowerTerms) else terms.handling_code
    published = {"impl_code": terms.implementation_code, "handling_code": handling, "version": str(terms.number)}
    return tuple(
        _shown(ITEM_ELEMENT[key], terms.content.elements.get(key), given=published.get(key, "")) for key in keys
    )


def materials_shown(terms: ItemTerms) -> tuple[ShownMaterial, ...]:
    """Return every material of a version with all its elements, in the order of the list."""
    return tuple(
        ShownMaterial(
            material=material,
            elements=tuple(
                _shown(element, material.elements.get(key))
                for key, element in MATERIAL_ELEMENT.items()
                if key not in {"name", "name_en", "order", "legal_basis", "filling_notes_en"}
            ),
            sources=tuple(basis.source for basis in material.legal_basis if basis.valid),
            condition=condition_in_words(material.needed_when, terms.form, english=False),
            condition_en=condition_in_words(material.needed_when, terms.form, english=True),
        )
        for material in terms.content.materials
    )


def _shown(element: Element, value: ElementValue | None, *, given: str = "") -> ShownElement:
    chinese, english = _value_words(element, value)
    citation = value.citation if value else Citation(CheckState.UNKNOWN)
    if given and not chinese:
        chinese, english, citation = given, given, Citation(CheckState.OWN_WORDING)
    return ShownElement(
        key=element.key, label=element.chinese, label_en=element.english, text=chinese or None,
        text_en=english or None, state=citation.check_state, source=source_line(citation),
        quote=citation.quote, note=citation.note,
    )  # fmt: skip


def _value_words(element: Element, value: ElementValue | None) -> tuple[str, str]:
    if value is None or value.is_unknown:
        return _UNSAID
    found = value.value
    if isinstance(found, bool):
        return ("是", "yes") if found else ("否", "no")
    if isinstance(found, NumberRule):
        parts = "、".join(f"{part.name}{part.length}位" for part in found.parts)
        text = f"{found.prefix} + {parts}"
        return text, text
    if isinstance(found, tuple):
        return _list_words(element, found)
    return _one_word(element, str(found)) if found is not None else _UNSAID


def _list_words(element: Element, found: tuple[object, ...]) -> tuple[str, str]:
    if not found:
        return "无", "none"
    pairs = [_one_word(element, entry) for entry in found if isinstance(entry, str)]
    pairs += [
        (f"{way}：{detail}", f"{way}: {detail}")
        for way, detail in ((getattr(entry, "way", ""), getattr(entry, "detail", "")) for entry in found)
        if way or detail
    ]
    return "、".join(pair[0] for pair in pairs), ", ".join(pair[1] for pair in pairs)


def _one_word(element: Element, text: str) -> tuple[str, str]:
    code = code_of(element.code_list, text) if element.code_list else None
    return (code.chinese, code.english) if code else (text, text)


def condition_in_words(condition: Condition | None, form: FormDefinition, *, english: bool) -> str:
    """Return a condition as people read it; empty where there is none."""
    if condition is None:
        return ""
    if isinstance(condition, (All, AnyOf)):
        parts = [condition_in_words(part, form, english=english) for part in condition.conditions]
        joiner = {True: {All: " and ", AnyOf: " or "}, False: {All: "，并且", AnyOf: "，或者"}}[english]
        return joiner[type(condition)].join(parts)
    return _choice_words(condition, form, english=english)


def _choice_words(condition: Equals | In, form: FormDefinition, *, english: bool) -> str:
    field = form.field(condition.field)
    wanted = set(condition.values if isinstance(condition, In) else (str(condition.value),))
    if field is None:
        return ""
    named = [option.label_en if english else option.label for option in field.options if option.value in wanted]
    label = field.label_en if english else field.label
    if not named:
        return label
    if english:
        return f"“{label}” is {' or '.join(f'“{name}”' for name in named)}"
    return f"“{label}”选{'或'.join(f'“{name}”' for name in named)}"
