"""Only who is fit may be named the second examiner: what a page offers is what the move accepts."""

import pytest

from oneseal.cases import services
from oneseal.cases.errors import SecondExaminerUnfit
from oneseal.cases.selectors import seconds_fit
from oneseal.cases.services.deciding import OpinionTold
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.models import Absence, PostHolding
from oneseal.kernel.ids import new_id
from tests.apps.cases.test_blind_apart import at_the_window, holding_of
from tests.apps.traces import refused
from tests.factories import blind, world
from tests.web.workbench.conftest import Desk, address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def fit(case, examiner):
    return set(seconds_fit(case.facts, examiner=examiner.account_id, on=today()))


def name(case, examiner, second):
    told = OpinionTold("grant", "可以。", second.account_id, is_substantive=True)
    services.case_recommend(case_id=case.id, told=told, press=world.press(examiner))


def away(actor):
    holding = holding_of(actor)
    return Absence.objects.create(
        id=new_id(now()), holding=holding, from_on=today(), to_on=today(), reason="病假", recorded_at=now()
    )


def test_neither_himself_nor_who_accepted_nor_who_has_no_such_post():
    case, examiner, second = world.accepted_case(), world.staff("reviewer"), world.appoint("reviewer")
    acceptor = PostHolding.objects.get(account_id=case.facts.acceptor_id, until_on=None)
    PostHolding.objects.filter(pk=acceptor.pk).update(post=holding_of(examiner).post)

    assert fit(case, examiner) == {second.account_id}


def test_who_is_away_today_is_neither_offered_nor_accepted():
    case, examiner, second = world.accepted_case(), world.staff("reviewer"), world.appoint("reviewer")
    absence = away(second)

    assert fit(case, examiner) == set()
    with refused(SecondExaminerUnfit):
        name(case, examiner, second)
    absence.delete()
    assert fit(case, examiner) == {second.account_id}
    name(case, examiner, second)


def test_in_blind_mode_who_is_left_out_of_the_lot_is_not_offered():
    blind.publish()
    blind.examiners(3)
    case = blind.accepted_case()
    mine = blind.examiner_of(case)
    second, third = (one for one in blind.examiners(3) if one.account_id != mine.account_id)
    at_the_window(second)

    assert fit(case, mine) == {third.account_id}


def test_the_page_offers_who_is_fit_and_says_so_where_nobody_is():
    case, second = world.accepted_case(), world.appoint("reviewer")
    page = address(case, "review")
    assert f'value="{second.account_id}"' in Desk("reviewer").get(page).content.decode()
    assert f'value="{world.staff("reviewer").account_id}"' not in Desk("reviewer").get(page).content.decode()

    away(second)

    said = Desk("reviewer").get(page).content.decode()
    assert f'value="{second.account_id}"' not in said
    assert "今天没有人可以担任本件的第二名审查人员" in said
