"""The rectification of a bad rating (差评整改) as one table of moves; who may not make them (批管分离)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from oneseal.evaluation.rating_errors import (
    CallBackFirst,
    NobodyToCall,
    RectificationByHandler,
    RectificationByWhoAsked,
    RectificationNoMove,
    RectificationWordsMissing,
)
from oneseal.kernel.lifecycle import Lifecycle, Move, NoSuchMove

_51: Final = "国办发〔2019〕51号"
_E4: Final = "GB/T 39735-2020 (classes and handling of bad ratings); domain specification E.4"
_S1: Final = "S1 批管分离"


class State(StrEnum):
    """Where a rectification stands."""

    OPENED = "opened"
    CONTACTED = "contacted"
    VERIFIED = "verified"
    CORRECTED = "corrected"
    EXPLAINED = "explained"
    APPEALED = "appealed"
    SET_ASIDE = "set_aside"
    ANSWERED = "answered"
    CLOSED = "closed"


class Action(StrEnum):
    """What is done with a rectification."""

    CONTACT = "contact"
    ATTEMPT = "attempt"
    VERIFY = "verify"
    CORRECT = "correct"
    EXPLAIN = "explain"
    APPEAL = "appeal"
    UPHOLD = "uphold"
    DECLINE = "decline"
    ANSWER = "answer"
    CLOSE = "close"


HANDLER: Final = frozenset({"handler"})
SUPERVISOR: Final = frozenset({"supervisor"})


DECIDES: Final = frozenset({Action.UPHOLD, Action.DECLINE})
type_row = tuple[str, Action, set[State], State | None, str, tuple[str, ...]]


def _moves(*rows: type_row) -> tuple[Move[State], ...]:
    """Return the rows (code, action, from, to, basis, guards) as moves; who decides is a supervisor."""
    return tuple(
        Move(
            code=code, action=action, sources=frozenset(sources), target=target, basis=basis, guards=guards,
            actors=SUPERVISOR if action in DECIDES else HANDLER,
        )
        for code, action, sources, target, basis, guards in rows
    )  # fmt: skip


MOVES: Final = _moves(
    ("G1", Action.CONTACT, {State.OPENED}, State.CONTACTED, f"{_51}; {_E4}", ("is_named", "words")),
    ("G2", Action.ATTEMPT, {State.OPENED}, None, "own practice: nobody answered", ("is_named", "words")),
    ("G3", Action.VERIFY, {State.OPENED, State.CONTACTED}, State.VERIFIED, _E4, ("called_back_if_named", "words")),
    ("G4", Action.CORRECT, {State.VERIFIED}, State.CORRECTED, f"{_51}; {_E4}", ("words",)),
    ("G5", Action.EXPLAIN, {State.VERIFIED}, State.EXPLAINED, f"{_E4} (no legal basis: explain)", ("words",)),
    ("G6", Action.APPEAL, {State.VERIFIED}, State.APPEALED, f"{_E4} (mistaken or malicious)",
     ("appealed_once", "words")),
    ("G7", Action.UPHOLD, {State.APPEALED}, State.SET_ASIDE, _S1, ("not_who_asked", "words")),
    ("G8", Action.DECLINE, {State.APPEALED}, State.VERIFIED, _S1, ("not_who_asked", "words")),
    ("G9", Action.ANSWER, {State.CORRECTED, State.EXPLAINED, State.SET_ASIDE}, State.ANSWERED,
     f"{_51} (the result is told to whoever rated)", ("words",)),
    ("G10", Action.CLOSE, {State.ANSWERED}, State.CLOSED, _E4, ()),
)  # fmt: skip
LIFECYCLE: Final = Lifecycle(MOVES, initial=State.OPENED, finals=frozenset({State.CLOSED}))
OPEN: Final = frozenset(State) - {State.CLOSED}
AWAITS_CONTACT: Final = frozenset({State.OPENED})


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """What the rules know: state, whether the rater is named, vain attempts, who asked for an appeal (None: nobody)."""

    state: State
    is_named: bool
    attempts: int
    appealed_by: UUID | None


@dataclass(frozen=True, slots=True)
class Doer:
    """Who wants to act: the accounts whose work lies before him, and what he says."""

    accounts: frozenset[UUID]
    words: str


def move_for(task: TaskFacts, action: str, *, doer: Doer, handlers: Collection[UUID], attempts: int) -> Move[State]:
    """Return the move that an action is, or refuse it; `attempts` is how often a silent rater is called.

    Raises:
        RectificationNoMove, RectificationByHandler, RectificationByWhoAsked, CallBackFirst, NobodyToCall,
        RectificationWordsMissing.
    """
    try:
        move = LIFECYCLE.apply(task.state, action)
    except NoSuchMove as problem:
        raise RectificationNoMove("no such move now", state=task.state.value, action=action) from problem
    if not doer.accounts.isdisjoint(handlers):
        raise RectificationByHandler("who handled the case neither calls back nor decides")
    for guard in move.guards:
        _GUARDS[guard](task, doer, attempts)
    return move


def _is_named(task: TaskFacts, _doer: Doer, _attempts: int) -> None:
    if not task.is_named:
        raise NobodyToCall("whoever rated left no name")


def _called_back(task: TaskFacts, _doer: Doer, attempts: int) -> None:
    if task.is_named and task.state is State.OPENED and task.attempts < attempts:
        raise CallBackFirst("a named rater is called back first", attempts=attempts, tried=task.attempts)


def _not_who_asked(task: TaskFacts, doer: Doer, _attempts: int) -> None:
    if task.appealed_by in doer.accounts:
        raise RectificationByWhoAsked("who asked does not decide")


def _appealed_once(task: TaskFacts, _doer: Doer, _attempts: int) -> None:
    if task.appealed_by is not None:
        raise RectificationNoMove("declined before", state=task.state.value, action=Action.APPEAL.value)


def _words(_task: TaskFacts, doer: Doer, _attempts: int) -> None:
    if not doer.words:
        raise RectificationWordsMissing("say what was done")


_GUARDS: Final = {
    "is_named": _is_named,
    "called_back_if_named": _called_back,
    "not_who_asked": _not_who_asked,
    "appealed_once": _appealed_once,
    "words": _words,
}
