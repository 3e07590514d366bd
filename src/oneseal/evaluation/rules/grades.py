"""Five grades, the ways they come in, and what a satisfied share is (GB/T 39735-2020; domain specification E.4)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import Final


class Grade(IntEnum):
    """The five grades, from very satisfied to very dissatisfied (GB/T 39046-2020 A.8)."""

    VERY_SATISFIED = 1
    SATISFIED = 2
    FAIRLY_SATISFIED = 3
    DISSATISFIED = 4
    VERY_DISSATISFIED = 5


GRADES: Final = {1: "非常满意", 2: "满意", 3: "基本满意", 4: "不满意", 5: "非常不满意"}
BAD: Final = frozenset({Grade.DISSATISFIED, Grade.VERY_DISSATISFIED})
_TENTH: Final = Decimal("0.1")


class Channel(StrEnum):
    """How a rating came in."""

    PC = "pc"
    PAD = "pad"
    QR = "qr"
    SMS = "sms"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Counted:
    """How many ratings of each grade count; who did not rate stands in none of them."""

    grades: tuple[int, int, int, int, int]

    @property
    def total(self) -> int:
        """Return how many ratings count."""
        return sum(self.grades)

    @property
    def satisfied(self) -> int:
        """Return how many are of the first three grades."""
        return sum(self.grades[:3])

    @property
    def bad(self) -> int:
        """Return how many are of the last two grades."""
        return sum(self.grades[3:])

    @property
    def rate(self) -> Decimal | None:
        """Return the satisfied share in percent to one place; None: nobody rated, so there is no share."""
        return share(self.satisfied, self.total)


def share(part: int, whole: int) -> Decimal | None:
    """Return a share in percent to one place; None over nothing."""
    return None if whole == 0 else (Decimal(part) * 100 / whole).quantize(_TENTH)


def is_bad(grade: int) -> bool:
    """Return True for the last two grades: each opens a rectification."""
    return grade in BAD
