"""Blind mode: who met the applicant in a case neither examines nor decides it under whatever post (A13, A114)."""

from dataclasses import replace

import pytest

from oneseal.cases import services
from oneseal.cases.blindness_errors import IntakeApart, TakesNoPart
from oneseal.cases.errors import SecondExaminerUnfit
from oneseal.cases.models import Drawing
from oneseal.cases.rules.drawing import Ground
from oneseal.cases.selectors import Action, actions_open, case_for_actor
from oneseal.cases.services.deciding import OpinionTold
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.models import Absence, Person, PostHolding
from oneseal.kernel.ids import new_id
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
    assert Action.GRANT not in actions_open(case.facts, actor=as_approver, today=today())
    assert Action.GRANT in actions_open(case.facts, actor=approver, today=today())
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


# --- who stands in -------------------------------------------------------------------------------------------------


def holding_of(actor):
    return PostHolding.objects.get(account_id=actor.account_id, until_on=None, stands_in_for=None)


def at_the_window(actor):
    """Let somebody stand in at the window, whose clerk is away; return the absence."""
    clerk = holding_of(world.staff("intake_clerk"))
    PostHolding.objects.create(
        id=new_id(now()), account_id=actor.account_id, post=clerk.post, stands_in_for=clerk, since_on=today()
    )
    return Absence.objects.create(
        id=new_id(now()), holding=clerk, from_on=today(), to_on=today(), reason="病假", recorded_at=now()
    )


def test_a_clerk_who_did_nothing_for_the_case_does_not_stand_in_for_its_examiner():
    case = blind.accepted_case()
    clerk, mine = world.appoint("intake_clerk"), blind.examiner_of(case)

    with pytest.raises(IntakeApart):
        world.recommend(case, by=standing_in(clerk, mine))
    assert Action.RECOMMEND not in actions_open(case.facts, actor=standing_in(clerk, mine), today=today())

    world.recommend(case, by=standing_in(world.appoint("archivist"), mine))


def test_who_stands_in_at_the_window_decides_nothing_on_that_day():
    case = blind.accepted_case()
    world.recommend(case, by=blind.examiner_of(case))
    approver = world.staff("approver")
    away = at_the_window(approver)

    with pytest.raises(IntakeApart):
        grant(case, approver)

    away.delete()
    grant(case, approver)


def test_who_stands_in_at_the_window_takes_no_part_in_a_lot():
    one, other = blind.examiners()
    case = blind.submitted_case()
    second = world.appoint("intake_clerk")
    at_the_window(one)

    services.case_accept(case_id=case.id, press=world.press(second))

    assert lots_of(case)[str(one.account_id)] == "intake"
    assert case.facts.assignee_id == other.account_id


def test_who_acted_at_the_window_before_decides_nothing_in_the_post_of_now():
    case = blind.submitted_case()
    defect = services.Defect("material:rules_list", "制度目录清单", "没有盖章", "请重传")
    mover = world.appoint("intake_clerk")
    world.request_correction(case, defect, by=mover)
    world.attach(case, "rules_list", b"mended")
    services.case_correct(case_id=case.id, press=world.press(case.applicant))
    blind.accept(case)
    world.recommend(case, by=blind.examiner_of(case))
    PostHolding.objects.filter(account_id=mover.account_id).update(post=holding_of(world.staff("approver")).post)

    with pytest.raises(IntakeApart):
        grant(case, standing_in(mover, world.staff("approver")))


def test_who_had_to_step_back_comes_back_neither_as_substitute_nor_as_approver():
    case = blind.accepted_case()
    first = blind.examiner_of(case)
    blind.draw_again(case, ground=Ground.RECUSED, reason="与申请人有利害关系。")
    mine = blind.examiner_of(case)

    with pytest.raises(TakesNoPart):
        world.recommend(case, by=standing_in(first, mine))
    world.recommend(case, by=mine)
    with pytest.raises(TakesNoPart):
        grant(case, standing_in(first, world.staff("approver")))


def test_nobody_decides_for_an_organisation_that_he_may_act_for():
    case = blind.accepted_case()
    world.recommend(case, by=blind.examiner_of(case))
    approver = world.staff("approver")
    Person.objects.filter(account_id=case.applicant.account_id).update(account_id=approver.account_id)

    with pytest.raises(TakesNoPart):
        grant(case, approver)


def test_a_second_examiner_is_kept_apart_when_he_is_named_and_when_he_confirms():
    case = blind.accepted_case()
    mine = blind.examiner_of(case)
    [second] = blind.others_than(mine)
    told = OpinionTold("grant", "可以。", second.account_id)
    at_the_window(second)
    with pytest.raises(SecondExaminerUnfit):
        services.case_recommend(case_id=case.id, told=told, press=world.press(mine))
    Absence.objects.update(cancelled_at=now())
    services.case_recommend(case_id=case.id, told=told, press=world.press(mine))
    Absence.objects.update(cancelled_at=None)

    with pytest.raises(IntakeApart):
        services.review_confirm(case_id=case.id, note="", press=world.press(second))

    Absence.objects.update(cancelled_at=now())
    services.review_confirm(case_id=case.id, note="", press=world.press(second))
