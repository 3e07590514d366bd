"""The page that starts a new application from an old one: what comes along, what is to be brought, and who may."""

import pytest

from oneseal.cases.models import Case
from oneseal.catalog.models import ItemVersion
from oneseal.catalog.services import item_publish, item_revise
from oneseal.foundation.timekeeping import now, today
from tests.factories import aside, world
from tests.web.portal.test_withdrawing_and_complaining import browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def page_of(case):
    return f"/my/cases/{case.id}/again/"


@pytest.mark.parametrize("ended", [world.refused_case, aside.withdrawn_case], ids=["refused", "withdrawn"])
def test_the_file_of_what_failed_leads_to_a_new_application(ended):
    case = ended()
    client = browser_of(case.applicant)

    assert f'href="{page_of(case)}"' in client.get(f"/my/cases/{case.id}/").content.decode()
    words = client.get(page_of(case)).content.decode()
    assert "rules_list.pdf" in words
    assert "还需要准备" not in words
    answer = client.post(page_of(case), follow=True)

    new = Case.objects.get(prior_case_id=case.id)
    assert answer.redirect_chain[-1][0] == f"/applications/{new.id}/form/"
    assert world.ANSWERS["premises_address"] in answer.content.decode()


def test_what_a_newer_version_asks_for_beside_it_is_told_beforehand():
    case, editor = world.refused_case(), world.staff("item_administrator")
    row = ItemVersion.objects.get(pk=item_revise(item_id=world.city().item_id, actor=editor, now=now()))
    materials = row.content["elements"]["materials"]["value"]
    sample = next(one for one in materials if one["key"] == "rules_list")
    named = {**sample["elements"], "name": {**sample["elements"]["name"], "value": "消防预案"}}
    materials.append({**sample, "key": "fire_plan", "elements": named})
    row.save(update_fields=["content"])
    item_publish(version_id=row.pk, effective_on=today(), actor=editor, now=now())

    words = browser_of(case.applicant).get(page_of(case)).content.decode()

    assert "这个事项已经有新的版本" in words
    assert "消防预案" in words


@pytest.mark.parametrize("ended", [world.granted_case, world.accepted_case], ids=["granted", "under-way"])
def test_what_did_not_fail_is_not_applied_for_again(ended):
    case = ended()
    client = browser_of(case.applicant)

    assert page_of(case) not in client.get(f"/my/cases/{case.id}/").content.decode()
    for answer in (client.get(page_of(case)), client.post(page_of(case))):
        assert answer.status_code == 302
        assert answer.url == f"/my/cases/{case.id}/"
    assert not Case.objects.filter(prior_case_id=case.id).exists()


def test_another_persons_case_is_not_found():
    case = world.refused_case()

    for client in (browser_of(world.applicant()[0]), browser_of(world.staff("intake_clerk"))):
        assert client.get(page_of(case)).status_code == 404
        assert client.post(page_of(case)).status_code == 404
