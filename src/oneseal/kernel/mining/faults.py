"""What is wrong with a line of a log: told by line and reason, counted whole, listed up to a bound."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from oneseal.kernel.errors import RuleError

MOST_LISTED: Final = 1_000
LONGEST_SHOWN: Final = 120


class Reason(StrEnum):
    """Name why a line of a log cannot be used."""

    NO_CASE = "no_case"
    NO_ACTIVITY = "no_activity"
    NO_MOMENT = "no_moment"
    MOMENT_UNREADABLE = "moment_unreadable"
    TOO_SHORT = "too_short"


class LogUnreadable(RuleError):
    """Refuse a file that is no event log, or one made to do harm (facts: reason, line)."""

    code = "mining.log_unreadable"


@dataclass(frozen=True, slots=True)
class Fault:
    """One line that cannot be used: its number in the file, why, and what stood there."""

    line: int
    reason: Reason
    text: str = ""


@dataclass(slots=True)
class Faults:
    """All that was wrong with a file: every line is counted, the first are listed."""

    listed: list[Fault] = field(default_factory=list)
    counted: Counter[Reason] = field(default_factory=Counter)

    def add(self, line: int, reason: Reason, text: str = "") -> None:
        """Count a line, and list it while there is room."""
        self.counted[reason] += 1
        if len(self.listed) < MOST_LISTED:
            self.listed.append(Fault(line, reason, text[:LONGEST_SHOWN]))

    @property
    def total(self) -> int:
        """Return how many lines cannot be used."""
        return self.counted.total()


@dataclass(slots=True)
class Notes:
    """What was read and could not be kept: attributes inside attributes, and lists."""

    nested: int = 0
