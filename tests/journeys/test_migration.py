"""A running case goes on along the process of a new version: one asks, another approves, the worker does it."""

import re

import pytest

from tests.journeys import desk, office, public
from tests.journeys.browsing import Guests
from tests.journeys.course import Office
from tests.journeys.numbers import new_applicant
from tests.journeys.people import DESK, PHONE, leg

FIRST = ({"name": "初审", "limit": "1"}, {"name": "布局审查", "limit": "2", "after": ["node_1"]})
MORE = ({"name": "复核", "limit": "1", "after": ["node_2"]},)


@pytest.fixture
def people(browser, start):
    """Return the way to let people into a city of their own."""
    with Guests(browser, start("migration", "furnished"), folder="migration") as guests:
        yield guests


def publish(editor, nodes):
    """Revise the item, add nodes to its process, and publish."""
    editor.open("/office/items/").see(office.ITEM)
    editor.page.locator("main").get_by_role("link", name=office.ITEM).first.click()
    editor.click("新建版本")
    editor.arrive(re.compile(r"/office/items/[0-9a-f-]{36}/$"))
    version = editor.path
    for node in nodes:
        editor.open(f"{version}process/new/").see("添加环节")
        editor.fill(**node)
        editor.submit()
        editor.arrive("**/process/")
    editor.open(version)
    office.publish(editor)


def finish(examiner, name):
    """Finish one node on its own page."""
    examiner.click(f"办理：{name}", within=examiner.page.locator("main"))
    examiner.fill(outcome="agree", text="与申请材料一致。")
    return desk.confirm(examiner)


def test_a_case_under_way_follows_the_new_process_after_two_people_wanted_it(people):
    at, editor = Office(people), office.sign_in(people("editor"), "items", home="**/office/")
    with leg("a case is filed and its first node is finished"):
        publish(editor, FIRST)
        filed = public.apply(people("citizen"), new_applicant())
        at.does("intake", filed.number, "受理")
        examiner = desk.find_case(at("review"), filed.number)
        finish(examiner, "初审").see("这个环节已办完")
        case = examiner.path

    with leg("a new version adds a node; the case is not touched, and its migration is asked for"):
        publish(editor, MORE)
        editor.open("/office/migrations/").see("还没有过程迁移")
        editor.click("新建过程迁移")
        editor.see("选择事项")
        editor.click(office.ITEM, within=editor.page.locator("main"))
        editor.see("新建过程迁移")
        editor.fill(reason="增加复核。", basis="关于增加复核环节的通知")
        editor.submit()
        editor.arrive(re.compile(r"/office/migrations/[0-9a-f-]{36}/$"))
        editor.see("选定1件，其中1件可以迁移。", "办完的环节继续有效：初审", "正在办的环节不变：布局审查")
        editor.page.set_viewport_size(PHONE)
        editor.see("正在办的环节不变：布局审查")
        editor.page.set_viewport_size(DESK)
        editor.click("提交审批")
        editor.see("等待另一人审批").must_not_see("批准并开始迁移")
        address = editor.path

    with leg("another person sees the same preview and approves; the worker migrates the case"):
        head = at("head")
        head.open("/office/migrations/").see("等待审批")
        head.open(address).see("办完的环节继续有效：初审")
        head.click("批准并开始迁移")
        head.wait_for(head.page.get_by_text("迁移完成"), at=address)
        head.see("已迁移1件，没有迁移0件，等待0件。")

    with leg("the case shows the new process and goes on along it"):
        examiner.open(f"{case}?part=way").see("迁移到第3版", "复核", "与申请材料一致。")
        examiner.open(case).see("改用新版本的审查过程")
        finish(examiner, "布局审查").see("办理：复核")
