"""The applicant chooses how the result reaches him, follows the parcel, and is served by his first look."""

import pytest

from oneseal.cases.selectors import State
from oneseal.dispatch.selectors import Way, dispatch_of
from oneseal.dispatch.services import ChoiceTold, way_choose
from oneseal.foundation.timekeeping import now
from oneseal.licences.selectors import licence_of_case
from tests.factories import world
from tests.web.portal.conftest import said, sign_in

pytestmark = pytest.mark.django_db
POSTED = {
    "way": "express", "recipient": "张三", "mobile": "13000000000", "address": "演示路1号", "is_agreed": "on",
}  # fmt: skip


def test_a_choice_shows_on_the_case_with_its_address_and_that_the_postage_is_unknown(client, city):
    case = world.submitted_case()
    sign_in(client, case.applicant)

    answer = client.post(f"/my/cases/{case.id}/delivery/", POSTED, follow=True)

    assert "演示路1号" in said(answer)
    assert "本市尚未公布" in said(answer)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        pytest.param({"is_agreed": ""}, "请勾选同意", id="no-consent"),
        pytest.param({"address": ""}, "请写全收件人", id="no-address"),
        pytest.param({"way": ""}, "请选择送达方式", id="no-way"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(client, city, changed, words):
    case = world.submitted_case()
    sign_in(client, case.applicant)

    answer = client.post(f"/my/cases/{case.id}/delivery/", {**POSTED, **changed})

    assert answer.status_code == 422 or answer.status_code == 400
    assert words in said(answer)
    assert 'value="13000000000"' in answer.content.decode()


def test_the_case_of_somebody_else_is_not_found(client, city):
    case = world.submitted_case()
    sign_in(client, world.person())

    assert client.get(f"/my/cases/{case.id}/delivery/").status_code == 404
    assert client.post(f"/my/cases/{case.id}/delivery/", POSTED).status_code == 404


def test_what_was_delivered_is_not_chosen_any_more(client, city):
    case = world.delivered_case()
    sign_in(client, case.applicant)

    assert "现在不能改送达方式" in said(client.get(f"/my/cases/{case.id}/delivery/"))


def test_the_first_download_of_the_licence_is_its_delivery_and_the_page_says_so(client, city):
    case = world.issuing_case()
    told = ChoiceTold(Way.ELECTRONIC, has_consented=True)
    way_choose(case_id=case.id, told=told, actor=case.applicant, now=now())
    sign_in(client, case.applicant)
    address = f"/papers/{licence_of_case(case.id).paper_id}/"

    assert client.get(address).content.startswith(b"%PDF")
    assert client.get(address).content.startswith(b"%PDF")

    assert case.facts.state is State.DELIVERED
    assert "方式：电子送达" in said(client.get(f"/my/cases/{case.id}/"))


def test_the_form_begins_with_what_the_application_says(client, city):
    case = world.submitted_case()
    sign_in(client, case.applicant)

    page = client.get(f"/my/cases/{case.id}/delivery/").content.decode()

    assert dispatch_of(case.facts).way is None
    assert 'value="window"' in page
    assert "checked" in page
