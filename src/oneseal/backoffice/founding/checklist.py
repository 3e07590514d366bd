"""From an empty installation to the first application: what is done, what is next, and whose turn it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from oneseal.backoffice.staff.vacant import vacant_titles
from oneseal.catalog.selectors import items_received
from oneseal.identity.selectors import agency_by_id
from oneseal.kernel.access import Actor
from oneseal.papers.selectors import seal_in_force
from oneseal.workflow.selectors import calendar_years

MAY_BE_UNKNOWN = ("address", "telephone", "complaint_telephone", "opening_hours", "reconsideration_body", "court")


@dataclass(frozen=True, slots=True)
class ChecklistStep:
    """One step: title, state in words, and the button that leads there (no url: another post's turn)."""

    title: str
    detail: str
    is_done: bool
    action: str
    url: str
    is_next: bool = False


def steps_for(actor: Actor, *, today: date) -> list[ChecklistStep]:
    """Return the steps in order, as the actor's post may take them."""
    steps = [_agency(actor), _seal(actor), _staff(actor), _calendar(actor, today), _items(actor, today)]
    first = next((number for number, step in enumerate(steps) if step.url and not step.is_done), None)
    return [replace(step, is_next=number == first) for number, step in enumerate(steps)]


def _url(actor: Actor, permission: str, name: str) -> str:
    return reverse(f"backoffice:{name}") if actor.may(permission) else ""


def _agency(actor: Actor) -> ChecklistStep:
    agency = agency_by_id(actor.own_agency)
    unknown = sum(not getattr(agency, name) for name in MAY_BE_UNKNOWN)
    detail = _("%(name)s，代字“%(word)s”。") % {"name": agency.name, "word": agency.document_word}
    if unknown:
        detail = _("%(about)s还有%(count)s项对外信息尚未公布。") % {"about": detail, "count": unknown}
    return ChecklistStep(_("登记机关"), detail, True, _("完善机关信息"), _url(actor, "identity.manage", "agency"))


def _seal(actor: Actor) -> ChecklistStep:
    seal = seal_in_force(actor)
    detail = _("在用：%(name)s。") % {"name": seal.name} if seal else _("没有印章，任何文书都不能盖章发出。")
    url = _url(actor, "seals.manage", "seals")
    return ChecklistStep(_("启用印章"), detail, seal is not None, _("到印章登记簿"), url)


def _staff(actor: Actor) -> ChecklistStep:
    vacant = vacant_titles(actor)
    detail = _("还没有人任职：%(titles)s。") % {"titles": "、".join(vacant)} if vacant else _("每个岗位都有人任职。")
    return ChecklistStep(_("任命人员"), detail, not vacant, _("到人员名单"), _url(actor, "identity.manage", "staff"))


def _calendar(actor: Actor, today: date) -> ChecklistStep:
    loaded = today.year in calendar_years()
    facts = {"year": today.year}
    detail = _("%(year)s年的放假通知已载入。") if loaded else _("缺少%(year)s年的放假通知，期限算不出来。")
    url = _url(actor, "installation.view", "calendar")
    return ChecklistStep(_("载入工作日历"), detail % facts, loaded, _("查看工作日历"), url)


def _items(actor: Actor, today: date) -> ChecklistStep:
    everywhere = items_received(on=today)
    rows = [row for row in everywhere if row.agency_id == actor.own_agency] or everywhere
    detail = _("已发布%(count)s个事项。") % {"count": len(rows)} if rows else _("目录里还没有事项；清单之外不得审批。")
    return ChecklistStep(_("发布事项"), detail, bool(rows), _("到事项目录"), _url(actor, "catalog.edit", "items"))
