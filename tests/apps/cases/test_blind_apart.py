"""Blind mode: who met the applicant in a case neither examines nor decides it under whatever post (A13, A114)."""

from dataclasses import replace

import pytest

from oneseal.cases import services
from oneseal.cases.blindness_errors import TakesNoPart
from oneseal.cases.models import Drawing
from oneseal.cases.selectors import Action, actions_open, case_for_actor
from tests.factories import blind, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blind_city")]


@pytest.fixture
def blind_city(city):
    blind.publish()
    blind.examiners()


def standing_in(actor, of):
    """Return a login as it acts in the post of somebody else (AB岗)."""
    return replace(of, account_id=actor.account_id, stands_in_for=of.account_id)


def grant(case, by):
    services.case_grant(case_id=case.id, text="符合条件。", press=world.press(by))


def lots_of(case):
    """Return why each candidate of the last lot was left out, by login."""
    row = Drawing.objects.filter(case_id=case.id).first()
    return {one["account"]: one["excluded"] for one in row.candidates}


# --- a lifted cover ------------------------------------------------------------------------------------------------


def test_who_looked_under_the_cover_decides_nothing_and_reads_covered_in_the_post_that_decides():
    case = blind.accepted_case()
    blind.lift(case)
    world.recommend(case, by=blind.examiner_of(case))
    head, approver = world.staff("agency_head"), world.staff("approver")
    as_approver = standing_in(head, approver)

    assert case_for_actor(case.id, actor=head).party_name == blind.COMPANY
    assert case_for_actor(case.id, actor=as_approver).is_covered
    assert Action.GRANT not in actions_open(case.facts, actor=as_approver)
    assert Action.GRANT in actions_open(case.facts, actor=approver)
    with pytest.raises(TakesNoPart):
        grant(case, as_approver)

    grant(case, approver)


def test_who_looked_under_the_cover_takes_no_part_in_a_lot():
    blind.examiners(3)
    case = blind.accepted_case()
    looked, free = (one for one in blind.examiners(3) if one.account_id != case.facts.assignee_id)
    press = world.press(replace(world.staff("agency_head"), account_id=looked.account_id))
    services.case_lift_cover(case_id=case.id, reason="核实用地面积。", press=press)

    blind.draw_again(case)

    assert lots_of(case)[str(looked.account_id)] == "lifted"
    assert case.facts.assignee_id == free.account_id
