"""The life of an item in words: kinds of adjustment, standings, stages of a review, stations."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oneseal.catalog.rules.adjusting import Kind, OpenCases
from oneseal.catalog.rules.differing import Change
from oneseal.catalog.rules.reviewing import ReviewAction, Stage
from oneseal.catalog.rules.standing import InUse
from oneseal.catalog.rules.stationing import Station

KINDS: Final[dict[Kind, Promise]] = {
    Kind.NEW: _("新增"),
    Kind.CHANGE: _("变更"),
    Kind.SPLIT: _("拆分"),
    Kind.MERGE: _("合并"),
    Kind.SUSPEND: _("暂停"),
    Kind.RESUME: _("恢复"),
    Kind.ABOLISH: _("取消"),
    Kind.DELEGATE_DOWN: _("下放"),
    Kind.TAKE_OVER: _("承接"),
    Kind.ENTRUST: _("委托"),
    Kind.CHANGE_LEVEL: _("调整层级"),
}
KIND_HELP: Final[dict[Kind, Promise]] = {
    Kind.SPLIT: _("一个事项由两个以上已发布的事项代替。"),
    Kind.MERGE: _("两个以上事项由一个已发布的事项代替。"),
    Kind.SUSPEND: _("一段时间内不收新申请，以后可以恢复。"),
    Kind.RESUME: _("暂停的事项重新收件。"),
    Kind.ABOLISH: _("以后不再收新申请，不能再恢复。"),
    Kind.DELEGATE_DOWN: _("交给下一级机关办理，在那里生成草稿。"),
    Kind.TAKE_OVER: _("由另一机关承接，在那里生成草稿。"),
    Kind.ENTRUST: _("由另一机关以本机关的名义办理，依法公告。"),
    Kind.CHANGE_LEVEL: _("改由另一层级的机关行使，在那里生成草稿。"),
}
OPEN_CASES: Final[dict[OpenCases, Promise]] = {
    OpenCases.FINISH: _("由原机关办完"),
    OpenCases.HAND_OVER: _("移交接收机关继续办理，期限照常计算"),
    OpenCases.END: _("终止办理，并发给申请人终止通知书"),
}
STANDINGS: Final[dict[InUse, Promise]] = {
    InUse.IN_USE: _("在用"),
    InUse.SUSPENDED: _("暂停"),
    InUse.ABOLISHED: _("已取消"),
}
STAGES: Final[dict[Stage, Promise]] = {
    Stage.DRAFT: _("起草"),
    Stage.DEPARTMENT: _("部门审核"),
    Stage.LEGAL: _("法制审核"),
    Stage.OFFICE: _("清单管理机构审核"),
    Stage.READY: _("待发布"),
    Stage.PUBLISHED: _("已发布"),
}
ACTIONS: Final[dict[ReviewAction, Promise]] = {
    ReviewAction.HAND_IN: _("送审"),
    ReviewAction.CLEAR_DEPARTMENT: _("部门审核通过"),
    ReviewAction.CLEAR_LEGAL: _("法制审核通过"),
    ReviewAction.CLEAR_OFFICE: _("清单管理机构审核通过"),
    ReviewAction.RETURN: _("退回修改"),
    ReviewAction.WITHDRAW: _("撤回送审"),
    ReviewAction.PUBLISH: _("发布"),
}
STATIONS: Final[dict[Station | None, Promise]] = {
    None: _("按规定在中心办理"),
    Station.STATIONED: _("已进驻中心"),
    Station.LEFT: _("已退出中心"),
    Station.EXCEPTED: _("经批准不进驻"),
}
CHANGES: Final[dict[Change, tuple[Promise, str]]] = {
    Change.SAME: (_("没有不同"), ""),
    Change.CHANGED: (_("有改动"), "warning"),
    Change.ADDED: (_("新增的"), "success"),
    Change.REMOVED: (_("删去的"), "error"),
    Change.MOVED: (_("换了位置"), "info"),
}
STAYED: Final[dict[str, Promise]] = {
    "state": _("现在的环节不能移交"),
    "blind": _("两不见面审批的件"),
    "procedure": _("特别程序正在进行"),
    "extension": _("正在提请延长期限"),
    "second": _("等待第二名审查人员确认"),
    "void": _("有人申请作废"),
    "centre": _("综合窗口还没有移交"),
    "above": _("上级机关受理的初审件"),
    "process": _("审查过程正在进行"),
    "deemed": _("依法视为准予延续"),
    "body": _("没有接收机关"),
    "seal": _("接收机关还没有启用印章"),
}


__all__ = [
    "ACTIONS",
    "CHANGES",
    "KINDS",
    "KIND_HELP",
    "OPEN_CASES",
    "STAGES",
    "STANDINGS",
    "STATIONS",
    "STAYED",
    "Change",
    "InUse",
    "Kind",
    "OpenCases",
    "ReviewAction",
    "Stage",
    "Station",
]
