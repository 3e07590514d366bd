"""Blind mode: the system draws who examines, intake stays apart, and neither side learns of the other (A13, A114)."""

from dataclasses import replace
from io import BytesIO

import pytest
from django.db import transaction
from pypdf import PdfReader

from oneseal.cases import services
from oneseal.cases.blindness_errors import CoverLifted, DrawnToAnother, IntakeApart, NobodyToDraw, NotInBlindMode
from oneseal.cases.errors import (
    CaseNotFound,
    ReasonMissing,
)
from oneseal.cases.models import CoverLift, Drawing
from oneseal.cases.rules.drawing import Ground, is_as_recorded
from oneseal.cases.selectors import (
    Action,
    CaseFilter,
    Scope,
    actions_open,
    answers_of,
    case_for_actor,
    cases_earlier,
    cases_found,
    cases_inbox,
    cases_linked,
    cases_listed,
    cases_of_number,
    materials_of,
    trace_for_actor,
)
from oneseal.cases.services.deciding import OpinionTold
from oneseal.foundation.readlog.models import Reading
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.errors import NotAllowed
from oneseal.identity.models import Absence, PostHolding
from oneseal.kernel.ids import new_id
from tests.apps.traces import acts, chain_is_whole, verbs
from tests.factories import blind, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blind_city")]


@pytest.fixture
def blind_city(city):
    blind.publish()
    blind.examiners()


def send_away(actor):
    holding = PostHolding.objects.get(account_id=actor.account_id, until_on=None)
    Absence.objects.create(
        id=new_id(now()), holding=holding, from_on=today(), to_on=today(), reason="病假", recorded_at=now()
    )


# --- the lot -----------------------------------------------------------------------------------------------------


def test_an_accepted_case_falls_to_one_examiner_and_the_lot_can_be_played_again():
    case = blind.accepted_case()

    row = Drawing.objects.get(case_id=case.id)
    assert case.facts.assignee_id == row.drawn_id
    assert {one["account"] for one in row.candidates} == {str(one.account_id) for one in blind.examiners()}
    assert is_as_recorded(row.candidates, seed=row.seed, case_id=case.id, drawn=row.drawn_id)
    assert row.ground == Ground.ACCEPTED


def test_the_trace_holds_what_the_lot_was_drawn_from():
    case = blind.accepted_case()

    after = acts(case.id)[-1].after
    row = Drawing.objects.get(case_id=case.id)
    assert verbs(case.id)[-1] == "cases.assign"
    assert (after["seed"], after["candidates"], after["drawn"]) == (row.seed, row.candidates, str(row.drawn_id))
    assert chain_is_whole(case)


def test_the_next_case_falls_to_whoever_has_fewer():
    first, second = blind.accepted_case(), blind.accepted_case()

    assert {first.facts.assignee_id, second.facts.assignee_id} == {one.account_id for one in blind.examiners()}


def test_who_is_away_takes_no_part():
    away, here = blind.examiners()
    send_away(away)

    case = blind.accepted_case()

    assert case.facts.assignee_id == here.account_id
    [row] = [one for one in Drawing.objects.get().candidates if one["account"] == str(away.account_id)]
    assert row["excluded"] == "absent"


def test_an_acceptance_stands_where_nobody_is_free_and_a_leader_draws_later():
    for one in blind.examiners():
        send_away(one)
    case = blind.accepted_case()
    assert (case.facts.state, case.facts.assignee_id) == ("under_review", None)

    Absence.objects.all().delete()
    blind.draw_again(case)

    assert case.facts.assignee_id is not None
    assert Drawing.objects.first().ground == Ground.NOBODY_FREE


def test_who_takes_applications_too_takes_no_part_in_a_lot():
    one, other = blind.examiners()
    post = PostHolding.objects.get(account_id=one.account_id, until_on=None).post
    post.pk = new_id(now())
    post.title, post.permissions = "混合岗位", ["cases.read", "cases.review", "cases.accept"]
    post.save(force_insert=True)
    PostHolding.objects.filter(account_id=one.account_id).update(post=post)

    case = blind.accepted_case()

    assert case.facts.assignee_id == other.account_id


def test_an_item_in_the_usual_mode_is_drawn_to_nobody():
    blind.publish(blind_mode="0")
    case = world.accepted_case()

    assert case.facts.assignee_id is None
    assert not Drawing.objects.exists()
    assert world.staff("reviewer").account_id is not None
    assert [row.facts.id for row in cases_inbox(world.staff("reviewer"), now=now()).rows] == [case.id]


def test_lots_and_lifted_covers_are_never_changed_or_deleted():
    case = blind.accepted_case()
    blind.lift(case)

    for row in (Drawing.objects.filter(case_id=case.id), CoverLift.objects.filter(case_id=case.id)):
        with pytest.raises(Exception, match="appended, never changed or deleted"), transaction.atomic():
            row.update(reason="…")
        with pytest.raises(Exception, match="appended, never changed or deleted"), transaction.atomic():
            row.delete()


# --- drawn again ---------------------------------------------------------------------------------------------------


def test_a_leader_has_the_lot_drawn_again_with_a_reason_and_names_nobody():
    case = blind.accepted_case()
    before = blind.examiner_of(case)

    blind.draw_again(case)

    assert case.facts.assignee_id != before.account_id
    row = Drawing.objects.first()
    assert (row.taken_off_id, row.ground, row.reason) == (before.account_id, Ground.ABSENT, "审查人员请病假。")
    assert verbs(case.id)[-1] == "cases.draw_again"
    assert chain_is_whole(case)


def test_a_second_press_draws_no_second_lot():
    case = blind.accepted_case()
    press = world.press(world.staff("agency_head"))
    why = services.Why(Ground.ABSENT, "审查人员请病假。")

    for _again in range(2):
        services.case_draw_again(case_id=case.id, why=why, press=press)

    assert Drawing.objects.count() == 2


def test_a_lot_is_not_drawn_again_without_a_reason_or_where_nobody_else_is_free():
    case = blind.accepted_case()
    with pytest.raises(ReasonMissing):
        blind.draw_again(case, reason=" ")
    for other in blind.others_than(blind.examiner_of(case)):
        send_away(other)

    with pytest.raises(NobodyToDraw):
        blind.draw_again(case)

    assert Drawing.objects.count() == 1


def test_whoever_had_to_step_back_never_gets_the_case_again():
    case = blind.accepted_case()
    first = blind.examiner_of(case)
    blind.draw_again(case, ground=Ground.RECUSED, reason="与申请人有利害关系。")

    with pytest.raises(NobodyToDraw):
        blind.draw_again(case)

    assert case.facts.assignee_id != first.account_id


@pytest.mark.parametrize("post", ["reviewer", "approver", "intake_clerk", "supervisor"])
def test_only_a_leader_draws_again_or_lifts_a_cover(post):
    case = blind.accepted_case()

    with pytest.raises((NotAllowed, DrawnToAnother)):
        blind.draw_again(case, by=post)
    with pytest.raises((NotAllowed, DrawnToAnother)):
        blind.lift(case, by=post)


def test_nothing_is_drawn_or_lifted_outside_blind_mode():
    blind.publish(blind_mode="0")
    case = world.accepted_case()

    with pytest.raises(NotInBlindMode):
        blind.draw_again(case)
    with pytest.raises(NotInBlindMode):
        blind.lift(case)
    assert not {Action.DRAW_AGAIN, Action.LIFT_COVER} & set(
        actions_open(case.facts, actor=world.staff("agency_head"), today=today())
    )


# --- who may do and see --------------------------------------------------------------------------------------------


def test_only_the_examiner_to_whom_a_case_fell_sees_and_examines_it():
    case = blind.accepted_case()
    mine = blind.examiner_of(case)
    [other] = blind.others_than(mine)

    for inbox in (cases_inbox(other, now=now()), cases_listed(other, CaseFilter(), now=now())):
        assert inbox.rows == []
    with pytest.raises(DrawnToAnother):
        case_for_actor(case.id, actor=other)
    with pytest.raises(DrawnToAnother):
        world.recommend(case, by=other)

    assert [row.facts.id for row in cases_inbox(mine, now=now()).rows] == [case.id]
    world.recommend(case, by=mine)
    assert case.facts.state == "decision_pending"


def test_what_did_not_fall_to_an_examiner_of_another_agency_is_simply_not_there():
    case = blind.accepted_case()
    [other] = blind.others_than(blind.examiner_of(case))
    with pytest.raises(CaseNotFound):
        case_for_actor(case.id, actor=replace(other, agency_id=new_id(now())))


def test_who_stands_in_for_the_examiner_examines_in_his_place():
    case = blind.accepted_case()
    mine = blind.examiner_of(case)
    substitute = replace(mine, account_id=world.appoint("archivist").account_id, stands_in_for=mine.account_id)
    world.recommend(case, by=substitute)

    assert case.facts.examiner_id == substitute.account_id


def test_intake_neither_examines_nor_decides_under_whatever_post():
    case = blind.accepted_case()
    mine = blind.examiner_of(case)
    clerk = world.staff("intake_clerk")
    as_examiner = replace(mine, account_id=clerk.account_id, stands_in_for=mine.account_id)
    with pytest.raises(IntakeApart):
        world.recommend(case, by=as_examiner)
    world.recommend(case, by=mine)
    for decider in (
        replace(world.staff("approver"), account_id=clerk.account_id),
        replace(world.staff("approver"), permissions=frozenset({"cases.read", "cases.decide", "cases.accept"})),
    ):
        with pytest.raises(IntakeApart):
            services.case_grant(case_id=case.id, text="符合条件。", press=world.press(decider))
        assert Action.GRANT not in actions_open(case.facts, actor=decider, today=today())

    services.case_grant(case_id=case.id, text="符合条件。", press=world.press(world.staff("approver")))
    assert case.facts.state == "granted"


def test_talk_stays_between_applicant_and_window():
    case = blind.accepted_case()
    mine = blind.examiner_of(case)

    with pytest.raises(NotAllowed):
        services.message_send(case_id=case.id, text="请补充说明。", actor=mine, now=now())

    services.message_send(case_id=case.id, text="请补充说明。", actor=world.staff("intake_clerk"), now=now())


# --- what the back office reads ------------------------------------------------------------------------------------


@pytest.fixture(params=["examiner", "approver", "agency_head"])
def behind(request):
    case = blind.accepted_case()
    actor = blind.examiner_of(case) if request.param == "examiner" else world.staff(request.param)
    return case, actor


SECRETS = (blind.APPLICANT, blind.COMPANY, blind.MOBILE, blind.CONTACT, blind.MANAGER, blind.ADDRESS, world.USCC)


def test_the_back_office_reads_a_case_without_who_applied(behind):
    case, actor = behind
    facts = case_for_actor(case.id, actor=actor)
    read = [facts.party_name, answers_of(facts).values, materials_of(facts), trace_for_actor(facts, actor=actor)]

    assert not [secret for secret in SECRETS if secret in str(read)]
    assert answers_of(facts).values["business_form"] == "catering"
    assert all(row.file_name.startswith("材料文件") and row.file_name.endswith(".pdf") for row in materials_of(facts))
    assert cases_earlier(facts, actor=actor) == []
    assert cases_linked(facts, actor=actor).again == ()


def test_the_back_office_finds_no_case_by_who_applied(behind):
    case, actor = behind

    assert cases_found(actor, blind.COMPANY, now=now()) == []
    assert cases_of_number(actor, world.USCC, now=now()) == []
    assert cases_listed(actor, CaseFilter(words=blind.COMPANY), now=now()).rows == []

    [row] = cases_found(actor, case.facts.item_name, now=now())
    assert blind.COMPANY not in row.facts.party_name
    [listed] = cases_listed(actor, CaseFilter(scope=Scope.AGENCY), now=now()).rows
    assert blind.COMPANY not in listed.facts.party_name


@pytest.mark.parametrize("post", ["intake_clerk", "issue_clerk", "supervisor"])
def test_window_and_supervision_read_it_as_it_is(post):
    case = blind.accepted_case()
    actor = world.staff(post)

    assert case_for_actor(case.id, actor=actor).party_name == blind.COMPANY
    assert [row.facts.id for row in cases_found(actor, blind.COMPANY, now=now())] == [case.id]


def test_the_cover_ends_with_the_decision_that_is_public():
    case = blind.accepted_case()
    mine = blind.examiner_of(case)
    world.recommend(case, by=mine)
    assert case_for_actor(case.id, actor=world.staff("approver")).is_covered
    services.case_grant(case_id=case.id, text="符合条件。", press=world.press(world.staff("approver")))

    for actor in (mine, world.staff("approver")):
        assert case_for_actor(case.id, actor=actor).party_name == blind.COMPANY


def test_an_earlier_case_of_the_same_applicant_does_not_lead_to_the_covered_one():
    case = blind.accepted_case()
    world.recommend(case, by=blind.examiner_of(case))
    services.case_refuse(case_id=case.id, text="场地不符合要求。", press=world.press(world.staff("approver")))
    begun = services.case_apply_again(case_id=case.id, actor=case.applicant, now=now())
    again = world.Filed(begun.case_id, case.applicant)
    world.save(again, truth_commitment=True)
    world.submit(again)
    approver = world.staff("approver")

    assert [row.id for row in cases_linked(case.facts, actor=world.staff("intake_clerk")).again] == [again.id]
    assert cases_linked(case_for_actor(case.id, actor=approver), actor=approver).again == ()


def test_a_cover_is_lifted_with_a_reason_that_supervision_and_applicant_find():
    case = blind.accepted_case()
    head = world.staff("agency_head")
    assert case_for_actor(case.id, actor=head).is_covered
    with pytest.raises(ReasonMissing):
        blind.lift(case, reason=" ")

    blind.lift(case)

    assert case_for_actor(case.id, actor=head).party_name == blind.COMPANY
    assert case_for_actor(case.id, actor=world.staff("approver")).is_covered
    assert acts(case.id)[-1].after["reason"] == "请窗口联系申请人核实用地面积。"
    read = Reading.objects.get(actor_id=head.account_id)
    assert (read.party_id, "请窗口联系申请人核实用地面积。" in read.purpose) == (case.facts.party_id, True)
    with pytest.raises(CoverLifted):
        blind.lift(case)


def test_papers_that_a_member_of_the_back_office_looks_at_beforehand_name_nobody():
    case = blind.accepted_case()
    world.recommend(case, by=blind.examiner_of(case))
    approver = world.staff("approver")

    def work(press):
        services.case_grant(case_id=case.id, text="符合条件。", press=press)

    looked = services.move_previewed(case_id=case.id, work=work, actor=approver, now=now())

    words = "".join(page.extract_text() for paper in looked.papers for page in PdfReader(BytesIO(paper.pdf)).pages)
    assert "准予" in words
    assert not [secret for secret in SECRETS if secret in "".join(words.split())]
    assert looked.facts.is_covered
    assert case.facts.state == "decision_pending"


def test_a_second_opinion_told_again_is_no_loophole():
    case = blind.accepted_case()
    [other] = blind.others_than(blind.examiner_of(case))

    with pytest.raises(DrawnToAnother):
        services.case_recommend(case_id=case.id, told=OpinionTold("grant", "可以。"), press=world.press(other))
