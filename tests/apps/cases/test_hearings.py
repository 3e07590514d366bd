"""Hearings from the notice to the decision (APL 46-48): what each step does, and each refusal."""

from datetime import timedelta

import pytest

from oneseal.cases import selectors as cases
from oneseal.cases import services
from oneseal.cases.errors import ReasonMissing, ResultDateUnfit, SamePerson, SecondExaminerUnfit
from oneseal.cases.procedure_errors import (
    ChairUnfit,
    HearingNotInPhase,
    HearingOwed,
    HearingPeriodRuns,
    HearingPlanMissing,
    HearingRequestLate,
    HearingTooLate,
    HearingTooSoon,
    HearingUnderWay,
    MinutesMissing,
    MinutesNotFollowed,
    MinutesUnsigned,
    RecusalAskedBefore,
    RecusalUndecided,
)
from oneseal.cases.rules.hearing import Ground
from oneseal.cases.rules.states import Action
from oneseal.cases.services.deciding import OpinionTold
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.errors import NotAllowed
from oneseal.kernel.clock import Light
from oneseal.papers.models import Paper
from oneseal.papers.selectors import papers_of
from oneseal.papers.services import paper_file
from tests.apps.traces import acts, chain_is_whole, ledger, paper_kinds, refused, told
from tests.factories import procedures as make
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
KEEP = {"new_chair_id": None, "reason": "没有直接利害关系。"}


def text_of(case, kind):
    """Return the words of the newest paper of a kind, as they were frozen."""
    import json

    from oneseal.foundation.encryption import decrypt
    from oneseal.papers.services.issuing import CONTENT

    row = Paper.objects.filter(subject_id=case.id, kind=kind).order_by("issued_at", "id").last()
    return json.loads(decrypt(row.content, context=CONTENT))


def decide_recusal(case, **changed):
    recusal = services.RecusalTold(**{**KEEP, **changed})
    services.recusal_decide(case_id=case.id, told=recusal, press=make.by("agency_head"))


# --- the right (T13a) --------------------------------------------------------------------------


def test_the_right_is_told_to_the_applicant_and_to_each_interested_person_and_no_clock_stops():
    case = world.accepted_case()
    before = case.facts.due_on

    make.tell_right(case, others=("邻居李四", "邻居王五"))

    hearing = make.hearing_of(case)
    assert paper_kinds(case.id)[-3:] == ["hearing_right_notice"] * 3
    assert (hearing.phase, hearing.request_until_on) == ("told", today() + timedelta(days=5))
    assert hearing.request_until_late_on >= hearing.request_until_on
    assert case.facts.due_on == before
    assert case.facts.has_procedures
    assert told("cases.hearing_right_told")
    assert acts(case.id)[-1].after["others"] == ["邻居李四", "邻居王五"]
    assert chain_is_whole(case)


def test_the_city_chooses_in_which_days_the_five_are_counted(settings):
    settings.ONESEAL_HEARING_REQUEST_UNIT = "working_day"
    case = make.told_case()

    hearing = make.hearing_of(case)

    assert hearing.request_until_on == make.workday(5)
    assert text_of(case, "hearing_right_notice")["unit"] == "工作日"


def test_the_right_is_told_once_and_with_its_matter():
    case, other = make.told_case(), world.accepted_case()

    with refused(HearingUnderWay):
        make.tell_right(case)
    with refused(ReasonMissing):
        make.tell_right(other, matter=" ")


# --- the request (T13b, T13c) ------------------------------------------------------------------


def test_the_applicant_asks_and_the_twenty_days_begin():
    case = make.asked_case()

    hearing = make.hearing_of(case)
    assert (hearing.phase, hearing.requested_by) == ("requested", case.facts.party_name)
    assert hearing.hold_by_on == make.workday(20)
    assert make.procedure_of(case, "hearing").target_on == hearing.hold_by_on
    assert paper_kinds(case.id)[-1] == "hearing_request"


def test_a_request_on_a_doubtful_day_is_taken_and_marked(clock):
    case = make.told_case()
    clock.stand_at(f"{make.hearing_of(case).request_until_late_on} 16:00")

    make.request(case)

    assert make.hearing_of(case).is_request_doubtful
    assert acts(case.id)[-1].after["is_doubtful"] is True


def test_a_request_that_is_late_by_every_reading_is_refused(clock):
    case = make.told_case()
    late = make.hearing_of(case).request_until_late_on
    clock.stand_at(f"{late + timedelta(days=1)} 09:00")

    with refused(HearingRequestLate, until=late):
        make.request(case)


def test_the_desk_records_the_request_of_an_interested_person():
    case = make.told_case()

    make.record_request(case)

    assert make.hearing_of(case).requested_by == "邻居李四"


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        pytest.param({"who": " "}, ReasonMissing, id="nobody"),
        pytest.param({"reason": " "}, ReasonMissing, id="no-reason"),
        pytest.param({"on": "tomorrow"}, HearingNotInPhase, id="not-yet"),
        pytest.param({"on": "before"}, HearingNotInPhase, id="before-it-was-told"),
    ],
)
def test_a_recorded_request_has_a_person_a_reason_and_a_day(changed, kind):
    case = make.told_case()
    days = {"tomorrow": today() + timedelta(days=1), "before": today() - timedelta(days=1)}
    wanted = {key: days.get(value, value) for key, value in changed.items()}

    with refused(kind):
        make.record_request(case, **wanted)


def test_nobody_asks_for_what_was_not_told_and_no_stranger_asks():
    case = world.accepted_case()

    with refused(HearingNotInPhase):
        make.request(case)
    make.tell_right(case)
    with pytest.raises(Exception, match="not the actor's case"):
        services.hearing_request(case_id=case.id, reason="x", press=world.press(world.person()))


# --- time, place, chair (T13h) -----------------------------------------------------------------


def test_a_hearing_is_arranged_with_notices_and_an_announcement_and_both_clocks_stop():
    case = make.asked_case()

    make.arrange(case)

    kinds = paper_kinds(case.id)
    assert kinds[-3:] == ["hearing_notice", "hearing_notice", "hearing_announcement"]
    assert ledger(case.id)[-1] == ("paused", "hearing")
    assert cases.clock_of(case.facts, now=now()).light is Light.BLUE
    assert case.facts.pauses[-1]["stops_statutory"] is True
    assert make.procedure_of(case, "hearing").target_on == make.workday(7)
    assert told("cases.hearing_arranged")
    assert text_of(case, "hearing_announcement")["applicant"] == case.facts.party_name


def test_a_hearing_on_the_agencys_own_motion_needs_no_request():
    case = world.accepted_case()

    make.arrange(case, ground=Ground.BY_LAW)

    assert make.hearing_of(case).ground == "by_law"
    assert "应当听证" in text_of(case, "hearing_notice")["ground"]


def test_a_hearing_behind_closed_doors_has_its_ground_and_no_announcement():
    case = make.asked_case()

    make.arrange(case, closed_because="trade_secret")

    assert "hearing_announcement" not in paper_kinds(case.id)
    assert "商业秘密" in text_of(case, "hearing_notice")["openness"]
    assert not make.hearing_of(case).is_public
    assert cases.notices_public(today=today()) == []


def test_a_hearing_that_nobody_asked_for_is_announced_behind_closed_doors_too_without_its_matter():
    case = world.accepted_case()

    make.arrange(case, ground=Ground.BY_LAW, closed_because="trade_secret", matter="配方")

    told_public = text_of(case, "hearing_announcement")
    assert told_public["closed"] == "不公开（涉及商业秘密）"
    assert told_public["matter"] == case.facts.item_name
    (notice,) = cases.notices_public(today=today())
    assert notice.matter == ""
    assert notice.hearing.is_public is False


def test_seven_days_lie_between_notice_and_hearing():
    case = make.asked_case()

    with refused(HearingTooSoon, earliest=make.workday(7)):
        make.arrange(case, held_at=make.at(make.workday(6)))


def test_a_hearing_that_was_asked_for_is_held_within_twenty_days_while_that_can_be():
    case = make.asked_case()

    with refused(HearingTooLate, latest=make.workday(20)):
        make.arrange(case, held_at=make.at(make.workday(21)))


def test_where_the_twenty_days_cannot_be_kept_any_more_the_seven_are(clock):
    case = make.asked_case()
    clock.stand_at(f"{make.workday(18)} 10:00")

    make.arrange(case, held_at=make.at(make.workday(7)))

    assert make.hearing_of(case).phase == "arranged"


@pytest.mark.parametrize(
    "chair",
    [
        pytest.param("reviewer", id="who-arranges-it-examines"),
        pytest.param("system_administrator", id="no-colleague-who-reads-cases"),
    ],
)
def test_who_examines_does_not_chair(chair):
    case = make.asked_case()

    with refused(ChairUnfit):
        make.arrange(case, chair_id=make.account(chair))


def test_the_second_examiner_does_not_chair_either():
    case = world.accepted_case()
    second = world.appoint("reviewer")
    told = OpinionTold("grant", "符合。", second.account_id, is_substantive=True)
    services.case_recommend(case_id=case.id, told=told, press=make.by("reviewer"))

    with refused(ChairUnfit):
        make.arrange(case, chair_id=second.account_id)


def test_the_chair_does_not_examine_afterwards():
    case = make.asked_case()
    chair, other = world.appoint("reviewer"), world.appoint("reviewer")
    make.arrange(case, chair_id=chair.account_id)

    with refused(SamePerson, step="听证主持"):
        world.recommend(case, by=chair)
    with refused(SecondExaminerUnfit):
        told = OpinionTold("grant", "符合。", chair.account_id, is_substantive=True)
        services.case_recommend(case_id=case.id, told=told, press=world.press(other))


@pytest.mark.parametrize(
    "changed",
    [pytest.param({"place": " "}, id="no-place"), pytest.param({"closed_because": "noise"}, id="no-such-ground")],
)
def test_a_hearing_has_a_place_and_closed_doors_have_a_ground(changed):
    case = make.asked_case()

    with refused(HearingPlanMissing):
        make.arrange(case, **changed)


def test_while_the_right_is_told_nothing_is_arranged_and_not_twice():
    case = make.told_case()
    with refused(HearingNotInPhase):
        make.arrange(case)

    make.request(case)
    make.arrange(case)
    with refused(HearingNotInPhase):
        make.arrange(case)


# --- the chair is refused (T13k, T13l) ---------------------------------------------------------


def test_the_applicant_asks_that_the_chair_step_back_and_the_head_replaces_him():
    case = make.arranged_case()
    services.recusal_ask(case_id=case.id, reason="主持人是邻居的亲属。", press=world.press(case.applicant))

    with refused(RecusalUndecided):
        make.hold(case)
    decide_recusal(case, new_chair_id=make.account("approver"), reason="属实。")

    hearing = make.hearing_of(case)
    assert (hearing.recusal, hearing.chair_id) == ("replaced", make.account("approver"))
    words = text_of(case, "recusal_decision")
    assert (words["asked_by"], words["new_chair"]) == (case.facts.party_name, hearing.chair_name)


def test_the_head_may_let_the_chair_stay_and_it_is_asked_once():
    case = make.arranged_case()
    services.recusal_ask(case_id=case.id, reason="怀疑不公。", press=world.press(case.applicant))
    decide_recusal(case)

    assert make.hearing_of(case).recusal == "kept"
    with refused(RecusalAskedBefore):
        services.recusal_ask(case_id=case.id, reason="再申请。", press=world.press(case.applicant))


def test_an_interested_person_asks_at_the_desk_and_the_decision_says_so():
    case = make.arranged_case()

    decide_recusal(case, asked_by="邻居李四", asked_because="主持人是申请人的亲属。")

    assert text_of(case, "recusal_decision")["asked_by"] == "邻居李四"


def test_a_recusal_is_decided_by_the_head_alone_for_a_reason_and_with_a_fit_chair():
    case = make.arranged_case()
    services.recusal_ask(case_id=case.id, reason="怀疑不公。", press=world.press(case.applicant))

    with refused(NotAllowed):
        services.recusal_decide(case_id=case.id, told=services.RecusalTold(**KEEP), press=make.by("reviewer"))
    with refused(ReasonMissing):
        decide_recusal(case, reason=" ")
    world.recommend(case)
    with refused(ChairUnfit):
        decide_recusal(case, new_chair_id=make.account("reviewer"))


def test_without_anybody_who_asks_no_recusal_is_decided():
    case = make.arranged_case()
    with refused(ReasonMissing):
        decide_recusal(case)


# --- the minutes (T14h) ------------------------------------------------------------------------


def test_the_minutes_are_kept_and_the_clocks_run_again(clock):
    case = make.heard_case(clock)

    assert paper_kinds(case.id)[-1] == "hearing_minutes"
    assert ledger(case.id)[-1] == ("resumed", "hearing")
    assert not case.facts.open_procedures
    assert (make.hearing_of(case).phase, make.procedure_of(case, "hearing").result_on) == ("held", today())
    assert chain_is_whole(case)


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        pytest.param({"is_signed": False}, MinutesUnsigned, id="unsigned"),
        pytest.param({"participants": (" ",)}, MinutesMissing, id="nobody"),
        pytest.param({"statements": " "}, MinutesMissing, id="nothing-said"),
    ],
)
def test_minutes_name_who_took_part_and_what_was_said_and_are_signed(clock, changed, kind):
    case = make.arranged_case()
    clock.stand_at(f"{make.workday(7)} 17:00")

    with refused(kind):
        make.hold(case, **changed)


def test_a_hearing_is_not_held_before_the_day_that_was_told():
    case = make.arranged_case()

    with refused(ResultDateUnfit):
        make.hold(case)


# --- an end without a hearing (T14x) -----------------------------------------------------------


def end(case, reason="期满无人要求听证。", *, is_taken_back=False):
    services.hearing_end(case_id=case.id, told=services.EndTold(reason, is_taken_back), press=make.by("reviewer"))


def test_when_nobody_asked_in_time_it_ends_and_not_before(clock):
    case = make.told_case()
    until = make.hearing_of(case).request_until_late_on

    with refused(HearingPeriodRuns, until=until):
        end(case)
    clock.stand_at(f"{until + timedelta(days=1)} 09:00")
    with refused(ReasonMissing):
        end(case, " ")
    end(case)

    assert make.hearing_of(case).phase == "ended"
    assert paper_kinds(case.id)[-1] == "hearing_end_notice"
    assert Action.TELL_HEARING_RIGHT in cases.actions_open(case.facts, actor=world.staff("reviewer"), today=today())


def test_a_hearing_that_was_asked_for_ends_only_when_the_request_is_taken_back():
    case = make.arranged_case()

    with refused(HearingOwed):
        end(case)
    end(case, "申请人书面撤回听证申请。", is_taken_back=True)

    assert not case.facts.open_procedures
    assert ledger(case.id)[-1] == ("resumed", "hearing")


def test_a_hearing_that_a_law_wants_is_held():
    case = world.accepted_case()
    make.arrange(case, ground=Ground.BY_LAW)

    with refused(HearingOwed):
        end(case, is_taken_back=True)


# --- the decision (T19, T20) -------------------------------------------------------------------


def test_nothing_is_decided_while_somebody_may_ask_or_a_hearing_is_owed(clock):
    case, other = make.told_case(), make.asked_case()

    with refused_decision(HearingPeriodRuns, case):
        make.recommend_and_grant(case)
    with refused_decision(HearingOwed, other):
        make.recommend_and_refuse(other)
    clock.stand_at(f"{make.hearing_of(case).request_until_late_on + timedelta(days=1)} 09:00")
    make.recommend_and_grant(case)

    assert case.facts.state == "granted"


def refused_decision(kind, case):
    world.recommend(case)
    return refused(kind)


def test_a_decision_after_a_hearing_cites_its_minutes_and_says_how_it_follows(clock):
    granted, turned_down = make.heard_case(clock), make.heard_case(clock)
    world.recommend(granted)
    number = next(paper.number for paper in papers_of(granted.id, for_public=False) if paper.kind == "hearing_minutes")

    with refused(MinutesNotFollowed):
        make.recommend_and_grant(granted)
    make.recommend_and_grant(granted, "听证中双方确认排烟改造完成。")
    make.recommend_and_refuse(turned_down, "听证查明排烟不合格。")

    assert number in text_of(granted, "grant_decision")["hearing"]
    assert "听证笔录" in text_of(turned_down, "refusal_decision")["hearing"]
    paper = papers_of(granted.id, for_public=False)[-1]
    assert paper_file(paper.id, now=make.at(today())).startswith(b"%PDF")


def test_a_hearing_without_minutes_is_no_ground_of_a_decision(clock):
    case = make.heard_case(clock)
    world.recommend(case)
    Paper.objects.filter(subject_id=case.id, kind="hearing_minutes").delete()  # no service takes a paper away

    with refused(MinutesMissing):
        make.recommend_and_grant(case, "依据听证。")
