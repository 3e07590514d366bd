"""Questions of the reform board that the life of items answers; nobody registered means "nothing was adjusted"."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class AdjustmentCount:
    """How many items one kind of adjustment (取消、下放、承接 …) touched, by how many documents."""

    kind: str
    name: str
    name_en: str
    items: int
    documents: int


class Adjustments(Protocol):
    """The life of items: which adjustments took effect, and which items are not in use on a day."""

    def counted(self, *, after: date, until: date, agency_id: UUID | None) -> Sequence[AdjustmentCount]:
        """Return the adjustments that took effect after one day and until another, by kind (None: of every agency)."""
        ...

    def not_in_use(self, on: date) -> Collection[UUID]:
        """Return the items that are suspended or cancelled on a day, though a version of theirs is published."""
        ...


class NothingAdjusted:
    """Nobody keeps adjustments."""

    def counted(self, *, after: date, until: date, agency_id: UUID | None) -> Sequence[AdjustmentCount]:
        """Return nothing."""
        return ()

    def not_in_use(self, on: date) -> Collection[UUID]:
        """Return nothing."""
        return ()


_adjustments: list[Adjustments] = [NothingAdjusted()]


def register_adjustments(port: Adjustments) -> None:
    """Let a room answer for adjustments; the last one registered answers."""
    _adjustments[:] = [port]


def adjustments() -> Adjustments:
    """Return who answers for adjustments."""
    return _adjustments[0]
