"""The pages of an item's life: review, adjustments, stations, history, and what the public reads of them."""

import re
from datetime import timedelta

import pytest

from oneseal.cases.models import Case
from oneseal.cases.services.following import NotAllFollowed, adjustment_followed
from oneseal.catalog.models import Adjustment, Remark, ReviewChoice, Stationing
from oneseal.catalog.selectors import stage_of, version_in_force
from oneseal.catalog.services import draft_hand_in, item_publish
from oneseal.foundation.timekeeping import now, today
from tests.factories import life, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
DOCUMENT = {
    "document_number": "濮政发〔2026〕3号（演示）", "document_on": "2026-03-02",
    "basis": "《优化营商环境条例》第四十条", "effective_on": "2026-03-04",
}  # fmt: skip


@pytest.fixture
def governor(sign_in):
    """Return the browser of the administrator of the list."""
    life.governor()
    return sign_in("governor")


@pytest.fixture
def department(sign_in):
    """Return the browser of the department's reviewer."""
    life.reviewer("department_reviewer")
    return sign_in("department_reviewer")


def text_of(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def handed_in(*stages):
    life.want(*stages)
    version_id = life.revised(purpose="新的目的。")
    draft_hand_in(version_id=version_id, note="请审核。", actor=world.staff("item_administrator"), now=now())
    return version_id


def test_a_draft_is_handed_in_remarked_on_answered_settled_passed_and_published(editor, department):
    life.want("department")
    version_id = life.revised(purpose="新的目的。")
    page = f"/office/review/{version_id}/"

    assert "先审核，后发布" in text_of(editor.get(f"/office/items/{version_id}/publish/"))
    assert "已送审" in text_of(editor.post(f"{page}hand-in/", follow=True))
    assert (
        "新的目的。" in text_of(department.get("/office/review/", follow=True)) or stage_of(version_id) == "department"
    )
    told = text_of(department.post(f"{page}remarks/", {"element": "purpose", "text": "依据是什么？"}, follow=True))
    assert "依据是什么？" in told
    remark = Remark.objects.get()
    assert department.post(f"{page}pass/", {"note": ""}).status_code == 422
    assert "见第一条" in text_of(
        editor.post(f"/office/review/remarks/{remark.id}/answer/", {"text": "见第一条。"}, follow=True)
    )
    department.post(f"/office/review/remarks/{remark.id}/settle/", follow=True)
    assert "审核通过" in text_of(department.post(f"{page}pass/", {"note": "可以。"}, follow=True))
    missing = editor.post(f"/office/items/{version_id}/publish/", {"effective_on": "2026-03-04"})
    assert missing.status_code == 422
    assert "请填写文件编号" in text_of(missing)
    assert "已发布" in text_of(editor.post(f"/office/items/{version_id}/publish/", DOCUMENT, follow=True))
    assert version_in_force(world.city().item_id, on=today()) == version_id
    assert "依据是什么？" in text_of(editor.get(page))


def test_the_two_sides_show_what_differs_and_on_request_everything(department):
    version_id = handed_in("department")
    page = f"/office/review/{version_id}/"

    told, whole = text_of(department.get(page)), text_of(department.get(f"{page}?all=1"))

    assert "新的目的。" in told
    assert 'id="part-purpose"' in told
    assert 'id="part-materials"' not in told
    assert 'id="part-materials"' in whole
    assert "只看不同" in told


def test_who_returns_says_why(department):
    version_id = handed_in("department")

    answer = department.post(f"/office/review/{version_id}/return/", {"note": ""})
    assert answer.status_code == 422
    assert "请写明退回的原因" in text_of(answer)
    department.post(f"/office/review/{version_id}/return/", {"note": "写清楚。"})
    assert stage_of(version_id) == "draft"


def test_what_was_handed_in_is_taken_back(editor):
    version_id = handed_in("department")

    assert "已撤回送审" in text_of(editor.post(f"/office/review/{version_id}/take-back/", follow=True))


def test_the_city_chooses_its_reviews(governor):
    told = governor.post("/office/review/choice/", {"stages": ["legal"], "reason": "批准"}, follow=True)

    assert "已保存" in text_of(told)
    assert ReviewChoice.objects.get().stages == ["legal"]
    assert governor.post("/office/review/choice/", {"reason": ""}).status_code == 422


def test_the_history_of_an_element_goes_back_to_the_first_version(editor):
    version_id = life.revised(purpose="第二版的目的。")
    item_publish(
        version_id=version_id, effective_on=today(), actor=world.staff("item_administrator"), now=now(),
        document=life.DOCUMENT,
    )  # fmt: skip

    told = text_of(editor.get(f"/office/items/{version_id}/history/purpose/"))

    assert "第二版的目的。" in told
    assert life.DOCUMENT.number in told
    assert "第1版" in told
    assert "发布时没有登记文件" in told
    assert editor.get(f"/office/items/{version_id}/history/nothing/").status_code == 404
    assert editor.get(f"/office/items/{version_id}/history/application_form/").status_code == 200


def test_an_adjustment_is_previewed_then_confirmed_and_the_public_is_told(governor, client):
    case = world.submitted_case()
    item = world.city().item_id
    chosen = text_of(governor.get("/office/adjustments/new/?kind=suspend"))
    assert "食品经营许可（新办）" in chosen
    address = f"/office/adjustments/decide/?kind=suspend&item={item}"
    told = {**DOCUMENT, "reason": "系统升级（演示）。", "instead": "恢复以后再申请。", "until_on": "2026-03-20"}

    preview = text_of(governor.post(address, {**told, "look": "1"}))
    assert "从2026-03-04起暂停，到2026-03-20为止" in preview
    assert "现在有1件在办：由原机关办完。" in preview
    assert not Adjustment.objects.exists()
    done = text_of(governor.post(address, {**told, "confirm": "1"}, follow=True))
    assert "调整已记下" in done
    assert DOCUMENT["document_number"] in text_of(governor.get("/office/adjustments/"))

    row = Adjustment.objects.get()
    public = text_of(client.get(f"/items/{item}/"))
    assert "这个事项暂停办理" in public
    assert "恢复以后再申请。" in public
    assert "系统升级（演示）。" in public
    assert DOCUMENT["document_number"] in text_of(client.get("/notices/"))
    assert "由原机关办完" in text_of(client.get(f"/notices/adjustments/{row.id}/"))
    assert client.get(f"/items/{item}/sheet/").status_code == 302
    assert case.facts.state == "submitted"


def test_what_is_missing_is_told_at_its_field(governor):
    item = world.city().item_id
    address = f"/office/adjustments/decide/?kind=delegate_down&item={item}"
    here = world.city().agency_id

    empty = governor.post(address, {})
    assert empty.status_code == 422
    assert "请填写文件编号" in text_of(empty)
    wrong = governor.post(
        address,
        {**DOCUMENT, "reason": "下放。", f"to_{here}": str(life.beside().id), "open_cases": "finish", "confirm": "1"},
    )
    assert wrong.status_code == 422
    assert "行使层级不符合" in text_of(wrong)


def test_what_is_delegated_leads_the_public_to_the_body_that_got_it(governor, client):
    item, here = world.city().item_id, world.city().agency_id
    told = {
        **DOCUMENT, "reason": "就近办理。", f"to_{here}": str(life.county().id), "open_cases": "finish", "confirm": "1",
    }  # fmt: skip
    governor.post(f"/office/adjustments/decide/?kind=delegate_down&item={item}", told)

    public = text_of(client.get(f"/items/{item}/"))

    assert life.county().name in public
    assert "现在还不能申请" in public


def test_a_case_that_could_not_follow_is_shown_with_its_reason(governor):
    case = world.accepted_case()
    Case.objects.filter(pk=case.id).update(agency_id=life.county(sealed=False).id)
    adjustment = life.adjust("abolish", open_cases="end")
    with pytest.raises(NotAllFollowed):
        adjustment_followed(adjustment, tell=now)

    page = text_of(governor.get(f"/office/adjustments/{adjustment}/"))

    assert "还没有办成，系统会再试" in page
    assert "承办机关没有启用的印章" in page


def test_an_item_about_to_be_abolished_says_so_and_one_entrusted_too(client):
    life.adjust("entrust", to_body=life.county().id)
    life.adjust("abolish", on=today() + timedelta(5))

    public = text_of(client.get(f"/items/{world.city().item_id}/"))

    assert "这个事项将要调整" in public
    assert "委托办理" in public


def test_nothing_chosen_leads_back_to_the_choice(governor):
    answer = governor.get("/office/adjustments/decide/?kind=abolish", follow=True)

    assert "请先选择至少一个事项" in text_of(answer)


def test_an_adjustment_of_others_is_not_found(sign_in):
    adjustment = life.adjust("suspend")
    life.county_clerk("item_administrator")
    other = sign_in("county_item_administrator")

    assert other.get(f"/office/adjustments/{adjustment}/").status_code == 404
    assert "食品经营许可" not in text_of(other.get("/office/adjustments/new/?kind=abolish"))
    assert other.get(f"/office/stations/{world.city().item_id}/").status_code == 404


def test_a_station_is_recorded_with_its_document(governor):
    item = world.city().item_id
    told = {
        "station": "stationed", "document_number": "演示〔2026〕2号", "document_on": "2026-03-02", "approver": "市政府",
        "reason": "按进驻办法。", "from_on": "2026-03-04", "place": "一楼大厅",
    }  # fmt: skip

    assert "进驻状态已记下" in text_of(governor.post(f"/office/stations/{item}/", told, follow=True))
    assert Stationing.objects.get().place == "一楼大厅"
    assert "已进驻中心" in text_of(governor.get("/office/stations/"))
    assert governor.post(f"/office/stations/{item}/", {**told, "approver": ""}).status_code == 422


@pytest.mark.parametrize(
    "address", ["/office/review/", "/office/adjustments/", "/office/adjustments/new/", "/office/stations/"]
)
def test_others_do_not_find_these_rooms(sign_in, address):
    assert sign_in("intake_clerk").get(address).status_code == 404


def test_a_reviewer_lands_at_his_desk(sign_in):
    from oneseal.portal.accounts.adapter import staff_home

    assert staff_home(life.reviewer("legal_reviewer").permissions) == "/office/review/"
    assert staff_home(life.governor().permissions) == "/office/review/"
