"""Licensing Law art. 46 to 48: hearings - the right told, asked for, arranged, chaired, held, followed."""

from datetime import timedelta

from oneseal.cases import selectors as cases
from oneseal.cases import services
from oneseal.cases.errors import SamePerson
from oneseal.cases.procedure_errors import (
    ChairUnfit,
    HearingOwed,
    HearingPeriodRuns,
    HearingRequestLate,
    HearingTooLate,
    HearingTooSoon,
    MinutesMissing,
    MinutesNotFollowed,
    MinutesUnsigned,
    RecusalUndecided,
    WaiverUnfit,
)
from oneseal.cases.rules.hearing import Ground
from oneseal.foundation.files.services import FileTypeRefused
from oneseal.foundation.timekeeping import today
from oneseal.identity.errors import NotAllowed
from tests.apps.traces import paper_kinds
from tests.factories import procedures as make
from tests.factories import world
from tests.law.demands import LAW, by, refused, text_of

pytestmark = LAW
KEEP = services.RecusalTold(new_chair_id=None, reason="理由不成立。")


def end(case, *, is_taken_back=False):
    told = services.EndTold("期满无人要求听证。", is_taken_back)
    services.hearing_end(case_id=case.id, told=told, press=by("reviewer"))


def ask_recusal(case):
    services.recusal_ask(case_id=case.id, reason="主持人是邻居的亲属。", press=world.press(case.applicant))


# --- 46: of the agency's own motion ----------------------------------------------------------------


def test_46_a_hearing_that_a_law_wants_is_announced_and_needs_no_request():
    case = world.accepted_case()
    make.arrange(case, ground=Ground.BY_LAW)

    assert make.hearing_of(case).phase == "arranged"
    assert paper_kinds(case.id)[-1] == "hearing_announcement"


def test_46_a_hearing_that_a_law_wants_is_announced_behind_closed_doors_too():
    case = world.accepted_case()
    make.arrange(case, ground=Ground.BY_LAW, closed_because="trade_secret")

    assert paper_kinds(case.id)[-1] == "hearing_announcement"


def test_46_a_hearing_that_a_law_wants_is_held():
    case = world.accepted_case()
    make.arrange(case, ground=Ground.BY_LAW)

    with refused(HearingOwed):
        end(case, is_taken_back=True)


# --- 47: on request --------------------------------------------------------------------------------


def test_47_the_right_is_told_to_the_applicant_and_to_whom_it_concerns():
    case = make.told_case()

    assert paper_kinds(case.id)[-2:] == ["hearing_right_notice", "hearing_right_notice"]


def test_47_the_applicant_asks_for_a_hearing():
    assert make.hearing_of(make.asked_case()).phase == "requested"


def test_47_an_interested_person_asks_at_the_desk():
    case = make.told_case()
    make.record_request(case, who="邻居李四")

    assert make.hearing_of(case).requested_by == "邻居李四"


def test_47_five_days_to_ask_and_not_more_by_any_reading(clock):
    case = make.told_case()
    clock.stand_at(f"{make.workday(6)} 09:00")

    with refused(HearingRequestLate):
        make.request(case)


def test_47_what_was_asked_for_is_held_within_twenty_days():
    case = make.asked_case()

    with refused(HearingTooLate):
        make.arrange(case, held_at=make.at(make.workday(21)))


def test_47_nothing_is_decided_while_somebody_may_still_ask():
    case = make.told_case()
    world.recommend(case)

    with refused(HearingPeriodRuns):
        services.case_grant(case_id=case.id, text="", press=by("approver"))


def test_47_nothing_is_decided_while_a_hearing_is_owed():
    case = make.asked_case()
    world.recommend(case)

    with refused(HearingOwed):
        services.case_refuse(case_id=case.id, text="不符合。", press=by("approver"))


def test_47_when_nobody_asked_in_time_it_ends_in_writing(clock):
    case = make.told_case()
    clock.stand_at(f"{make.hearing_of(case).request_until_late_on + timedelta(days=1)} 09:00")
    end(case)

    assert make.hearing_of(case).phase == "ended"
    assert paper_kinds(case.id)[-1] == "hearing_end_notice"


def test_47_it_does_not_end_while_somebody_may_still_ask():
    case = make.told_case()

    with refused(HearingPeriodRuns):
        end(case)


# --- 48: how it is held ----------------------------------------------------------------------------


def test_48_time_and_place_are_told_seven_days_ahead():
    case = make.asked_case()

    with refused(HearingTooSoon):
        make.arrange(case, held_at=make.at(make.workday(6)))


def test_48_a_hearing_is_public_and_announced():
    case = make.arranged_case()

    assert make.hearing_of(case).is_public
    assert paper_kinds(case.id)[-1] == "hearing_announcement"


def test_48_who_examines_does_not_chair():
    case = make.asked_case()

    with refused(ChairUnfit):
        make.arrange(case, chair_id=make.account("reviewer"))


def test_48_who_chairs_does_not_examine_afterwards():
    case = make.asked_case()
    chair = world.appoint("reviewer")
    make.arrange(case, chair_id=chair.account_id)

    with refused(SamePerson):
        world.recommend(case, by=chair)


def test_48_the_chair_is_refused_and_the_head_decides():
    case = make.arranged_case()
    ask_recusal(case)
    told = services.RecusalTold(new_chair_id=make.account("approver"), reason="属实。")
    services.recusal_decide(case_id=case.id, told=told, press=by("agency_head"))

    assert make.hearing_of(case).recusal == "replaced"
    assert paper_kinds(case.id)[-1] == "recusal_decision"


def test_48_nobody_but_the_head_decides_on_the_chair():
    case = make.arranged_case()
    ask_recusal(case)

    with refused(NotAllowed):
        services.recusal_decide(case_id=case.id, told=KEEP, press=by("reviewer"))


def test_48_nothing_is_heard_before_the_chair_is_settled(clock):
    case = make.arranged_case()
    ask_recusal(case)
    clock.stand_at(f"{make.workday(7)} 17:00")

    with refused(RecusalUndecided):
        make.hold(case)


def test_48_the_minutes_are_kept(clock):
    case = make.heard_case(clock)

    assert (make.hearing_of(case).phase, paper_kinds(case.id)[-1]) == ("held", "hearing_minutes")


def test_48_the_minutes_are_signed(clock):
    case = make.arranged_case()
    clock.stand_at(f"{make.workday(7)} 17:00")

    with refused(MinutesUnsigned):
        make.hold(case, is_signed=False)


def test_48_the_minutes_say_who_took_part_and_what_was_said(clock):
    case = make.arranged_case()
    clock.stand_at(f"{make.workday(7)} 17:00")

    with refused(MinutesMissing):
        make.hold(case, participants=())


def test_48_the_decision_follows_the_minutes_and_says_how(clock):
    case = make.heard_case(clock)
    world.recommend(case)

    with refused(MinutesNotFollowed):
        services.case_grant(case_id=case.id, text=" ", press=by("approver"))


def test_48_the_decision_cites_the_minutes(clock):
    case = make.heard_case(clock)
    make.recommend_and_grant(case, "听证中双方确认排烟改造完成。")

    assert "听证笔录" in (text_of(case, "grant_decision")["hearing"] or "")


def waive(case):
    services.hearing_waive(case_id=case.id, press=world.press(case.applicant))


def record_waiver(case, who="邻居李四"):
    told = services.WaiverTold(who, today())
    services.hearing_waiver_record(case_id=case.id, told=told, press=make.by("reviewer"))


def test_47_when_everybody_who_was_told_wants_none_nothing_is_waited_for():
    case = make.told_case()
    waive(case)
    record_waiver(case)

    make.recommend_and_grant(case)

    assert case.facts.state == "granted"


def test_47_what_the_applicant_waives_an_interested_person_keeps():
    case = make.told_case()
    waive(case)

    with refused(HearingPeriodRuns):
        make.recommend_and_grant(case)


def test_47_who_takes_his_request_back_takes_nobody_elses_right():
    case = make.asked_case()
    end(case, is_taken_back=True)

    with refused(HearingPeriodRuns):
        make.recommend_and_grant(case)


def test_47_only_who_was_told_waives():
    case = make.told_case()

    with refused(WaiverUnfit):
        record_waiver(case, "路人")


def test_48_the_minutes_are_kept_as_they_were_signed(clock):
    case = make.heard_case(clock)
    press = world.press(world.staff("reviewer"))
    with refused(FileTypeRefused):
        services.minutes_attach(case_id=case.id, file_name="minutes.pdf", chunks=[b"MZ not a scan"], press=press)

    services.minutes_attach(case_id=case.id, file_name="minutes.pdf", chunks=[world.PDF], press=by("reviewer"))

    assert len(cases.minutes_scans_of(case.facts)) == 1
