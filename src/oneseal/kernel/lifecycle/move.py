"""One row of a lifecycle table."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

State = TypeVar("State", bound=StrEnum)


class ClockEffect(StrEnum):
    """Name what a move does to the clocks of its subject."""

    NONE = "none"
    RUNS = "runs"
    START_RECEIPT = "start_receipt"
    STOP_RECEIPT = "stop_receipt"
    START_MAIN = "start_main"
    START_MAIN_AT_RECEIPT = "start_main_at_receipt"
    PAUSE = "pause"
    RESUME = "resume"
    EXTEND = "extend"
    STOP = "stop"
    STOP_AND_START_DELIVERY = "stop_and_start_delivery"
    DROP = "drop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Move(Generic[State]):
    """Hold one permitted move: who may make it, on which condition, with which paper.

    ``target`` is ``None`` when the state stays. ``guards`` are names that the owner of
    the table resolves; ``paper`` is the kind of document the move must issue, ``None``
    when it issues none; ``basis`` is the legal source, empty when there is none.
    """

    code: str
    action: str
    sources: frozenset[State]
    target: State | None
    actors: frozenset[str] = frozenset()
    guards: tuple[str, ...] = ()
    paper: str | None = None
    clock: ClockEffect = ClockEffect.NONE
    basis: str = ""

    def leads_from(self, state: State) -> State:
        """Return the state in which the subject is after this move from ``state``."""
        return state if self.target is None else self.target
