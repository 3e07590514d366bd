"""What clerks do with a licence after it was issued: read the paper first, confirm once."""

from datetime import date

import pytest

from oneseal.cases.selectors import case_facts
from oneseal.licences.models import Licence, LicenceRequest
from oneseal.licences.rules.life import Doing
from oneseal.licences.selectors import licence_of_case
from oneseal.papers.selectors import papers_of
from tests.factories import licences as life
from tests.factories import world
from tests.web.workbench.conftest import hidden_of, previews_in

pytestmark = pytest.mark.django_db

PENALTY = {"decided_by": "市场监督管理局（演示）", "number": "濮市监罚〔2026〕3号", "decided_on": "2026-03-03"}
ACTS = [
    pytest.param(
        "recall", "approver",
        {"ground": "law_changed", "facts": "条例已废止。", "public_interest": "统一标准。", "compensation": "无。"},
        "recalled", "已依法撤回", id="recall",
    ),
    pytest.param("take_away", "approver", {**PENALTY, "facts": "多次违法。"}, "taken_away", "已吊销", id="take-away"),
    pytest.param("suspend", "approver", {**PENALTY, "until_on": "2026-06-30"}, "suspended", "已暂扣", id="suspend"),
    pytest.param(
        "cancel", "approver", {"request_id": "", "ground": "organisation_ended", "facts": "公司已注销。"},
        "cancelled", "已注销", id="cancel",
    ),
    pytest.param(
        "reissue", "issue_clerk", {"request_id": "", "ground": "lost", "checked": "核对身份证明。"}, "superseded",
        "已补发作废", id="reissue",
    ),
]  # fmt: skip


@pytest.fixture
def licence(city):
    return licence_of_case(world.issuing_case().id)


def page_of(licence, act=""):
    return f"/workbench/licences/{licence.id}/{act}"


@pytest.mark.parametrize(("doing", "post", "told", "state", "word"), ACTS)
def test_it_is_previewed_confirmed_and_told_everywhere(desk, client, licence, doing, post, told, state, word):
    clerk, address = desk(post), page_of(licence, f"{doing}/")
    seen = clerk.post(address, step="preview", **told)

    assert previews_in(seen)
    licence.refresh_from_db()
    assert licence.state == "valid"
    assert papers_of(licence.id, for_public=False) == []

    done = clerk.post(address, step="confirm", **(told | hidden_of(seen)))

    assert done.status_code == 302
    licence.refresh_from_db()
    assert licence.state == state
    page = clerk.get(page_of(licence)).content.decode()
    assert word in page
    assert "证照经历" in page
    verdict = client.get(f"/v/{licence.identifier}").content.decode()
    assert word in verdict
    again = clerk.post(address, step="confirm", **(told | hidden_of(seen)))
    assert again.status_code == 302
    assert Licence.objects.get(pk=licence.id).acts.count() == 1
    other = clerk.post(address, step="confirm", **dict.fromkeys(told, "x"))
    assert other.status_code in {409, 422}


@pytest.mark.parametrize(("doing", "post", "told", "_state", "_word"), ACTS)
def test_what_lacks_a_reason_loses_nothing(desk, licence, doing, post, told, _state, _word):
    empty = dict.fromkeys(told, "")
    kept = next(text for text in told.values() if text.endswith("。") or "演示" in text)
    name = next(name for name, text in told.items() if text == kept)

    answer = desk(post).post(page_of(licence, f"{doing}/"), step="preview", **(empty | {name: kept}))

    assert answer.status_code == 422
    assert kept in answer.content.decode()


@pytest.mark.parametrize(("doing", "post", "told", "_state", "_word"), ACTS)
def test_the_page_is_there_for_whose_duty_it_is(desk, licence, doing, post, told, _state, _word):
    for kind in ("reviewer", "supervisor", "intake_clerk", "issue_clerk", "approver"):
        expected = 200 if kind == post else 404
        assert desk(kind).get(page_of(licence, f"{doing}/")).status_code == expected


def test_changed_words_are_shown_again_before_anything_happens(desk, licence):
    approver, told = desk("approver"), {"ground": "organisation_ended", "facts": "公司已注销。", "request_id": ""}
    seen = approver.post(page_of(licence, "cancel/"), step="preview", **told)

    answer = approver.post(
        page_of(licence, "cancel/"), step="confirm", **(hidden_of(seen) | told | {"facts": "别的。"})
    )

    assert answer.status_code == 200
    assert "请再核对一次文书" in answer.content.decode()
    licence.refresh_from_db()
    assert licence.state == "valid"


def test_a_suspended_licence_is_let_count_again(desk, licence):
    approver = desk("approver")
    life.suspend(licence)

    seen = approver.post(page_of(licence, "resume/"), step="preview", reason="期限已满。")
    approver.post(page_of(licence, "resume/"), step="confirm", **({"reason": "期限已满。"} | hidden_of(seen)))

    licence.refresh_from_db()
    assert licence.state == "valid"


def test_a_request_of_the_holder_is_listed_shown_and_answered(desk, licence, city):
    holder = world.actor_named(world.Account.objects.get(pk=_account_of(licence)).username)
    life.licence_ask(licence_id=licence.id, doing=Doing.CANCEL, reason="不再经营了。", actor=holder, now=life.now())
    approver = desk("approver")

    assert "持证人申请注销" in approver.get("/workbench/licences/").content.decode()
    page = approver.get(page_of(licence)).content.decode()
    assert "不再经营了。" in page
    request = LicenceRequest.objects.get(licence=licence)
    form = approver.get(page_of(licence, "cancel/")).content.decode()
    assert str(request.id) in form
    decline = page_of(licence, f"requests/{request.id}/decline/")
    assert approver.post(decline, answer="").status_code == 422
    assert approver.post(decline, answer="有未了结的处罚。").status_code == 302
    assert approver.get(decline).status_code == 404
    assert desk("reviewer").get(decline).status_code == 404


def _account_of(licence):
    return case_facts(licence.case_id).account_id


def test_what_is_not_a_doing_is_not_a_page(desk, licence):
    assert desk("approver").get(page_of(licence, "invented/")).status_code == 404
    assert Licence.objects.filter(issued_on__lte=date(2030, 1, 1)).exists()
