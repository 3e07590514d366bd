"""Codes of administrative divisions: what a code says about its level and about what lies above it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Level(StrEnum):
    """The four levels of the table."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"


@dataclass(frozen=True, slots=True)
class DivisionRow:
    """A division of the table; `parent` is empty for a province."""

    code: str
    name: str
    level: Level
    parent: str


_LENGTHS: Final = {6, 9}


def level_of(code: str) -> Level | None:
    """Return the level that the digits of a code say (GB/T 2260: pairs of digits), or None for no code."""
    if len(code) not in _LENGTHS or not code.isascii() or not code.isdecimal():
        return None
    if len(code) == 9:
        return Level.TOWNSHIP
    if code.endswith("0000"):
        return Level.PROVINCE
    return Level.CITY if code.endswith("00") else Level.COUNTY


def above(code: str) -> list[str]:
    """Return the codes that may lie above a code, the nearest first."""
    codes = [code[:6], code[:4] + "00", code[:2] + "0000"]
    return [other for other in dict.fromkeys(codes) if other != code]


def parent_of(code: str, known: Collection[str]) -> str:
    """Return the nearest division above that is known, or empty.

    Counties of a municipality lie directly below it; townships of a development zone that is no division of its
    own lie below the city.
    """
    return next((other for other in above(code) if other in known), "")


def arranged(names: Mapping[str, str]) -> Iterable[DivisionRow]:
    """Return the rows of a table of codes and names, parents first; what is no code is left out."""
    for code in sorted(names, key=lambda told: (len(told), not told.endswith("0000"), not told.endswith("00"), told)):
        level = level_of(code)
        if level is not None:
            yield DivisionRow(code, names[code], level, parent_of(code, names.keys()))
