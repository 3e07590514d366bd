"""Anybody brings a matter to the desk, follows it by number and code, and judges the answer."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from oneseal.evaluation.models import Matter, MatterFile
from oneseal.evaluation.rules.matters import MatterKind
from oneseal.evaluation.services import question_draft, question_release
from oneseal.identity.models import Account
from oneseal.papers.selectors import papers_of
from tests.factories import world
from tests.factories.matters import answered, by, filed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
KINDS = [kind.value for kind in MatterKind]


def browser_of(actor):
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account_id), backend="django.contrib.auth.backends.ModelBackend")
    return client


def bring(client, kind="complaint", **changed):
    words = {"agency": str(world.city().agency_id), "text": "等了两小时。", "name": "王五", "contact": "139", **changed}
    return client.post(f"/matters/new/{kind}/", words, follow=True)


def opened(found):
    client = Client()
    client.post("/matters/followed/", {"number": found.number, "code": found.code})
    return client


def test_the_desk_leads_to_every_kind_and_says_the_limits(client):
    page = client.get("/matters/").content.decode()

    for kind in KINDS:
        assert f"/matters/new/{kind}/" in page
    assert "20个工作日内答复" in page


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_brought_without_an_account_and_opened_with_its_code_alone(kind, client):
    assert client.get(f"/matters/new/{kind}/").status_code == 200

    receipt = bring(client, kind).content.decode()

    row = Matter.objects.get()
    assert (row.kind, row.number in receipt) == (kind, True)
    code = client.session["portal_matter"]["code"]
    assert code in receipt
    other = Client().post("/matters/followed/", {"number": row.number, "code": code}, follow=True).content.decode()
    assert "等了两小时。" in other
    assert code not in other


@pytest.mark.parametrize("changed", [{"text": ""}, {"agency": ""}, {"agency": str(uuid4())}])
def test_a_matter_says_what_and_about_whom(changed, client):
    assert bring(client, **changed).status_code == 422
    assert not Matter.objects.exists()


def test_who_asks_for_information_says_who_he_is(client):
    answer = bring(client, "disclosure", name="", contact="")

    assert answer.status_code == 422
    assert "请填写：您的姓名或者单位名称。" in answer.content.decode()


def test_a_file_is_judged_by_its_content(client):
    assert bring(client, attachments=SimpleUploadedFile("a.pdf", b"<script>")).status_code == 422
    assert bring(client, attachments=SimpleUploadedFile("a.pdf", world.PDF)).status_code == 200
    assert [one.name for one in MatterFile.objects.all()] == ["a.pdf"]


def test_there_is_no_sixth_kind(client):
    assert client.get("/matters/new/gossip/").status_code == 404


def test_a_wrong_code_tells_nothing(client):
    found = filed()

    answer = client.post("/matters/followed/", {"number": found.number, "code": "AAAAAAAA"})

    assert answer.status_code == 422
    assert "等了两小时" not in answer.content.decode()


def test_whoever_holds_the_code_takes_it_back():
    found = filed()

    page = opened(found).post("/matters/followed/", {"do": "withdraw"}, follow=True).content.decode()

    assert "已撤回" in page
    assert Matter.objects.get().state == "withdrawn"


@pytest.mark.parametrize(
    ("do", "words", "state"),
    [("satisfy", "", "closed"), ("dissatisfy", "没有解决。", "closed"), ("reopen", "请再查。", "handling")],
)
def test_an_answer_is_read_and_judged(do, words, state):
    found = answered()
    client = opened(found)
    page = client.get("/matters/followed/").content.decode()
    assert "已加开窗口。" in page
    assert "上一级机关" in page

    client.post("/matters/followed/", {"do": do, "words": words})

    assert Matter.objects.get().state == state


def test_who_is_not_content_says_why():
    answer = opened(answered()).post("/matters/followed/", {"do": "reopen", "words": ""})

    assert answer.status_code == 422
    assert "请写明理由" in answer.content.decode()


def test_the_paper_of_a_request_is_for_whoever_opened_it(client):
    found = answered(MatterKind.DISCLOSURE)
    paper = papers_of(found.matter_id, for_public=True)[-1]

    assert "查询码" in client.get(f"/matters/followed/?paper={paper.id}").content.decode()
    assert opened(filed()).get(f"/matters/followed/?paper={paper.id}").status_code == 404
    answer = opened(found).get(f"/matters/followed/?paper={paper.id}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")


def test_ones_own_matters_are_listed_and_those_of_others_are_not_found():
    person = world.person()
    found, other = filed(actor=person), filed(actor=world.person())
    client = browser_of(person)

    page = client.get("/matters/").content.decode()
    assert found.number in page
    assert other.number not in page
    assert client.get(f"/my/matters/{found.matter_id}/").status_code == 200
    assert client.get(f"/my/matters/{other.matter_id}/").status_code == 404
    assert client.post(f"/my/matters/{found.matter_id}/", {"do": "withdraw"}).status_code == 302


def test_released_questions_are_read_by_everybody(client):
    found = answered(MatterKind.CONSULTATION)
    question_draft(matter_id=found.matter_id, question="怎么办证？", answer="先网上申请。", **by())
    assert "怎么办证？" not in client.get("/matters/").content.decode()

    question_release(matter_id=found.matter_id, **by("agency_head"))

    page = client.get("/matters/").content.decode()
    assert "怎么办证？" in page
    assert "先网上申请。" in page
