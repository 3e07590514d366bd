"""The lot by which a case in blind mode gets its one examiner (docs/algorithms/blind-mode.md).

Whoever may examine and has the fewest open cases of the item takes part; of these whoever has the fewest open cases in
all; between equals a recorded seed decides. The same candidates and the same seed give the same examiner, in any
program: nobody chooses, and everybody can count after.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

SEED_BITS: Final = 128


class Excluded(StrEnum):
    """Why somebody who holds an examining post takes no part."""

    ABSENT = "absent"
    INTAKE = "intake"
    ACTED = "acted"
    CHAIR = "chair"
    OWN_CASE = "own_case"
    HAD_IT = "had_it"
    LIFTED = "lifted"


class Ground(StrEnum):
    """Why a lot is drawn: the case was accepted, nobody was free before, or the examiner was taken off it."""

    ACCEPTED = "accepted"
    NOBODY_FREE = "nobody_free"
    ABSENT = "absent"
    RECUSED = "recused"
    OVERLOADED = "overloaded"


# Why a leader may have a lot drawn again; to whom it falls he does not say.
AGAIN: Final = (Ground.ABSENT, Ground.RECUSED, Ground.OVERLOADED)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One holder of an examining post: open cases of the item, open cases in all, and why he is left out (or not)."""

    account_id: UUID
    of_item: int
    in_all: int
    excluded: Excluded | None = None

    @property
    def load(self) -> tuple[int, int]:
        """Return by what candidates are compared."""
        return self.of_item, self.in_all

    def to_mapping(self) -> dict[str, Any]:
        """Return the candidate as it is kept."""
        left_out = self.excluded.value if self.excluded else ""
        return {
            "account": str(self.account_id), "of_item": self.of_item, "in_all": self.in_all, "excluded": left_out,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Drawn:
    """How a lot came out: the equals among whom it was drawn, and whom it met; None: nobody was free."""

    equals: tuple[UUID, ...]
    account_id: UUID | None


def new_seed(bits: int) -> str:
    """Return the text of a seed made of random bits."""
    return f"{bits:0{SEED_BITS // 4}x}"


def lot(candidates: Sequence[Candidate], *, seed: str, case_id: UUID) -> Drawn:
    """Return whom the lot meets; the order in which the candidates are told does not matter."""
    free = [one for one in candidates if one.excluded is None]
    if not free:
        return Drawn((), None)
    least = min(one.load for one in free)
    equals = tuple(sorted((one.account_id for one in free if one.load == least), key=str))
    return Drawn(equals, equals[place_of(seed, case_id=case_id, among=len(equals))])


def place_of(seed: str, *, case_id: UUID, among: int) -> int:
    """Return which of so many equals a seed means, counted from nought."""
    digest = hashlib.sha256(f"{seed}:{case_id}".encode()).digest()
    return int.from_bytes(digest, "big") % among


def is_as_recorded(rows: Sequence[Mapping[str, Any]], *, seed: str, case_id: UUID, drawn: UUID | None) -> bool:
    """Return True when a lot played again from what was recorded meets whom it met."""
    return lot(candidates_of(rows), seed=seed, case_id=case_id).account_id == drawn


def candidates_of(rows: Sequence[Mapping[str, Any]]) -> list[Candidate]:
    """Return the candidates as they were kept."""
    return [
        Candidate(
            UUID(row["account"]), row["of_item"], row["in_all"], Excluded(row["excluded"]) if row["excluded"] else None
        )
        for row in rows
    ]
