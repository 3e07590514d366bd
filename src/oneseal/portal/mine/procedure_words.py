"""What procedures of his case are called for the applicant."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

PROCEDURES_HAPPENED: Final[dict[str, Promise]] = {
    "cases.tell_hearing_right": _("告知您有要求听证的权利"),
    "cases.request_hearing": _("您要求听证"),
    "cases.record_hearing_request": _("有人要求听证"),
    "cases.waive_hearing": _("您声明不要求听证"),
    "cases.record_hearing_waiver": _("登记不要求听证的声明"),
    "cases.attach_minutes": _("附上听证笔录签字件"),
    "cases.arrange_hearing": _("安排听证，停止计时"),
    "cases.ask_recusal": _("您申请听证主持人回避"),
    "cases.decide_recusal": _("决定听证主持人是否回避"),
    "cases.record_hearing": _("听证结束，继续计时"),
    "cases.end_hearing": _("终止听证"),
    "cases.notify_interested": _("告知利害关系人"),
    "cases.record_statement": _("听取陈述和申辩"),
    "cases.arrange_expert_review": _("组织专家评审，停止计时"),
    "cases.record_expert_review": _("专家评审结束，继续计时"),
    "cases.assign_test": _("检验、检测、检疫或者鉴定，停止计时"),
    "cases.record_test": _("检验、检测、检疫或者鉴定结束，继续计时"),
    "cases.publicise": _("公示，承诺期限停止计时"),
    "cases.end_publicity": _("公示结束，承诺期限继续计时"),
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
    "tender": _("招标"),
    "auction": _("拍卖"),
}
# Meetings of the agency are its own: no clock stops, and the applicant has nothing to do in them.
PHASES: Final[dict[str, Promise]] = {
    "told": _("可以要求听证"),
    "requested": _("已要求听证，等待安排"),
    "arranged": _("已安排听证"),
}
