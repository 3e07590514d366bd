"""Whoever examined a case never decides it, also where somebody else examined it after him (Licensing Law art. 34)."""

from dataclasses import replace

import pytest

from oneseal.cases import services
from oneseal.cases.errors import SamePerson
from oneseal.cases.services.deciding import OpinionTold
from tests.apps.traces import refused
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def grant(case, press):
    services.case_grant(case_id=case.id, text="", press=press)


def refuse(case, press):
    services.case_refuse(case_id=case.id, text="不符合。", press=press)


@pytest.mark.parametrize("decide", [pytest.param(grant, id="grant"), pytest.param(refuse, id="refuse")])
@pytest.mark.parametrize("is_second", [pytest.param(False, id="author"), pytest.param(True, id="second")])
def test_who_examined_before_somebody_else_did_does_not_decide_as_a_substitute(decide, is_second):
    case, author, second = world.accepted_case(), world.staff("reviewer"), world.appoint("reviewer")
    told = OpinionTold("grant", "符合条件。", second.account_id)
    services.case_recommend(case_id=case.id, told=told, press=world.press(author))
    services.case_send_back(case_id=case.id, reason="请补充。", press=world.press(world.staff("approver")))
    world.recommend(case, by=world.appoint("reviewer"))
    before, approver = second if is_second else author, world.staff("approver")

    with refused(SamePerson, step="审查"):
        decide(case, world.press(replace(approver, account_id=before.account_id, stands_in_for=approver.account_id)))

    decide(case, world.press(approver))
    assert case.facts.decided_at is not None
