import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from oneseal.cases.models import Case
from oneseal.cases.selectors import answers_of, case_facts
from oneseal.cases.services import missing_of
from oneseal.catalog.models import Item, ItemVersion
from oneseal.foundation.audit.models import Entry
from oneseal.foundation.timekeeping import today
from oneseal.papers.selectors import papers_of
from oneseal.workbench.receiving.meeting import items_here
from tests.factories import centre, world

pytestmark = pytest.mark.django_db
SHOWN = re.compile(r'name="shown" value="([^"]*)"')


def told(**changed):
    return {
        "item": str(world.city().item_id), "kind": "organisation", "uscc": world.USCC,
        "organisation_name": "演示餐饮有限公司", "legal_representative": "张三", "address": "演示路1号一层商铺",
        "checked": ["licence", "id_card"], **changed,
    }  # fmt: skip


def received(clerk):
    """Register who stands at the window and return the address of the form."""
    answer = clerk.post("/workbench/receive/", **told())
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def test_an_application_is_taken_at_the_window_from_the_first_question_to_the_receipt(desk):
    clerk = desk("intake_clerk")
    address = received(clerk)
    case = Case.objects.get()

    page = clerk.get(address).content.decode()
    answers = {**world.ANSWERS, "contact_mobile": world.MOBILE}
    answers.pop("truth_commitment")
    kept = answers_of(case_facts(case.id)).values
    for _ in range(3):
        shown = SHOWN.search(page)[1]
        filled = clerk.post(address, shown=shown, go="next", **{**kept, **answers})
        page = filled.content.decode()
        if filled.status_code == 302:
            break
    assert filled["Location"] == f"{address}materials/"
    for key, _name in missing_of(case_facts(case.id), today=today()).materials:
        file = SimpleUploadedFile(f"{key}.pdf", world.PDF + key.encode())
        assert clerk.post(f"{address}materials/{key}/", file=file).status_code == 302
    unconfirmed = clerk.post(f"{address}submit/")
    done = clerk.post(f"{address}submit/", statement="on")
    receipt = clerk.get(done["Location"]).content.decode()

    facts = case_facts(case.id)
    assert unconfirmed.status_code == 422
    assert (facts.channel, facts.state.value) == ("window", "submitted")
    assert facts.number in receipt
    assert str(papers_of(case.id, for_public=True)[0].id) in receipt
    assert clerk.get(f"/workbench/cases/{case.id}/accept/").status_code == 200


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        pytest.param({"checked": []}, "请核对身份证件原件", id="nothing-checked"),
        pytest.param({"checked": ["id_card"]}, "营业执照等主体证明原件", id="the-licence-was-not-seen"),
        pytest.param({"uscc": "91310112087994932G"}, "", id="a-code-with-a-wrong-check-character"),
        pytest.param({"item": ""}, "请选择办理事项", id="no-item"),
        pytest.param({"is_agent": "on"}, "代理人姓名", id="an-agent-without-name"),
        pytest.param({"kind": "person"}, "公民身份号码", id="a-person-without-number"),
    ],
)
def test_what_is_not_proved_opens_no_form_and_keeps_what_was_typed(desk, changed, sentence):
    answer = desk("intake_clerk").post("/workbench/receive/", **told(**changed))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "演示餐饮有限公司" in answer.content.decode()
    assert not Case.objects.exists()


def test_an_agent_is_recorded_with_the_ends_of_his_number_only(desk):
    number = world.citizen_number(55)
    agent = {"is_agent": "on", "agent_name": "李代", "agent_number": number}

    answer = desk("intake_clerk").post(
        "/workbench/receive/", **told(**agent, checked=["licence", "agent_card", "authorisation"])
    )

    checked = Entry.objects.get(verb="cases.start_at_window").after["checked"]
    assert answer.status_code == 302
    assert "授权委托书原件" in checked
    assert "李代" in checked
    assert number not in checked


def test_the_sheet_of_what_is_missing_lists_all_of_it_once(desk):
    clerk = desk("intake_clerk")
    address = received(clerk)
    case_id = Case.objects.get().id

    page = clerk.get(f"{address}notice/").content.decode()

    for _key, name in missing_of(case_facts(case_id), today=today()).materials:
        assert name in page
    assert Entry.objects.filter(verb="cases.tell_missing").count() == 1


def test_what_is_missing_is_told_anew_after_an_upload(desk):
    clerk = desk("intake_clerk")
    address = received(clerk)
    key, name = missing_of(case_facts(Case.objects.get().id), today=today()).materials[0]

    assert name in clerk.get(f"{address}lacks/").content.decode()
    scan = SimpleUploadedFile("scan.pdf", world.PDF, content_type="application/pdf")
    clerk.post(f"{address}materials/{key}/", file=scan)

    page = clerk.get(f"{address}lacks/").content.decode()
    assert f"#material-{key}" not in page
    assert 'hx-trigger="upload:done from:body"' in page


def test_another_clerk_does_not_find_the_draft(desk, second_clerk):
    address = received(desk("intake_clerk"))

    for part in ("", "materials/", "notice/", "lacks/", "receipt/"):
        assert second_clerk.get(address + part).status_code == 404


@pytest.mark.parametrize("kind", ["reviewer", "approver", "supervisor"])
def test_other_posts_find_no_window(desk, kind):
    assert desk(kind).get("/workbench/receive/").status_code == 404


def test_a_draft_can_be_thrown_away(desk):
    clerk = desk("intake_clerk")
    address = received(clerk)

    clerk.post(f"{address}discard/")

    assert not Case.objects.exists()


def test_the_window_of_a_centre_offers_what_is_entrusted_by_department_and_hands_it_over(city, client):
    clerk = centre.clerk()
    client.force_login(world.Account.objects.get(pk=clerk.account_id))
    assert str(city.item_id) not in client.get("/workbench/receive/").content.decode()

    centre.entrust(city.item_id)

    page = client.get("/workbench/receive/").content.decode()
    assert f'<option value="{city.item_id}"' in page
    assert "<optgroup" in page


def test_more_than_a_hundred_items_can_be_chosen_at_a_window(city):
    version = ItemVersion.objects.get(item_id=city.item_id)
    for number in range(105):
        item = Item.objects.get(pk=city.item_id)
        item.pk, item.implementation_code, item.key = world.uuid4(), None, f"item-{number}"
        item.implementation = item.handling_serial = None
        item.save(force_insert=True)
        version.pk, version.item, version.name, version.state = world.uuid4(), item, f"演示事项{number:03d}", "draft"
        version.save(force_insert=True)
    ItemVersion.objects.filter(state="draft").update(state="published")

    assert len(items_here(world.staff("intake_clerk"))) == 106
