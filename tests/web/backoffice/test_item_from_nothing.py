"""An imported item, of which only name and code are known, is completed in the browser and then applied for."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from oneseal.cases import services as cases
from oneseal.catalog.models import Item, ListedItem
from oneseal.catalog.rules.listing import COLUMNS
from oneseal.catalog.selectors import version_for_editor, version_terms
from oneseal.foundation.timekeeping import now
from oneseal.kernel.numbering import parse_implementation_code
from tests.factories import world

pytestmark = pytest.mark.django_db
ROW = "区林业局,未分类,木材经营备案（演示）,511Z07001006-511602000000-000-11511301008778183N-1-00,10,511602000000,11"
OWN = {"check_state": "own_wording", "source": "city"}
# What the editor types for each plain element. The item and its law are invented for the test.
SAYS = {
    "basic_code": "411031009000", "power_source": "1", "service_object": ["1", "2"], "case_type": "2",
    "handling_form": ["1", "2"], "stat_limit": "20", "stat_limit_unit": "WD", "promise_limit": "5",
    "promise_limit_unit": "WD", "visit_count": "0", "quota": "没有数量限制。", "fee_flag": "否", "result_type": "none",
    "station": "是", "online": "是", "pay_online": "否", "express": "否",
}  # fmt: skip
BASIS = {
    "document": "示例条例（演示）", "article": "第三条", "level": "local_regulation",
    "text": "经营木材应当备案。", "valid": "on",
}  # fmt: skip
STEP = {"limit": "", "limit_unit": "WD", "duty": "按规定办理。", **OWN}
STEPS = [
    {"key": "accept", "name": "受理", "post": "intake", "post_name": "窗口受理岗"},
    {"key": "examine", "name": "审查", "post": "reviewer", "post_name": "审查岗", "limit": "3", "timed": "on"},
    {"key": "decide", "name": "决定", "post": "approver", "post_name": "决定岗", "limit": "2", "timed": "on"},
]
QUESTIONS = [
    {"label": "经营地址", "type": "address", "required": "on", "section": "applicant"},
    {
        "label": "经营方式", "type": "choice", "options": "批发|wholesale\n零售|retail", "required": "on",
        "section": "applicant",
    },
    {
        "label": "零售面积", "type": "number", "section": "+", "section_title": "经营情况",
        "visible_when": ["question_2=choice_2"],
    },
]  # fmt: skip


class Desk:
    """The editor's browser at one draft: every press tells the revision that the page showed."""

    def __init__(self, browser, version_id):
        self.browser, self.root = browser, f"/office/items/{version_id}/"

    def page(self, path=""):
        response = self.browser.get(self.root + path)
        assert response.status_code == 200, path
        return response.content.decode()

    def press(self, path, told, *, seen=None):
        revision = re.search(r'name="revision" value="(\d+)"', self.page(path if seen is None else seen))[1]
        response = self.browser.post(self.root + path, {**told, "revision": revision})
        assert response.status_code == 302, re.findall(r"field__error.*?</p>", response.content.decode(), re.DOTALL)

    def say(self, key, text):
        self.press(f"elements/{key}/", {"text": text}, seen=f"?edit={key}")

    def add(self, listed, **told):
        self.press(f"entries/{listed}/new/", told)


@pytest.fixture
def desk(editor):
    """Return the editor at the blank draft of an imported item."""
    table = "\n".join([",".join(COLUMNS), ROW]).encode()
    run = editor.post("/office/items/import/", {"file": SimpleUploadedFile("a.csv", table), "source": "示例目录"}).url
    editor.post(f"{run}confirm/")
    listed = ListedItem.objects.get()
    made = editor.post(f"/office/items/listed/{listed.id}/complete/", {"template": ""})
    return Desk(editor, re.search(r"[0-9a-f-]{36}", made.url).group())


def complete(desk):
    """Fill in everything the gate asks for, page by page."""
    for key, text in SAYS.items():
        desk.say(key, text)
    desk.add("legal_basis", **BASIS)
    desk.add("accept_conditions", text="材料齐全、符合法定形式。", **OWN)
    desk.add("grant_conditions", text="有固定的经营场所。", **OWN)
    for step in STEPS:
        desk.add("flow", **{**STEP, **step})
    desk.press("entries/special_procedures/", {"act": "none"})
    desk.add("consult", way="电话", detail="0000-0000（演示）", **OWN)
    desk.add("complain", way="电话", detail="12345", **OWN)
    desk.press("form/", {"origin": "new"})
    for question in QUESTIONS:
        desk.press("form/questions/new/", question)
    form = re.search(r'value="(form:[^"]+)"', desk.page("entries/materials/new/"))[1]
    shared = {"necessity": "1", "legal_basis": ["source-1"], "source": "applicant"}
    desk.add("materials", name="备案申请表", blank_form=form, **shared)
    desk.add("materials", name="场所照片", needed_when=["question_2=choice_2"], **shared)


def test_what_is_missing_leads_to_the_page_where_it_is_filled_in(desk):
    page = desk.page("publish/")

    assert f"{desk.root}entries/legal_basis/" in page
    assert f"{desk.root}entries/materials/" in page
    assert f"{desk.root}form/" in page
    assert f"{desk.root}?edit=stat_limit#element-stat_limit" in page
    for address in set(re.findall(rf'href="({desk.root}[^"#]*)', page)):
        assert desk.browser.get(address).status_code == 200, address


def test_a_blank_item_is_completed_published_and_applied_for(desk, clock, city):
    complete(desk)
    page = desk.page("publish/")
    assert "还不能发布" not in page, re.findall(r"findings__body.*?</p>", page, re.S)

    desk.browser.post(f"{desk.root}publish/", {"effective_on": clock.today.isoformat()})

    item = Item.objects.exclude(pk=city.item_id).get()
    assert len(item.implementation_code) == 31
    assert parse_implementation_code(item.implementation_code).text == item.implementation_code
    applicant, party = world.applicant()
    case_id = cases.case_start(item_id=item.id, party_id=party, actor=applicant, now=now())
    terms = version_terms(version_for_editor(desk.root.split("/")[-2], actor=world.staff("item_administrator")).id)
    assert [field.label for field in terms.form.fields][:3] == ["申请人名称", "经营地址", "经营方式"]
    assert [need.name for need in terms.materials_to_upload({"question_2": "choice_1"})] == []
    assert [need.name for need in terms.materials_to_upload({"question_2": "choice_2"})] == ["场所照片"]
    assert case_id
