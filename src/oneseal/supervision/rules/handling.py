"""What may be done with a finding of supervision, by whom, and until when (domain specification F.2).

A row is a permitted act; what is in no row is refused. The terms in working days and the points are data
(`rules/tariffs.py`). Supervision of acts of approval: 行政许可法第六十条; the shape of the orders is the city's own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from oneseal.kernel.lifecycle import ClockEffect, Lifecycle, Move
from oneseal.supervision.rules.hits import ENDED, Standing
from oneseal.supervision.rules.refusals import (
    AnotherPersonDecides,
    AnswerOwed,
    AppealedBefore,
    AppealTooLate,
    HandledBySame,
    NotOverdue,
    ProofMissing,
    WordsMissing,
)


class HandlingAct(StrEnum):
    """Name what is done with a finding."""

    URGE = "urge"
    CORRECT = "correct"
    REFER = "refer"
    ANSWER = "answer"
    RECTIFY = "rectify"
    APPEAL = "appeal"
    UPHOLD = "uphold"
    QUASH = "quash"
    CLOSE = "close"
    CANCEL = "cancel"
    ESCALATE = "escalate"


_SUPERVISOR, _UNIT, _SYSTEM = (frozenset({code}) for code in ("SUP", "UNIT", "SYS"))
# Another supervisor than whoever issued what is appealed against.
_ANOTHER: Final = frozenset({"SUP2"})
_OPEN: Final = frozenset({Standing.URGED, Standing.ANSWERED, Standing.RECTIFIED, Standing.ESCALATED})
_LAW: Final = "《行政许可法》第六十条（督办、纠错的方式没有专门条文，按本地规定办理）"
_REFERS: Final = "《行政许可法》第六十条、第七十四条（问责由有权机关决定，本单只提出建议）"
_UNIT_SAYS: Final = "《行政许可法》第六十条（答复和整改的期限没有专门条文，按本地设定的工作日计算）"
_APPEALS: Final = "《行政许可法》第六十条（申诉没有专门条文，按本地规定办理，由作出督办的人以外的人决定）"


def _row(
    code: str,
    act: HandlingAct,
    route: tuple[frozenset[Standing], Standing | None],
    **rest: object,
) -> Move[Standing]:
    return Move(code=code, action=act, sources=route[0], target=route[1], **rest)  # type: ignore[arg-type]  # named fields of Move


MOVES: Final = (
    _row("J01", HandlingAct.URGE,
         (frozenset({Standing.NEW, Standing.ANSWERED, Standing.RECTIFIED}), Standing.URGED),
         actors=_SUPERVISOR, guards=("another_than_handled_the_case", "words_given"), paper="urge_order",
         clock=ClockEffect.START_MAIN, basis=_LAW),
    _row("J02", HandlingAct.CORRECT,
         (frozenset({Standing.NEW, Standing.URGED, Standing.ANSWERED, Standing.RECTIFIED, Standing.UPHELD}),
          Standing.URGED),
         actors=_SUPERVISOR, guards=("another_than_handled_the_case", "words_given"), paper="correction_order",
         clock=ClockEffect.START_MAIN, basis=_LAW),
    _row("J03", HandlingAct.REFER,
         (frozenset({Standing.NEW, Standing.UPHELD}) | _OPEN, Standing.ESCALATED),
         actors=_SUPERVISOR, guards=("another_than_handled_the_case", "words_given"), paper="accountability_referral",
         clock=ClockEffect.RUNS, basis=_REFERS),
    _row("J04", HandlingAct.ANSWER,
         (frozenset({Standing.URGED, Standing.UPHELD, Standing.ESCALATED}), Standing.ANSWERED),
         actors=_UNIT, guards=("words_given",), clock=ClockEffect.STOP, basis=_UNIT_SAYS),
    _row("J05", HandlingAct.RECTIFY,
         (frozenset({Standing.URGED, Standing.ANSWERED, Standing.UPHELD, Standing.ESCALATED}), Standing.RECTIFIED),
         actors=_UNIT, guards=("words_given", "proof_given"), clock=ClockEffect.STOP, basis=_UNIT_SAYS),
    _row("J06", HandlingAct.APPEAL,
         (frozenset({Standing.NEW}) | _OPEN, Standing.APPEALED),
         actors=_UNIT, guards=("appealed_once", "within_the_days_of_appeal", "words_given"),
         clock=ClockEffect.PAUSE, basis=_APPEALS),
    _row("J07", HandlingAct.UPHOLD, (frozenset({Standing.APPEALED}), Standing.UPHELD),
         actors=_ANOTHER, guards=("another_than_handled_the_case", "another_than_the_issuer", "words_given"),
         paper="appeal_decision", clock=ClockEffect.START_MAIN, basis=_APPEALS),
    _row("J08", HandlingAct.QUASH, (frozenset({Standing.APPEALED}), Standing.CANCELLED),
         actors=_ANOTHER, guards=("another_than_handled_the_case", "another_than_the_issuer", "words_given"),
         paper="appeal_decision", clock=ClockEffect.DROP, basis=_APPEALS),
    _row("J09", HandlingAct.CLOSE,
         (frozenset({Standing.NEW, Standing.ANSWERED, Standing.RECTIFIED, Standing.ESCALATED}), Standing.CLOSED),
         actors=_SUPERVISOR, guards=("another_than_handled_the_case", "answered_where_owed", "words_given"),
         clock=ClockEffect.STOP, basis=_LAW),
    _row("J10", HandlingAct.CANCEL, (frozenset({Standing.NEW}) | _OPEN, Standing.CANCELLED),
         actors=_SUPERVISOR, guards=("another_than_handled_the_case", "words_given"),
         clock=ClockEffect.DROP, basis=_LAW),
    _row("J11", HandlingAct.ESCALATE,
         (frozenset({Standing.URGED, Standing.UPHELD}), Standing.ESCALATED),
         actors=_SYSTEM, guards=("answer_overdue",), clock=ClockEffect.RUNS, basis=_UNIT_SAYS),
)  # fmt: skip

LIFECYCLE: Final = Lifecycle(MOVES, initial=Standing.NEW, finals=ENDED)

OVERSEES: Final = "supervision.oversee"
ANSWERS: Final = "supervision.answer"
PERMISSIONS: Final[Mapping[HandlingAct, str]] = {
    HandlingAct.URGE: OVERSEES, HandlingAct.CORRECT: OVERSEES, HandlingAct.REFER: OVERSEES,
    HandlingAct.UPHOLD: OVERSEES, HandlingAct.QUASH: OVERSEES, HandlingAct.CLOSE: OVERSEES,
    HandlingAct.CANCEL: OVERSEES,
    HandlingAct.ANSWER: ANSWERS, HandlingAct.RECTIFY: ANSWERS, HandlingAct.APPEAL: ANSWERS,
}  # fmt: skip
# What waits for the unit, for the supervisors, and for nobody any more.
WAITS_FOR_UNIT: Final = (Standing.URGED, Standing.UPHELD)
WAITS_FOR_SUPERVISOR: Final = (
    Standing.NEW, Standing.ANSWERED, Standing.RECTIFIED, Standing.APPEALED, Standing.ESCALATED,
)  # fmt: skip
# A rule that asks for a mere look may be closed without an answer; one that asks for a correction may not.
NEEDS_NO_ANSWER: Final = frozenset({"urge", "review"})


@dataclass(frozen=True, slots=True)
class HandlingFacts:
    """What an act on a finding is judged by.

    ``appeal_until`` is None before the unit was told in a way that can be appealed; ``answer_due_on`` None where no
    answer is owed; ``has_handled`` says that the actor, or whom he stands in for, worked on the case, ``has_issued``
    that he issued the order the appeal is about.
    """

    state: Standing
    follow: str
    today: date
    answer_due_on: date | None = None
    appeal_until: date | None = None
    was_appealed: bool = False
    has_handled: bool = False
    has_issued: bool = False
    words: str = ""
    proofs: int = 0


def _another_than_handled(facts: HandlingFacts) -> None:
    if facts.has_handled:
        raise HandledBySame("who worked on the case does not supervise it")


def _another_than_issued(facts: HandlingFacts) -> None:
    if facts.has_issued:
        raise AnotherPersonDecides("an appeal is decided by another person than the issuer")


def _words(facts: HandlingFacts) -> None:
    if not facts.words.strip():
        raise WordsMissing("an act on a finding has words")


def _proof(facts: HandlingFacts) -> None:
    if not facts.proofs:
        raise ProofMissing("a rectification is shown by a file")


def _appealed_once(facts: HandlingFacts) -> None:
    if facts.was_appealed:
        raise AppealedBefore("an appeal is made once")


def _in_time(facts: HandlingFacts) -> None:
    if facts.appeal_until is not None and facts.today > facts.appeal_until:
        raise AppealTooLate("the days of the appeal are over", until=facts.appeal_until.isoformat())


def _answered(facts: HandlingFacts) -> None:
    if facts.state is Standing.NEW and facts.follow not in NEEDS_NO_ANSWER:
        raise AnswerOwed("this rule asks for a correction first")


def _overdue(facts: HandlingFacts) -> None:
    if facts.answer_due_on is None or facts.today <= facts.answer_due_on:
        raise NotOverdue("the answer is not overdue")


GUARDS: Final[Mapping[str, Callable[[HandlingFacts], None]]] = {
    "another_than_handled_the_case": _another_than_handled, "another_than_the_issuer": _another_than_issued,
    "words_given": _words, "proof_given": _proof, "appealed_once": _appealed_once,
    "within_the_days_of_appeal": _in_time, "answered_where_owed": _answered, "answer_overdue": _overdue,
}  # fmt: skip


def handling_decided(facts: HandlingFacts, act: HandlingAct) -> Move[Standing]:
    """Return the move that an act is, after each of its guards.

    Raises:
        NoSuchMove: not open in this state; a guard's own refusal otherwise.
    """
    move = LIFECYCLE.apply(facts.state, act)
    for guard in move.guards:
        GUARDS[guard](facts)
    return move


def counts_after(act: HandlingAct, *, counted: bool) -> bool:
    """Return whether a finding counts in the scores after an act: a cancelled one leaves them, never the record."""
    return counted and act not in {HandlingAct.CANCEL, HandlingAct.QUASH}
