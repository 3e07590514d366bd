"""The applicant promises what follows when he hands in, brings it, and reads what he commits himself to."""

from datetime import timedelta

import pytest

from oneseal.foundation.timekeeping import today
from tests.factories import aside, hours, special, world
from tests.web.portal.conftest import hidden, said, sign_in

pytestmark = pytest.mark.django_db


def at(case, client):
    return sign_in(client, case.applicant)


def review(case):
    return f"/applications/{case.id}/review/"


def test_what_may_follow_is_promised_on_the_page_of_handing_in(client, city):
    case = special.lacking_case()
    browser = at(case, client)
    page = browser.get(review(case))
    assert "可以容缺：承诺以后补齐的材料" in said(page)
    told = {"press": hidden(page, "press"), "statement": "on"}

    refused = browser.post(review(case), told)
    assert refused.status_code == 422
    day = (today() + timedelta(days=2)).isoformat()
    promise = {**told, "follow": ["rules_list"], "follow-rules_list": day}
    unsigned = browser.post(review(case), promise)
    assert (unsigned.status_code, f'value="{day}"' in unsigned.content.decode()) == (422, True)
    done = browser.post(review(case), {**promise, "pledge": "on"})
    assert done.status_code == 302
    assert case.facts.supplements_due_on == today() + timedelta(days=2)


def test_an_item_that_promises_hours_is_handed_in_and_its_materials_may_follow_by_the_next_working_day(client, city):
    hours.open_offices()
    aside.republish(**special.TOLERANT, flow=hours.FLOW, promise_limit=4, promise_limit_unit="OH")
    case = special.lacking_case(republished=True)
    browser = at(case, client)
    page = browser.get(review(case))
    told = {"press": hidden(page, "press"), "statement": "on", "pledge": "on", "follow": ["rules_list"]}
    day = (today() + timedelta(days=1)).isoformat()

    assert f'value="{day}"' in page.content.decode()
    assert browser.post(review(case), {**told, "follow-rules_list": day}).status_code == 302
    assert case.facts.state == "submitted"


def test_a_day_that_is_none_is_refused_by_name(client, city):
    case = special.lacking_case()
    browser = at(case, client)
    told = {"press": hidden(browser.get(review(case)), "press"), "statement": "on", "pledge": "on"}
    answer = browser.post(review(case), {**told, "follow": ["rules_list"], "follow-rules_list": "soon"})

    assert answer.status_code == 422
    assert "承诺补齐的日期应当在今天以后" in said(answer)


def test_what_was_promised_is_asked_for_and_brought(client, city, tmp_path):
    case = special.tolerant_case()
    browser = at(case, client)
    assert "您承诺的材料还没有补齐" in said(browser.get(f"/my/cases/{case.id}/"))
    address = f"/my/cases/{case.id}/supply/"
    page = browser.get(address)
    told = {"press": hidden(page, "press"), "material": "rules_list"}
    empty = browser.post(address, told)
    assert (empty.status_code, "没有收到文件" in said(empty)) == (422, True)
    file = tmp_path / "rules.pdf"
    file.write_bytes(world.PDF + b"rules")
    with file.open("rb") as opened:
        answer = browser.post(address, {**told, "file": opened})

    assert answer.status_code == 302
    assert "容缺材料收件凭证" in said(browser.get(f"/my/cases/{case.id}/"))
    assert browser.get(address).status_code == 302


def test_who_chose_commitment_reads_what_it_means_before_he_signs(client, city):
    aside.republish(**special.BY_COMMITMENT)
    case = world.filled_case()
    browser = at(case, client)
    page = browser.get(review(case))
    words = said(page)

    assert "有与经营的食品品种、数量相适应的场所。" in words
    assert "记入信用记录" in words
    told = {"press": hidden(page, "press"), "statement": "on"}
    assert browser.post(review(case), told).status_code == 422
    assert browser.post(review(case), {**told, "pledge": "on"}).status_code == 302
    assert case.facts.mode == "commitment"


def test_a_stranger_brings_nothing(stranger):
    case = special.tolerant_case()

    assert stranger.get(f"/my/cases/{case.id}/supply/").status_code == 404
