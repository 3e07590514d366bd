"""From the choice of the applicant to the receipt."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from oneseal.cases import selectors as cases
from oneseal.identity.selectors import parties_for, person_of
from tests.factories import world
from tests.web.portal.conftest import hidden, said, sign_in

pytestmark = pytest.mark.django_db


def address(case, name):
    return f"/applications/{case.id}/{name}/"


@pytest.fixture
def draft(client, city):
    case = world.started_case()
    sign_in(client, case.applicant)
    return case


@pytest.fixture
def filled(client, city):
    case = world.filled_case()
    sign_in(client, case.applicant)
    return case


def typed(client, case, **changed):
    page = client.get(address(case, "form"))
    told = {key: value for key, value in world.ANSWERS.items() if key != "truth_commitment"}
    kept = {key: value for key, value in cases.answers_of(case.facts).values.items() if value is not True}
    return {**kept, **told, "revision": hidden(page, "revision"), "shown": hidden(page, "shown"), **changed}


def test_an_applicant_chooses_for_whom_and_a_second_press_starts_nothing(client, city):
    actor, party_id = world.applicant()
    sign_in(client, actor)
    page = client.get(f"/items/{city.item_id}/apply/")
    told = {"party": str(party_id), "press": hidden(page, "press")}

    first = client.post(f"/items/{city.item_id}/apply/", told)
    second = client.post(f"/items/{city.item_id}/apply/", told)

    assert "/form/" in first["Location"]
    assert second["Location"] == "/my/"
    assert said(client.get("/my/")).count("草稿，尚未提交") == 1


def test_who_is_no_organisation_is_told_to_add_one_where_only_organisations_apply(client, city):
    someone = world.person()
    sign_in(client, someone)

    page = client.get(f"/items/{city.item_id}/apply/").content.decode()

    assert "先添加要申请的单位" in page
    assert "开始填写" not in page
    told = {"party": person_of(someone).id, "press": uuid4()}
    assert "服务对象不包括" in client.post(f"/items/{city.item_id}/apply/", told, follow=True).content.decode()


def test_nobody_applies_for_a_party_that_is_not_his(stranger, city):
    _actor, party_id = world.applicant()
    told = {"party": str(party_id), "press": str(uuid4())}

    assert stranger.post(f"/items/{city.item_id}/apply/", told).status_code == 404


def test_the_form_saves_what_is_typed_and_says_what_is_missing(client, draft):
    response = client.post(address(draft, "form"), typed(client, draft, safety_manager_name=""))

    assert response.status_code == 422
    assert "姓名：请填写这一项" in said(response)
    assert cases.answers_of(draft.facts).values["premises_address"] == "演示路1号一层商铺"


def test_a_wrong_identifier_is_kept_as_typed_beside_its_sentence(client, draft):
    response = client.post(address(draft, "form"), typed(client, draft, credit_code="123"))

    assert "统一社会信用代码不正确" in said(response)
    assert 'value="123"' in response.content.decode()


def test_a_complete_form_leads_to_the_materials(client, draft):
    response = client.post(address(draft, "form"), typed(client, draft))

    assert response["Location"] == address(draft, "materials")


def test_an_answer_brings_further_questions_without_scripts(client, draft):
    assert "代理人姓名" not in said(client.get(address(draft, "form")))

    response = client.post(address(draft, "form"), typed(client, draft, handled_by="agent"))

    assert "代理人姓名" in said(response)


def test_autosave_answers_with_the_questions_that_came(client, draft):
    response = client.post(address(draft, "form/autosave"), typed(client, draft, handled_by="agent"))

    body = response.content.decode()
    assert "已保存" in said(response)
    assert 'id="id_agent_name"' in body
    assert "agent_name" in hidden(response, "shown")


def test_two_people_on_one_form_see_what_differs_and_choose(client, draft):
    mine = typed(client, draft, residence="这里改的住所")
    world.save(draft, residence="别处改的住所")

    response = client.post(address(draft, "form"), mine)

    text = said(response)
    assert response.status_code == 409
    assert "别处改的住所" in text
    assert 'value="这里改的住所"' in response.content.decode()
    assert cases.answers_of(draft.facts).values["residence"] == "别处改的住所"

    client.post(address(draft, "form"), {**mine, "revision": hidden(response, "revision")})

    assert cases.answers_of(draft.facts).values["residence"] == "这里改的住所"


def test_autosave_never_overwrites_in_silence(client, draft):
    mine = typed(client, draft, residence="这里改的住所")
    world.save(draft, residence="别处改的住所")

    response = client.post(address(draft, "form/autosave"), mine)

    assert response.status_code == 409
    assert cases.answers_of(draft.facts).values["residence"] == "别处改的住所"


def upload(client, case, *files, key="legal_status", **headers):
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(address(case, f"materials/{key}"), {"file": sent}, **headers)


def test_several_files_are_uploaded_at_once(client, draft):
    response = upload(client, draft, ("正本.pdf", world.PDF), ("副本.pdf", world.PDF + b"2"))

    assert response["Location"].endswith("#material-legal_status")
    assert {row.file_name for row in cases.materials_of(draft.facts)} == {"正本.pdf", "副本.pdf"}


def test_a_file_is_judged_by_its_content_and_the_others_stay(client, draft):
    response = upload(client, draft, ("坏.pdf", b"MZ program"), ("好.pdf", world.PDF))

    assert response.status_code == 422
    assert "只接受 PDF、JPG 或 PNG 文件" in said(response)
    assert [row.file_name for row in cases.materials_of(draft.facts)] == ["好.pdf"]


def test_a_script_gets_the_upload_box_anew(client, draft):
    response = upload(client, draft, ("执照.pdf", world.PDF), headers={"hx-request": "true"})

    body = response.content.decode()
    assert "<html" not in body
    assert 'id="upload-legal_status"' in body
    assert "执照.pdf" in body


@pytest.mark.parametrize(
    ("files", "limit", "sentence"),
    [
        pytest.param([("大.pdf", world.PDF * 50000)], 1024 * 1024, "文件超过 1 MB", id="too-large"),
        pytest.param([("空.pdf", b"")], 1024, "文件是空的", id="empty"),
        pytest.param([], 1024, "没有收到文件", id="none"),
    ],
)
def test_a_refused_upload_says_what_to_do(client, draft, settings, files, limit, sentence):
    settings.ONESEAL_UPLOAD_LIMIT_BYTES = limit

    response = upload(client, draft, *files)

    assert response.status_code == 422
    assert sentence in said(response)


def test_an_uploaded_file_can_be_taken_back(client, draft):
    upload(client, draft, ("执照.pdf", world.PDF))
    row = cases.materials_of(draft.facts)[0]

    client.post(f"/applications/{draft.id}/files/{row.id}/remove/")

    assert cases.materials_of(draft.facts) == []


def test_the_review_lists_what_is_missing_with_links(client, draft):
    response = client.get(address(draft, "review"))

    assert "还不能提交" in said(response)
    assert f'href="{address(draft, "form")}#id_premises_address"' in response.content.decode()


def test_an_incomplete_application_is_refused_and_stays_a_draft(client, draft):
    response = client.post(address(draft, "review"), {"press": str(uuid4()), "statement": "on"})

    assert response.status_code == 422
    assert "还缺：" in said(response)
    assert draft.facts.number is None


def test_the_statement_must_be_ticked(client, filled):
    world.save(filled, truth_commitment=False)

    response = client.post(address(filled, "review"), {"press": str(uuid4())})

    assert response.status_code == 422
    assert "请阅读承诺后勾选" in said(response)


def test_a_double_press_submits_once_and_leads_to_one_receipt(client, filled):
    page = client.get(address(filled, "review"))
    told = {"press": hidden(page, "press"), "statement": "on"}

    first = client.post(address(filled, "review"), told)
    second = client.post(address(filled, "review"), told)

    assert first["Location"] == second["Location"] == address(filled, "receipt")
    text = said(client.get(address(filled, "receipt")))
    assert filled.facts.number in text
    assert "2026年3月11日" in text


def test_a_draft_is_discarded_only_after_the_question(client, draft):
    asked = client.get(address(draft, "discard"))

    assert "不能恢复" in said(asked)
    assert client.post(address(draft, "discard"))["Location"] == "/my/"
    assert client.get(address(draft, "form")).status_code == 404


@pytest.mark.parametrize("name", ["form", "materials", "review", "receipt", "discard", "correct", "lacks"])
@pytest.mark.parametrize("who", ["another-applicant", "staff"])
def test_nobody_else_opens_an_application(client, city, name, who):
    case = world.filled_case()
    sign_in(client, world.staff("intake_clerk") if who == "staff" else world.person())

    assert client.get(address(case, name)).status_code == 404


def test_parties_are_offered_by_name(client, draft):
    text = said(client.get(f"/items/{world.city().item_id}/apply/"))

    assert all(party.name in text for party in parties_for(draft.applicant))
    assert "您有还没提交的草稿" in text


def test_the_review_says_which_step_still_lacks_something(client, draft):
    page = client.get(address(draft, "review")).content.decode()

    assert page.count("（还缺内容）") == 2
    assert "（已完成）" not in page


def test_the_review_of_a_complete_application_has_no_step_undone(client, filled):
    page = client.get(address(filled, "review")).content.decode()

    assert page.count("（已完成）") == 2
    assert "（还缺内容）" not in page


def test_the_page_of_materials_says_when_the_form_still_lacks_something(client, draft):
    page = client.get(address(draft, "materials")).content.decode()

    assert page.count("（还缺内容）") == 1
    assert "（已完成）" not in page


def test_the_choice_of_an_applicant_names_the_item_in_the_language_of_the_reader(client, city):
    sign_in(client, world.applicant()[0])

    page = client.get(f"/items/{city.item_id}/apply/", headers={"accept-language": "en"}).content.decode()

    assert "Food business licence" in page
