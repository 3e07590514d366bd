"""The four counters of a period: what came in is what went out and what is left (C.6)."""

from __future__ import annotations

from dataclasses import dataclass

from oneseal.kernel.scoring.refusals import CountersDisagree


@dataclass(frozen=True, slots=True)
class Flow:
    """Cases of a period, each counter counted for itself; the fourth is what ended otherwise than closed."""

    in_hand_before: int
    accepted: int
    closed: int
    ended_otherwise: int
    in_hand_after: int

    @property
    def missing(self) -> int:
        """Return how many cases came in and are nowhere; 0 where the counters agree."""
        return self.in_hand_before + self.accepted - self.closed - self.ended_otherwise - self.in_hand_after

    def require_whole(self) -> None:
        """Refuse counters that lose or invent a case.

        Raises:
            CountersDisagree.
        """
        if self.missing:
            raise CountersDisagree("what came in is not what went out and what is left", missing=self.missing)
