"""The quality of an item as one figure between 0 and 100, explained down to each element (docs/algorithms/quality.md).

Score = 100 × (1 − Σ lost ÷ Σ weight) over the elements that are asked of the item. Nothing is lost by an element that
does not belong to its type or that another element does not call for; what is unknown or absent loses its weight and is
told as unknown or absent, what a gate finds loses the part that the table of weights says.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from oneseal.catalog.rules.elements import Element, FilledBy
from oneseal.catalog.rules.gates.fault import Fault, stops
from oneseal.catalog.rules.kinds import displayed_under, elements_of, is_required, type_of
from oneseal.catalog.rules.quality_weights import (
    ASKED_WHEN,
    DISPLAYED,
    LOST_BY_STOP,
    LOST_BY_WARNING,
    OPTIONAL,
    REQUIRED,
)
from oneseal.catalog.rules.version import CheckState, Citation, ElementValue, ItemContent

_TENTH: Final = Decimal("0.1")
_WHOLE: Final = Fraction(1)


class Lost(StrEnum):
    """Say why an element does not count in full: nobody listed it, nobody knows it, or a gate found something."""

    ABSENT = "absent"
    UNKNOWN = "unknown"
    STOP = "stop"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Shortfall:
    """What one element loses, why, and the faults behind it."""

    element: str
    why: Lost
    weight: int
    lost: Fraction
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Quality:
    """The score of one item with everything that it lost; `asked` counts the elements, `weight` is their sum."""

    asked: int
    weight: int
    shortfalls: tuple[Shortfall, ...]

    @property
    def score(self) -> Decimal:
        """Return the score between 0 and 100, to one decimal place."""
        lost = sum((row.lost for row in self.shortfalls), Fraction(0))
        return score_of(lost, self.weight)

    def count(self, why: Lost) -> int:
        """Return how many elements lost something for a reason."""
        return sum(row.why is why for row in self.shortfalls)


def score_of(lost: Fraction, weight: int) -> Decimal:
    """Return 100 × (1 − lost ÷ weight), rounded half up to one decimal place; nothing asked is nothing lost."""
    kept = _WHOLE - (lost / weight if weight else Fraction(0))
    return (Decimal(100) * kept.numerator / kept.denominator).quantize(_TENTH, rounding=ROUND_HALF_UP)


def weight_of(element: Element, item_type: str) -> int:
    """Return how much an element counts in items of a type."""
    if displayed_under(element, item_type):
        return DISPLAYED
    return REQUIRED if is_required(element, item_type) else OPTIONAL


def elements_asked(content: ItemContent) -> tuple[Element, ...]:
    """Return the elements that are asked of an item; what only the act of publication knows is not."""
    return tuple(
        element
        for element in elements_of(type_of(content))
        if element.filled_by is not FilledBy.PUBLICATION
        and (element.key not in ASKED_WHEN or ASKED_WHEN[element.key](content))
    )


def quality_of(content: ItemContent, faults: Iterable[Fault]) -> Quality:
    """Return the quality of an item, given what the gates found in it."""
    asked, kind = elements_asked(content), type_of(content)
    found: dict[str, list[Fault]] = {}
    for fault in faults:
        found.setdefault(fault.element, []).append(fault)
    rows = (_shortfall(element, kind, content, faults=found.get(element.key, ())) for element in asked)
    return Quality(len(asked), sum(weight_of(one, kind) for one in asked), tuple(row for row in rows if row))


def _shortfall(element: Element, kind: str, content: ItemContent, *, faults: Sequence[Fault]) -> Shortfall | None:
    weight, value = weight_of(element, kind), content.elements.get(element.key)
    if value is None:
        return Shortfall(element.key, Lost.ABSENT, weight, Fraction(weight))
    if value.check_state is CheckState.UNKNOWN:
        return Shortfall(element.key, Lost.UNKNOWN, weight, Fraction(weight))
    stopping = tuple(stops(faults))
    if stopping:
        return Shortfall(element.key, Lost.STOP, weight, weight * Fraction(*LOST_BY_STOP), stopping)
    warning = tuple(faults)
    if warning:
        return Shortfall(element.key, Lost.WARN, weight, weight * Fraction(*LOST_BY_WARNING), warning)
    return None


def content_listed(known: Mapping[str, str]) -> ItemContent:
    """Return what a listing says of an item as a content: the columns that it fills, and nothing else."""
    own = Citation(CheckState.OWN_WORDING)
    return ItemContent("listed", {key: ElementValue(text, own) for key, text in known.items() if text})


def listed_quality(known: Mapping[str, str], faults: Iterable[Fault] = ()) -> Quality:
    """Return the quality of an item of another catalogue: every element that it does not list is told as absent."""
    return quality_of(content_listed(known), faults)
