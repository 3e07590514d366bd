"""An editor builds a process, and two sections examine a case side by side before the opinion is given."""

import re

import pytest

from tests.journeys import desk, office, public
from tests.journeys.browsing import Guests
from tests.journeys.course import Office
from tests.journeys.numbers import new_applicant
from tests.journeys.people import leg

NODES = (
    {"name": "初审", "limit": "1"},
    {"name": "布局审查", "limit": "2", "after": ["node_1"]},
    {"name": "制度审查", "limit": "2", "after": ["node_1"]},
)


@pytest.fixture
def people(browser, start):
    """Return the way to let people into a city of their own: its item is examined in nodes from now on."""
    city = start("process")
    with Guests(browser, city, folder="process") as guests:
        office.furnish(guests)
        yield guests


def build(editor):
    """Revise the item, add each node, see the picture, and publish."""
    editor.open("/office/items/").see(office.ITEM)
    editor.page.locator("main").get_by_role("link", name=office.ITEM).first.click()
    editor.see("已发布")
    editor.click("新建版本")
    editor.arrive(re.compile(r"/office/items/[0-9a-f-]{36}/$"))
    version = editor.path
    for node in NODES:
        editor.open(f"{version}process/new/").see("添加环节")
        editor.fill(**node)
        editor.submit()
        editor.arrive("**/process/")
        editor.see("审查过程已保存", node["name"])
    editor.see("与“制度审查”同时办理")
    editor.open(version)
    office.publish(editor)


def finish(examiner, name):
    """Finish one node on its own page."""
    examiner.click(f"办理：{name}", within=examiner.page.locator("main"))
    examiner.see(title=name)
    examiner.fill(outcome="agree", text=f"{name}：与申请材料一致。")
    desk.confirm(examiner).see("这个环节已办完")


def offers_opinion(examiner):
    return examiner.page.locator("main").get_by_role("link", name="提出审查意见", exact=True).count() > 0


def test_two_sections_examine_side_by_side_before_the_opinion_is_given(people):
    at, citizen, applicant = Office(people), people("citizen"), new_applicant()
    with leg("the editor builds the process node by node and publishes it"):
        editor = people("editor")
        office.sign_in(editor, "items", home="**/office/")
        build(editor)

    with leg("somebody reads how it is examined, applies, and is accepted"):
        filed = public.apply(citizen, applicant)
        at.does("intake", filed.number, "受理")

    with leg("after the first node two wait side by side, and no opinion is offered"):
        examiner = desk.find_case(at("review"), filed.number)
        finish(examiner, "初审")
        examiner.see("办理：布局审查", "办理：制度审查")
        assert not offers_opinion(examiner)
        finish(examiner, "布局审查")
        assert not offers_opinion(examiner)

    with leg("the way shows who had what, and what is still open"):
        case = examiner.path
        examiner.open(f"{case}?part=way").see("审查过程", "办理中", "已办完", "布局审查：与申请材料一致。")

    with leg("the last finisher makes the case ready, and the approver reads what each section found"):
        finish(examiner.open(case), "制度审查")
        at.does("review", filed.number, "提出审查意见", verdict="grant", text="各环节均符合，建议准予。")
        approver = desk.find_case(at("approve"), filed.number)
        approver.open(f"{approver.path}?part=way").see("制度审查：与申请材料一致。")
        at.does("approve", filed.number, "准予许可").see("已准予许可")
