"""Every move a case can make, with its ground in law (domain specification B.4).

APL = 行政许可法 (2019), OBE = 优化营商环境条例, R716 = 国务院令第716号. A city adds rows, not code.
"""

from __future__ import annotations

from typing import Final

from oneseal.cases.rules.states import Action, State
from oneseal.kernel.lifecycle import ClockEffect, Lifecycle, Move

_APPLICANT = frozenset({"CIT", "AGT"})
_WINDOW, _REVIEWER, _APPROVER, _SYSTEM = (frozenset({code}) for code in ("WIN", "REV", "APP", "SYS"))


def _row(
    code: str,
    action: Action,
    route: tuple[State | frozenset[State], State],
    **rest: object,
) -> Move[State]:
    source, target = route
    sources = source if isinstance(source, frozenset) else frozenset({source})
    return Move(code=code, action=action, sources=sources, target=target, **rest)  # type: ignore[arg-type]  # named fields of Move


MOVES: Final = (
    _row("T01", Action.SUBMIT, (State.DRAFT, State.SUBMITTED), actors=_APPLICANT | _WINDOW,
         guards=("package_complete", "item_in_force"), paper="receipt",
         clock=ClockEffect.START_RECEIPT, basis="《行政许可法》第二十九条、第三十二条"),
    _row("T03", Action.NOT_ACCEPT, (State.SUBMITTED, State.NOT_ACCEPTED), actors=_WINDOW,
         guards=("ground_given",), paper="non_acceptance_notice",
         clock=ClockEffect.STOP, basis="《行政许可法》第三十二条第一款第（一）、（二）项、第二款"),
    _row("T04", Action.REQUEST_CORRECTION, (State.SUBMITTED, State.CORRECTION_PENDING), actors=_WINDOW,
         guards=("defects_listed", "no_old_defect_again"), paper="correction_notice",
         clock=ClockEffect.STOP_RECEIPT, basis="《行政许可法》第三十二条第一款第（四）项"),
    _row("T05", Action.CORRECT, (State.CORRECTION_PENDING, State.SUBMITTED), actors=_APPLICANT,
         guards=("every_defect_mended",), paper="correction_receipt",
         clock=ClockEffect.START_RECEIPT, basis="《行政许可法》第三十二条第一款第（四）、（五）项"),
    _row("T07", Action.ACCEPT, (State.SUBMITTED, State.ACCEPTED), actors=_WINDOW,
         guards=("package_complete",), paper="acceptance_notice",
         clock=ClockEffect.START_MAIN, basis="《行政许可法》第三十二条第一款第（五）项、第二款"),
    _row("T12", Action.ASSIGN, (State.ACCEPTED, State.UNDER_REVIEW), actors=_SYSTEM,
         clock=ClockEffect.RUNS, basis="《行政许可法》第三十四条"),
    _row("T17", Action.RECOMMEND, (State.UNDER_REVIEW, State.DECISION_PENDING), actors=_REVIEWER,
         guards=("opinion_written", "examiner_is_not_acceptor"), paper="review_opinion",
         clock=ClockEffect.RUNS, basis="《行政许可法》第三十四条"),
    _row("T18", Action.SEND_BACK, (State.DECISION_PENDING, State.UNDER_REVIEW), actors=_APPROVER,
         guards=("reason_given",), clock=ClockEffect.RUNS, basis="《行政许可法》第三十四条"),
    _row("T19", Action.GRANT, (State.DECISION_PENDING, State.GRANTED), actors=_APPROVER,
         guards=("approver_is_another_person",), paper="grant_decision",
         clock=ClockEffect.STOP_AND_START_DELIVERY, basis="《行政许可法》第三十八条第一款、第四十二条"),
    _row("T20", Action.REFUSE, (State.DECISION_PENDING, State.REFUSED), actors=_APPROVER,
         guards=("approver_is_another_person", "reason_given"), paper="refusal_decision",
         clock=ClockEffect.STOP, basis="《行政许可法》第三十八条第二款"),
    _row("T27a", Action.ISSUE, (State.GRANTED, State.ISSUING), actors=_SYSTEM,
         guards=("licence_sealed",), paper="licence", clock=ClockEffect.RUNS, basis="《行政许可法》第三十九条"),
    _row("T27b", Action.DELIVER,
         (frozenset({State.ISSUING, State.REFUSED, State.NOT_ACCEPTED}), State.DELIVERED), actors=_WINDOW,
         guards=("papers_ready", "recipient_named"), paper="delivery_receipt",
         clock=ClockEffect.STOP, basis="《行政许可法》第四十四条"),
    _row("T29", Action.ARCHIVE, (State.DELIVERED, State.ARCHIVED), actors=_WINDOW,
         guards=("file_complete",), paper="archive_catalogue", clock=ClockEffect.NONE,
         basis="《国务院关于在线政务服务的若干规定》第十二条"),
)  # fmt: skip

LIFECYCLE: Final = Lifecycle(MOVES, initial=State.DRAFT, finals=frozenset({State.ARCHIVED}))

# The permission each action needs; an action that is not here belongs to the applicant or the system.
PERMISSIONS: Final = {
    Action.NOT_ACCEPT: "cases.not_accept",
    Action.REQUEST_CORRECTION: "cases.correct",
    Action.ACCEPT: "cases.accept",
    Action.RECOMMEND: "cases.review",
    Action.SEND_BACK: "cases.decide",
    Action.GRANT: "cases.decide",
    Action.REFUSE: "cases.decide",
    Action.DELIVER: "cases.deliver",
    Action.ARCHIVE: "cases.archive",
}

# Which step a state waits in, and for whom: an empty permission is the applicant or the system.
STEPS: Final = {
    State.SUBMITTED: ("intake", "cases.accept"),
    State.CORRECTION_PENDING: ("correction", ""),
    State.UNDER_REVIEW: ("review", "cases.review"),
    State.DECISION_PENDING: ("decision", "cases.decide"),
    State.GRANTED: ("issuance", ""),
    State.ISSUING: ("delivery", "cases.deliver"),
    State.REFUSED: ("delivery", "cases.deliver"),
    State.NOT_ACCEPTED: ("delivery", "cases.deliver"),
    State.DELIVERED: ("archiving", "cases.archive"),
}

CLOSED: Final = frozenset({State.DELIVERED, State.ARCHIVED})
CLOCK_STOPPED: Final = frozenset(
    {State.GRANTED, State.REFUSED, State.NOT_ACCEPTED, State.ISSUING, State.DELIVERED, State.ARCHIVED}
)
