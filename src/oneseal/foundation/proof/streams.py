"""Read long tables side by side, each in the order of its subjects; no more than one subject is in memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar
from uuid import UUID

Row = TypeVar("Row")


class Beside(Generic[Row]):
    """A stream of (subject, row) in the order of subjects, read beside a stream of the subjects themselves."""

    def __init__(self, rows: Iterator[tuple[UUID, Row]]) -> None:
        self._rows = rows
        self._next = next(rows, None)
        self.strays: list[UUID] = []

    def of(self, subject: UUID) -> list[Row]:
        """Return the rows of a subject; subjects are asked for in their order, and rows of others in between stray."""
        found: list[Row] = []
        while self._next is not None and self._next[0] <= subject:
            owner, row = self._next
            if owner == subject:
                found.append(row)
            else:
                self._stray(owner)
            self._next = next(self._rows, None)
        return found

    def rest(self) -> list[UUID]:
        """Read to the end and return every subject that had rows and was not asked for."""
        while self._next is not None:
            self._stray(self._next[0])
            self._next = next(self._rows, None)
        return self.strays

    def _stray(self, owner: UUID) -> None:
        if not self.strays or self.strays[-1] != owner:
            self.strays.append(owner)
