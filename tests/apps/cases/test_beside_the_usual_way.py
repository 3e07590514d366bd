"""On the spot, more time, time that does not count, taken back, forwarded: what each does, and each refusal."""

from datetime import date

import pytest

from oneseal.archives.services import file_archive
from oneseal.cases import ports, services
from oneseal.cases import selectors as cases
from oneseal.cases.errors import (
    CaseNotFound,
    DecidedAbove,
    ExtendedBefore,
    ExtensionTooLate,
    ExtensionTooLong,
    FeesUnknown,
    FeesUnpaid,
    NotOnTheSpot,
    PackageIncomplete,
    ProcedureNotNamed,
    ProcedureNotOpen,
    ProcedureOpen,
    ProcedurePlanMissing,
    ProcedureTooLong,
    QuotaFull,
    ReasonMissing,
    ResultDateUnfit,
    ResultMissing,
    SamePerson,
    SecondExaminerMissing,
    SecondExaminerUnfit,
    SurveyorsMissing,
    UpperAgencyUnknown,
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
from oneseal.papers.typesetting.fonts import GlyphMissing
from tests.apps.traces import acts, chain_is_whole, ledger, paper_kinds, refused, steps, told, verbs
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def grant(case, by="approver"):
    services.case_grant(case_id=case.id, text="", press=world.press(world.staff(by)))


# --- on the spot (T10) -------------------------------------------------------------------------


def test_a_grant_on_the_spot_uses_no_day_and_prints_both_papers_at_once():
    case = world.granted_at_once_case()
    facts = case.facts

    assert (facts.promised_days, facts.accepted_at) == (0, facts.decided_at)
    assert facts.due_on == today()
    acceptance, decision = papers_of(case.id, for_public=True)[-2:]
    assert (acceptance.kind, decision.kind) == ("acceptance_notice", "grant_decision")
    assert acceptance.issued_at == decision.issued_at
    assert acts(case.id)[-1].post_title == "首席窗口"


def test_a_refusal_on_the_spot_owes_its_reasons():
    world.republish(**world.AT_ONCE)
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

    assert Action.GRANT_AT_ONCE not in cases.actions_open(case.facts, actor=chief)
    with refused(NotOnTheSpot):
        services.case_grant_at_once(case_id=case.id, text="", press=world.press(chief))


def test_what_lacks_something_is_not_decided_on_the_spot():
    world.republish(**world.AT_ONCE)
    case = world.submitted_case()
    material = cases.materials_of(case.facts)[0]
    Material.objects.filter(pk=material.id).update(withdrawn_at=now())  # no service takes a submitted file away

    with refused(PackageIncomplete):
        services.case_grant_at_once(case_id=case.id, text="", press=world.press(world.staff("chief_window")))


def test_an_ordinary_clerk_decides_nothing_on_the_spot():
    world.republish(**world.AT_ONCE)
    case = world.submitted_case()

    with refused(NotAllowed):
        services.case_grant_at_once(case_id=case.id, text="", press=world.press(world.staff("intake_clerk")))


def test_a_grant_without_a_licence_goes_straight_to_delivery():
    case = world.granted_at_once_case(result_type="none")

    world.deliver_events()

    assert (case.facts.state, case.facts.awaiting) == ("granted", "cases.deliver")
    assert licence_of_case(case.id) is None
    assert steps(case.id)[-1] == ("delivery", True)
    world.hand_over(case)
    assert case.facts.state == "delivered"
    assert chain_is_whole(case)


def test_a_grant_whose_licence_is_still_made_is_not_offered_for_delivery():
    case = world.granted_case()

    assert Action.DELIVER not in cases.actions_open(case.facts, actor=world.staff("issue_clerk"))


# --- extension (T16) ---------------------------------------------------------------------------


def test_an_extension_lengthens_both_clocks_and_the_derivation_says_so():
    case = world.accepted_case()
    promised, statutory = case.facts.due_on, case.facts.statutory_due_on

    world.extend(case, days=5)

    facts = case.facts
    assert facts.extended_days == 5
    assert facts.due_on > promised
    assert facts.statutory_due_on > statutory
    for is_promised, due in ((True, facts.due_on), (False, facts.statutory_due_on)):
        derivation = cases.derivation_for_page(facts, promised=is_promised)
        assert (derivation.due_on, derivation.extended_by) == (due, 5)
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
        world.extend(case, days=days, reason=reason)


def test_a_limit_is_extended_once():
    case = world.extended_case()

    with refused(ExtendedBefore):
        world.extend(case, days=1)
    assert Action.EXTEND not in cases.actions_open(case.facts, actor=world.staff("agency_head"))


def test_after_the_deadline_nothing_is_extended(clock):
    case = world.accepted_case()
    due = case.facts.due_on
    clock.move(days=60)

    with refused(ExtensionTooLate, due_on=due):
        world.extend(case)


def test_the_day_of_the_deadline_is_early_enough(clock):
    case = world.accepted_case()
    clock.stand_at(f"{case.facts.due_on} 16:00")

    world.extend(case, days=1)

    assert case.facts.due_on > today()


def test_an_extension_may_come_while_a_procedure_is_open():
    case = world.paused_case()

    world.extend(case)

    assert case.facts.extended_days == 5


# --- special procedures (T13, T14) -------------------------------------------------------------


def test_a_procedure_stops_both_clocks_and_its_result_lets_them_run_on(clock):
    case = world.accepted_case()
    promised, statutory = case.facts.due_on, case.facts.statutory_due_on
    procedure_id = world.open_procedure(case)

    assert cases.clock_of(case.facts, today=today()).light is Light.BLUE
    clock.move(days=7)
    world.close_procedure(case, procedure_id)

    facts = case.facts
    assert not facts.open_procedures
    assert (facts.due_on - promised).days >= 7
    assert (facts.statutory_due_on - statutory).days >= 7
    assert ledger(case.id)[-2:] == [("paused", "hearing"), ("resumed", "hearing")]
    assert paper_kinds(case.id)[-1] == "procedure_result"


def test_two_procedures_at_once_take_each_day_out_once(clock):
    alone, both = world.accepted_case(), world.accepted_case()
    first = world.open_procedure(alone)
    one, other = world.open_procedure(both), world.open_procedure(both)
    assert len(both.facts.open_procedures) == 2
    clock.move(days=7)

    world.close_procedure(alone, first)
    world.close_procedure(both, one)
    world.close_procedure(both, other)

    assert both.facts.due_on == alone.facts.due_on


def test_no_decision_while_a_procedure_is_open():
    case = world.paused_case()
    world.recommend(case)

    with refused(ProcedureOpen, names="听证"):
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
        world.open_procedure(case, **changed)


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        pytest.param({"text": ""}, ResultMissing, id="no-words"),
        pytest.param({"on": date(2026, 3, 1)}, ResultDateUnfit, id="before-it-began"),
        pytest.param({"on": date(2026, 4, 1)}, ResultDateUnfit, id="in-the-future"),
    ],
)
def test_a_result_has_words_and_a_day(changed, kind):
    case = world.paused_case()
    procedure_id = case.facts.open_procedures[0].id

    with refused(kind):
        world.close_procedure(case, procedure_id, **changed)


def test_the_procedure_of_another_case_is_not_closed_here():
    case, other = world.accepted_case(), world.paused_case()

    with refused(ProcedureNotOpen):
        world.close_procedure(case, other.facts.open_procedures[0].id)


# --- site survey -------------------------------------------------------------------------------


def plan_survey(case, *accounts):
    told_ = services.SurveyTold(today(), tuple(one.account_id for one in accounts))
    services.survey_plan(case_id=case.id, told=told_, press=world.press(world.staff("reviewer")))


def test_a_survey_by_two_stops_the_promised_clock_alone(clock):
    world.republish(more_steps=[world.SURVEY_STEP])
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
    world.republish(more_steps=[world.SURVEY_STEP])
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
    assert cases.opinions_of(case.facts).last().second_name == second.name
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
        pytest.param(world.paused_case, id="paused"),
        pytest.param(world.reviewed_case, id="decision-pending"),
    ],
)
def test_an_application_is_taken_back_any_time_before_the_decision(made):
    case = made()

    world.withdraw(case)

    assert (case.facts.state, case.facts.outcome) == ("withdrawn", "withdrawn")
    assert cases.clock_of(case.facts, today=today()).light is Light.GREY
    assert told("cases.withdrawn")[-1]["case_id"] == str(case.id)


@pytest.mark.parametrize(
    "made", [pytest.param(world.granted_case, id="granted"), pytest.param(world.refused_case, id="refused")]
)
def test_after_the_decision_nothing_is_taken_back(made):
    case = made()

    with refused(NoSuchMove):
        world.withdraw(case)


def test_a_withdrawal_says_why_and_is_the_applicants_alone():
    case, stranger = world.submitted_case(), world.person()

    with refused(ReasonMissing):
        world.withdraw(case, reason=" ")
    with refused(CaseNotFound):
        services.case_withdraw(case_id=case.id, reason="不办了。", press=world.press(stranger))
    with refused(NotAllowed):
        services.case_withdraw(case_id=case.id, reason="不办了。", press=world.press(world.staff("intake_clerk")))


def test_the_same_press_withdraws_once():
    case, key = world.submitted_case(), world.uuid4()

    world.withdraw(case, key=key)
    world.withdraw(case, key=key)

    assert verbs(case.id).count("cases.withdraw") == 1


def test_a_withdrawn_case_is_archived():
    case = world.withdrawn_case()
    world.deliver_events()

    file_archive(case_id=case.id, press=world.press(world.staff("archivist")))

    assert case.facts.state == "archived"


# --- first examination and report (T21) --------------------------------------------------------


def test_the_upper_agency_receives_a_case_of_its_own_with_every_file():
    case = world.forwarded_case()
    upper = world.upper_case(case)

    assert (upper.facts.state, upper.facts.agency_id) == ("submitted", world.upper_agency().id)
    assert upper.facts.number not in {None, case.facts.number}
    assert cases.answers_of(upper.facts).values == cases.answers_of(case.facts).values
    assert [row.sha256 for row in cases.materials_of(upper.facts)] == [
        row.sha256 for row in cases.materials_of(case.facts)
    ]
    assert cases.opinions_of(upper.facts).last().step == "first_examination"
    assert verbs(upper.id) == ["cases.receive_from_below"]
    assert chain_is_whole(upper)


@pytest.mark.parametrize(
    ("law", "below"),
    [pytest.param(30, 20, id="longer-law-twenty-below"), pytest.param(10, 10, id="shorter-law-as-it-is")],
)
def test_a_first_examination_takes_twenty_working_days_at_most(law, below):
    world.republish(first_examination=True, deciding_body=world.UPPER, stat_limit=law)

    assert world.submitted_case().facts.statutory_length == below


def test_the_applicant_sees_both_cases_linked_and_the_upper_one_is_decided_above():
    case = world.forwarded_case()
    upper = world.upper_case(case)

    assert cases.case_linked(case.facts, actor=case.applicant).id == upper.id
    assert cases.case_linked(upper.facts, actor=case.applicant).id == case.id
    assert cases.case_linked(case.facts, actor=world.staff("approver")) is None

    services.case_accept(case_id=upper.id, press=world.press(world.actor_named("upper_intake_clerk")))
    told_ = OpinionTold("grant", "同意初审意见。")
    services.case_recommend(case_id=upper.id, told=told_, press=world.press(world.actor_named("upper_reviewer")))
    services.case_grant(case_id=upper.id, text="", press=world.press(world.actor_named("upper_approver")))

    assert upper.facts.state == "granted"


def test_the_lower_agency_decides_nothing_that_is_decided_above():
    world.upper_agency()
    world.republish(first_examination=True, deciding_body=world.UPPER)
    case = world.reviewed_case()

    offered = cases.actions_open(case.facts, actor=world.staff("approver"))
    assert Action.FORWARD_UP in offered
    assert Action.GRANT not in offered
    with refused(DecidedAbove):
        grant(case)


def forward(case, opinion="同意上报。"):
    services.case_forward_up(
        case_id=case.id, opinion=opinion, verdict="grant", press=world.press(world.staff("approver"))
    )


def test_an_agency_that_is_not_known_receives_nothing():
    world.republish(first_examination=True, deciding_body="某某厅")
    case = world.reviewed_case()

    with refused(UpperAgencyUnknown, name="某某厅"):
        forward(case)


def test_an_item_decided_here_is_not_forwarded():
    case = world.reviewed_case()

    with refused(DecidedAbove):
        forward(case)


def test_an_opinion_to_the_upper_agency_has_words():
    world.upper_agency()
    world.republish(first_examination=True, deciding_body=world.UPPER)
    case = world.reviewed_case()

    with refused(ReasonMissing):
        forward(case, opinion=" ")


# --- fees and quota ----------------------------------------------------------------------------

FEE = {
    "name": "证照费", "rate": "每证十元", "basis": "某某规定", "check_state": "own_wording", "source": "gbt-39046",
    "amount": "10", "before_grant": True,
}  # fmt: skip


class Fees:
    """A room of payments that says what it was told."""

    def __init__(self, *unpaid):
        self.names = unpaid

    def unpaid(self, case_id):
        return self.names


@pytest.fixture
def fees(monkeypatch):
    def registered(*port):
        monkeypatch.setattr(ports, "_fees", list(port))

    return registered


def charged_case():
    world.republish(fee_flag=True, fee_basis="某某规定", fees=[FEE])
    return world.reviewed_case()


def test_nothing_is_granted_while_a_fee_that_goes_before_it_is_owed(fees):
    case = charged_case()
    fees(Fees("证照费"))

    with refused(FeesUnpaid, names="证照费"):
        grant(case)
    fees(Fees())
    grant(case)

    assert case.facts.state == "granted"


def test_nothing_is_granted_when_nobody_knows_of_the_fees(fees):
    case = charged_case()
    fees()

    with refused(FeesUnknown):
        grant(case)


def test_an_item_without_such_a_fee_asks_nobody(fees):
    fees()
    case = world.reviewed_case()

    grant(case)

    assert case.facts.state == "granted"


def test_a_full_quota_refuses_the_next_grant():
    world.republish(quota_number=1)
    first, second = world.reviewed_case(), world.reviewed_case()
    grant(first)
    world.deliver_events()

    with refused(QuotaFull, most=1):
        grant(second)


# --- ground rules ------------------------------------------------------------------------------


def test_a_new_version_of_the_item_leaves_running_cases_as_they_were():
    case = world.accepted_case()
    before = (case.facts.item_version_id, case.facts.promised_days, case.facts.due_on)

    world.republish(**world.AT_ONCE)

    assert (case.facts.item_version_id, case.facts.promised_days, case.facts.due_on) == before
    assert not cases.ways_of_case(case.facts).at_once


def test_the_submitted_package_stays_frozen_and_hashed_through_every_move():
    case = world.submitted_case()
    package = cases.answers_of(case.facts).package_sha256
    services.case_accept(case_id=case.id, press=world.press(world.staff("intake_clerk")))
    world.extend(case)
    world.open_procedure(case)

    with refused(NoSuchMove):
        world.save(case, contact_name="别人")

    assert len(package) == 64
    assert cases.answers_of(case.facts).package_sha256 == package


def test_characters_that_no_font_draws_are_refused_before_a_notice_is_sealed():
    case = world.accepted_case()

    with refused(GlyphMissing):
        world.extend(case, reason="申请人姓名含\U0003fffd字")


def test_a_rare_character_that_is_drawn_survives_into_the_trace():
    case = world.accepted_case()

    world.extend(case, reason="经办人㛃、龘需要核实。")

    assert acts(case.id)[-1].after["reason"] == "经办人㛃、龘需要核实。"
