"""Follow a case, verify a licence: for everybody."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from oneseal.cases.services import query_code_of
from oneseal.foundation.timekeeping import now
from oneseal.licences.selectors import licence_of_case
from oneseal.papers.selectors import papers_of
from oneseal.papers.services import paper_file
from tests.factories import world
from tests.web.portal.conftest import said

pytestmark = pytest.mark.django_db


def ask(client, number, code):
    return client.post("/track/", {"number": number, "query_code": code})


def test_number_and_query_code_open_the_progress_without_a_login(client, city):
    case = world.accepted_case()

    opened = ask(client, case.facts.number.lower(), f" {query_code_of(case.id).lower()} ")
    text = said(client.get(opened["Location"]))

    assert "为什么是这一天？" in text
    assert "收件凭证" not in text


def test_what_was_opened_closes_after_a_while(client, city, clock):
    case = world.accepted_case()
    ask(client, case.facts.number, query_code_of(case.id))

    clock.move(minutes=21)

    assert client.get("/track/result/")["Location"] == "/track/"


def test_a_wrong_code_and_an_unknown_number_get_the_same_answer(client, city):
    number = world.submitted_case().facts.number

    wrong, unknown = ask(client, number, "AAAAAAAA"), ask(client, "9" * 43, "AAAAAAAA")

    assert wrong.status_code == unknown.status_code == 422
    assert "编号和查询码对不上" in said(wrong)
    assert said(wrong).replace(number, "") == said(unknown).replace("9" * 43, "")
    assert f'value="{number}"' in wrong.content.decode()


def test_wrong_codes_are_slowed_down_even_for_the_right_one(client, city):
    case = world.submitted_case()
    for _ in range(5):
        assert ask(client, case.facts.number, "AAAAAAAA").status_code == 422

    response = ask(client, case.facts.number, query_code_of(case.id))

    assert response.status_code == 429
    assert "尝试次数过多" in said(response)


def test_the_number_of_a_qr_code_is_filled_in(client, city):
    assert 'value="1110"' in client.get("/track/?number=1110").content.decode()


def test_an_identifier_is_answered_at_its_own_address(client, city):
    licence = licence_of_case(world.delivered_case().id)

    led = client.post("/verify/", {"identifier": f" {licence.identifier} "})
    text = said(client.get(led["Location"]))

    assert "核验结果： 有效" in text
    assert "演示餐饮有限公司" in text
    assert "演示路1号" not in text


@pytest.mark.parametrize("identifier", ["abc", "%00", "1.2.156", "../../etc/passwd", "字" * 300])
def test_an_unknown_identifier_says_what_to_do(client, city, identifier):
    response = client.post("/verify/", {"identifier": identifier}, follow=True)

    assert response.status_code in {200, 422}


def test_the_bytes_of_a_paper_are_known_and_a_changed_byte_is_noticed(client, city):
    case = world.submitted_case()
    pdf = paper_file(papers_of(case.id, for_public=True)[0].id, now=now())
    altered = bytearray(pdf)
    altered[2000] ^= 1

    def verify(content):
        return said(client.post("/verify/", {"upload-file": SimpleUploadedFile("甲.pdf", bytes(content))}))

    assert "核验结果： 属实" in verify(pdf)
    assert "核验结果： 被改动过" in verify(altered)
    assert "核验结果： 查无此证" in verify(b"%PDF-1.7 somebody else's")


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        pytest.param({"identifier": ""}, "请填写标识或上传文件|必填|必须填写", id="no-identifier"),
        pytest.param({}, "请选择要核对的文件", id="no-file"),
        pytest.param({"upload-file": SimpleUploadedFile("空.pdf", b"")}, "文件是空的", id="empty-file"),
    ],
)
def test_an_unusable_question_is_answered_in_a_sentence(client, city, told, sentence):
    response = client.post("/verify/", told)

    assert response.status_code == 422
    assert any(part in said(response) for part in sentence.split("|"))


def test_a_file_beyond_the_limit_is_not_read(client, city, monkeypatch):
    monkeypatch.setattr("oneseal.portal.following.views.FILE_LIMIT", 10)

    response = client.post("/verify/", {"upload-file": SimpleUploadedFile("大.pdf", b"x" * 11)})

    assert response.status_code == 422
    assert "文件超过20 MB" in said(response)


def test_a_number_typed_in_another_way_has_no_tries_of_its_own(client, city):
    number = world.submitted_case().facts.number
    for place in range(1, 6):
        assert ask(client, f"{number[:place]}-{number[place:]}", "AAAAAAAA").status_code == 422

    assert ask(client, f" {number.lower()}.", "AAAAAAAA").status_code == 429
