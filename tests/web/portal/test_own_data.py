"""What is stored about somebody, who looked at it, and the mandates he gave."""

import json
import re
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from oneseal.cases.selectors import materials_of
from oneseal.foundation.notify.models import Message
from oneseal.foundation.readlog.models import Reading
from oneseal.foundation.timekeeping import now
from oneseal.identity.models import DataRequest, Mandate
from oneseal.identity.selectors import person_of
from oneseal.identity.services import data_request_answer, person_look_up
from oneseal.licences.selectors import licence_of_case
from oneseal.papers.selectors import papers_of
from tests.factories import special, world
from tests.web.workbench.conftest import hidden_of

pytestmark = [pytest.mark.django_db]

AGENT = world.citizen_number(930)


def browser_of(actor):
    browser = Client()
    account = get_user_model().objects.get(pk=actor.account_id)
    browser.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return browser


@pytest.fixture
def opened(city, clock):
    """Return (case, its applicant's browser) after a reviewer opened the case and one of its files."""
    case = world.accepted_case()
    reviewer = browser_of(world.staff("reviewer"))
    assert reviewer.get(f"/workbench/cases/{case.id}/").status_code == 200
    return case, browser_of(case.applicant)


# --- who looked --------------------------------------------------------------------------------


def test_each_look_of_staff_is_told_to_the_applicant_by_post_and_purpose(opened):
    case, browser = opened

    page = browser.get("/my/data/").content.decode()

    assert "审查员" in page
    assert world.AGENCY.name in page
    assert case.facts.number in page
    reading = Reading.objects.get()
    assert (reading.kind, reading.subject_id, reading.party_id) == ("case", case.id, case.facts.party_id)


def test_the_name_of_who_looked_stays_with_supervisors(opened):
    _case, browser = opened
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE readlog_reading DISABLE TRIGGER readlog_append_only")
        cursor.execute("UPDATE readlog_reading SET actor_name = '许衡'")
        cursor.execute("ALTER TABLE readlog_reading ENABLE TRIGGER readlog_append_only")

    assert "许衡" not in browser.get("/my/data/").content.decode()
    assert "许衡" not in browser.get("/my/data/export.json").content.decode()
    assert "许衡" in browser_of(world.staff("supervisor")).get("/workbench/readings/").content.decode()


def test_an_applicant_who_looks_at_his_own_leaves_no_trace(opened):
    case, browser = opened
    before = Reading.objects.count()

    browser.get(f"/my/cases/{case.id}/")

    assert Reading.objects.count() == before


def test_a_file_and_a_paper_that_staff_open_are_noted(opened):
    case, _browser = opened
    reviewer = browser_of(world.staff("reviewer"))

    reviewer.get(reverse("workbench:material", args=[materials_of(case.facts)[0].id])).getvalue()
    reviewer.get(reverse("workbench:paper", args=[papers_of(case.id, for_public=True)[0].id]))

    assert set(Reading.objects.values_list("kind", flat=True)) == {"case", "file", "paper"}


def looks_told(applicant):
    """Return what the page of his own data tells an applicant of each look: what, for what."""
    page = browser_of(applicant).get("/my/data/")
    return [(str(look["what"]), look["purpose"]) for look in page.context["readings"]]


def test_the_page_of_an_act_is_a_look_each_time_it_is_opened_and_sending_it_in_is_none(city):
    case = world.accepted_case()
    reviewer, page = browser_of(world.staff("reviewer")), f"/workbench/cases/{case.id}/review/"

    reviewer.get(page)
    reviewer.post(page, {"step": "preview", "verdict": "grant", "text": "符合条件。", "second": ""})

    assert looks_told(case.applicant) == [("办件", f"{case.facts.number} 审查中")]


def test_the_file_of_a_closed_case_is_a_look(city):
    case = world.archived_case()

    assert browser_of(world.staff("archivist")).get(f"/workbench/cases/{case.id}/archive.zip").status_code == 200

    assert looks_told(case.applicant) == [("办件", f"{case.facts.number} 已办结")]


def test_each_printed_paper_is_a_look_and_what_was_left_out_is_none(city):
    cases = [world.accepted_case(), world.accepted_case()]
    world.deliver_events()
    papers = [papers_of(case.id, for_public=False)[0] for case in cases]
    told = {"case": [str(case.id) for case in cases], "step": "print", "paper": [str(papers[0].id)]}

    assert browser_of(world.staff("intake_clerk")).post("/workbench/papers/print/", told).status_code == 200

    assert [(row.kind, row.subject_id) for row in Reading.objects.all()] == [("paper", papers[0].id)]
    assert looks_told(cases[0].applicant) == [("文书", f"{cases[0].facts.number} 审查中")]


@pytest.mark.parametrize("page", ["", "revoke/", "recall/"])
def test_a_licence_that_staff_open_is_told_to_its_holder(city, page):
    case = world.issuing_case()
    licence = licence_of_case(case.id)

    answer = browser_of(world.staff("approver")).get(f"/workbench/licences/{licence.id}/{page}")

    assert answer.status_code == 200
    assert looks_told(case.applicant) == [("证照", f"{licence.type_name} {licence.number}")]


def test_the_check_of_a_commitment_is_a_look_at_its_case(city):
    case = special.granted_on_commitment_case()

    browser_of(world.staff("reviewer")).get(f"/workbench/cases/{case.id}/post-check/")

    assert [what for what, _purpose in looks_told(case.applicant)] == ["办件"]


def test_a_paper_of_a_licence_that_staff_open_is_told_to_its_holder(city):
    case = world.issuing_case()
    licence = licence_of_case(case.id)
    approver, revoke = browser_of(world.staff("approver")), f"/workbench/licences/{licence.id}/revoke/"
    told = {"ground": "fraud_or_bribery", "facts": "提交的营业执照是伪造的。", "at_request_of": ""}
    seen = hidden_of(approver.post(revoke, {"step": "preview", **told}))
    assert approver.post(revoke, {"step": "confirm", **told, **seen}).status_code == 302
    (paper,) = papers_of(licence.id, for_public=False)

    assert approver.get(f"/workbench/papers/{paper.id}/").status_code == 200

    assert looks_told(case.applicant) == [("文书", f"{licence.type_name} {licence.number}")]


def test_a_look_up_at_a_window_is_noted_with_its_purpose(city):
    someone = world.person(id_number=AGENT)
    person_look_up(id_number=AGENT, purpose="窗口收件", actor=world.staff("intake_clerk"), now=now())

    page = browser_of(someone).get("/my/data/").content.decode()

    assert "窗口收件" in page
    assert "身份信息" in page


def test_what_was_noted_is_neither_changed_nor_deleted(opened):
    for statement in ("UPDATE readlog_reading SET purpose = ''", "DELETE FROM readlog_reading"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_somebody_else_s_looks_are_not_shown(opened):
    case, _browser = opened

    page = browser_of(world.person()).get("/my/data/").content.decode()

    assert case.facts.number not in page
    assert "还没有人查看过" in page


# --- what is stored ----------------------------------------------------------------------------


def test_the_export_holds_everything_about_its_owner_and_nobody_else(opened):
    case, browser = opened
    other = world.person(name="别人")

    answer = browser.get("/my/data/export.json")
    told = json.loads(answer.content)

    assert answer["Content-Disposition"] == 'attachment; filename="my-data.json"'
    assert told["person"]["citizen_number"] == person_of(case.applicant).number
    (kept,) = told["cases"]
    assert kept["number"] == case.facts.number
    assert kept["files"]
    assert kept["papers"]
    assert [row["post"] for row in told["read_by"]] == ["审查员"]
    assert other.name not in answer.content.decode()


def test_the_page_masks_the_numbers(opened):
    case, browser = opened

    page = browser.get("/my/data/").content.decode()

    assert person_of(case.applicant).number not in page
    assert world.MOBILE not in page


# --- requests ----------------------------------------------------------------------------------


def test_a_request_is_made_and_its_answer_is_shown(city):
    someone = world.person()
    browser = browser_of(someone)
    told = {"kind": "delete", "agency": str(city.agency_id), "about": "旧手机号", "reason": "不再使用"}
    assert browser.post("/my/data/request/", {**told, "reason": ""}).status_code == 422

    page = browser.post("/my/data/request/", told, follow=True).content.decode()
    assert "等待答复" in page
    request = DataRequest.objects.get()
    data_request_answer(
        request_id=request.id, decision="refused", answer="依法应当留存", actor=world.staff(world.ADMINISTRATOR),
        now=now(),
    )  # fmt: skip
    assert "依法应当留存" in browser.get("/my/data/").content.decode()


# --- mandates ----------------------------------------------------------------------------------


def letter(**changed):
    today = now().date()
    return {
        "name": "代理人甲", "id_number": AGENT, "since_on": today, "ends_on": today + timedelta(days=30),
        "letter": SimpleUploadedFile("委托书.pdf", world.PDF), **changed,
    }  # fmt: skip


@pytest.fixture
def agent(city):
    return world.person(id_number=AGENT, name="代理人甲")


def test_a_mandate_is_given_seen_by_both_and_ended(agent, city):
    principal, party_id = world.applicant(name="委托人乙")
    browser, theirs = browser_of(principal), browser_of(agent)
    told = letter(principal=str(party_id), item_ids=[str(city.item_id)])

    page = browser.post("/my/mandates/give/", told, follow=True).content.decode()

    assert "委托已生效" in page
    mandate = Mandate.objects.get(is_written=True)
    assert "受 演示餐饮有限公司 委托" in theirs.get("/my/mandates/").content.decode()
    assert theirs.get(f"/my/mandates/{mandate.id}/letter/").getvalue() == world.PDF
    assert "演示餐饮有限公司" in theirs.get(f"/items/{city.item_id}/apply/").content.decode()
    browser.post(f"/my/mandates/{mandate.id}/revoke/")
    assert "演示餐饮有限公司" not in theirs.get(f"/items/{city.item_id}/apply/").content.decode()


def test_a_stranger_finds_neither_mandate_nor_letter(agent):
    principal = world.person(name="委托人乙")
    browser_of(principal).post("/my/mandates/give/", letter(principal=str(person_of(principal).id)))
    mandate, stranger = Mandate.objects.get(is_written=True), browser_of(world.person())

    assert stranger.get(f"/my/mandates/{mandate.id}/letter/").status_code == 404
    assert stranger.get(f"/my/mandates/{mandate.id}/revoke/").status_code == 404
    assert stranger.post(f"/my/mandates/{mandate.id}/accept/").status_code == 404


def test_a_letter_that_was_brought_waits_for_the_principal(agent):
    number = world.citizen_number(931)
    principal = world.person(name="委托人乙", id_number=number)
    page = browser_of(agent).post("/my/mandates/ask/", letter(name="委托人乙", id_number=number), follow=True)
    assert "等待委托人确认" in page.content.decode()
    mandate = Mandate.objects.get(is_written=True)

    page = browser_of(principal).post(f"/my/mandates/{mandate.id}/accept/", follow=True).content.decode()

    assert "委托已确认" in page


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        pytest.param({"name": "代理人丙"}, "没有找到以这个姓名", id="nobody-of-that-name"),
        pytest.param({"id_number": "110105194912310021"}, "校验位", id="a-number-that-cannot-be"),
        pytest.param({"letter": ""}, "请上传签名或者盖章的授权委托书", id="no-letter"),
        pytest.param({"letter": SimpleUploadedFile("a.pdf", b"text")}, "只接受 PDF", id="not-a-letter"),
    ],
)
def test_a_mandate_that_cannot_be_comes_back_with_its_sentence(agent, changed, said):
    principal = world.person(name="委托人乙")

    told = letter(principal=str(person_of(principal).id), **changed)
    response = browser_of(principal).post("/my/mandates/give/", told)

    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Mandate.objects.filter(is_written=True).exists()


def test_guessing_who_is_registered_is_slowed_down(agent):
    principal = world.person(name="委托人乙")
    browser = browser_of(principal)

    for _guess in range(10):
        browser.post("/my/mandates/give/", letter(principal=str(person_of(principal).id), name="猜"))
    response = browser.post("/my/mandates/give/", letter(principal=str(person_of(principal).id)))

    assert response.status_code == 429
    assert not Mandate.objects.filter(is_written=True).exists()


# --- the mail address --------------------------------------------------------------------------


@pytest.fixture
def mail_sent(settings):
    """Connect a mail server that nobody asks; return the function that tells the latest code."""
    settings.ONESEAL_SENDERS = {"mail": "oneseal.foundation.notify.senders.MailServer"}

    def latest():
        world.deliver_events()
        return re.search(r"\d{6}", Message.objects.order_by("-id")[0].text).group()

    return latest


def test_a_mail_address_is_stated_confirmed_agreed_to_and_removed_by_its_owner(mail_sent, city, client):
    someone = world.person()
    browser = browser_of(someone)

    page = browser.post("/my/data/mail/", {"address": "lin@example.org"}, follow=True).content.decode()
    assert "等待确认" in page
    code = mail_sent()
    page = browser.post("/my/data/mail/confirm/", {"code": f"{code[:3]} {code[3:]}"}, follow=True).content.decode()
    assert "您还没有同意接收通知" in page
    browser.post("/my/data/mail/agree/")
    assert "l***@example.org（已确认，接收办件通知）" in browser.get("/my/data/").content.decode()
    assert json.loads(browser.get("/my/data/export.json").content)["mail"]["address"] == "lin@example.org"
    browser.post("/my/data/mail/withdraw/")
    assert "已确认，不接收通知" in browser.get("/my/data/").content.decode()
    browser.post("/my/data/mail/remove/")

    assert "没有填写" in browser.get("/my/data/").content.decode()
    assert json.loads(browser.get("/my/data/export.json").content)["mail"] is None


def test_a_wrong_code_and_a_wrong_address_are_shown_beside_what_was_typed(mail_sent, city, client):
    browser = browser_of(world.person())

    answer = browser.post("/my/data/mail/", {"address": "nobody"})
    assert (answer.status_code, "nobody" in answer.content.decode()) == (422, True)
    browser.post("/my/data/mail/", {"address": "lin@example.org"})
    answer = browser.post("/my/data/mail/confirm/", {"code": "x"})

    assert answer.status_code == 422
    assert "还可以试 4 次" in answer.content.decode()


def test_a_code_is_not_sent_again_at_once_and_the_page_says_why(mail_sent, city, client):
    browser = browser_of(world.person())
    browser.post("/my/data/mail/", {"address": "lin@example.org"})

    page = browser.post("/my/data/mail/code/", follow=True).content.decode()

    assert "60 秒后可以再发" in page


def test_where_the_city_sends_no_mail_no_address_is_asked_for(settings, city, client):
    settings.ONESEAL_SENDERS = {}

    page = browser_of(world.person()).get("/my/data/mail/").content.decode()

    assert "本市还没有开通邮件通知" in page
    assert 'name="address"' not in page
