"""Read what the credit platform answers; an entry never refuses anything by itself (OBE 40)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

SYSTEM: Final = "credit"


class CreditList(StrEnum):
    """Name the two lists: who kept his word, and who broke it."""

    RED = "red"
    BLACK = "black"


@dataclass(frozen=True, slots=True)
class CreditEntry:
    """One entry: which list, who put it there, why, from when to when (None: no end told)."""

    list: CreditList
    source: str
    reason: str
    from_on: date
    to_on: date | None

    def as_row(self) -> dict[str, str]:
        """Return the entry as it is kept."""
        end = self.to_on.isoformat() if self.to_on else ""
        return {
            "list": self.list.value, "source": self.source, "reason": self.reason,
            "from_on": self.from_on.isoformat(), "to_on": end,
        }  # fmt: skip

    def counts_on(self, day: date) -> bool:
        """Return True when the entry stands on a day."""
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)


def entry_from(row: Mapping[str, Any]) -> CreditEntry:
    """Return an entry from what was sent or kept.

    Raises:
        ValueError, KeyError: not an entry.
    """
    end = row.get("to_on") or ""
    return CreditEntry(
        CreditList(row["list"]),
        str(row["source"]),
        str(row["reason"]),
        date.fromisoformat(row["from_on"]),
        date.fromisoformat(end) if end else None,
    )
