"""What hearings, reviews, tests, publicity and meetings are called on staff pages."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oneseal.cases.selectors import Action

PROCEDURE_ACTIONS: Final[dict[Action, Promise]] = {
    Action.TELL_HEARING_RIGHT: pgettext_lazy("action", "告知听证权利"),
    Action.RECORD_HEARING_REQUEST: pgettext_lazy("action", "登记听证申请"),
    Action.RECORD_HEARING_WAIVER: pgettext_lazy("action", "登记不要求听证"),
    Action.ATTACH_MINUTES: pgettext_lazy("action", "附听证笔录签字件"),
    Action.ARRANGE_HEARING: pgettext_lazy("action", "安排听证"),
    Action.DECIDE_RECUSAL: pgettext_lazy("action", "决定主持人回避"),
    Action.RECORD_HEARING: pgettext_lazy("action", "记录听证"),
    Action.END_HEARING: pgettext_lazy("action", "终止听证"),
    Action.NOTIFY_INTERESTED: pgettext_lazy("action", "告知利害关系人"),
    Action.RECORD_STATEMENT: pgettext_lazy("action", "记录陈述申辩"),
    Action.ARRANGE_EXPERT_REVIEW: pgettext_lazy("action", "组织专家评审"),
    Action.RECORD_EXPERT_REVIEW: pgettext_lazy("action", "记录评审意见"),
    Action.ASSIGN_TEST: pgettext_lazy("action", "指派检验检测"),
    Action.RECORD_TEST: pgettext_lazy("action", "记录检验检测结果"),
    Action.PUBLICISE: pgettext_lazy("action", "开始公示"),
    Action.RECORD_OBJECTION: pgettext_lazy("action", "登记异议"),
    Action.END_PUBLICITY: pgettext_lazy("action", "结束公示"),
    Action.PLAN_MEETING: pgettext_lazy("action", "安排会商"),
    Action.RECORD_MEETING: pgettext_lazy("action", "记录会商"),
    Action.FINISH_MEETING_TASK: pgettext_lazy("action", "完成会商任务"),
}
PROCEDURE_DONE: Final[dict[Action, Promise]] = {
    Action.TELL_HEARING_RIGHT: _("听证权利已告知。听证告知书已出具，请送达申请人和利害关系人。期满以前不能作出决定。"),
    Action.RECORD_HEARING_REQUEST: _("听证申请已登记。应当在二十日内组织听证。"),
    Action.RECORD_HEARING_WAIVER: _(
        "已登记不要求听证。被告知的人都声明以后，不用等五日届满即可决定；决定以前仍可以改为要求听证。"
    ),
    Action.ATTACH_MINUTES: _("听证笔录签字件已附在案卷中，申请人可以查看。"),
    Action.ARRANGE_HEARING: _("听证已安排。听证通知书已出具，听证所需时间不计入办理期限。"),
    Action.DECIDE_RECUSAL: _("已决定主持人是否回避。决定书已出具。"),
    Action.RECORD_HEARING: _("听证笔录已制作。办理期限继续计算，决定应当依据笔录作出。"),
    Action.END_HEARING: _("听证已终止。通知书已出具，办理期限继续计算。"),
    Action.NOTIFY_INTERESTED: _("利害关系人告知书已出具，请送达。"),
    Action.RECORD_STATEMENT: _("陈述和申辩已记录在案。"),
    Action.ARRANGE_EXPERT_REVIEW: _("专家评审已安排。告知书已出具，期间不计入办理期限。"),
    Action.RECORD_EXPERT_REVIEW: _("评审意见已记录。办理期限继续计算。"),
    Action.ASSIGN_TEST: _("人员已指派。告知书已出具，期间不计入办理期限。"),
    Action.RECORD_TEST: _("结果已记录。办理期限继续计算。"),
    Action.PUBLICISE: _("已在门户公示。"),
    Action.RECORD_OBJECTION: _("异议已登记。"),
    Action.END_PUBLICITY: _("公示已结束，结果已记录。"),
    Action.PLAN_MEETING: _("会商已安排。通知已出具，办理期限照常计算。"),
    Action.RECORD_MEETING: _("会商纪要已出具，任务已列入清单。"),
    Action.FINISH_MEETING_TASK: _("任务已完成。"),
}
PROCEDURE_VERBS: Final[dict[str, Promise]] = {
    **{f"cases.{action.value}": words for action, words in PROCEDURE_ACTIONS.items()},
    "cases.request_hearing": _("申请人要求听证"),
    "cases.waive_hearing": _("申请人声明不要求听证"),
    "cases.ask_recusal": _("申请人申请听证主持人回避"),
}
PROCEDURE_PAPERS: Final[dict[Action, str]] = {
    Action.TELL_HEARING_RIGHT: "hearing_right_notice",
    Action.RECORD_HEARING_REQUEST: "hearing_request",
    Action.RECORD_HEARING_WAIVER: "hearing_waiver",
    Action.ARRANGE_HEARING: "hearing_notice",
    Action.DECIDE_RECUSAL: "recusal_decision",
    Action.RECORD_HEARING: "hearing_minutes",
    Action.END_HEARING: "hearing_end_notice",
    Action.NOTIFY_INTERESTED: "interested_notice",
    Action.RECORD_STATEMENT: "statement_record",
    Action.ARRANGE_EXPERT_REVIEW: "expert_review_notice",
    Action.RECORD_EXPERT_REVIEW: "expert_review_record",
    Action.ASSIGN_TEST: "test_notice",
    Action.RECORD_TEST: "test_report",
    Action.PUBLICISE: "publicity_notice",
    Action.END_PUBLICITY: "publicity_result",
    Action.PLAN_MEETING: "meeting_notice",
    Action.RECORD_MEETING: "meeting_minutes",
}
KINDS: Final[dict[str, Promise]] = {
    "hearing": _("听证"),
    "expert_review": _("专家评审"),
    "inspection": _("检验"),
    "testing": _("检测"),
    "quarantine": _("检疫"),
    "appraisal": _("鉴定"),
    "publicity": pgettext_lazy("kind", "公示"),
    "site_survey": _("现场核查"),
    "joint_meeting": _("会商"),
    "tender": _("招标"),
    "auction": _("拍卖"),
}
PHASES: Final[dict[str, Promise]] = {
    "told": _("已告知权利，等待申请"),
    "requested": _("已要求听证，待安排"),
    "arranged": _("已安排，待举行"),
    "held": _("已举行"),
    "ended": _("已终止"),
}
RECUSALS: Final[dict[str, Promise]] = {
    "asked": _("已申请主持人回避，待决定"),
    "kept": _("回避申请已驳回"),
    "replaced": _("已更换主持人"),
}
HEARING_GROUNDS: Final[dict[str, Promise]] = {
    "public_interest": _("涉及公共利益的重大许可事项，本机关认为需要听证"),
    "by_law": _("法律、法规、规章规定应当听证"),
}
CLOSED_DOORS: Final[dict[str, Promise]] = {
    "": _("公开举行"),
    "secret": _("不公开：涉及国家秘密"),
    "trade_secret": _("不公开：涉及商业秘密"),
    "privacy": _("不公开：涉及个人隐私"),
}
REVIEW_VERDICTS: Final[dict[str, Promise]] = {
    "agreed": _("通过评审"), "reworked": _("修改后通过"), "rejected": _("未通过评审"),
}  # fmt: skip
TEST_VERDICTS: Final[dict[str, Promise]] = {
    "passed": _("符合技术标准、技术规范"), "failed": _("不符合技术标准、技术规范"),
}  # fmt: skip
TARGETS: Final[dict[str, Promise]] = {
    "over": _("已超目标日"), "soon": _("下一个工作日前到期"), "later": _("以后到期"),
}  # fmt: skip
