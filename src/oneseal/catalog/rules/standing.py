"""Whether an item is in use on a day: beside its frozen versions stand rows that say from when to when it is not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class InUse(StrEnum):
    """How an item stands (D.2 事项状态: 1在用 2暂停 3取消)."""

    IN_USE = "in_use"
    SUSPENDED = "suspended"
    ABOLISHED = "abolished"


@dataclass(frozen=True, slots=True)
class Bar:
    """One stretch in which an item is not in use; `until_on` None: no end was told; `lifted_on` None: never lifted."""

    id: UUID
    standing: InUse
    from_on: date
    until_on: date | None
    lifted_on: date | None
    adjustment_id: UUID

    def holds_on(self, day: date) -> bool:
        """Return whether it bars the item on a day; the day of its end is still barred, the day it is lifted not."""
        if day < self.from_on or (self.until_on is not None and day > self.until_on):
            return False
        return self.lifted_on is None or day < self.lifted_on


def bar_on(bars: Iterable[Bar], day: date) -> Bar | None:
    """Return what bars an item on a day, the abolition before a suspension; None: it is in use."""
    held = [bar for bar in bars if bar.holds_on(day)]
    return max(held, key=lambda bar: (bar.standing is InUse.ABOLISHED, bar.from_on), default=None)


def bar_ahead(bars: Iterable[Bar], day: date) -> Bar | None:
    """Return the next bar that begins after a day and is not lifted before; None: none is known."""
    coming = [bar for bar in bars if bar.from_on > day and (bar.lifted_on is None or bar.lifted_on > bar.from_on)]
    return min(coming, key=lambda bar: bar.from_on, default=None)
