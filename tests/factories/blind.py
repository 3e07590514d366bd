"""An item in blind mode, its examiners, and applicants whose names occur nowhere else."""

from __future__ import annotations

from oneseal.cases import services
from oneseal.cases.rules.drawing import Ground
from oneseal.catalog.selectors import version_for_editor
from oneseal.catalog.services import element_set, item_publish, item_revise
from oneseal.catalog.services.editing import ElementTold
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.models import Account
from tests.factories import world

TOPIC = "工程建设"
# Names and numbers that occur nowhere else in the city, so that finding one anywhere is a leak.
APPLICANT = "欧阳申请"
COMPANY = "独孤营造有限公司"
MOBILE = "13911112222"
CONTACT = "上官联系"
MANAGER = "司徒安全"
ADDRESS = "令狐巷77号二层"
EXAMINERS = ("夏侯审甲", "夏侯审乙", "夏侯审丙")
CLERK, APPROVER = "诸葛受理", "尉迟审批"
ANSWERS = {
    **world.ANSWERS, "contact_name": CONTACT, "safety_manager_name": MANAGER, "premises_address": ADDRESS,
}  # fmt: skip


def publish(**elements):
    """Let the city's item be approved in blind mode, by a version in force from today on; return its id."""
    editor = world.staff("item_administrator")
    version_id = item_revise(item_id=world.city().item_id, actor=editor, now=now())
    set_elements(version_id, **{"topic_corp": TOPIC, "blind_mode": "1", **elements})
    item_publish(version_id=version_id, effective_on=today(), actor=editor, now=now())
    return version_id


def set_elements(version_id, **elements):
    """Say elements of a draft."""
    editor = world.staff("item_administrator")
    revision = version_for_editor(version_id, actor=editor).revision
    for key, text in elements.items():
        told = ElementTold(key, text, revision)
        revision = element_set(version_id=version_id, told=told, actor=editor, now=now())


def rename(username, name):
    """Give a member of staff a name that occurs nowhere else."""
    Account.objects.filter(username=username).update(display_name=name)
    return world.actor_named(username)


def examiners(count=2):
    """Return so many examiners with names of their own; the first is the city's."""
    for name in EXAMINERS[1:count]:
        if not Account.objects.filter(username=f"examiner-{name}").exists():
            world.appoint("reviewer", username=f"examiner-{name}")
        rename(f"examiner-{name}", name)
    rename("reviewer", EXAMINERS[0])
    rename("intake_clerk", CLERK)
    rename("approver", APPROVER)
    return [world.staff("reviewer"), *(world.actor_named(f"examiner-{name}") for name in EXAMINERS[1:count])]


def submitted_case():
    """Hand in an application to the item in blind mode."""
    someone = world.person(name=APPLICANT, mobile=MOBILE)
    party_id = world.organisation(someone, name=COMPANY, legal_representative=APPLICANT, address=ADDRESS)
    actor = world.actor_for_account(someone.account_id, "127.0.0.1")
    case_id = services.case_start(item_id=world.city().item_id, party_id=party_id, actor=actor, now=now())
    case = world.Filed(case_id, actor)
    world.save(case, **ANSWERS)
    for key, _name in services.missing_of(case.facts, today=today()).materials:
        world.attach(case, key, file_name=f"{COMPANY}{key}.pdf")
    world.submit(case)
    return case


def accept(case):
    """Accept a case; the system draws who examines it."""
    services.case_accept(case_id=case.id, press=world.press(world.staff("intake_clerk")))


def accepted_case():
    """Accept a case in blind mode."""
    case = submitted_case()
    accept(case)
    return case


def account_of(account_id):
    """Return who signs in with a login."""
    return world.actor_for_account(account_id, "127.0.0.1")


def examiner_of(case):
    """Return to whom a case fell."""
    return account_of(case.facts.assignee_id)


def others_than(actor):
    """Return the examiners to whom a case did not fall."""
    return [one for one in examiners() if one.account_id != actor.account_id]


def draw_again(case, *, ground=Ground.ABSENT, reason="审查人员请病假。", by="agency_head"):
    """Let a leader have the lot drawn again."""
    services.case_draw_again(case_id=case.id, why=services.Why(ground, reason), press=world.press(world.staff(by)))


def lift(case, *, reason="请窗口联系申请人核实用地面积。", by="agency_head"):
    """Let a leader read who applied."""
    services.case_lift_cover(case_id=case.id, reason=reason, press=world.press(world.staff(by)))
