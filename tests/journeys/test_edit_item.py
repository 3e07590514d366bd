"""An editor fills in a draft by keyboard: what is saved by itself, a material added in place, and taken back."""

import re

import pytest

from tests.journeys import office
from tests.journeys.browsing import Guests
from tests.journeys.people import DESK, PHONE, leg

UNDO = '#list-materials .rows__told button[type="submit"]'


@pytest.fixture
def people(browser, start):
    """Return the way to let people into a city of their own."""
    with Guests(browser, start("editing", "furnished"), folder="editing") as guests:
        yield guests


def open_draft(editor):
    """Begin the next version of the item."""
    editor.open("/office/items/").see(office.ITEM)
    editor.page.locator("main").get_by_role("link", name=office.ITEM).first.click()
    editor.click("新建版本").arrive(re.compile(r"/office/items/[0-9a-f-]{36}/$"))
    return editor.path


def saved(editor):
    """Wait until the page says that it is saved."""
    editor.page.locator("#autosave", has_text=re.compile(r"已保存\d\d:\d\d")).wait_for()


def move_about(editor):
    """Read the keys, and go from section to section."""
    keys = editor.page.keyboard
    keys.press("?")
    editor.page.locator("#keys[open]").wait_for()
    keys.press("Escape")
    keys.press("]")
    keys.press("]")
    assert editor.page.evaluate("document.activeElement.id") == "codes"


def fill_field(editor):
    """Fill a field in and leave it."""
    keys = editor.page.keyboard
    editor.page.locator("#id_station_window").focus()
    keys.press("Control+A")
    keys.type("一楼8号窗口")
    keys.press("Tab")
    saved(editor)
    editor.see("已保存")


def mend(editor):
    """Empty what has to be said, be led to it by a key, and say it again."""
    keys = editor.page.keyboard
    editor.page.locator("#id_consult").fill("")
    with editor.page.expect_navigation():
        keys.press("Control+S")
    editor.page.locator("#faults-consult[data-fault]").wait_for()
    keys.press("F8")
    assert editor.page.evaluate("document.activeElement.id") == "id_consult"
    keys.type("窗口：一楼综合窗口")
    keys.press("Tab")
    editor.page.locator("#faults-consult:not([data-fault])").wait_for(state="attached")


def unfold(editor, key):
    """Unfold a list that has many rows."""
    folded = editor.page.locator(f"#list-{key} > details:not([open]) > summary")
    if folded.count():
        folded.click()


def add_material(editor):
    """Add a material in place, remove it, and take that back."""
    page, keys = editor.page, editor.page.keyboard
    rows = page.locator("#list-materials tbody")
    before = rows.count()
    unfold(editor, "materials")
    page.locator('#list-materials a[hx-get$="/rows/materials/new/"]').focus()
    keys.press("Enter")
    page.locator('#new-materials [name="name"]:focus').wait_for()
    keys.type("食品安全承诺（演示）")
    page.locator('#new-materials [name="necessity"]').select_option("1")
    page.locator('#new-materials [name="legal_basis"]').first.check()
    page.locator('#new-materials [name="name"]').focus()
    keys.press("Enter")
    rows.filter(has_text="食品安全承诺（演示）").wait_for()
    editor.see("已添加一条")
    page.locator(f'#row-materials-{before} a[hx-post$="/remove/"]').focus()
    keys.press("Enter")
    page.locator(f"{UNDO}:focus").wait_for()
    assert rows.count() == before
    keys.press("Enter")
    rows.filter(has_text="食品安全承诺（演示）").wait_for()


def rename_step(editor):
    """Unfold a step, give it another name, and see the drawing follow."""
    page = editor.page
    unfold(editor, "flow")
    page.locator("#edit-flow-0").focus()
    page.keyboard.press("Enter")
    page.locator('#fields-flow-0 [name="name"]').wait_for()
    page.locator('#fields-flow-0 [name="name"]').fill("当场收件")
    page.keyboard.press("Tab")
    page.locator("#flow-picture", has_text="当场收件").wait_for()
    editor.see("当场收件")


def test_a_draft_is_edited_by_keyboard_and_saves_by_itself(people):
    editor = office.sign_in(people("items", size=DESK), "items", home="**/office/")
    draft = open_draft(editor)

    with leg("the keys are told, and lead from section to section"):
        move_about(editor)
    with leg("a field is saved when it is left"):
        fill_field(editor)
    with leg("what stops the publication is found by a key"):
        mend(editor)
    with leg("a material is added in place, removed and taken back"):
        add_material(editor)
    with leg("a row unfolds, saves by itself, and the drawing follows"):
        rename_step(editor)
    with leg("on a phone everything is there after the page is opened again"):
        phone = office.sign_in(people("phone", size=PHONE), "items", home="**/office/")
        phone.open(draft)
        unfold(phone, "materials")
        phone.see("食品安全承诺（演示）", "当场收件")
        assert phone.typed("station_window") == "一楼8号窗口"
        assert phone.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
