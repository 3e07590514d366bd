"""Licensing Law art. 32: five answers to an application, each in its time, in writing, sealed and dated."""

from dataclasses import replace
from datetime import timedelta

from oneseal.cases import selectors as cases
from oneseal.cases import services
from oneseal.cases.errors import (
    CorrectionTooLate,
    DefectSeenBefore,
    DefectsNotListed,
    DefectsNotMended,
    PackageIncomplete,
    ReasonMissing,
    RefusedTooLate,
    ReplyPeriodRuns,
    RightAgencyMissing,
)
from oneseal.cases.rules.states import NonAcceptanceGround
from oneseal.cases.window_errors import DefectUnexplained
from oneseal.foundation.timekeeping import now, today
from oneseal.kernel.access import Actor
from oneseal.workflow.services import timers_fire
from tests.apps.traces import paper_kinds
from tests.factories import aside, special, world
from tests.factories.procedures import workday
from tests.law.demands import LAW, by, refused, text_of

pytestmark = LAW
SEEN_LATER = services.Defect("field:premises_address", "经营场所地址", "不完整", "写明门牌")


def deem(case):
    press = services.Press(Actor.system("期限计算"), now(), world.uuid4())
    return services.case_deem_accepted(case_id=case.id, press=press)


# --- (1), (2): no licence needed, or not our power -------------------------------------------------


def test_1_who_needs_no_licence_is_told_so_in_writing():
    case = world.not_accepted_case()

    assert case.facts.state == "not_accepted"
    assert paper_kinds(case.id)[-1] == "non_acceptance_notice"


def test_1_whoever_is_not_accepted_is_told_why():
    case = world.submitted_case()

    with refused(ReasonMissing):
        world.refuse_at_the_door(case, reason=" ")


def test_2_who_came_to_the_wrong_agency_is_told_the_right_one():
    case = world.submitted_case()

    with refused(RightAgencyMissing):
        world.refuse_at_the_door(case, ground=NonAcceptanceGround.OTHER_AGENCY)


# --- (4): told once, everything, within five days --------------------------------------------------


def test_4_what_lacks_is_told_on_one_notice_and_mended():
    case = world.corrected_case()

    assert (case.facts.state, case.facts.corrections) == ("submitted", 1)
    assert paper_kinds(case.id) == ["receipt", "correction_notice", "correction_receipt"]


def test_4_a_notice_says_what_is_wrong_with_each_thing_it_lists():
    case = world.submitted_case()

    with refused(DefectsNotListed):
        world.request_correction(case, services.Defect("material:rules_list", "制度目录清单", " ", "重新上传"))


def test_4_a_later_notice_names_nothing_that_could_have_been_named_before():
    case = world.corrected_case()

    with refused(DefectSeenBefore):
        world.request_correction(case, SEEN_LATER)


def test_4_a_later_notice_says_of_each_defect_why_it_is_listed_again():
    case = world.corrected_case()

    for said in ({}, {"arose": "seen_later"}, {"arose": "newly_caused", "because": " "}):
        with refused(DefectUnexplained):
            world.request_correction(case, replace(world.RULES_LIST, problem="没有编号", **said))


def test_4_a_later_notice_quotes_what_was_told_before_or_what_newly_caused_it():
    case = world.corrected_case()
    world.request_correction(case, replace(world.RULES_LIST, arose="uncured"))
    (first,) = text_of(case, "correction_notice")["defects"]
    assert first["problem"].endswith(f"（第1次已告知：{world.RULES_LIST.problem}；仍未改正）")

    world.mend(case)
    world.request_correction(case, replace(world.RULES_LIST, arose="newly_caused", because="重传的清单缺第二页"))
    (second,) = text_of(case, "correction_notice")["defects"]
    assert second["problem"].endswith("（补正后新产生：重传的清单缺第二页）")
    assert [row["arose"] for notice in cases.corrections_of(case.facts) for row in notice.defects] == [
        "", "uncured", "newly_caused",
    ]  # fmt: skip


def test_4_after_five_working_days_nothing_is_asked_for_any_more(clock):
    case = world.submitted_case()
    clock.stand_at(f"{workday(6)} 10:00")

    with refused(CorrectionTooLate):
        world.request_correction(case)


def test_4_after_five_working_days_nothing_is_refused_at_the_door_any_more(clock):
    case = world.submitted_case()
    clock.stand_at(f"{workday(6)} 10:00")

    with refused(RefusedTooLate, received_on=case.facts.clock_from_on):
        world.refuse_at_the_door(case)


def test_4_what_was_asked_for_is_brought_before_it_counts_as_mended():
    case = world.correction_pending_case()

    with refused(DefectsNotMended):
        services.case_correct(case_id=case.id, press=world.press(case.applicant))


def test_4_the_answer_is_due_on_the_fifth_working_day_after_the_receipt():
    assert world.submitted_case().facts.due_on == workday(5)


def test_4_silence_for_five_working_days_is_acceptance_from_the_day_of_receipt(clock):
    case = world.submitted_case()
    received_on = today()
    clock.stand_at(f"{workday(6)} 00:00")
    accepted = deem(case)

    assert accepted
    assert case.facts.accepted_on == received_on
    assert text_of(case, "acceptance_notice")["deemed"] is True


def test_4_nobody_has_to_notice_that_the_five_days_are_over(clock):
    case = world.submitted_case()
    clock.stand_at(f"{workday(6)} 00:00")
    timers_fire(now=now())

    assert case.facts.state == "under_review"


def test_4_on_the_fifth_working_day_the_agency_may_still_answer(clock):
    case = world.submitted_case()
    clock.stand_at(f"{workday(5)} 22:00")

    assert not deem(case)
    world.request_correction(case)
    assert case.facts.state == "correction_pending"


def test_4_a_look_beforehand_does_not_stop_the_five_days():
    case = world.submitted_case()
    due_on = case.facts.due_on
    services.pre_review_begin(case_id=case.id, press=by("intake_clerk"))
    assert case.facts.due_on == due_on
    special.end_pre_review(case)

    assert (case.facts.state, case.facts.due_on) == ("submitted", due_on)


def test_4_what_is_not_mended_in_the_period_of_its_notice_is_returned_and_not_before(clock):
    case = world.submitted_case()
    services.case_request_correction(
        case_id=case.id, defects=(world.RULES_LIST,), reply_by=today() + timedelta(days=10), press=by("intake_clerk")
    )
    with refused(ReplyPeriodRuns):
        services.case_return(case_id=case.id, press=by("intake_clerk"))


def test_4_what_was_not_mended_at_all_is_returned_in_writing(clock):
    case = aside.returned_case(clock)

    assert (case.facts.state, paper_kinds(case.id)[-1]) == ("returned", "return_notice")


# --- (5): complete, so accepted --------------------------------------------------------------------


def test_5_what_is_complete_is_accepted():
    case = world.accepted_case()

    assert case.facts.accepted_on == today()


def test_5_what_is_not_complete_is_not_accepted_as_if_it_were():
    case = special.promised_case()

    with refused(PackageIncomplete):
        services.case_accept(case_id=case.id, press=by("intake_clerk"))


# --- the last paragraph: a voucher with seal and date ------------------------------------------------


def test_an_acceptance_is_a_paper_with_seal_and_date():
    case = world.accepted_case()

    assert paper_kinds(case.id)[-1] == "acceptance_notice"
    paper = text_of(case, "acceptance_notice")
    assert paper["seal"]
    assert (paper["issued_at"] or "").startswith(today().isoformat())


def test_a_refusal_at_the_door_is_a_paper_with_seal_and_date():
    case = world.not_accepted_case()

    assert paper_kinds(case.id)[-1] == "non_acceptance_notice"
    paper = text_of(case, "non_acceptance_notice")
    assert paper["seal"]
    assert (paper["issued_at"] or "").startswith(today().isoformat())
