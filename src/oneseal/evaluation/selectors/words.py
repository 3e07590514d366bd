"""What kinds, ways, states, moves and results of matters are called, in the reader's language."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oneseal.evaluation.rules.matter_answers import DisclosureAnswer, Remedy, Verdict
from oneseal.evaluation.rules.matters import Channel, MatterKind, MatterState

KIND_WORDS: Final[dict[MatterKind, Promise]] = {
    MatterKind.COMPLAINT: _("投诉"),
    MatterKind.REPORT: _("举报"),
    MatterKind.CONSULTATION: _("咨询"),
    MatterKind.COMMENDATION: _("表扬"),
    MatterKind.DISCLOSURE: _("依申请公开"),
}
CHANNEL_WORDS: Final[dict[Channel, Promise]] = {
    Channel.PORTAL: _("网上"),
    Channel.WINDOW: pgettext_lazy("channel", "窗口"),
    Channel.PHONE: pgettext_lazy("channel", "电话"),
    Channel.LETTER: pgettext_lazy("channel", "信函"),
}
STATE_WORDS: Final[dict[MatterState, Promise]] = {
    MatterState.RECEIVED: pgettext_lazy("matter", "已收到"),
    MatterState.HANDLING: pgettext_lazy("matter", "办理中"),
    MatterState.TRANSFERRED: pgettext_lazy("matter", "已转办"),
    MatterState.ANSWERED: pgettext_lazy("matter", "已答复"),
    MatterState.CLOSED: pgettext_lazy("matter", "已办结"),
    MatterState.NOT_ACCEPTED: pgettext_lazy("matter", "不予受理"),
    MatterState.WITHDRAWN: pgettext_lazy("matter", "已撤回"),
}
STEP_WORDS: Final[dict[str, Promise]] = {
    "receive": _("收到来件"),
    "accept": _("受理"),
    "not_accept": _("不予受理"),
    "transfer": _("转给其他机关办理"),
    "return": _("退回转办机关"),
    "take_up": _("承办机关开始办理"),
    "ask_extension": _("申请延长答复期限"),
    "extend": _("延长答复期限"),
    "decline_extension": _("不同意延长答复期限"),
    "consult": _("征求意见"),
    "end_consult": _("征求意见结束"),
    "answer": _("答复"),
    "reopen": _("来件人不满意，重新办理"),
    "satisfy": _("来件人表示满意"),
    "dissatisfy": _("来件人表示不满意"),
    "settle": _("期满办结"),
    "withdraw": _("来件人撤回"),
    "urge": _("督办"),
}
RESULT_WORDS: Final[dict[str, Promise]] = {
    Verdict.UPHELD.value: _("属实"),
    Verdict.NOT_UPHELD.value: _("不属实"),
    DisclosureAnswer.PUBLIC_ALREADY.value: _("已经主动公开，告知获取方式"),
    DisclosureAnswer.DISCLOSED.value: _("予以公开"),
    DisclosureAnswer.DISCLOSED_IN_PART.value: _("予以部分公开"),
    DisclosureAnswer.NOT_DISCLOSED.value: _("不予公开"),
    DisclosureAnswer.DOES_NOT_EXIST.value: _("信息不存在"),
    DisclosureAnswer.NOT_OF_THIS_AGENCY.value: _("不属于本机关负责公开"),
    DisclosureAnswer.REPEATED.value: _("重复申请，不予重复处理"),
    DisclosureAnswer.OTHER_LAW.value: _("依照其他法律、行政法规的规定办理"),
}
REMEDY_WORDS: Final[dict[Remedy, Promise]] = {
    Remedy.HANDLED_AGAIN: _("在办结前可以要求重新办理一次。"),
    Remedy.AGENCY_ABOVE: _("可以向答复机关的上一级机关反映。"),
    Remedy.RECONSIDERATION_OR_SUIT: _(
        "认为侵犯合法权益的，可以依法申请行政复议或者提起行政诉讼（《政府信息公开条例》第五十一条）。"
    ),
}
OUTCOME_WORDS: Final[dict[str, Promise]] = {
    "agreed": _("同意公开"),
    "objected": _("不同意公开"),
    "agreed_by_silence": _("逾期未提出意见，视为同意公开"),
    "silent": _("逾期未提出意见，由行政机关决定"),
}
