"""Mend exactly what the notice asks for."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from oneseal.cases import selectors as cases
from oneseal.cases.services import Defect
from oneseal.foundation.timekeeping import now
from oneseal.portal.mine.progress import progress_of
from tests.factories import world
from tests.web.portal.conftest import hidden, said, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent_back(client, city):
    case = world.submitted_case()
    field = Defect("field:premises_address", "经营场所", "与营业执照不一致", "写完整门牌号")
    world.request_correction(case, world.RULES_LIST, field)
    sign_in(client, case.applicant)
    return case


def address(case, rest=""):
    return f"/applications/{case.id}/correct/{rest}"


def mend_material(client, case, content=world.PDF + b"new"):
    return client.post(address(case, "rules_list/"), {"file": SimpleUploadedFile("盖章.pdf", content)})


def test_the_page_shows_exactly_the_defects(client, sent_back):
    text = said(client.get(address(sent_back)))

    assert "没有盖章" in text
    assert "与营业执照不一致" in text
    assert "食品安全管理人员" not in text


def test_everything_mended_is_handed_in_at_once(client, sent_back):
    mend_material(client, sent_back)
    told = {"press": hidden(client.get(address(sent_back)), "press"), "premises_address": "演示路1号一层101室"}

    first = client.post(address(sent_back), told)
    second = client.post(address(sent_back), told)

    assert first["Location"] == second["Location"] == f"/my/cases/{sent_back.id}/"
    assert sent_back.facts.state == "submitted"


def test_what_is_still_open_is_named_and_what_was_typed_stays(client, sent_back):
    response = client.post(address(sent_back), {"press": str(uuid4()), "premises_address": "演示路1号一层101室"})

    assert response.status_code == 422
    assert "还没有补正：制度目录清单" in said(response)
    assert 'value="演示路1号一层101室"' in response.content.decode()


def test_nothing_else_can_be_changed(client, sent_back):
    client.post(
        address(sent_back), {"press": str(uuid4()), "go": "save", "residence": "别处", "premises_address": "甲"}
    )
    other = client.post(address(sent_back, "legal_status/"), {"file": SimpleUploadedFile("甲.pdf", world.PDF)})

    assert cases.answers_of(sent_back.facts).values["residence"] != "别处"
    assert other.status_code == 422


def test_a_wrong_file_is_refused_at_its_defect(client, sent_back):
    response = mend_material(client, sent_back, b"MZ program")

    assert response.status_code == 422
    assert "只接受 PDF、JPG 或 PNG 文件" in said(response)


def test_without_a_notice_there_is_nothing_to_correct(client, city):
    case = world.submitted_case()
    sign_in(client, case.applicant)

    assert client.get(address(case))["Location"] == f"/my/cases/{case.id}/"


def test_while_the_application_is_mended_no_day_is_explained_that_is_not_shown(city):
    case = world.correction_pending_case()

    assert progress_of(case.facts, now=now()).promised_days == []
    assert progress_of(world.corrected_case().facts, now=now()).promised_days
