"""What the public brings to the desk, and what may become of it: one table of moves, narrowed per kind.

Sources: domain specification A43, A57, A104, E.1 T10, F.2; Regulation on Disclosure of Government Information (OGI)
art. 29 to 36. A row without an article is the product's own default; a city changes limits, not rows.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Final

from oneseal.kernel.lifecycle import ClockEffect, Lifecycle, Move


class MatterKind(StrEnum):
    """What somebody wants of the desk."""

    COMPLAINT = "complaint"
    REPORT = "report"
    CONSULTATION = "consultation"
    COMMENDATION = "commendation"
    DISCLOSURE = "disclosure"


class Channel(StrEnum):
    """By which way it came."""

    PORTAL = "portal"
    WINDOW = "window"
    PHONE = "phone"
    LETTER = "letter"


class MatterState(StrEnum):
    """Where a matter stands."""

    RECEIVED = "received"
    HANDLING = "handling"
    TRANSFERRED = "transferred"
    ANSWERED = "answered"
    CLOSED = "closed"
    NOT_ACCEPTED = "not_accepted"
    WITHDRAWN = "withdrawn"


class MatterAction(StrEnum):
    """What is done with a matter."""

    ACCEPT = "accept"
    NOT_ACCEPT = "not_accept"
    TRANSFER = "transfer"
    RETURN = "return"
    TAKE_UP = "take_up"
    ASK_EXTENSION = "ask_extension"
    EXTEND = "extend"
    DECLINE_EXTENSION = "decline_extension"
    CONSULT = "consult"
    END_CONSULT = "end_consult"
    ANSWER = "answer"
    REOPEN = "reopen"
    SATISFY = "satisfy"
    DISSATISFY = "dissatisfy"
    SETTLE = "settle"
    WITHDRAW = "withdraw"
    URGE = "urge"


K, S, A = MatterKind, MatterState, MatterAction
DESK: Final = "desk"
HEAD: Final = "head"
OVERSEER: Final = "overseer"
PETITIONER: Final = "petitioner"
TIMER: Final = "timer"
OPEN: Final = frozenset({S.RECEIVED, S.HANDLING, S.TRANSFERRED})
FINALS: Final = frozenset({S.CLOSED, S.NOT_ACCEPTED, S.WITHDRAWN})
EVERY: Final = frozenset(MatterKind)
WITHOUT_THANKS: Final = EVERY - {K.COMMENDATION}
OGI_33: Final = "OGI 33"
_Leads = tuple[set[MatterState], MatterState | None]
_APART: Final = "domain specification S1 (批管分离)"


def _move(code: str, action: MatterAction, leads: _Leads, **more: Any) -> Move[MatterState]:  # noqa: ANN401 - a move's fields
    sources, target = leads
    return Move(code=code, action=action.value, sources=frozenset(sources), target=target, **more)


# Each row with the kinds it holds for.
TABLE: Final[tuple[tuple[frozenset[MatterKind], Move[MatterState]], ...]] = (
    (EVERY, _move("E01", A.ACCEPT, ({S.RECEIVED}, S.HANDLING), actors=frozenset({DESK}),
                  clock=ClockEffect.START_MAIN_AT_RECEIPT, basis="F.2; OGI 33 for disclosure")),
    # A disclosure request is always answered, with one of the kinds of OGI 36.
    (EVERY - {K.DISCLOSURE}, _move("E02", A.NOT_ACCEPT, ({S.RECEIVED}, S.NOT_ACCEPTED), actors=frozenset({DESK}),
                                   guards=("has_reason",), paper="matter_non_acceptance",
                                   clock=ClockEffect.STOP_RECEIPT, basis="F.2")),
    (EVERY, _move("E03", A.TRANSFER, ({S.HANDLING}, S.TRANSFERRED), actors=frozenset({DESK}),
                  guards=("is_another_agency", "is_not_the_reported"), clock=ClockEffect.RUNS)),
    (EVERY, _move("E04", A.RETURN, ({S.TRANSFERRED}, S.HANDLING), actors=frozenset({DESK}),
                  guards=("has_reason", "is_not_returned_before"), clock=ClockEffect.RUNS)),
    (EVERY, _move("E05", A.TAKE_UP, ({S.TRANSFERRED}, S.HANDLING), actors=frozenset({DESK}), clock=ClockEffect.RUNS)),
    (WITHOUT_THANKS, _move("E06", A.ASK_EXTENSION, ({S.HANDLING}, None), actors=frozenset({DESK}),
                           guards=("has_reason", "is_not_extended", "is_not_over"), basis=OGI_33)),
    (WITHOUT_THANKS, _move("E07", A.EXTEND, ({S.HANDLING}, None), actors=frozenset({HEAD}),
                           guards=("is_asked", "is_another_person", "is_not_over"), paper="matter_extension",
                           clock=ClockEffect.EXTEND, basis=f"{OGI_33}; {_APART}")),
    (WITHOUT_THANKS, _move("E08", A.DECLINE_EXTENSION, ({S.HANDLING}, None), actors=frozenset({HEAD}),
                           guards=("is_asked", "is_another_person"), basis=_APART)),
    (frozenset({K.DISCLOSURE}), _move("E09", A.CONSULT, ({S.HANDLING}, None), actors=frozenset({DESK}),
                                      clock=ClockEffect.PAUSE, basis="OGI 32, 33, 34")),
    (frozenset({K.DISCLOSURE}), _move("E10", A.END_CONSULT, ({S.HANDLING}, None), actors=frozenset({DESK, TIMER}),
                                      guards=("is_consulting",), clock=ClockEffect.RESUME, basis="OGI 32, 33, 34")),
    (EVERY, _move("E11", A.ANSWER, ({S.HANDLING}, S.ANSWERED), actors=frozenset({DESK}),
                  guards=("is_another_person", "has_words", "is_not_consulting"), paper="disclosure_answer",
                  clock=ClockEffect.STOP, basis=f"OGI 36 for disclosure; {_APART}")),
    (WITHOUT_THANKS - {K.DISCLOSURE}, _move("E12", A.REOPEN, ({S.ANSWERED}, S.HANDLING), actors=frozenset({PETITIONER}),
                                            guards=("has_reason", "is_not_reopened_before"),
                                            clock=ClockEffect.START_MAIN)),
    (EVERY, _move("E13", A.SATISFY, ({S.ANSWERED}, S.CLOSED), actors=frozenset({PETITIONER}))),
    (EVERY, _move("E14", A.DISSATISFY, ({S.ANSWERED}, S.CLOSED), actors=frozenset({PETITIONER}),
                  guards=("has_reason",))),
    (EVERY, _move("E15", A.SETTLE, ({S.ANSWERED}, S.CLOSED), actors=frozenset({TIMER}))),
    (EVERY, _move("E16", A.WITHDRAW, ({S.RECEIVED, S.HANDLING, S.TRANSFERRED}, S.WITHDRAWN),
                  actors=frozenset({PETITIONER}), clock=ClockEffect.DROP)),
    (EVERY, _move("E17", A.URGE, ({S.RECEIVED, S.HANDLING, S.TRANSFERRED}, None), actors=frozenset({OVERSEER}),
                  guards=("has_words",), basis="A10")),
)  # fmt: skip


def _lifecycle(kind: MatterKind) -> Lifecycle[MatterState]:
    """Return the rows that hold for a kind; it ends where one of them leads."""
    moves = [move for kinds, move in TABLE if kind in kinds]
    return Lifecycle(
        moves, initial=S.RECEIVED, finals=frozenset({move.target for move in moves if move.target}) & FINALS
    )


LIFECYCLES: Final = {kind: _lifecycle(kind) for kind in MatterKind}
NUMBER_WORDS: Final = {
    K.COMPLAINT: "TS", K.REPORT: "JB", K.CONSULTATION: "ZX", K.COMMENDATION: "BY", K.DISCLOSURE: "GK",
}  # fmt: skip
# Who says what is wrong with somebody need not say who he is.
MAY_BE_NAMELESS: Final = frozenset({K.COMPLAINT, K.REPORT, K.COMMENDATION, K.CONSULTATION})


def may_act(kind: MatterKind, state: MatterState, action: MatterAction) -> bool:
    """Return True when the table has the action for a matter of a kind in a state."""
    return action.value in LIFECYCLES[kind].open_actions(state)


def first_desk(kind: MatterKind, *, about: str, desks: tuple[str, ...]) -> str:
    """Return which agency receives a matter: the one it is about, but a report goes to another where there is one.

    `desks` are the agencies that answer matters, the first agency of the city first; none: the one it is about.
    """
    if kind is MatterKind.REPORT:
        return next((desk for desk in desks if desk != about), about)
    return about if about in desks or not desks else desks[0]
