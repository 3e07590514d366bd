"""What a bulk edit can be told: which operations there are, on which elements, with which choices."""

from __future__ import annotations

from collections.abc import Mapping

from oneseal.catalog.rules.bulk import OPERATION_ELEMENTS, Kind, Told
from oneseal.catalog.rules.codes import CODE_LISTS
from oneseal.catalog.rules.elements import ALL_ITEM_ELEMENTS, ITEM_ELEMENT, Element, ElementType, FilledBy
from oneseal.catalog.rules.sifting import QUALITIES, STANDINGS, STATES, UNSCORED, Sift, sift_told
from oneseal.catalog.selectors.editor import CONTROLS, Option
from oneseal.catalog.selectors.sifting import items_counted, offices_of, sources_shared
from oneseal.kernel.access import Actor


def elements_open(kind: Kind) -> tuple[Option, ...]:
    """Return the elements that an operation may touch; none where it names its own."""
    return tuple(_option(ITEM_ELEMENT[key]) for key in OPERATION_ELEMENTS.get(kind, ()))


def elements_knowable() -> tuple[Option, ...]:
    """Return the elements of which a list can ask whether they are unknown."""
    return tuple(_option(row) for row in ALL_ITEM_ELEMENTS if row.filled_by is not FilledBy.PUBLICATION)


def _option(element: Element) -> Option:
    return Option(element.key, element.chinese, element.english)


def element_named(key: str) -> Option:
    """Return an element with its names; one that is none bears its key."""
    return _option(ITEM_ELEMENT[key]) if key in ITEM_ELEMENT else Option(key, key, key)


def control_of(key: str) -> str:
    """Return the control with which an element is filled in: text, number, flag, choice, date, lines or choices."""
    return CONTROLS.get(ITEM_ELEMENT[key].type, "")


def choices_of(name: str) -> tuple[Option, ...]:
    """Return the choices of an element, or of a code list; none where anything can be told."""
    element = ITEM_ELEMENT.get(name)
    if element is not None and element.type is ElementType.FLAG:
        return (Option("是", "是", "Yes"), Option("否", "否", "No"))
    listed = CODE_LISTS.get(element.code_list if element else name, ())
    return tuple(Option(code.code, code.chinese, code.english) for code in listed)


def sift_choices(actor: Actor) -> Mapping[str, tuple[str, ...]]:
    """Return the values of each narrowing that has choices; those of codes and elements have names of their own."""
    return {
        "kind": tuple(row.value for row in choices_of("item_type")),
        "state": STATES,
        "office": tuple(offices_of(actor)),
        "quality": (*QUALITIES, UNSCORED),
        "unknown": tuple(row.value for row in elements_knowable()),
        "standing": STANDINGS,
    }


__all__ = [
    "Kind",
    "Option",
    "Sift",
    "Told",
    "choices_of",
    "control_of",
    "element_named",
    "elements_knowable",
    "elements_open",
    "items_counted",
    "sift_choices",
    "sift_told",
    "sources_shared",
]
