"""Licensing Law art. 34: examined; decided on the spot where that can be; substance is checked by two or more."""

from dataclasses import replace

from oneseal.cases import selectors as cases
from oneseal.cases import services
from oneseal.cases.blindness_errors import DrawnToAnother, IntakeApart, TakesNoPart
from oneseal.cases.errors import (
    NodesOpen,
    NotOnTheSpot,
    ReasonMissing,
    SecondExaminerMissing,
    SecondExaminerUnfit,
    SecondUnconfirmed,
    SpotOver,
    SurveyorsMissing,
)
from oneseal.cases.selectors import Action
from oneseal.cases.services.deciding import OpinionTold
from oneseal.cases.window_errors import TwoExaminersOwed
from oneseal.foundation.timekeeping import today
from oneseal.identity.errors import NotAllowed
from tests.apps.traces import paper_kinds
from tests.factories import aside, blind, processes, special, world
from tests.law.demands import LAW, by, refused

pytestmark = LAW
AT_THE_WINDOW = {Action.GRANT_AT_ONCE, Action.REFUSE_AT_ONCE, Action.GRANT_ON_COMMITMENT}


def test_what_is_accepted_is_examined():
    case = world.accepted_case()
    assert case.facts.state == "under_review"
    world.recommend(case)

    assert (case.facts.state, paper_kinds(case.id)[-1]) == ("decision_pending", "review_opinion")


def test_what_was_not_examined_well_is_examined_again():
    case = world.reviewed_case()
    services.case_send_back(case_id=case.id, reason="请补充结论。", press=by("approver"))

    assert case.facts.state == "under_review"


def test_each_part_of_an_examination_is_done_and_may_be_done_again():
    case = processes.accepted_case()
    processes.finish(case, "look")
    services.case_node_return(case_id=case.id, node="look", reason="请补充。", press=by("reviewer"))

    assert processes.open_nodes(case) == ["look"]


def test_no_opinion_is_given_while_a_part_of_the_examination_is_open():
    case = processes.accepted_case()

    with refused(NodesOpen):
        world.recommend(case)


# --- on the spot -----------------------------------------------------------------------------------


def test_what_can_be_decided_on_the_spot_is_decided_in_writing_on_the_day():
    case = aside.granted_at_once_case()

    assert (case.facts.state, case.facts.accepted_on) == ("granted", today())
    assert paper_kinds(case.id)[-2:] == ["acceptance_notice", "grant_decision"]


def test_what_is_refused_on_the_spot_has_its_reasons():
    aside.republish(**aside.AT_ONCE)
    case = world.submitted_case()
    services.case_refuse_at_once(case_id=case.id, text="不符合条件。", press=by("chief_window"))

    assert (case.facts.state, paper_kinds(case.id)[-1]) == ("refused", "refusal_decision")


def test_no_refusal_on_the_spot_without_reasons():
    aside.republish(**aside.AT_ONCE)
    case = world.submitted_case()

    with refused(ReasonMissing):
        services.case_refuse_at_once(case_id=case.id, text=" ", press=by("chief_window"))


def test_what_needs_an_examination_is_not_decided_on_the_spot():
    case = world.submitted_case()

    with refused(NotOnTheSpot):
        services.case_grant_at_once(case_id=case.id, text="", press=by("chief_window"))


def test_what_was_not_decided_on_its_day_is_not_decided_on_the_spot(clock):
    aside.republish(**aside.AT_ONCE)
    case = world.submitted_case()
    clock.move(days=1)

    with refused(SpotOver):
        services.case_grant_at_once(case_id=case.id, text="", press=by("chief_window"))


def test_what_two_people_check_is_not_decided_by_one_in_one_visit():
    with aside.older_gate():
        aside.republish(**aside.AT_ONCE, two_examiners=True)
    case, chief = world.submitted_case(), world.staff("chief_window")

    with refused(TwoExaminersOwed):
        services.case_grant_at_once(case_id=case.id, text="", press=world.press(chief))
    with refused(TwoExaminersOwed):
        services.case_refuse_at_once(case_id=case.id, text="不符合条件。", press=world.press(chief))
    assert not AT_THE_WINDOW & set(cases.actions_open(case.facts, actor=chief, today=today()))


def test_what_two_people_check_is_not_granted_by_one_on_a_commitment():
    with aside.older_gate():
        case = special.committed_case(two_examiners=True)

    with refused(TwoExaminersOwed):
        special.grant_on_commitment(case)


# --- two or more -----------------------------------------------------------------------------------


def test_substance_is_not_checked_by_one():
    case = world.accepted_case()
    told = OpinionTold("grant", "符合条件。", is_substantive=True)
    with refused(SecondExaminerMissing):
        services.case_recommend(case_id=case.id, told=told, press=by("reviewer"))

    aside.republish(two_examiners=True)
    always = world.accepted_case()
    with refused(SecondExaminerMissing):
        services.case_recommend(case_id=always.id, told=OpinionTold("grant", "符合条件。"), press=by("reviewer"))


def examined_by_two():
    """Return a case whose substance was checked, and the second examiner whom the record names."""
    case, second = world.accepted_case(), world.appoint("reviewer")
    told = OpinionTold("grant", "符合条件。", second.account_id, is_substantive=True)
    services.case_recommend(case_id=case.id, told=told, press=by("reviewer"))
    return case, second


def test_the_second_examiner_confirms_before_anything_is_decided():
    case, second = examined_by_two()
    with refused(SecondUnconfirmed):
        services.case_grant(case_id=case.id, text="", press=by("approver"))

    services.review_confirm(case_id=case.id, note="", press=world.press(second))
    services.case_grant(case_id=case.id, text="", press=by("approver"))

    assert case.facts.state == "granted"


def test_the_second_examiner_may_object_and_says_why():
    case, second = examined_by_two()
    with refused(ReasonMissing):
        services.review_object(case_id=case.id, reason=" ", press=world.press(second))

    services.review_object(case_id=case.id, reason="面积不符。", press=world.press(second))

    assert case.facts.state == "under_review"


def test_nobody_confirms_for_the_second_examiner():
    case, _second = examined_by_two()

    with refused(NotAllowed):
        services.review_confirm(case_id=case.id, note="", press=by("reviewer"))


def test_nobody_is_his_own_second():
    case = world.accepted_case()
    told = OpinionTold("grant", "符合条件。", world.staff("reviewer").account_id, is_substantive=True)

    with refused(SecondExaminerUnfit):
        services.case_recommend(case_id=case.id, told=told, press=by("reviewer"))


def plan_survey(case, *surveyors):
    told = services.SurveyTold(today(), tuple(one.account_id for one in surveyors))
    services.survey_plan(case_id=case.id, told=told, press=by("reviewer"))


def test_a_site_is_seen_by_two_and_what_they_found_is_recorded():
    aside.republish(more_steps=[aside.SURVEY_STEP])
    case = world.accepted_case()
    plan_survey(case, world.staff("reviewer"), world.appoint("reviewer"))
    found = services.ResultTold(case.facts.open_procedures[0].id, today(), "与申请材料一致。")
    services.survey_record(case_id=case.id, told=found, press=by("reviewer"))

    assert paper_kinds(case.id)[-2:] == ["survey_notice", "survey_record"]


def test_a_site_is_not_seen_by_one():
    aside.republish(more_steps=[aside.SURVEY_STEP])
    case = world.accepted_case()
    one = world.staff("reviewer")

    with refused(SurveyorsMissing):
        plan_survey(case, one, one)


def test_another_examines_where_the_first_cannot_and_the_system_says_who():
    blind.publish()
    blind.examiners()
    case = blind.accepted_case()
    first = case.facts.assignee_id

    blind.draw_again(case)

    assert case.facts.assignee_id not in {first, None}


def test_in_blind_mode_only_the_one_who_was_drawn_examines():
    blind.publish()
    blind.examiners()
    case = blind.accepted_case()
    decider = world.staff("approver")
    both = replace(decider, permissions=decider.permissions | {"cases.review"})

    with refused(DrawnToAnother):
        world.recommend(case, by=both)


def test_in_blind_mode_intake_does_not_examine():
    blind.publish()
    blind.examiners()
    case = blind.accepted_case()
    mine = blind.examiner_of(case)

    with refused(IntakeApart):
        world.recommend(case, by=replace(mine, permissions=mine.permissions | {"cases.accept"}))


def test_in_blind_mode_who_looked_under_the_cover_does_not_examine():
    blind.publish()
    blind.examiners()
    case = blind.accepted_case()
    blind.lift(case)
    mine = blind.examiner_of(case)
    head = world.staff("agency_head")

    with refused(TakesNoPart):
        world.recommend(case, by=replace(mine, account_id=head.account_id, stands_in_for=mine.account_id))
