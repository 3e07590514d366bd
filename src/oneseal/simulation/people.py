"""Who can be stepped into in the demo city, as its own page names them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oneseal.simulation import world
from oneseal.simulation.management.commands.demo_accounts import PUBLIC_PATH, path_of_post
from oneseal.simulation.services import is_demo_city

ROLES: Final = {
    "system_administrator": gettext_lazy("系统管理员"),
    "item_administrator": gettext_lazy("事项管理员"),
    "department_reviewer": gettext_lazy("事项审核员"),
    "legal_reviewer": gettext_lazy("法制审核员"),
    "catalogue_administrator": gettext_lazy("清单管理员"),
    "intake_clerk": gettext_lazy("综合窗口受理员"),
    "integrated_window": gettext_lazy("综合窗口收件出件员"),
    "chief_window": gettext_lazy("首席窗口"),
    "reviewer": gettext_lazy("审查员"),
    "approver": gettext_lazy("首席审批员"),
    "agency_head": gettext_lazy("机关负责人"),
    "government_head": gettext_lazy("本级人民政府负责人"),
    "issue_clerk": gettext_lazy("出件窗口人员"),
    "archivist": gettext_lazy("档案员"),
    "supervisor": gettext_lazy("监察员"),
}


@dataclass(frozen=True, slots=True)
class Shoes:
    """One person of the demo city: what he is, who he is, how he signs in and where he begins."""

    role: str
    name: str
    username: str
    path: str


@dataclass(frozen=True, slots=True)
class Group:
    """The people of one agency, or the public; whom a visitor needs for the main job are seen at once."""

    title: str
    people: tuple[Shoes, ...]
    is_open: bool = False


def groups() -> list[Group]:
    """Return everybody with a login, the public first, then agency by agency; none where the city is a real one."""
    if not is_demo_city():
        return []
    told, more = world.city(), world.agencies()
    applicant = told["applicant"]
    public = Shoes(_("申请人"), applicant["name"], applicant["username"], PUBLIC_PATH)
    bureau = tuple(_staff([*told["staff"], *more["first"]["staff"]]))
    others = [Group(agency["facts"]["name"], tuple(_staff(agency["staff"]))) for agency in more["others"]]
    return [Group(_("公众"), (public,), is_open=True), Group(told["agency"]["name"], bureau, is_open=True), *others]


def usernames() -> set[str]:
    """Return the login names of everybody in the demo city."""
    return {person.username for group in groups() for person in group.people}


def _staff(rows: list[Mapping[str, Any]]) -> Iterator[Shoes]:
    for row in rows:
        role = str(ROLES.get(row["post"], row["post"]))
        if "section" in row:
            role = f"{role}（{row['section']}）"
        yield Shoes(role, row["name"], row["username"], path_of_post(row["post"]))
