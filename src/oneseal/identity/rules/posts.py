"""The posts of an approval bureau and what each may do; separation of duties begins here.

Source: domain specification S0 (录入和审批分离), S1 (一审一核, 批管分离); a city may add posts, and
give a post other permissions, in its own rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


@dataclass(frozen=True, slots=True)
class PostKind:
    """A kind of post: code, Chinese title, English title, permissions."""

    code: str
    title: str
    title_en: str
    permissions: frozenset[str]


def _kind(code: str, title: str, title_en: str, *permissions: str) -> PostKind:
    return PostKind(code, title, title_en, frozenset(permissions))


POST_KINDS: Final = {
    kind.code: kind
    for kind in (
        _kind("system_administrator", "系统管理员", "System administrator",
              "identity.manage", "seals.manage", "installation.view"),
        _kind("item_administrator", "事项管理员", "Item administrator",
              "catalog.edit", "catalog.publish", "cases.migrate"),
        _kind("department_reviewer", "事项审核员", "Reviewer of items", "catalog.review_department"),
        _kind("legal_reviewer", "法制审核员", "Legal reviewer", "catalog.review_legal"),
        _kind("catalogue_administrator", "清单管理员", "Catalogue administrator", "catalog.govern"),
        _kind("intake_clerk", "综合窗口受理员", "Intake clerk",
              "cases.read", "cases.receive", "cases.correct", "cases.accept", "cases.not_accept",
              "payments.read", "payments.collect", "matters.register"),
        _kind("chief_window", "首席窗口", "Chief of the window",
              "cases.read", "cases.receive", "cases.correct", "cases.accept", "cases.not_accept",
              "cases.decide_at_once", "cases.void", "payments.read", "payments.collect", "ratings.handle",
              "matters.register"),
        _kind("integrated_window", "综合窗口收件出件员", "Clerk of the integrated window",
              "cases.read", "cases.receive", "cases.hand_over", "cases.deliver", "matters.register"),
        _kind("reviewer", "审查员", "Reviewer", "cases.read", "cases.review"),
        _kind("approver", "首席审批员", "Approver", "cases.read", "cases.decide", "licences.revoke",
              "performance.read"),
        _kind("agency_head", "机关负责人", "Head of the agency", "cases.read", "cases.extend",
              "cases.approve_migration", "cases.draw_again", "cases.lift_cover", "payments.read", "payments.refund",
              "supervision.read", "supervision.answer", "performance.read", "performance.manage", "ratings.handle",
              "matters.extend"),
        _kind("issue_clerk", "出件窗口人员", "Issue clerk", "cases.read", "cases.issue", "cases.deliver"),
        _kind("archivist", "档案员", "Archivist", "cases.read", "cases.archive"),
        _kind("supervisor", "监察员", "Supervisor", "cases.read", "cases.confirm_void", "audit.read",
              "complaints.answer", "payments.read", "supervision.read", "supervision.set",
              "supervision.oversee", "performance.read", "performance.manage", "ratings.supervise",
              "matters.register", "matters.oversee"),
        _kind("government_head", "人民政府负责人", "Head of the government", "cases.approve_extension",
              "performance.read", "performance.manage"),
    )
}  # fmt: skip


# The administrator of the first agency founds the others; the permission stands on his post alone.
FOUNDING: Final = "identity.found"

# What departments entrust is received and handed out by the centre's own clerks (A92 前台综合受理、统一窗口出件).
INTEGRATED: Final = "integrated_window"
FRONT: Final = ("system_administrator", INTEGRATED, "intake_clerk", "issue_clerk", "archivist", "supervisor")
# Who approves more time for what several bodies answer together (APL 42(2)): the head of the government of that level.
GOVERNMENT_HEAD: Final = "government_head"
# Who answers for the list of the whole city (编办、审改办): a post of its own body, never of one that approves.
CATALOGUE_ADMINISTRATOR: Final = "catalogue_administrator"
BACK: Final = tuple(kind for kind in POST_KINDS if kind not in {INTEGRATED, GOVERNMENT_HEAD, CATALOGUE_ADMINISTRATOR})


class AgencyKind(StrEnum):
    """What an agency is in the city's operating model (S0): one bureau, or departments sent to one centre.

    A government handles no case: it stands for the government of its division, whose head approves what the law
    leaves to him. A catalogue office handles none either: it reviews and adjusts the list of every agency.
    """

    APPROVAL_BUREAU = "approval_bureau"
    STATIONED_DEPARTMENT = "stationed_department"
    SERVICE_CENTRE = "service_centre"
    UPPER_AGENCY = "upper_agency"
    GOVERNMENT = "government"
    CATALOGUE_OFFICE = "catalogue_office"


# A centre receives, hands out and supervises; it decides nothing of its own.
POSTS_OF_AGENCY: Final = {
    AgencyKind.APPROVAL_BUREAU: BACK,
    AgencyKind.STATIONED_DEPARTMENT: BACK,
    AgencyKind.SERVICE_CENTRE: FRONT,
    AgencyKind.UPPER_AGENCY: BACK,
    AgencyKind.GOVERNMENT: ("system_administrator", GOVERNMENT_HEAD),
    AgencyKind.CATALOGUE_OFFICE: ("system_administrator", CATALOGUE_ADMINISTRATOR),
}
# Agencies that stand for the whole city, beside the one that founded the others.
CENTRAL: Final = (AgencyKind.SERVICE_CENTRE, AgencyKind.GOVERNMENT)
