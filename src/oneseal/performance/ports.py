"""What other rooms count for the index; a port that nobody answers is "no data", never zero."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Protocol
from uuid import UUID


class Discipline(Protocol):
    """Who takes points off for what supervision found (D8)."""

    def deductions(self, first: date, last: date) -> Mapping[UUID, Decimal]:
        """Return the points taken off between two days by agency; an agency that is absent lost none."""


class Complaints(Protocol):
    """Who knows which complaints were found right (D9)."""

    def upheld(self, first: date, last: date) -> Mapping[UUID, int]:
        """Return how many complaints were found right between two days by agency; absent: none."""


_discipline: list[Discipline] = []
_complaints: list[Complaints] = []


def register_discipline(source: Discipline | None) -> None:
    """Let a room answer for discipline; None: nobody does."""
    _discipline[:] = [] if source is None else [source]


def register_complaints(source: Complaints | None) -> None:
    """Let a room answer for complaints; None: nobody does."""
    _complaints[:] = [] if source is None else [source]


def deductions(first: date, last: date) -> Mapping[UUID, Decimal] | None:
    """Return the points taken off by agency; None while nobody records them."""
    return _discipline[0].deductions(first, last) if _discipline else None


def upheld(first: date, last: date) -> Mapping[UUID, int] | None:
    """Return the upheld complaints by agency; None while nobody records them."""
    return _complaints[0].upheld(first, last) if _complaints else None
