"""What the states, steps, acts and grounds of a case are called on staff pages."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oneseal.cases.selectors import (
    Action,
    CaseFacts,
    ClockFace,
    NonAcceptanceGround,
    State,
    SuspensionGround,
    TerminationGround,
    VoidGround,
)
from oneseal.catalog.selectors import version_terms
from oneseal.foundation.language import is_english
from oneseal.kernel.clock import Light
from oneseal.kernel.licensing import Handling
from oneseal.workbench.cases.procedure_words import (
    PROCEDURE_ACTIONS,
    PROCEDURE_DONE,
    PROCEDURE_PAPERS,
    PROCEDURE_VERBS,
)

STATES: Final[dict[State, Promise]] = {
    State.DRAFT: _("草稿"),
    State.SUBMITTED: _("待受理"),
    State.PRE_REVIEW: _("预审中"),
    State.CORRECTION_PENDING: _("待补正"),
    State.NOT_ACCEPTED: _("不予受理"),
    State.ACCEPTED: _("已受理"),
    State.UNDER_REVIEW: _("审查中"),
    State.SUSPENDED: _("已中止"),
    State.DECISION_PENDING: _("待决定"),
    State.GRANTED: _("准予许可，制证中"),
    State.REFUSED: _("不予许可"),
    State.ISSUING: _("准予许可，待送达"),
    State.DELIVERED: _("已送达，待归档"),
    State.WITHDRAWN: _("已撤回，待归档"),
    State.RETURNED: _("已退件或终止，待归档"),
    State.FORWARDED_UP: _("已报送上级，待归档"),
    State.VOIDED: _("已作废"),
    State.ARCHIVED: _("已归档"),
}
STEPS: Final[dict[str, Promise]] = {
    "hand_over": pgettext_lazy("step", "移交"),
    "intake": _("受理"),
    "pre_review": _("预审"),
    "correction": _("补正"),
    "review": _("审查"),
    "first_examination": _("初审"),
    "suspension": _("中止"),
    "confirmation": _("第二名审查人员确认"),
    "decision": _("决定"),
    "issuance": _("制证"),
    "delivery": _("送达"),
    "archiving": _("归档"),
}
STEP_OF: Final[dict[State, str]] = {
    State.SUBMITTED: "intake",
    State.PRE_REVIEW: "pre_review",
    State.CORRECTION_PENDING: "correction",
    State.ACCEPTED: "review",
    State.UNDER_REVIEW: "review",
    State.SUSPENDED: "suspension",
    State.DECISION_PENDING: "decision",
    State.GRANTED: "issuance",
    State.ISSUING: "delivery",
    State.REFUSED: "delivery",
    State.NOT_ACCEPTED: "delivery",
    State.DELIVERED: "archiving",
    State.WITHDRAWN: "archiving",
    State.RETURNED: "archiving",
    State.FORWARDED_UP: "archiving",
}
WAITING: Final[dict[State, Promise]] = {
    State.CORRECTION_PENDING: _("已一次性告知补正，等申请人补正。补正期间不计时。"),
    State.GRANTED: _("证照正在制作，通常片刻即好。请稍后刷新页面。"),
    State.SUSPENDED: _("本件已中止办理。中止的原因消除后恢复办理。"),
    State.VOIDED: _("本件因登记错误作废，不计入统计，不再变动。"),
    State.ARCHIVED: _("案卷已归档，不再变动。"),
}
ACTIONS: Final[dict[Action, Promise]] = {
    Action.HAND_OVER: pgettext_lazy("action", "移交主管部门"),
    Action.ACCEPT: pgettext_lazy("action", "受理"),
    Action.ACCEPT_TOLERANT: pgettext_lazy("action", "容缺受理"),
    Action.GRANT_ON_COMMITMENT: pgettext_lazy("action", "按告知承诺准予"),
    Action.SUPPLY: pgettext_lazy("action", "代交容缺材料"),
    Action.RETURN_UNKEPT: pgettext_lazy("action", "容缺承诺未履行退件"),
    Action.REQUEST_CORRECTION: pgettext_lazy("action", "一次性告知补正"),
    Action.BEGIN_PRE_REVIEW: pgettext_lazy("action", "开始预审"),
    Action.END_PRE_REVIEW: pgettext_lazy("action", "记录预审结论"),
    Action.NOT_ACCEPT: pgettext_lazy("action", "不予受理"),
    Action.CORRECT: pgettext_lazy("action", "代交补正材料"),
    Action.GRANT_AT_ONCE: pgettext_lazy("action", "当场准予"),
    Action.REFUSE_AT_ONCE: pgettext_lazy("action", "当场不予"),
    Action.FINISH_NODE: pgettext_lazy("action", "办理审查环节"),
    Action.RETURN_NODE: pgettext_lazy("action", "退回前面的环节"),
    Action.RECOMMEND: pgettext_lazy("action", "提出审查意见"),
    Action.DRAW_AGAIN: pgettext_lazy("action", "重新抽取审查人员"),
    Action.LIFT_COVER: pgettext_lazy("action", "查看申请人信息"),
    Action.CONFIRM_REVIEW: pgettext_lazy("action", "确认审查记录"),
    Action.OBJECT_REVIEW: pgettext_lazy("action", "对审查记录提出异议"),
    Action.OPEN_PROCEDURE: pgettext_lazy("action", "启动特别程序"),
    Action.CLOSE_PROCEDURE: pgettext_lazy("action", "记录特别程序结果"),
    Action.PLAN_SURVEY: pgettext_lazy("action", "安排现场核查"),
    Action.RECORD_SURVEY: pgettext_lazy("action", "记录现场核查结果"),
    Action.SUSPEND: pgettext_lazy("action", "中止办理"),
    Action.RESUME: pgettext_lazy("action", "恢复办理"),
    **PROCEDURE_ACTIONS,
    Action.EXTEND: pgettext_lazy("action", "延长办理期限"),
    Action.PROPOSE_EXTENSION: pgettext_lazy("action", "提请延长期限"),
    Action.APPROVE_EXTENSION: pgettext_lazy("action", "批准延长期限"),
    Action.DECLINE_EXTENSION: pgettext_lazy("action", "不批准延长期限"),
    Action.FORWARD_UP: pgettext_lazy("action", "报送上级机关"),
    Action.GRANT: pgettext_lazy("action", "准予许可"),
    Action.REFUSE: pgettext_lazy("action", "不予许可"),
    Action.SEND_BACK: pgettext_lazy("action", "退回审查"),
    Action.RETURN_CASE: pgettext_lazy("action", "退件"),
    Action.TERMINATE: pgettext_lazy("action", "终止办理"),
    Action.REQUEST_VOID: pgettext_lazy("action", "申请作废"),
    Action.DECLINE_VOID: pgettext_lazy("action", "不同意作废"),
    Action.VOID: pgettext_lazy("action", "作废"),
    Action.DELIVER: pgettext_lazy("action", "送达"),
    Action.ARCHIVE: pgettext_lazy("action", "归档"),
}
DONE: Final[dict[Action, Promise]] = {
    Action.HAND_OVER: _("已移交主管部门。由主管部门受理，答复期限自收件之日起计算。"),
    Action.ACCEPT: _("已受理。受理通知书已出具，本件已转审查。"),
    Action.ACCEPT_TOLERANT: _("已容缺受理。通知书已出具，本件已转审查；材料补齐以前不能作出决定。"),
    Action.GRANT_ON_COMMITMENT: _("已按告知承诺准予。决定书已出具，事后核查已列入待核查清单。"),
    Action.SUPPLY: _("容缺材料已收。收件凭证已出具。"),
    Action.RETURN_UNKEPT: _("已退件。通知书已出具，没有履行的承诺已记入信用记录。"),
    Action.REQUEST_CORRECTION: _("补正告知书已出具。申请人补正以前不计时。"),
    Action.BEGIN_PRE_REVIEW: _("已开始预审。五个工作日的答复期限照常计算。"),
    Action.END_PRE_REVIEW: _("预审结论已记录。本件等待受理、告知补正或者不予受理。"),
    Action.NOT_ACCEPT: _("已决定不予受理。通知书已出具，请送达申请人。"),
    Action.CORRECT: _("补正已提交。补正收件凭证已出具，重新开始计算答复期限。"),
    Action.GRANT_AT_ONCE: _("已当场受理并准予。受理通知书和决定书已一并出具。"),
    Action.REFUSE_AT_ONCE: _("已当场受理并决定不予许可。受理通知书和决定书已一并出具，请送达申请人。"),
    Action.FINISH_NODE: _("这个环节已办完。只等它的环节已经开始；全部办完后提出审查意见。"),
    Action.RETURN_NODE: _("已退回。承办人会看到您写的理由。"),
    Action.RECOMMEND: _("审查意见已提交。本件已转审批员决定；写明第二名审查人员的，先由他确认。"),
    Action.CONFIRM_REVIEW: _("审查记录已确认。确认书已出具，本件已转审批员决定。"),
    Action.OBJECT_REVIEW: _("异议已记录。本件已退回重新审查。"),
    Action.DRAW_AGAIN: _("已由系统重新抽取审查人员。抽取的过程可以在抽取记录中核对。"),
    Action.LIFT_COVER: _("您现在可以看到本件的申请人信息。这次查看和理由已经记录，监察员和申请人都可以看到。"),
    Action.OPEN_PROCEDURE: _("特别程序已启动。告知书已出具，期间不计入办理期限。"),
    Action.CLOSE_PROCEDURE: _("结果已记录。办理期限继续计算。"),
    Action.PLAN_SURVEY: _("现场核查已安排。通知书已出具，期间不计入承诺期限。"),
    Action.RECORD_SURVEY: _("核查结果已记录。承诺期限继续计算。"),
    Action.SUSPEND: _("已中止办理。中止办理通知书已出具。"),
    Action.RESUME: _("已恢复办理。恢复办理通知书已出具，期限继续计算。"),
    **PROCEDURE_DONE,
    Action.EXTEND: _("办理期限已延长。延长办理期限通知书已出具。"),
    Action.PROPOSE_EXTENSION: _("已提请本级人民政府负责人批准延长。批准以前办理期限照常计算。"),
    Action.FORWARD_UP: _("初审意见和全部材料已报送上级机关。"),
    Action.GRANT: _("已准予许可。决定书已出具，证照正在制作。"),
    Action.REFUSE: _("已决定不予许可。决定书已出具，请送达申请人。"),
    Action.SEND_BACK: _("已退回审查。审查员会看到您写的理由。"),
    Action.RETURN_CASE: _("已退件。退件通知书已出具，本件已转归档。"),
    Action.TERMINATE: _("已终止办理。通知书已出具，本件已转归档。"),
    Action.REQUEST_VOID: _("作废申请已提交。须由监察员复核以后才作废，复核以前照常办理。"),
    Action.DECLINE_VOID: _("已决定不作废。本件照常办理。"),
    Action.VOID: _("已作废。作废说明已出具，本件不计入统计。"),
    Action.DELIVER: _("已送达。送达回证已出具，本件已转归档。"),
    Action.ARCHIVE: _("案卷已归档，目录已出具。"),
}
VERBS: Final[dict[str, Promise]] = {
    "dispatch.way_chosen": _("申请人选择送达方式"),
    "dispatch.parcel_ordered": _("交邮政寄递"),
    "dispatch.parcel_booked": _("邮政给出邮件号"),
    "dispatch.parcel_moved": _("邮件有新的进展"),
    "dispatch.kept_for_pick_up": _("邮件退回，改为到窗口领取"),
    "cases.submit": _("提交申请"),
    "cases.hand_over": _("综合窗口移交主管部门"),
    "cases.begin_pre_review": _("开始预审"),
    "cases.end_pre_review": _("记录预审结论"),
    "cases.not_accept": _("不予受理"),
    "cases.request_correction": _("一次性告知补正"),
    "cases.correct": _("提交补正"),
    "cases.withdraw": _("申请人撤回申请"),
    "cases.apply_again": _("申请人重新申请"),
    "cases.return_case": _("逾期未补正，退件"),
    "cases.terminate": _("终止办理"),
    "cases.request_void": _("申请作废"),
    "cases.decline_void": _("不同意作废"),
    "cases.void": _("作废"),
    "cases.receive_from_below": _("收到下级机关报送的初审意见和材料"),
    "cases.accept_tolerant": _("容缺受理"),
    "cases.grant_on_commitment": _("按告知承诺受理并准予许可"),
    "cases.supply": _("补齐容缺材料"),
    "cases.return_unkept": _("容缺承诺未履行，退件"),
    "cases.accept": _("受理"),
    "cases.deem_accepted": _("逾期未告知，视为受理"),
    "cases.deem_renewed": _("届满前未作决定，视为准予延续"),
    "cases.grant_at_once": _("当场受理并准予许可"),
    "cases.refuse_at_once": _("当场受理并不予许可"),
    "cases.open_procedure": _("启动特别程序"),
    "cases.close_procedure": _("记录特别程序结果"),
    "cases.plan_survey": _("安排现场核查"),
    "cases.record_survey": _("记录现场核查结果"),
    "cases.suspend": _("中止办理"),
    "cases.resume": _("恢复办理"),
    **PROCEDURE_VERBS,
    "cases.extend": _("延长办理期限"),
    "cases.propose_extension": _("提请延长期限"),
    "cases.approve_extension": _("本级人民政府负责人批准延长期限"),
    "cases.decline_extension": _("本级人民政府负责人不批准延长期限"),
    "cases.forward_up": _("报送上级机关"),
    "cases.assign": _("转审查"),
    "cases.draw_again": _("重新抽取审查人员"),
    "cases.lift_cover": _("查看隐去的申请人信息"),
    "cases.finish_node": _("办完一个审查环节"),
    "cases.return_node": _("退回前面的审查环节"),
    "cases.recommend": _("提出审查意见"),
    "cases.confirm_review": _("第二名审查人员确认审查记录"),
    "cases.object_review": _("第二名审查人员对审查记录提出异议"),
    "cases.send_back": _("退回审查"),
    "cases.grant": _("准予许可"),
    "cases.refuse": _("不予许可"),
    "cases.issue": _("制证完成"),
    "cases.deliver": _("送达"),
    "cases.archive": _("归档"),
    "cases.message": _("发送消息"),
    "cases.judge_material": _("核对材料"),
    "cases.due_recomputed": _("按放假安排重新计算期限"),
    "cases.process_migrated": _("改用新版本的审查过程"),
    "cases.transferred": _("按事项调整移交另一机关办理"),
}
VERDICTS: Final[dict[str, Promise]] = {
    "grant": _("建议准予许可"),
    "refuse": _("建议不予许可"),
    "send_back": _("退回审查"),
}
OUTCOMES: Final[dict[str, Promise]] = {
    "agree": _("符合"),
    "disagree": _("不符合"),
    "recalled": _("因退回而收回"),
    "replaced": _("因改用新的审查过程而收回"),
    "ended": _("随办件结束"),
}
SECONDS: Final[dict[str, Promise]] = {
    "": _("第二名审查人员尚未确认"),
    "confirmed": _("第二名审查人员已确认"),
    "objected": _("第二名审查人员提出异议"),
}
HANDLINGS: Final[dict[Handling, Promise]] = {
    Handling.ALONE: _("单独办理"),
    Handling.UNIFORM: _("统一办理"),
    Handling.JOINT: _("联合办理"),
    Handling.CONCENTRATED: _("集中办理"),
}
PROPOSALS: Final[dict[str, Promise]] = {
    "": _("等待本级人民政府负责人答复"),
    "approved": _("已批准"),
    "declined": _("没有批准"),
    "case_ended": _("随办件结束"),
}
FINDINGS: Final[dict[str, Promise]] = {"fits": _("符合"), "fails": _("不符合"), "open": _("待核")}
DECISIONS: Final[dict[str, Promise]] = {
    "grant": _("准予许可"),
    "refuse": _("不予许可"),
    "send_back": _("退回审查"),
}
WAYS: Final[dict[str, Promise]] = {
    "window": _("窗口领取"),
    "electronic": _("电子送达"),
    "express": _("邮政寄递"),
}
GROUNDS: Final[dict[NonAcceptanceGround, Promise]] = {
    NonAcceptanceGround.LICENCE_NOT_NEEDED: _("申请事项依法不需要取得行政许可"),
    NonAcceptanceGround.OTHER_AGENCY: _("申请事项依法不属于本机关职权范围"),
    NonAcceptanceGround.FALSE_MATERIALS: _("申请人隐瞒有关情况或者提供虚假材料"),
    NonAcceptanceGround.BARRED: _("申请人在法律规定的期限内不得再次申请"),
    NonAcceptanceGround.OTHER_LEGAL: _("申请不符合法律规定的受理情形"),
}
ENDS: Final[dict[TerminationGround, Promise]] = {
    TerminationGround.APPLICANT_DEAD: _("申请人死亡"),
    TerminationGround.APPLICANT_ENDED: _("申请人依法终止（注销、撤销、解散）"),
    TerminationGround.OBJECT_GONE: _("申请办理的事项已经不复存在"),
    TerminationGround.DUPLICATE: _("同一申请人就同一事项重复申请"),
}
STANDSTILLS: Final[dict[SuspensionGround, Promise]] = {
    SuspensionGround.FORCE_MAJEURE: _("不可抗力"),
    SuspensionGround.COURT_ORDER: _("人民法院或者其他有权机关要求中止"),
    SuspensionGround.OTHER_MATTER_FIRST: _("须以另一事项的处理结果为依据，而该事项尚未办结"),
    SuspensionGround.APPLICANT_SUPPLIES: _("受理后需要申请人补充说明或者材料"),
    SuspensionGround.OTHER: _("其他原因"),
}
MISTAKES: Final[dict[VoidGround, Promise]] = {
    VoidGround.ENTERED_TWICE: _("同一申请登记了两次"),
    VoidGround.WRONG_ITEM: _("选错了办理事项"),
    VoidGround.WRONG_PARTY: _("选错了申请人"),
    VoidGround.TRIAL_ENTRY: _("调试时登记，没有真实的申请"),
}
PAPER_OF: Final[dict[Action, str]] = {
    Action.ACCEPT: "acceptance_notice",
    Action.ACCEPT_TOLERANT: "tolerant_acceptance_notice",
    Action.GRANT_ON_COMMITMENT: "grant_decision",
    Action.SUPPLY: "supplement_receipt",
    Action.RETURN_UNKEPT: "unkept_promise_notice",
    Action.REQUEST_CORRECTION: "correction_notice",
    Action.NOT_ACCEPT: "non_acceptance_notice",
    Action.CORRECT: "correction_receipt",
    Action.GRANT_AT_ONCE: "grant_decision",
    Action.REFUSE_AT_ONCE: "refusal_decision",
    Action.RECOMMEND: "review_opinion",
    Action.CONFIRM_REVIEW: "review_confirmation",
    Action.OPEN_PROCEDURE: "procedure_notice",
    Action.CLOSE_PROCEDURE: "procedure_result",
    Action.PLAN_SURVEY: "survey_notice",
    Action.RECORD_SURVEY: "survey_record",
    Action.SUSPEND: "suspension_notice",
    Action.RESUME: "resumption_notice",
    Action.VOID: "void_statement",
    **PROCEDURE_PAPERS,
    Action.EXTEND: "extension_notice",
    Action.FORWARD_UP: "first_examination_opinion",
    Action.GRANT: "grant_decision",
    Action.REFUSE: "refusal_decision",
    Action.RETURN_CASE: "return_notice",
    Action.TERMINATE: "termination_notice",
    Action.DELIVER: "delivery_receipt",
    Action.ARCHIVE: "archive_catalogue",
}
LIGHTS: Final[dict[str, Promise]] = {
    Light.BLACK: _("超法定"),
    Light.RED: _("超承诺"),
    Light.YELLOW: _("将到期"),
    Light.GREEN: _("正常"),
    Light.BLUE: _("不计时"),
    Light.GREY: _("办结"),
}
CHANNELS: Final[dict[str, Promise]] = {
    "online": _("网上"),
    "window": _("窗口"),
    "helper": _("帮代办"),
    "kiosk": _("自助终端"),
}
PARTY_KINDS: Final[dict[str, Promise]] = {"person": _("个人"), "organisation": _("单位")}
SHORT: Final = 12
HAND_OVER: Final = "cases.hand_over"


def state_of(facts: CaseFacts) -> Promise:
    """Return where a case stands; a grant without a licence waits for its delivery."""
    is_ready = facts.state is State.GRANTED and facts.awaiting
    return _("准予许可，待送达") if is_ready else STATES[facts.state]


def chosen(chinese: str, english: str) -> str:
    """Return a data text in the reader's language; Chinese where there is no English."""
    return english if english and is_english() else chinese


def item_name(facts: CaseFacts) -> str:
    """Return the name of the item a case is about, in the reader's language."""
    if not is_english():
        return facts.item_name
    return chosen(facts.item_name, version_terms(facts.item_version_id).name_en)


def short_number(number: str | None) -> str:
    """Return the end of a case number: the day of filing and the serial, which clerks say to each other."""
    return (number or "")[-SHORT:]


def step_of(facts: CaseFacts) -> str:
    """Return the name of the step a case is in; the state where no step is open."""
    step = STEP_OF.get(facts.state)
    if facts.awaiting == HAND_OVER:
        step = "hand_over"
    if facts.awaits_second_examiner:
        step = "confirmation"
    if facts.state is State.GRANTED and facts.awaiting:
        step = "delivery"
    return str(STEPS[step] if step else STATES[facts.state])


def day_has_passed(clock: ClockFace, day: date) -> bool:
    """Return True when the due date lies behind and no working day has followed: nothing is due "today" then."""
    return not clock.is_hourly and clock.remaining == 0 and clock.due_on is not None and clock.due_on < day
