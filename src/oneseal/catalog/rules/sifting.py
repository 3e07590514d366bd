"""By what the list of an agency's own items is narrowed; whatever is not one of the choices narrows nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from decimal import Decimal
from typing import Final

from oneseal.catalog.rules.codes import is_code
from oneseal.catalog.rules.elements import ITEM_ELEMENT

STATES: Final = ("draft", "review", "published")
STANDINGS: Final = ("new", "in_use", "suspended", "abolished")
# Scores from, and below; "unscored" stands for a version whose score nobody has computed.
QUALITIES: Final[Mapping[str, tuple[Decimal, Decimal]]] = {
    "under_60": (Decimal(0), Decimal(60)),
    "under_80": (Decimal(60), Decimal(80)),
    "under_90": (Decimal(80), Decimal(90)),
    "from_90": (Decimal(90), Decimal(1000)),
}
UNSCORED: Final = "unscored"
LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Sift:
    """What a list is narrowed to; an empty text narrows nothing.

    `office` is the handling office (承办机构); `unknown` an element that nobody has established.
    """

    words: str = ""
    kind: str = ""
    state: str = ""
    office: str = ""
    quality: str = ""
    unknown: str = ""
    standing: str = ""

    @property
    def told(self) -> dict[str, str]:
        """Return what narrows, by name."""
        return {name: value for name, value in asdict(self).items() if value}


def sift_told(told: Mapping[str, str]) -> Sift:
    """Return what a list is narrowed to, from the words of an address."""
    return Sift(**{row.name: _sound(row.name, told.get(row.name, "")) for row in fields(Sift)})


def _sound(name: str, text: str) -> str:
    text = "".join(sign for sign in text if sign.isprintable()).strip()[:LONGEST]
    choices = {
        "state": STATES,
        "standing": STANDINGS,
        "quality": (*QUALITIES, UNSCORED),
    }.get(name)
    if choices is not None:
        return text if text in choices else ""
    if name == "kind":
        return text if is_code("item_type", text) else ""
    return "" if name == "unknown" and text not in ITEM_ELEMENT else text
