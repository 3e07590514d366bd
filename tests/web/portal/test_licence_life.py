"""A holder reads the whole life of his licence, asks for what he needs, and is told of the renewal in time."""

from datetime import timedelta

import pytest

from oneseal.licences.models import LicenceRequest
from oneseal.licences.services import licence_request_decline
from tests.factories import licences as life
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


@pytest.fixture
def held(client):
    case, licence = life.issued()
    client.force_login(world.Account.objects.get(pk=case.applicant.account_id))
    return case, licence


def page_of(licence, act=""):
    return f"/my/licences/{licence.id}/{act}"


def test_the_page_tells_everything_that_happened_with_its_papers(client, held):
    _case, licence = held
    life.suspend(licence)
    life.resume(licence)
    life.recall(licence)

    page = client.get(page_of(licence)).content.decode()

    assert [word for word in ("颁发", "暂扣", "恢复效力", "撤回许可", "撤回许可决定书") if word not in page] == []
    assert "已依法撤回" in page
    assert "申请注销" not in page


def test_a_holder_asks_for_a_cancellation_once_and_reads_the_answer(client, held):
    _case, licence = held

    assert client.post(page_of(licence, "cancel/"), {"reason": "不再经营。"}).status_code == 422
    asked = client.post(page_of(licence, "cancel/"), {"reason": "不再经营。", "is_meant": "on"})
    again = client.post(page_of(licence, "cancel/"), {"reason": "不再经营。", "is_meant": "on"})

    assert (asked.status_code, again.status_code) == (302, 409)
    page = client.get(page_of(licence)).content.decode()
    assert "持证人申请注销" in page
    request = LicenceRequest.objects.get(licence=licence)
    licence_request_decline(
        request_id=request.id, answer="有未了结的处罚。", actor=world.staff("approver"), now=life.now()
    )
    assert "有未了结的处罚。" in client.get(page_of(licence)).content.decode()


def test_a_holder_asks_to_have_a_lost_licence_issued_again_and_finds_the_new_one(client, held):
    _case, licence = held

    assert client.get(page_of(licence, "reissue/")).status_code == 200
    assert client.post(page_of(licence, "reissue/"), {"ground": "lost", "reason": ""}).status_code == 422
    asked = client.post(page_of(licence, "reissue/"), {"ground": "lost", "reason": "搬家时遗失。"})
    request = LicenceRequest.objects.get(licence=licence)
    new_id = life.reissue(licence, request_id=request.id)

    assert asked.status_code == 302
    old = client.get(page_of(licence)).content.decode()
    assert "已补发作废" in old
    assert f"/my/licences/{new_id}/" in old
    new = client.get(f"/my/licences/{new_id}/").content.decode()
    assert "补发，原证照作废" in new
    verdict = client.get(f"/v/{licence.identifier}").content.decode()
    assert "因遗失或者损毁补发" in verdict


def test_nobody_asks_for_the_licence_of_another(client, held):
    _case, licence = held
    client.force_login(world.Account.objects.get(pk=world.person().account_id))

    assert client.get(page_of(licence, "cancel/")).status_code == 404
    assert client.post(page_of(licence, "reissue/"), {"ground": "lost", "reason": "x"}).status_code == 404


@pytest.mark.parametrize(
    ("days", "says"),
    [
        pytest.param(91, False, id="still-far"),
        pytest.param(90, True, id="ninety-days"),
        pytest.param(35, True, id="thirty-five"),
    ],
)
def test_the_page_says_when_the_licence_ends_soon(client, held, clock, days, says):
    _case, licence = held
    item_id = life.sibling("renewal")
    clock.stand_at(f"{licence.valid_until_on - timedelta(days=days)} 10:00")

    client.force_login(world.Account.objects.get(pk=_case.applicant.account_id))
    page = client.get(page_of(licence)).content.decode()

    assert ("这份证照快到期了" in page) == says
    assert (f"/items/{item_id}/apply/" in page) == says


def test_a_cancelled_licence_is_announced_without_its_facts(client):
    _case, licence = life.issued()
    life.cancel(licence, facts="法定代表人张三去世后公司解散。")

    verdict = client.get(f"/v/{licence.identifier}").content.decode()

    assert "公告" in verdict
    assert "注销日期" in verdict
    assert "张三" not in verdict
