"""What a department entrusts to the window of a centre: to receive applications and to hand out results.

前台综合受理、后台分类审批、统一窗口出件: the centre receives and hands out, the department accepts, examines and
decides (domain specification A92). What was received while an entrustment ran is brought to its end after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from oneseal.kernel.access.letters import Standing


@dataclass(frozen=True, slots=True)
class Entrusted:
    """What a department entrusts: which items (none: all), both days included.

    `until_on` None: no last day was agreed. `ended_on` is the first day on which it is over before its time.
    """

    department_id: UUID
    item_ids: frozenset[UUID]
    from_on: date
    until_on: date | None
    ended_on: date | None = None

    def standing(self, on: date) -> Standing:
        """Return how the entrustment stands on a day; one that was ended is called revoked."""
        if self.ended_on is not None and self.ended_on <= on:
            return Standing.REVOKED
        if on < self.from_on:
            return Standing.FUTURE
        return Standing.IN_FORCE if self.until_on is None or on <= self.until_on else Standing.EXPIRED

    def covers(self, item_id: UUID) -> bool:
        """Return True when the entrustment speaks of an item."""
        return not self.item_ids or item_id in self.item_ids
