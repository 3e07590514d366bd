"""The applicant takes his application back, or complains of how it is handled."""

from uuid import uuid4

import pytest
from django.test import Client

from oneseal.evaluation.models import Matter
from oneseal.identity.models import Account
from tests.factories import aside, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def browser_of(actor):
    client = Client()
    account = Account.objects.get(pk=actor.account_id)
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def told(**changed):
    return {"press": str(uuid4()), "reason": "不再经营。", "is_meant": "on", **changed}


def test_an_applicant_withdraws_with_a_reason_and_finds_both_papers():
    case = world.accepted_case()
    client = browser_of(case.applicant)
    page = f"/my/cases/{case.id}/withdraw/"

    assert f'href="{page}"' in client.get(f"/my/cases/{case.id}/").content.decode()
    assert client.get(page).status_code == 200
    answer = client.post(page, told(), follow=True)

    assert case.facts.state == "withdrawn"
    words = answer.content.decode()
    assert "撤回申请书" in words
    assert "同意撤回申请通知书" in words


@pytest.mark.parametrize("changed", [{"reason": ""}, {"is_meant": ""}], ids=["no-reason", "not-confirmed"])
def test_a_withdrawal_is_meant_and_says_why(changed):
    case = world.accepted_case()

    answer = browser_of(case.applicant).post(f"/my/cases/{case.id}/withdraw/", told(**changed))

    assert answer.status_code == 422
    assert case.facts.state == "under_review"


def test_after_the_decision_the_page_says_what_is_open():
    case = world.granted_case()

    answer = browser_of(case.applicant).get(f"/my/cases/{case.id}/withdraw/")

    assert "现在不能撤回" in answer.content.decode()


def test_somebody_elses_application_is_not_found_for_withdrawal_or_complaint():
    case, stranger = world.accepted_case(), browser_of(world.person())

    assert stranger.post(f"/my/cases/{case.id}/withdraw/", told()).status_code == 404
    assert stranger.get(f"/my/cases/{case.id}/complain/").status_code == 404
    assert case.facts.state == "under_review"


def test_a_complaint_on_ones_own_case_names_it():
    case = world.accepted_case()
    words = {"agency": str(world.city().agency_id), "text": "等了两小时。"}

    browser_of(case.applicant).post(f"/my/cases/{case.id}/complain/", words, follow=True)

    assert Matter.objects.get().case_number == case.facts.number


def test_the_applicant_sees_the_case_above_linked():
    case = aside.forwarded_case()
    upper = aside.upper_case(case)
    client = browser_of(case.applicant)

    assert f"/my/cases/{upper.id}/" in client.get(f"/my/cases/{case.id}/").content.decode()
    assert f"/my/cases/{case.id}/" in client.get(f"/my/cases/{upper.id}/").content.decode()
