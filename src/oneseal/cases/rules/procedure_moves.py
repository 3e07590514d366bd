"""The moves of hearings, interested persons, expert reviews, tests, publicity and meetings (T13, T14 of B.4).

Each stays in the state it begins in: a procedure is a row beside the case, and several may be open at once.
"""

from __future__ import annotations

from typing import Final

from oneseal.cases.rules.states import Action, State
from oneseal.kernel.lifecycle import ClockEffect, Move

_EXAMINED: Final = frozenset({State.UNDER_REVIEW, State.DECISION_PENDING})
# Who was told of a hearing keeps his right to it while the case stands still.
_ALSO_STANDING: Final = _EXAMINED | {State.SUSPENDED}
_REVIEWER, _HEAD, _APPLICANT = frozenset({"REV"}), frozenset({"HEAD"}), frozenset({"CIT", "AGT"})
_RUNS, _PAUSE, _RESUME = ClockEffect.RUNS, ClockEffect.PAUSE, ClockEffect.RESUME
_A36, _A45, _A47, _A48 = (f"《行政许可法》第{article}条" for article in ("三十六", "四十五", "四十七", "四十八"))
_A55: Final = "《行政许可法》第五十五条"
_MEETING: Final = "《行政许可法》第二十六条（机关内外的会商没有专门条文，按本地规定办理；法定期限照常计算）"
_PUBLICITY: Final = "《行政许可法》第五条（公示期没有一般规定，按事项的依据或者本地规定办理）"


def _row(code: str, action: Action, clock: ClockEffect, **rest: object) -> Move[State]:
    fields = {"actors": _REVIEWER, "guards": (), "paper": None, "sources": _EXAMINED, **rest}
    return Move(code=code, action=action, target=None, clock=clock, **fields)  # type: ignore[arg-type]  # named fields of Move


PROCEDURE_MOVES: Final = (
    _row("T13a", Action.TELL_HEARING_RIGHT, _RUNS, guards=("no_hearing_before",), paper="hearing_right_notice",
         basis=f"{_A47}第一款"),
    _row("T13b", Action.REQUEST_HEARING, _RUNS, sources=_ALSO_STANDING, actors=_APPLICANT,
         guards=("right_told", "not_late_by_any_reading"),
         paper="hearing_request", basis=f"{_A47}第一款"),
    _row("T13c", Action.RECORD_HEARING_REQUEST, _RUNS, sources=_ALSO_STANDING,
         guards=("right_told", "not_late_by_any_reading"),
         paper="hearing_request", basis=f"{_A47}第一款"),
    _row("T13w", Action.WAIVE_HEARING, _RUNS, sources=_ALSO_STANDING, actors=_APPLICANT,
         guards=("right_told", "not_waived_before"), paper="hearing_waiver",
         basis=f"{_A47}第一款（不要求听证没有专门条文；五日届满前、作出决定前仍可以改为要求听证）"),
    _row("T13x", Action.RECORD_HEARING_WAIVER, _RUNS, sources=_ALSO_STANDING,
         guards=("right_told", "was_told_himself", "not_waived_before"), paper="hearing_waiver",
         basis=f"{_A47}第一款（不要求听证没有专门条文；五日届满前、作出决定前仍可以改为要求听证）"),
    _row("T13h", Action.ARRANGE_HEARING, _PAUSE,
         guards=("asked_for_or_own_motion", "seven_days_ahead", "within_twenty_days", "chair_has_not_examined"),
         paper="hearing_notice", basis=f"{_A45}、第四十六条、第四十八条第一款第（一）、（二）、（三）项"),
    _row("T13k", Action.ASK_RECUSAL, _RUNS, sources=_ALSO_STANDING, actors=_APPLICANT,
         guards=("hearing_arranged", "reason_given"),
         basis=f"{_A48}第一款第（三）项"),
    _row("T13l", Action.DECIDE_RECUSAL, _RUNS, sources=_ALSO_STANDING, actors=_HEAD,
         guards=("hearing_arranged", "reason_given", "chair_has_not_examined"), paper="recusal_decision",
         basis=f"{_A48}第一款第（三）项"),
    _row("T14h", Action.RECORD_HEARING, _RESUME, sources=_ALSO_STANDING,
         guards=("hearing_arranged", "recusal_decided", "minutes_signed"),
         paper="hearing_minutes", basis=f"{_A48}第一款第（四）、（五）项、第二款"),
    _row("T14p", Action.ATTACH_MINUTES, _RUNS, sources=_ALSO_STANDING,
         guards=("hearing_held", "pdf_or_picture"), basis=f"{_A48}第一款第（五）项"),
    _row("T14x", Action.END_HEARING, _RESUME, guards=("hearing_open", "reason_given"), paper="hearing_end_notice",
         basis=f"{_A47}（终止听证没有专门条文，按本地规定办理）"),
    _row("T13i", Action.NOTIFY_INTERESTED, _RUNS, guards=("interest_told",), paper="interested_notice", basis=_A36),
    _row("T14i", Action.RECORD_STATEMENT, _RUNS, guards=("statement_told",), paper="statement_record", basis=_A36),
    _row("T13e", Action.ARRANGE_EXPERT_REVIEW, _PAUSE, guards=("procedure_named_in_item", "planned_days_told"),
         paper="expert_review_notice", basis=_A45),
    _row("T14e", Action.RECORD_EXPERT_REVIEW, _RESUME, guards=("procedure_open", "result_recorded"),
         paper="expert_review_record", basis=_A45),
    _row("T13t", Action.ASSIGN_TEST, _PAUSE,
         guards=("procedure_named_in_item", "two_testers", "within_five_days_or_why_not"), paper="test_notice",
         basis=f"{_A45}、第五十五条第二款"),
    _row("T14t", Action.RECORD_TEST, _RESUME, guards=("procedure_open", "standard_cited"), paper="test_report",
         basis=_A55),
    _row("T13g", Action.PUBLICISE, _PAUSE, guards=("period_told",), paper="publicity_notice", basis=_PUBLICITY),
    _row("T13o", Action.RECORD_OBJECTION, _RUNS, guards=("publicity_open",), basis=_PUBLICITY),
    _row("T14g", Action.END_PUBLICITY, _RESUME, guards=("publicity_period_over",), paper="publicity_result",
         basis=_PUBLICITY),
    _row("T13m", Action.PLAN_MEETING, _RUNS, guards=("units_and_people_told",), paper="meeting_notice", basis=_MEETING),
    _row("T14m", Action.RECORD_MEETING, _RUNS, guards=("meeting_planned", "minutes_told"), paper="meeting_minutes",
         basis=_MEETING),
    _row("T14n", Action.FINISH_MEETING_TASK, _RUNS, guards=("task_open",), basis=_MEETING),
)  # fmt: skip

BY_APPLICANT: Final = frozenset({Action.REQUEST_HEARING, Action.WAIVE_HEARING, Action.ASK_RECUSAL})
PROCEDURAL: Final = frozenset(Action(move.action) for move in PROCEDURE_MOVES)
# A recusal is decided by the head of the agency, who also decides on more time; everything else by who examines.
PROCEDURE_PERMISSIONS: Final = {
    action: "cases.extend" if action is Action.DECIDE_RECUSAL else "cases.review"
    for action in (Action(move.action) for move in PROCEDURE_MOVES)
    if action not in BY_APPLICANT
}
