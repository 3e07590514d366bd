"""Who can be stepped into in the demo city, as its own page names them."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from oneseal.simulation import world
from oneseal.simulation.management.commands.demo_accounts import accounts

ROLES: Final = {
    "applicant": _("申请人"),
    "system administrator": _("系统管理员"),
    "item administrator": _("事项管理员"),
    "intake clerk": _("综合窗口受理员"),
    "reviewer": _("审查员"),
    "approver": _("首席审批员"),
    "issue clerk": _("出件窗口人员"),
    "archivist": _("档案员"),
    "supervisor": _("监察员"),
}


def people() -> list[dict[str, str]]:
    """Return role, name, username and first page of everybody with a login; none where the city is not the demo's."""
    told = world.city()
    names = {row["username"]: row["name"] for row in (*told["staff"], told["applicant"])}
    return [
        {
            "role": str(ROLES.get(row["role"], row["role"])),
            "name": names.get(row["username"], ""),
            "username": row["username"],
            "path": row["url"].removeprefix(settings.ONESEAL_BASE_URL),
        }
        for row in accounts()
        if row["username"]
    ]
