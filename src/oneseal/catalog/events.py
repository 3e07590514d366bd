"""What this room tells others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class AdjustmentEffective:
    """The day of an adjustment has come that says what becomes of open cases; who holds cases follows it."""

    name: ClassVar[str] = "catalog.adjustment_effective"
    adjustment_id: UUID
