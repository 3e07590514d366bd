"""Every move a case can make, with its ground in law (domain specification B.4).

APL = 行政许可法 (2019), OBE = 优化营商环境条例, R716 = 国务院令第716号. A city adds rows, not code.
"""

from __future__ import annotations

from typing import Final

from oneseal.cases.rules.procedure_moves import PROCEDURE_MOVES, PROCEDURE_PERMISSIONS
from oneseal.cases.rules.states import Action, Outcome, State
from oneseal.kernel.access import Authority
from oneseal.kernel.lifecycle import ClockEffect, Lifecycle, Move

_APPLICANT = frozenset({"CIT", "AGT"})
_WINDOW, _REVIEWER, _APPROVER, _SYSTEM = (frozenset({code}) for code in ("WIN", "REV", "APP", "SYS"))
_SUPERVISOR = frozenset({"SUP"})
_CHIEF, _HEAD, _GOVERNMENT = (frozenset(codes) for codes in ({"WIN", "APP"}, {"HEAD"}, {"GOVH"}))
_EXAMINED = frozenset({State.UNDER_REVIEW, State.DECISION_PENDING})
# The limit of the law may run while a case stands still, so it is extended meanwhile.
_STANDING = _EXAMINED | {State.SUSPENDED}
# Received, and not answered yet: the five working days run.
AT_THE_DOOR: Final = frozenset({State.SUBMITTED, State.PRE_REVIEW})
_BEFORE_DECISION = frozenset({*AT_THE_DOOR, State.CORRECTION_PENDING, *_EXAMINED, State.SUSPENDED})
_VOIDABLE = frozenset(State) - {State.DRAFT, State.VOIDED, State.ARCHIVED}


def _row(
    code: str,
    action: Action,
    route: tuple[State | frozenset[State], State | None],
    **rest: object,
) -> Move[State]:
    source, target = route
    sources = source if isinstance(source, frozenset) else frozenset({source})
    return Move(code=code, action=action, sources=sources, target=target, **rest)  # type: ignore[arg-type]  # named fields of Move


MOVES: Final = (
    _row("T01", Action.SUBMIT, (State.DRAFT, State.SUBMITTED), actors=_APPLICANT | _WINDOW,
         guards=("package_complete", "item_in_force"), paper="receipt",
         clock=ClockEffect.START_RECEIPT, basis="《行政许可法》第二十九条、第三十二条"),
    _row("T02c", Action.HAND_OVER, (State.SUBMITTED, None), actors=_WINDOW,
         guards=("received_at_a_centre", "handed_over_once"), clock=ClockEffect.RUNS,
         basis="《行政许可法》第二十六条第二款（集中办理；收件后移交没有专门条文，按部门的委托和本地规定办理）"),
    _row("T02a", Action.BEGIN_PRE_REVIEW, (State.SUBMITTED, State.PRE_REVIEW), actors=_WINDOW,
         guards=("filed_online",), clock=ClockEffect.RUNS,
         basis="《行政许可法》第三十二条（预审没有专门条文，五日的期限照常计算）"),
    _row("T02b", Action.END_PRE_REVIEW, (State.PRE_REVIEW, State.SUBMITTED), actors=_WINDOW,
         guards=("finding_given_where_not_ready",), clock=ClockEffect.RUNS,
         basis="《行政许可法》第三十二条（预审没有专门条文，五日的期限照常计算）"),
    _row("T03", Action.NOT_ACCEPT, (State.SUBMITTED, State.NOT_ACCEPTED), actors=_WINDOW,
         guards=("ground_given",), paper="non_acceptance_notice",
         clock=ClockEffect.STOP, basis="《行政许可法》第三十二条第一款第（一）、（二）项、第二款"),
    _row("T04", Action.REQUEST_CORRECTION, (State.SUBMITTED, State.CORRECTION_PENDING), actors=_WINDOW,
         guards=("defects_listed", "no_old_defect_again"), paper="correction_notice",
         clock=ClockEffect.STOP_RECEIPT, basis="《行政许可法》第三十二条第一款第（四）项"),
    _row("T05", Action.CORRECT, (State.CORRECTION_PENDING, State.SUBMITTED), actors=_APPLICANT,
         guards=("every_defect_mended",), paper="correction_receipt",
         clock=ClockEffect.START_RECEIPT, basis="《行政许可法》第三十二条第一款第（四）、（五）项"),
    _row("T06", Action.RETURN_CASE, (State.CORRECTION_PENDING, State.RETURNED), actors=_WINDOW | _SYSTEM,
         guards=("supplement_period_over",), paper="return_notice", clock=ClockEffect.STOP,
         basis="《行政许可法》第三十二条第一款第（四）项（补正期限由告知书载明；逾期不补正的退件没有专门条文，按本地规定办理）"),
    _row("T07", Action.ACCEPT, (State.SUBMITTED, State.ACCEPTED), actors=_WINDOW,
         guards=("package_complete",), paper="acceptance_notice",
         clock=ClockEffect.START_MAIN, basis="《行政许可法》第三十二条第一款第（五）项、第二款"),
    _row("T08", Action.DEEM_ACCEPTED, (AT_THE_DOOR, State.ACCEPTED), actors=_SYSTEM,
         guards=("fifth_working_day_over",), paper="acceptance_notice",
         clock=ClockEffect.START_MAIN_AT_RECEIPT, basis="《行政许可法》第三十二条第一款第（四）项"),
    _row("T10a", Action.GRANT_AT_ONCE, (State.SUBMITTED, State.GRANTED), actors=_CHIEF,
         guards=("decided_on_the_spot", "decided_here", "by_one_alone", "package_complete", "fees_paid", "quota_open"),
         paper="grant_decision",
         clock=ClockEffect.STOP_AND_START_DELIVERY, basis="《行政许可法》第三十四条第二款、第三十八条第一款"),
    _row("T10b", Action.REFUSE_AT_ONCE, (State.SUBMITTED, State.REFUSED), actors=_CHIEF,
         guards=("decided_on_the_spot", "decided_here", "by_one_alone", "package_complete", "reason_given"),
         paper="refusal_decision",
         clock=ClockEffect.STOP, basis="《行政许可法》第三十四条第二款、第三十八条第二款"),
    _row("T09", Action.ACCEPT_TOLERANT, (State.SUBMITTED, State.ACCEPTED), actors=_WINDOW,
         guards=("item_is_tolerant", "main_materials_complete", "promise_signed", "credit_good"),
         paper="tolerant_acceptance_notice", clock=ClockEffect.START_MAIN,
         basis="《行政许可法》第三十二条（容缺受理没有专门条文，按本市公布的容缺受理清单办理）"),
    _row("T11", Action.GRANT_ON_COMMITMENT, (State.SUBMITTED, State.GRANTED), actors=_CHIEF,
         guards=("item_by_commitment", "decided_here", "by_one_alone", "applicant_chose", "promise_signed",
                 "credit_good", "post_check_planned"),
         paper="grant_decision", clock=ClockEffect.STOP_AND_START_DELIVERY,
         basis="《行政许可法》第三十四条第二款（告知承诺：国办发〔2020〕42号，按事项公布的范围办理）"),
    _row("T12", Action.ASSIGN, (State.ACCEPTED, State.UNDER_REVIEW), actors=_SYSTEM,
         clock=ClockEffect.RUNS, basis="《行政许可法》第三十四条"),
    _row("T12b", Action.DRAW_AGAIN, (State.UNDER_REVIEW, None), actors=_HEAD,
         guards=("in_blind_mode", "reason_given", "drawn_by_the_system"), clock=ClockEffect.RUNS,
         basis="《行政许可法》第三十四条（审查人员由系统抽取没有专门条文，按本地规定办理）"),
    _row("T12c", Action.LIFT_COVER, (frozenset({*_EXAMINED, State.SUSPENDED}), None), actors=_HEAD,
         guards=("in_blind_mode", "reason_given"), clock=ClockEffect.RUNS,
         basis="《个人信息保护法》第六条（两不见面审批中查看申请人信息没有专门条文，按本地规定办理）"),
    _row("T13", Action.OPEN_PROCEDURE, (_EXAMINED, None), actors=_REVIEWER,
         guards=("procedure_named_in_item", "planned_days_told"), paper="procedure_notice",
         clock=ClockEffect.PAUSE, basis="《行政许可法》第四十五条"),
    _row("T14", Action.CLOSE_PROCEDURE, (_EXAMINED, None), actors=_REVIEWER,
         guards=("procedure_open", "result_recorded"), paper="procedure_result",
         clock=ClockEffect.RESUME, basis="《行政许可法》第四十五条"),
    _row("T13s", Action.PLAN_SURVEY, (_EXAMINED, None), actors=_REVIEWER,
         guards=("survey_named_in_item", "two_surveyors"), paper="survey_notice",
         clock=ClockEffect.PAUSE, basis="《行政许可法》第三十四条第三款"),
    _row("T14s", Action.RECORD_SURVEY, (_EXAMINED, None), actors=_REVIEWER,
         guards=("survey_open", "result_recorded"), paper="survey_record",
         clock=ClockEffect.RESUME, basis="《行政许可法》第三十四条第三款"),
    *PROCEDURE_MOVES,
    _row("T15a", Action.SUSPEND, (State.UNDER_REVIEW, State.SUSPENDED), actors=_APPROVER,
         guards=("ground_given", "reason_given"), paper="suspension_notice", clock=ClockEffect.PAUSE,
         basis="《行政许可法》第四十五条（该条以外的中止没有专门条文：引用其他法律的，法定期限停止；没有引用的照常计算）"),
    _row("T15b", Action.RESUME, (State.SUSPENDED, State.UNDER_REVIEW), actors=_APPROVER,
         guards=("reason_given",), paper="resumption_notice", clock=ClockEffect.RESUME,
         basis="《行政许可法》第四十二条（中止的原因消除后，期限继续计算）"),
    _row("T16", Action.EXTEND, (_STANDING, None), actors=_HEAD,
         guards=("handled_alone", "within_the_limit_of_the_law", "extended_once", "days_within_law", "reason_given"),
         paper="extension_notice", clock=ClockEffect.EXTEND, basis="《行政许可法》第四十二条第一款"),
    _row("T16p", Action.PROPOSE_EXTENSION, (_STANDING, None), actors=_HEAD,
         guards=("handled_together", "government_known", "within_the_limit_of_the_law", "extended_once",
                 "days_within_law", "reason_given"),
         clock=ClockEffect.RUNS, basis="《行政许可法》第四十二条第二款"),
    _row("T16g", Action.APPROVE_EXTENSION, (_STANDING, None), actors=_GOVERNMENT,
         guards=("proposed", "another_person", "within_the_limit_of_the_law"),
         paper="extension_notice", clock=ClockEffect.EXTEND, basis="《行政许可法》第四十二条第二款"),
    _row("T16d", Action.DECLINE_EXTENSION, (_STANDING, None), actors=_GOVERNMENT,
         guards=("proposed", "another_person", "reason_given"),
         clock=ClockEffect.RUNS, basis="《行政许可法》第四十二条第二款"),
    _row("T17n", Action.FINISH_NODE, (State.UNDER_REVIEW, None), actors=_REVIEWER | _APPROVER,
         guards=("node_open", "opinion_written", "examiner_is_not_acceptor", "another_person_where_owed"),
         clock=ClockEffect.RUNS,
         basis="《行政许可法》第三十四条（审查由哪些环节组成没有专门条文，按事项的审查过程办理）"),
    _row("T18n", Action.RETURN_NODE, (State.UNDER_REVIEW, None), actors=_REVIEWER | _APPROVER,
         guards=("node_done", "reason_given"), clock=ClockEffect.RUNS,
         basis="《行政许可法》第三十四条（退回前面的环节没有专门条文，按事项的审查过程办理）"),
    _row("T17", Action.RECOMMEND, (State.UNDER_REVIEW, State.DECISION_PENDING), actors=_REVIEWER,
         guards=("no_node_open", "opinion_written", "examiner_is_not_acceptor", "two_examiners_where_owed"),
         paper="review_opinion",
         clock=ClockEffect.RUNS, basis="《行政许可法》第三十四条"),
    _row("T17c", Action.CONFIRM_REVIEW, (State.DECISION_PENDING, None), actors=_REVIEWER,
         guards=("named_as_second",), paper="review_confirmation", clock=ClockEffect.RUNS,
         basis="《行政许可法》第三十四条第三款"),
    _row("T17o", Action.OBJECT_REVIEW, (State.DECISION_PENDING, State.UNDER_REVIEW), actors=_REVIEWER,
         guards=("named_as_second", "reason_given"), clock=ClockEffect.RUNS,
         basis="《行政许可法》第三十四条第三款"),
    _row("T18", Action.SEND_BACK, (State.DECISION_PENDING, State.UNDER_REVIEW), actors=_APPROVER,
         guards=("reason_given",), clock=ClockEffect.RUNS, basis="《行政许可法》第三十四条"),
    _row("T19", Action.GRANT, (State.DECISION_PENDING, State.GRANTED), actors=_APPROVER,
         guards=("approver_is_another_person", "two_examiners_where_owed", "no_procedure_open", "decided_here",
                 "fees_paid", "quota_open"),
         paper="grant_decision",
         clock=ClockEffect.STOP_AND_START_DELIVERY, basis="《行政许可法》第三十八条第一款、第四十二条"),
    _row("T19d", Action.DEEM_RENEWED, (frozenset({*_EXAMINED, State.SUSPENDED}), State.GRANTED), actors=_SYSTEM,
         guards=("renews_a_licence", "applied_in_time", "licence_ended_undecided"), paper="deemed_renewal_notice",
         clock=ClockEffect.STOP_AND_START_DELIVERY, basis="《行政许可法》第五十条第二款"),
    _row("T20", Action.REFUSE, (State.DECISION_PENDING, State.REFUSED), actors=_APPROVER,
         guards=("approver_is_another_person", "two_examiners_where_owed", "no_procedure_open", "decided_here",
                 "reason_given"),
         paper="refusal_decision", clock=ClockEffect.STOP, basis="《行政许可法》第三十八条第二款"),
    _row("T21", Action.FORWARD_UP, (State.DECISION_PENDING, State.FORWARDED_UP), actors=_APPROVER,
         guards=("approver_is_another_person", "two_examiners_where_owed", "no_procedure_open", "first_examination",
                 "upper_agency_known"),
         paper="first_examination_opinion", clock=ClockEffect.STOP, basis="《行政许可法》第三十五条、第四十三条"),
    _row("T22", Action.SUPPLY, (frozenset({*AT_THE_DOOR, *_EXAMINED, State.SUSPENDED}), None),
         actors=_APPLICANT | _WINDOW,
         guards=("supplement_open", "file_given"), paper="supplement_receipt", clock=ClockEffect.RUNS,
         basis="《行政许可法》第三十一条（容缺材料的补齐没有专门条文，按承诺书办理）"),
    _row("T23", Action.RETURN_UNKEPT, (_EXAMINED, State.RETURNED), actors=_APPROVER,
         guards=("approver_is_another_person", "promised_day_over", "reason_given"), paper="unkept_promise_notice",
         clock=ClockEffect.STOP,
         basis="《行政许可法》第三十一条（承诺的容缺材料逾期没有补齐的退件没有专门条文，按承诺书办理）"),
    _row("T24", Action.WITHDRAW, (_BEFORE_DECISION, State.WITHDRAWN), actors=_APPLICANT,
         guards=("reason_given",), paper="withdrawal_notice", clock=ClockEffect.STOP,
         basis="《行政许可法》第二十九条（申请由申请人提出；撤回申请没有专门条文，按本地规定办理）"),
    _row("T25", Action.TERMINATE, (_BEFORE_DECISION, State.RETURNED), actors=_APPROVER | _SYSTEM,
         guards=("approver_is_another_person", "ground_given", "reason_given"), paper="termination_notice",
         clock=ClockEffect.STOP,
         basis="《行政许可法》第二十九条（申请由申请人提出；申请人死亡或者终止、申请事项不复存在、重复申请时"
               "终止办理没有专门条文，按本地规定办理）"),
    _row("T26a", Action.REQUEST_VOID, (_VOIDABLE, None), actors=_WINDOW,
         guards=("technical_error_only", "reason_given", "no_request_open"), clock=ClockEffect.RUNS,
         basis="《国务院关于在线政务服务的若干规定》第十二条（登记错误的更正没有专门条文，由两人办理）"),
    _row("T26b", Action.DECLINE_VOID, (_VOIDABLE, None), actors=_SUPERVISOR,
         guards=("request_open", "reason_given", "another_person"), clock=ClockEffect.RUNS,
         basis="《国务院关于在线政务服务的若干规定》第十二条（登记错误的更正没有专门条文，由两人办理）"),
    _row("T26", Action.VOID, (_VOIDABLE, State.VOIDED), actors=_SUPERVISOR,
         guards=("request_open", "another_person", "no_licence_stands"), paper="void_statement",
         clock=ClockEffect.STOP,
         basis="《国务院关于在线政务服务的若干规定》第十二条（登记错误的更正没有专门条文，由两人办理）"),
    _row("T27a", Action.ISSUE, (State.GRANTED, State.ISSUING), actors=_SYSTEM,
         guards=("licence_sealed",), paper="licence", clock=ClockEffect.RUNS, basis="《行政许可法》第三十九条"),
    _row("T27b", Action.DELIVER,
         (frozenset({State.GRANTED, State.ISSUING, State.REFUSED, State.NOT_ACCEPTED}), State.DELIVERED),
         actors=_WINDOW | _SYSTEM,
         guards=("papers_ready", "recipient_named", "arrival_shown"), paper="delivery_receipt",
         clock=ClockEffect.STOP, basis="《行政许可法》第四十四条"),
    _row("T29", Action.ARCHIVE,
         (frozenset({State.DELIVERED, State.WITHDRAWN, State.RETURNED, State.FORWARDED_UP}), State.ARCHIVED),
         actors=_WINDOW,
         guards=("file_complete",), paper="archive_catalogue", clock=ClockEffect.NONE,
         basis="《国务院关于在线政务服务的若干规定》第十二条"),
    _row("T30", Action.APPLY_AGAIN,
         (frozenset({State.REFUSED, State.RETURNED, State.WITHDRAWN, State.DELIVERED, State.ARCHIVED}), None),
         actors=_APPLICANT, guards=("ended_without_grant", "item_in_force"), clock=ClockEffect.NONE,
         basis="《行政许可法》第二十九条（重新申请是新的申请，没有专门条文）"),
)  # fmt: skip

LIFECYCLE: Final = Lifecycle(
    MOVES,
    initial=State.DRAFT,
    finals=frozenset({State.ARCHIVED, State.VOIDED}),
    exits_from_finals=frozenset({Action.APPLY_AGAIN}),
)

# How a case ended that may be applied for again from its own file (T30): a refusal at the door says where to turn
# instead, and where applicant or object are gone nobody is left to apply.
APPLIED_AGAIN: Final = frozenset({Outcome.REFUSED, Outcome.RETURNED, Outcome.UNKEPT, Outcome.WITHDRAWN})

# The permission each action needs; an action that is not here belongs to the applicant or the system.
PERMISSIONS: Final = {
    Action.HAND_OVER: "cases.hand_over",
    Action.BEGIN_PRE_REVIEW: "cases.accept",
    Action.END_PRE_REVIEW: "cases.accept",
    Action.NOT_ACCEPT: "cases.not_accept",
    Action.REQUEST_CORRECTION: "cases.correct",
    Action.RETURN_CASE: "cases.not_accept",
    Action.TERMINATE: "cases.decide",
    Action.REQUEST_VOID: "cases.void",
    Action.DECLINE_VOID: "cases.confirm_void",
    Action.VOID: "cases.confirm_void",
    Action.ACCEPT: "cases.accept",
    Action.ACCEPT_TOLERANT: "cases.accept",
    Action.GRANT_ON_COMMITMENT: "cases.decide_at_once",
    Action.RETURN_UNKEPT: "cases.decide",
    Action.GRANT_AT_ONCE: "cases.decide_at_once",
    Action.REFUSE_AT_ONCE: "cases.decide_at_once",
    Action.OPEN_PROCEDURE: "cases.review",
    Action.CLOSE_PROCEDURE: "cases.review",
    Action.PLAN_SURVEY: "cases.review",
    Action.RECORD_SURVEY: "cases.review",
    Action.SUSPEND: "cases.decide",
    Action.RESUME: "cases.decide",
    **PROCEDURE_PERMISSIONS,
    Action.DRAW_AGAIN: "cases.draw_again",
    Action.LIFT_COVER: "cases.lift_cover",
    Action.EXTEND: "cases.extend",
    Action.PROPOSE_EXTENSION: "cases.extend",
    Action.APPROVE_EXTENSION: "cases.approve_extension",
    Action.DECLINE_EXTENSION: "cases.approve_extension",
    Action.FINISH_NODE: "cases.review",
    Action.RETURN_NODE: "cases.review",
    Action.RECOMMEND: "cases.review",
    Action.CONFIRM_REVIEW: "cases.review",
    Action.OBJECT_REVIEW: "cases.review",
    Action.FORWARD_UP: "cases.decide",
    Action.SEND_BACK: "cases.decide",
    Action.GRANT: "cases.decide",
    Action.REFUSE: "cases.decide",
    Action.DELIVER: "cases.deliver",
    Action.ARCHIVE: "cases.archive",
}

# What the head of the government of the same level does in a case of another agency, which asked him (APL 42(2)).
BY_GOVERNMENT: Final = frozenset({Action.APPROVE_EXTENSION, Action.DECLINE_EXTENSION})
# What the second examiner does with the record that names him; nobody does it for him (APL 34(3)).
BY_SECOND: Final = frozenset({Action.CONFIRM_REVIEW, Action.OBJECT_REVIEW})
# A recommendation that names a second examiner waits for him first.
CONFIRMING: Final = ("confirmation", PERMISSIONS[Action.CONFIRM_REVIEW])

# A node of an examination waits for one of these posts, as its process names it (docs/algorithms/process.md).
NODE_ACTIONS: Final = frozenset({Action.FINISH_NODE, Action.RETURN_NODE})
NODE_PERMISSIONS: Final = ("cases.review", "cases.decide")

# What an authorisation letter must give for an action, where the agency demands letters (domain specification A62).
# A case that is sent back or extended is still being decided; a final file needs none, nor does a
# mistake of registration that two undo.
AUTHORITIES: Final = {
    Action.BEGIN_PRE_REVIEW: (Authority.ACCEPT,),
    Action.END_PRE_REVIEW: (Authority.ACCEPT,),
    Action.NOT_ACCEPT: (Authority.ACCEPT,),
    Action.REQUEST_CORRECTION: (Authority.ACCEPT,),
    Action.RETURN_CASE: (Authority.ACCEPT,),
    Action.ACCEPT: (Authority.ACCEPT,),
    Action.ACCEPT_TOLERANT: (Authority.ACCEPT,),
    Action.GRANT_ON_COMMITMENT: (Authority.ACCEPT, Authority.DECIDE),
    Action.RETURN_UNKEPT: (Authority.DECIDE,),
    Action.GRANT_AT_ONCE: (Authority.ACCEPT, Authority.DECIDE),
    Action.REFUSE_AT_ONCE: (Authority.ACCEPT, Authority.DECIDE),
    Action.OPEN_PROCEDURE: (Authority.ORGANISE,),
    Action.CLOSE_PROCEDURE: (Authority.ORGANISE,),
    Action.PLAN_SURVEY: (Authority.ORGANISE,),
    Action.RECORD_SURVEY: (Authority.ORGANISE,),
    Action.FINISH_NODE: (Authority.EXAMINE,),
    Action.RETURN_NODE: (Authority.EXAMINE,),
    **dict.fromkeys(PROCEDURE_PERMISSIONS, (Authority.ORGANISE,)),
    Action.RECOMMEND: (Authority.EXAMINE,),
    Action.CONFIRM_REVIEW: (Authority.EXAMINE,),
    Action.OBJECT_REVIEW: (Authority.EXAMINE,),
    Action.SUSPEND: (Authority.DECIDE,),
    Action.RESUME: (Authority.DECIDE,),
    Action.EXTEND: (Authority.DECIDE,),
    Action.PROPOSE_EXTENSION: (Authority.DECIDE,),
    Action.FORWARD_UP: (Authority.DECIDE,),
    Action.SEND_BACK: (Authority.DECIDE,),
    Action.GRANT: (Authority.DECIDE,),
    Action.REFUSE: (Authority.DECIDE,),
    Action.TERMINATE: (Authority.DECIDE,),
    Action.DELIVER: (Authority.ISSUE,),
}

# Which step a state waits in, and for whom: an empty permission is the applicant or the system.
STEPS: Final = {
    State.SUBMITTED: ("intake", "cases.accept"),
    State.PRE_REVIEW: ("pre_review", "cases.accept"),
    State.CORRECTION_PENDING: ("correction", ""),
    State.UNDER_REVIEW: ("review", "cases.review"),
    State.SUSPENDED: ("suspension", "cases.decide"),
    State.DECISION_PENDING: ("decision", "cases.decide"),
    State.GRANTED: ("issuance", ""),
    State.ISSUING: ("delivery", "cases.deliver"),
    State.REFUSED: ("delivery", "cases.deliver"),
    State.NOT_ACCEPTED: ("delivery", "cases.deliver"),
    State.DELIVERED: ("archiving", "cases.archive"),
    State.WITHDRAWN: ("archiving", "cases.archive"),
    State.RETURNED: ("archiving", "cases.archive"),
    State.FORWARDED_UP: ("archiving", "cases.archive"),
}
# What the window of a centre received waits there until it is handed over to the department (A92).
HANDING_OVER: Final = ("hand_over", PERMISSIONS[Action.HAND_OVER])
DELIVERY: Final = STEPS[State.ISSUING]  # a grant without a licence waits for it too

CLOSED: Final = frozenset(
    {State.DELIVERED, State.WITHDRAWN, State.RETURNED, State.FORWARDED_UP, State.VOIDED, State.ARCHIVED}
)
# With these acts another clock begins: that of the answer, of the decision, of the delivery.
BEGINS_CLOCK: Final = frozenset({
    ClockEffect.START_RECEIPT, ClockEffect.START_MAIN, ClockEffect.START_MAIN_AT_RECEIPT,
    ClockEffect.STOP_AND_START_DELIVERY,
})  # fmt: skip
CLOCK_STOPPED: Final = frozenset({*CLOSED, State.GRANTED, State.REFUSED, State.NOT_ACCEPTED, State.ISSUING})
# A grant stops the clock of the decision and starts that of the delivery (APL 44), until it is handed over.
DELIVERING: Final = (State.GRANTED.value, State.ISSUING.value)
RUNNING: Final = tuple(sorted(state.value for state in State if state not in {*CLOCK_STOPPED, State.DRAFT}))
