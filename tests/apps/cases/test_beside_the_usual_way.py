"""On the spot, more time, time that does not count, taken back, forwarded: what each does, and each refusal."""

from datetime import date, timedelta

import pytest

from oneseal.archives.services import file_archive
from oneseal.cases import selectors as cases
from oneseal.cases import services
from oneseal.cases.errors import (
    CaseNotFound,
    ExtendedBefore,
    ExtensionTooLate,
    ExtensionTooLong,
    NotOnTheSpot,
    PackageIncomplete,
    ProcedureNotNamed,
    ProcedureNotOpen,
    ProcedureOpen,
    ProcedurePlanMissing,
    ProcedureTooLong,
    ReasonMissing,
    ResultDateUnfit,
    ResultMissing,
    SamePerson,
    SecondExaminerMissing,
    SecondExaminerUnfit,
    SpotOver,
    SurveyorsMissing,
)
from oneseal.cases.models import Material
from oneseal.cases.rules.states import Action
from oneseal.cases.services.deciding import OpinionTold
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.errors import NotAllowed
from oneseal.identity.models import Account, Post
from oneseal.kernel.clock import Light
from oneseal.kernel.lifecycle import NoSuchMove
from oneseal.licences.selectors import licence_of_case
from oneseal.papers.selectors import papers_of
from tests.apps.cases.test_hearings import text_of
from tests.apps.foundation.proving import findings
from tests.apps.traces import acts, chain_is_whole, ledger, paper_kinds, refused, steps, told, verbs
from tests.factories import aside, procedures, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def grant(case, by="approver"):
    services.case_grant(case_id=case.id, text="", press=world.press(world.staff(by)))


# --- on the spot (T10) -------------------------------------------------------------------------


def test_a_grant_on_the_spot_uses_no_day_and_prints_both_papers_at_once():
    case = aside.granted_at_once_case()
    facts = case.facts

    assert (facts.promised_days, facts.accepted_at) == (0, facts.decided_at)
    assert facts.decision_due_on == today()
    acceptance, decision = papers_of(case.id, for_public=True)[-2:]
    assert (acceptance.kind, decision.kind) == ("acceptance_notice", "grant_decision")
    assert acceptance.issued_at == decision.issued_at
    assert acts(case.id)[-1].post_title == "首席窗口"


def test_a_refusal_on_the_spot_owes_its_reasons():
    aside.republish(**aside.AT_ONCE)
    case = world.submitted_case()
    press = world.press(world.staff("chief_window"))

    with refused(ReasonMissing):
        services.case_refuse_at_once(case_id=case.id, text=" ", press=press)
    services.case_refuse_at_once(case_id=case.id, text="不符合条件。", press=press)

    assert case.facts.state == "refused"
    assert paper_kinds(case.id)[-2:] == ["acceptance_notice", "refusal_decision"]


def test_an_item_of_another_class_is_not_decided_on_the_spot():
    case = world.submitted_case()
    chief = world.staff("chief_window")

    assert Action.GRANT_AT_ONCE not in cases.actions_open(case.facts, actor=chief, today=today())
    with refused(NotOnTheSpot):
        services.case_grant_at_once(case_id=case.id, text="", press=world.press(chief))


def test_what_lacks_something_is_not_decided_on_the_spot():
    aside.republish(**aside.AT_ONCE)
    case = world.submitted_case()
    material = cases.materials_of(case.facts)[0]
    Material.objects.filter(pk=material.id).update(withdrawn_at=now())  # no service takes a submitted file away

    with refused(PackageIncomplete):
        services.case_grant_at_once(case_id=case.id, text="", press=world.press(world.staff("chief_window")))


def test_an_ordinary_clerk_decides_nothing_on_the_spot():
    aside.republish(**aside.AT_ONCE)
    case = world.submitted_case()

    with refused(NotAllowed):
        services.case_grant_at_once(case_id=case.id, text="", press=world.press(world.staff("intake_clerk")))


@pytest.mark.parametrize("act", [services.case_grant_at_once, services.case_refuse_at_once])
def test_after_its_working_day_nothing_is_decided_on_the_spot(clock, act):
    aside.republish(**aside.AT_ONCE)
    case, chief = world.submitted_case(), world.staff("chief_window")
    received_on = today()
    offered = cases.actions_open(case.facts, actor=chief, today=received_on)
    clock.move(days=1)

    assert Action.GRANT_AT_ONCE in offered
    left = cases.actions_open(case.facts, actor=chief, today=today())
    assert not {Action.GRANT_AT_ONCE, Action.REFUSE_AT_ONCE} & set(left)
    assert cases.spot_over(case.facts, today=today())
    with refused(SpotOver, received_on=received_on):
        act(case_id=case.id, text="不符合。", press=world.press(chief))


def test_what_was_not_finished_on_the_spot_is_a_promise_case_with_the_limit_of_the_law(clock):
    aside.republish(**aside.AT_ONCE)
    case = world.submitted_case()
    clock.move(days=1)

    services.case_accept(case_id=case.id, press=world.press(world.staff("intake_clerk")))

    facts = case.facts
    assert (facts.state, facts.promised) == ("under_review", facts.statutory)
    assert facts.due_on > today()
    notice = text_of(case, "acceptance_notice")
    assert f"{facts.statutory.length}个工作日" in str(notice["promised"])
    assert not {row.code for row in findings() if row.code.startswith("clocks.promised_term")}


def test_a_grant_without_a_licence_goes_straight_to_delivery():
    case = aside.granted_at_once_case(result_type="none")

    world.deliver_events()

    assert (case.facts.state, case.facts.awaiting) == ("granted", "cases.deliver")
    assert licence_of_case(case.id) is None
    assert steps(case.id)[-1] == ("delivery", True)
    world.hand_over(case)
    assert case.facts.state == "delivered"
    assert chain_is_whole(case)


def test_a_grant_whose_licence_is_still_made_is_not_offered_for_delivery():
    case = world.granted_case()

    assert Action.DELIVER not in cases.actions_open(case.facts, actor=world.staff("issue_clerk"), today=today())


# --- extension (T16) ---------------------------------------------------------------------------


def test_an_extension_lengthens_both_clocks_and_the_derivation_says_so():
    case = world.accepted_case()
    promised, statutory = case.facts.due_on, case.facts.statutory_due_on

    aside.extend(case, days=5)

    facts = case.facts
    assert facts.extended_days == 5
    assert facts.due_on > promised
    assert facts.statutory_due_on > statutory
    for is_promised, due in ((True, facts.due_on), (False, facts.statutory_due_on)):
        derivation = cases.derivation_for_page(facts, on=today(), promised=is_promised)
        assert (derivation.due_on, derivation.extended_by.length) == (due, 5)
    assert acts(case.id)[-1].after["reason"] == "需要专家论证。"


@pytest.mark.parametrize(
    ("days", "reason", "kind"),
    [
        pytest.param(5, " ", ReasonMissing, id="no-reason"),
        pytest.param(0, "理由", ExtensionTooLong, id="no-day"),
        pytest.param(6, "理由", ExtensionTooLong, id="more-than-the-law-of-the-item"),
    ],
)
def test_an_extension_stays_within_the_law(days, reason, kind):
    case = world.accepted_case()

    with refused(kind):
        aside.extend(case, days=days, reason=reason)


def test_a_limit_is_extended_once():
    case = aside.extended_case()

    with refused(ExtendedBefore):
        aside.extend(case, days=1)
    assert Action.EXTEND not in cases.actions_open(case.facts, actor=world.staff("agency_head"), today=today())


def test_after_the_limit_of_the_law_nothing_is_extended(clock):
    case = world.accepted_case()
    due = case.facts.statutory_due_on
    clock.move(days=60)

    with refused(ExtensionTooLate, due_on=due):
        aside.extend(case)


def test_after_the_end_of_the_law_nothing_is_extended_even_where_the_promise_stands_still(clock):
    case = world.accepted_case()
    procedures.publicise(case, days=60)
    statutory = case.facts.statutory_due_on
    clock.stand_at(f"{statutory + timedelta(days=1)} 10:00")

    with refused(ExtensionTooLate, due_on=statutory):
        aside.extend(case, days=1)


def test_while_a_procedure_stops_the_clocks_the_notice_of_an_extension_promises_no_day():
    case = aside.paused_case()
    aside.extend(case)

    told = text_of(case, "extension_notice")
    assert "日期待停止计算的期间结束后确定" in told["promised"]["text"]
    assert "日期待停止计算的期间结束后确定" in told["statutory"]["text"]


def test_the_day_of_the_deadline_is_early_enough(clock):
    case = world.accepted_case()
    clock.stand_at(f"{case.facts.statutory_due_on} 16:00")

    aside.extend(case, days=1)

    assert case.facts.statutory_due_on > today()


def test_an_extension_may_come_while_a_procedure_is_open():
    case = aside.paused_case()

    aside.extend(case)

    assert case.facts.extended_days == 5


# --- special procedures (T13, T14) -------------------------------------------------------------


def test_a_procedure_stops_both_clocks_and_its_result_lets_them_run_on(clock):
    case = world.accepted_case()
    promised, statutory = case.facts.due_on, case.facts.statutory_due_on
    procedure_id = aside.open_procedure(case)

    assert cases.clock_of(case.facts, now=now()).light is Light.BLUE
    clock.move(days=7)
    aside.close_procedure(case, procedure_id)

    facts = case.facts
    assert not facts.open_procedures
    assert (facts.due_on - promised).days >= 7
    assert (facts.statutory_due_on - statutory).days >= 7
    assert ledger(case.id)[-2:] == [("paused", "tender"), ("resumed", "tender")]
    assert paper_kinds(case.id)[-1] == "procedure_result"


def test_two_procedures_at_once_take_each_day_out_once(clock):
    alone, both = world.accepted_case(), world.accepted_case()
    first = aside.open_procedure(alone)
    one, other = aside.open_procedure(both), aside.open_procedure(both)
    assert len(both.facts.open_procedures) == 2
    clock.move(days=7)

    aside.close_procedure(alone, first)
    aside.close_procedure(both, one)
    aside.close_procedure(both, other)

    assert both.facts.due_on == alone.facts.due_on


def test_no_decision_while_a_procedure_is_open():
    case = aside.paused_case()
    world.recommend(case)

    with refused(ProcedureOpen, names="招标"):
        grant(case)
    with refused(ProcedureOpen):
        services.case_refuse(case_id=case.id, text="不符合。", press=world.press(world.staff("approver")))


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        pytest.param({"kind": "auction"}, ProcedureNotNamed, id="not-in-the-item"),
        pytest.param({"kind": "extension"}, ProcedureNotNamed, id="an-extension-is-no-pause"),
        pytest.param({"planned_days": 0}, ProcedurePlanMissing, id="no-days"),
        pytest.param({"people": (" ",)}, ProcedurePlanMissing, id="nobody"),
        pytest.param({"planned_days": 21}, ProcedureTooLong, id="longer-than-the-law"),
    ],
)
def test_a_procedure_is_planned_as_the_item_has_it(changed, kind):
    case = world.accepted_case()

    with refused(kind):
        aside.open_procedure(case, **changed)


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        pytest.param({"text": ""}, ResultMissing, id="no-words"),
        pytest.param({"on": date(2026, 3, 1)}, ResultDateUnfit, id="before-it-began"),
        pytest.param({"on": date(2026, 4, 1)}, ResultDateUnfit, id="in-the-future"),
    ],
)
def test_a_result_has_words_and_a_day(changed, kind):
    case = aside.paused_case()
    procedure_id = case.facts.open_procedures[0].id

    with refused(kind):
        aside.close_procedure(case, procedure_id, **changed)


def test_the_procedure_of_another_case_is_not_closed_here():
    case, other = world.accepted_case(), aside.paused_case()

    with refused(ProcedureNotOpen):
        aside.close_procedure(case, other.facts.open_procedures[0].id)


# --- site survey -------------------------------------------------------------------------------


def plan_survey(case, *accounts):
    told_ = services.SurveyTold(today(), tuple(one.account_id for one in accounts))
    services.survey_plan(case_id=case.id, told=told_, press=world.press(world.staff("reviewer")))


def test_a_survey_by_two_stops_the_promised_clock_alone(clock):
    aside.republish(more_steps=[aside.SURVEY_STEP])
    case = world.accepted_case()
    promised, statutory = case.facts.due_on, case.facts.statutory_due_on
    plan_survey(case, world.staff("reviewer"), world.appoint("reviewer"))
    survey_id = case.facts.open_procedures[0].id
    clock.move(days=7)

    services.survey_record(
        case_id=case.id,
        told=services.ResultTold(survey_id, today(), "与申请材料一致。"),
        press=world.press(world.staff("reviewer")),
    )

    assert case.facts.statutory_due_on == statutory
    assert case.facts.due_on > promised
    assert paper_kinds(case.id)[-2:] == ["survey_notice", "survey_record"]


def test_a_survey_by_one_is_refused():
    aside.republish(more_steps=[aside.SURVEY_STEP])
    case = world.accepted_case()
    one = world.staff("reviewer")

    with refused(SurveyorsMissing):
        plan_survey(case, one, one)
    with refused(SurveyorsMissing):
        plan_survey(case, one, world.staff("archivist"))


def test_an_item_without_a_survey_has_none():
    case, second = world.accepted_case(), world.appoint("reviewer")

    with refused(ProcedureNotNamed):
        plan_survey(case, world.staff("reviewer"), second)


# --- two examiners -----------------------------------------------------------------------------


def recommend(case, **told_):
    told_ = OpinionTold("grant", "符合条件。", **told_)
    services.case_recommend(case_id=case.id, told=told_, press=world.press(world.staff("reviewer")))


def test_a_check_of_substance_names_a_second_examiner():
    case = world.accepted_case()

    with refused(SecondExaminerMissing):
        recommend(case, is_substantive=True)


@pytest.mark.parametrize("kind", [pytest.param("reviewer", id="himself"), pytest.param("archivist", id="no-examiner")])
def test_the_second_examiner_is_another_examiner(kind):
    case = world.accepted_case()

    with refused(SecondExaminerUnfit):
        recommend(case, is_substantive=True, second_id=world.staff(kind).account_id)


def test_the_second_examiner_stands_on_the_opinion_and_may_not_decide():
    case, second = world.accepted_case(), world.appoint("reviewer")

    recommend(case, is_substantive=True, second_id=second.account_id)

    assert case.facts.second_examiner_id == second.account_id
    assert cases.opinions_of(case.facts)[-1].second_name == second.name
    post = Post.objects.get(kind="reviewer")
    post.permissions = [*post.permissions, "cases.decide"]
    post.save(update_fields=["permissions"])
    both = world.actor_named(Account.objects.get(pk=second.account_id).username)
    with refused(SamePerson, step="审查"):
        services.case_grant(case_id=case.id, text="", press=world.press(both))


# --- withdrawal (T24) --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(world.submitted_case, id="submitted"),
        pytest.param(world.correction_pending_case, id="correction-pending"),
        pytest.param(world.accepted_case, id="under-review"),
        pytest.param(aside.paused_case, id="paused"),
        pytest.param(world.reviewed_case, id="decision-pending"),
    ],
)
def test_an_application_is_taken_back_any_time_before_the_decision(made):
    case = made()

    aside.withdraw(case)

    assert (case.facts.state, case.facts.outcome) == ("withdrawn", "withdrawn")
    assert cases.clock_of(case.facts, now=now()).light is Light.GREY
    assert told("cases.withdrawn")[-1]["case_id"] == str(case.id)


@pytest.mark.parametrize(
    "made", [pytest.param(world.granted_case, id="granted"), pytest.param(world.refused_case, id="refused")]
)
def test_after_the_decision_nothing_is_taken_back(made):
    case = made()

    with refused(NoSuchMove):
        aside.withdraw(case)


def test_a_withdrawal_says_why_and_is_the_applicants_alone():
    case, stranger = world.submitted_case(), world.person()

    with refused(ReasonMissing):
        aside.withdraw(case, reason=" ")
    with refused(CaseNotFound):
        services.case_withdraw(case_id=case.id, reason="不办了。", press=world.press(stranger))
    with refused(NotAllowed):
        services.case_withdraw(case_id=case.id, reason="不办了。", press=world.press(world.staff("intake_clerk")))


def test_the_same_press_withdraws_once():
    case, key = world.submitted_case(), world.uuid4()

    aside.withdraw(case, key=key)
    aside.withdraw(case, key=key)

    assert verbs(case.id).count("cases.withdraw") == 1


def test_a_withdrawn_case_is_archived():
    case = aside.withdrawn_case()
    world.deliver_events()

    file_archive(case_id=case.id, press=world.press(world.staff("archivist")))

    assert case.facts.state == "archived"
