"""Posts and permissions in words."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

PERMISSIONS = {
    "identity.found": _("设立本市的其他机关"),
    "identity.manage": _("管理机关、岗位和人员"),
    "seals.manage": _("启用和封存印章"),
    "installation.view": _("查看运行状态、维护工作日历"),
    "catalog.edit": _("编辑事项"),
    "catalog.publish": _("发布事项"),
    "catalog.review_department": _("审核本机关的事项草稿"),
    "catalog.review_legal": _("对事项草稿作法制审核"),
    "catalog.govern": _("管理全市事项清单"),
    "cases.read": _("查看本机关办件"),
    "cases.receive": _("收件"),
    "cases.hand_over": _("代部门收件并移交"),
    "cases.correct": _("一次性告知补正"),
    "cases.accept": _("受理"),
    "cases.not_accept": _("不予受理"),
    "cases.review": _("审查并提出意见"),
    "cases.decide": _("作出决定"),
    "cases.decide_at_once": _("即办件当场作出决定"),
    "cases.void": _("申请作废登记错误的办件"),
    "cases.confirm_void": _("复核作废"),
    "cases.extend": _("批准延长期限"),
    "cases.migrate": _("提出过程迁移"),
    "cases.approve_migration": _("审批过程迁移"),
    "performance.read": _("查看办件统计和效能指数"),
    "performance.manage": _("编制和公布效能指数，提出或者处理申诉"),
    "cases.approve_extension": _("以本级人民政府负责人身份批准延长期限"),
    "complaints.answer": _("办理和答复来件（投诉、举报、咨询、表扬、依申请公开）"),
    "matters.register": _("在窗口登记来件"),
    "matters.extend": _("批准延长来件的答复期限"),
    "matters.oversee": _("监督全市的来件，查看来件人"),
    "cases.issue": _("制证"),
    "cases.deliver": _("送达结果"),
    "cases.archive": _("归档"),
    "licences.revoke": _("撤销、注销证照"),
    "audit.read": _("查看经办轨迹"),
    "supervision.read": _("查看监察发现"),
    "supervision.set": _("设置监察规则"),
    "supervision.oversee": _("督办、纠错和问责建议"),
    "supervision.answer": _("答复监察督办"),
    "payments.read": _("查看缴费"),
    "payments.collect": _("窗口收费"),
    "payments.refund": _("办理退费"),
}
TITLES = {
    "system_administrator": _("系统管理员"),
    "item_administrator": _("事项管理员"),
    "department_reviewer": _("事项审核员"),
    "legal_reviewer": _("法制审核员"),
    "catalogue_administrator": _("清单管理员"),
    "intake_clerk": _("综合窗口受理员"),
    "chief_window": _("首席窗口"),
    "agency_head": _("机关负责人"),
    "reviewer": _("审查员"),
    "approver": _("首席审批员"),
    "issue_clerk": _("出件窗口人员"),
    "archivist": _("档案员"),
    "supervisor": _("监察员"),
}


def title_of(kind: str, title: str) -> str:
    """Return the title of a post in the reader's language; a city's own post keeps its title."""
    known = TITLES.get(kind)
    return title if known is None else str(known)


def permissions_in_words(permissions: Iterable[str]) -> str:
    """Return what a post may do, e.g. 查看本机关办件、受理."""
    held = set(permissions)
    known = [str(words) for permission, words in PERMISSIONS.items() if permission in held]
    return "、".join([*known, *sorted(held - PERMISSIONS.keys())])
