"""Licensing Law art. 55: two inspect within five days, by a technical standard that a refusal cites."""

from oneseal.cases import services
from oneseal.cases.procedure_errors import AssignedLate, FailedItsTest, StandardMissing, TwoTestersMissing
from tests.apps.traces import ledger, paper_kinds
from tests.factories import procedures as make
from tests.factories import world
from tests.law.demands import LAW, by, refused, text_of

pytestmark = LAW


def case_with_a_test():
    make.name_in_item(make.TESTING)
    return world.accepted_case()


def test_what_is_tested_is_assigned_and_recorded_against_its_standard():
    case = case_with_a_test()
    make.assign_testing(case)
    make.record_testing(case)

    assert paper_kinds(case.id)[-2:] == ["test_notice", "test_report"]
    assert text_of(case, "test_report")["standard"] == make.STANDARD
    assert ledger(case.id)[-2:] == [("paused", "testing"), ("resumed", "testing")]


def test_nobody_inspects_alone():
    case = case_with_a_test()
    one = make.account("reviewer")

    with refused(TwoTestersMissing):
        make.assign_testing(case, testers=(one, one))


def test_who_inspects_is_assigned_within_five_working_days_or_the_reason_is_told(clock):
    case = case_with_a_test()
    clock.stand_at(f"{make.workday(6)} 09:00")
    testers = make.two_testers()

    with refused(AssignedLate):
        make.assign_testing(case, testers=testers)


def test_nothing_is_inspected_without_a_standard():
    case = case_with_a_test()
    testers = make.two_testers()

    with refused(StandardMissing):
        make.assign_testing(case, testers=testers, standard=" ")


def test_what_does_not_meet_its_standard_is_not_granted():
    case = case_with_a_test()
    make.assign_testing(case)
    make.record_testing(case, "failed", "卫生指标超标。")
    world.recommend(case, verdict="refuse")

    with refused(FailedItsTest):
        services.case_grant(case_id=case.id, text="x", press=by("approver"))


def test_a_refusal_cites_the_standard_that_was_not_met():
    case = case_with_a_test()
    make.assign_testing(case)
    make.record_testing(case, "failed", "卫生指标超标。")
    make.recommend_and_refuse(case)

    assert text_of(case, "refusal_decision")["standards"] == [f"检测：{make.STANDARD}"]
