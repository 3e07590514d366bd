"""Interested persons, expert reviews, tests, publicity, meetings: what each does, and each refusal."""

from datetime import timedelta

import pytest

from oneseal.cases import selectors as cases
from oneseal.cases import services
from oneseal.cases.errors import (
    ProcedureNotNamed,
    ProcedureNotOpen,
    ProcedureOpen,
    ProcedurePlanMissing,
    ProcedureTooLong,
    ResultMissing,
    SuspensionDocumentMissing,
)
from oneseal.cases.models import InterestedParty, MeetingTask, Objection
from oneseal.cases.procedure_errors import (
    AssignedLate,
    FailedItsTest,
    InterestMissing,
    MeetingPlanMissing,
    MeetingTaskUnfit,
    ObjectionMissing,
    ProcedureHasOwnForm,
    PublicityPeriodUnfit,
    StandardMissing,
    StatementMissing,
    StatementPeriodRuns,
    TwoTestersMissing,
)
from oneseal.cases.rules.states import Action
from oneseal.foundation.timekeeping import now, today
from oneseal.workflow.models import Timer
from oneseal.workflow.services import timers_fire
from tests.apps.cases.test_hearings import text_of
from tests.apps.traces import acts, chain_is_whole, ledger, paper_kinds, refused, told
from tests.factories import aside, world
from tests.factories import procedures as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def named_case(*procedures):
    make.name_in_item(*(procedures or (make.REVIEW, make.TESTING)))
    return world.accepted_case()


# --- interested persons (APL 36) ---------------------------------------------------------------


def test_an_interested_person_is_told_and_heard_and_the_decision_waits_until_then(clock):
    case = world.accepted_case()
    make.notify(case)
    world.recommend(case)
    party = InterestedParty.objects.get()

    with refused(StatementPeriodRuns, names="邻居李四", until=party.reply_by_on):
        make.recommend_and_grant(case)
    statement = services.StatementTold(party.id, today(), "不同意，油烟太大。")
    services.statement_record(case_id=case.id, told=statement, press=make.by("reviewer"))
    make.recommend_and_grant(case)

    assert case.facts.state == "granted"
    assert cases.interested_of(case.facts)[0].statement == "不同意，油烟太大。"
    assert b"\xe6\xb2\xb9" not in bytes(InterestedParty.objects.get().statement)
    assert text_of(case, "statement_record")["stated_by"] == "邻居李四"


def test_after_the_period_silence_holds_nothing_up(clock):
    case = world.accepted_case()
    make.notify(case, days=3)
    clock.move(days=4)

    make.recommend_and_grant(case)

    assert case.facts.state == "granted"


def test_the_applicant_states_too():
    case = world.accepted_case()

    services.statement_record(
        case_id=case.id, told=services.StatementTold(None, today(), "已改造。"), press=make.by("reviewer")
    )

    assert text_of(case, "statement_record")["stated_by"] == case.facts.party_name


@pytest.mark.parametrize(
    ("name", "days"), [pytest.param(" ", 5, id="nobody"), pytest.param("李四", 0, id="no-time-to-answer")]
)
def test_whoever_is_told_has_a_name_and_time(name, days):
    case = world.accepted_case()
    with refused(InterestMissing):
        make.notify(case, name=name, days=days)


def test_a_statement_has_words_and_a_person_of_this_case():
    case, other = world.accepted_case(), world.accepted_case()
    make.notify(other)
    stranger = InterestedParty.objects.get().id

    for statement in (services.StatementTold(None, today(), " "), services.StatementTold(stranger, today(), "话")):
        with refused(StatementMissing):
            services.statement_record(case_id=case.id, told=statement, press=make.by("reviewer"))


# --- expert review -----------------------------------------------------------------------------


def test_an_expert_review_is_arranged_and_recorded():
    case = named_case()

    make.arrange_review(case)
    assert ledger(case.id)[-1] == ("paused", "expert_review")
    assert make.procedure_of(case, "expert_review").target_on == make.workday(5)
    make.record_review(case)

    assert paper_kinds(case.id)[-2:] == ["expert_review_notice", "expert_review_record"]
    assert ledger(case.id)[-1] == ("resumed", "expert_review")
    assert chain_is_whole(case)


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        pytest.param({"experts": (" ",)}, ProcedurePlanMissing, id="nobody"),
        pytest.param({"question": " "}, ProcedurePlanMissing, id="nothing-to-review"),
        pytest.param({"held_on": "yesterday"}, ProcedurePlanMissing, id="a-day-gone-by"),
        pytest.param({"held_on": "far"}, ProcedureTooLong, id="longer-than-the-item-allows"),
    ],
)
def test_an_expert_review_is_planned_as_the_item_has_it(changed, kind):
    case = named_case()
    days = {"yesterday": today() - timedelta(days=1), "far": make.workday(16)}

    with refused(kind):
        make.arrange_review(case, **{key: days.get(value, value) for key, value in changed.items()})


def test_what_the_item_does_not_name_is_neither_reviewed_nor_tested():
    case = world.accepted_case()
    chosen = make.two_testers()

    with refused(ProcedureNotNamed):
        make.arrange_review(case)
    with refused(ProcedureNotNamed):
        make.assign_testing(case, testers=chosen)


def test_what_has_its_own_form_is_not_opened_by_the_plain_one():
    case = world.accepted_case()
    with refused(ProcedureHasOwnForm):
        aside.open_procedure(case, kind="hearing")


# --- tests (APL 55) ----------------------------------------------------------------------------


def test_a_test_is_assigned_to_two_and_its_failure_stands_in_the_refusal():
    case = named_case()
    make.assign_testing(case)
    make.record_testing(case, "failed", "卫生指标超标。")
    world.recommend(case)

    with refused(FailedItsTest, name="检测"):
        make.recommend_and_grant(case, "x")
    make.recommend_and_refuse(case)

    assert text_of(case, "refusal_decision")["standards"] == [f"检测：{make.STANDARD}"]
    assert paper_kinds(case.id)[-4:-2] == ["test_notice", "test_report"]


def test_a_test_that_is_passed_the_second_time_is_granted():
    case = named_case()
    chosen = make.two_testers()
    make.assign_testing(case, testers=chosen)
    make.record_testing(case, "failed")
    make.assign_testing(case, testers=chosen)
    make.record_testing(case, "passed")

    make.recommend_and_grant(case)

    assert case.facts.state == "granted"


def test_testers_are_assigned_within_five_days_and_later_the_reason_is_told(clock):
    case = named_case()
    by_on = make.workday(5)
    clock.stand_at(f"{make.workday(6)} 09:00")
    chosen = make.two_testers()

    with refused(AssignedLate, by=by_on):
        make.assign_testing(case, testers=chosen)
    make.assign_testing(case, testers=chosen, late_because="设备检修。")

    assert text_of(case, "test_notice")["late_because"] == "设备检修。"


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        pytest.param({"testers": "one"}, TwoTestersMissing, id="one-tester"),
        pytest.param({"testers": "twice"}, TwoTestersMissing, id="one-tester-twice"),
        pytest.param({"standard": " "}, StandardMissing, id="no-standard"),
        pytest.param({"subject_matter": " "}, ProcedurePlanMissing, id="nothing"),
        pytest.param({"planned_days": 11}, ProcedureTooLong, id="too-long"),
        pytest.param({"kind": "expert_review"}, ProcedureNotNamed, id="no-test"),
    ],
)
def test_a_test_has_two_testers_a_standard_and_an_object(changed, kind):
    case = named_case()
    one, other = make.two_testers()
    who = {"one": (one,), "twice": (one, one)}
    wanted = {"testers": (one, other), **{key: who.get(value, value) for key, value in changed.items()}}

    with refused(kind):
        make.assign_testing(case, **wanted)


# --- publicity ---------------------------------------------------------------------------------


LAWFUL = {"law": "《某条例》第九条", "document": "公示决定书（示公〔2026〕1号）"}


def test_publicity_stops_the_promise_alone_unless_a_law_and_a_document_say_otherwise():
    plain, lawful = world.accepted_case(), world.accepted_case()

    make.publicise(plain)
    make.publicise(lawful, **LAWFUL)

    assert plain.facts.pauses[-1]["stops_statutory"] is False
    assert lawful.facts.pauses[-1]["stops_statutory"] is True
    notice, act = text_of(lawful, "publicity_notice"), acts(lawful.id)[-1].after
    assert (notice["law"], notice["document"]) == (LAWFUL["law"], LAWFUL["document"])
    assert (act["law"], act["document"], act["stops_statutory"]) == (*LAWFUL.values(), True)
    assert "law" not in text_of(plain, "publicity_notice")


@pytest.mark.parametrize("alone", LAWFUL)
def test_neither_a_law_nor_a_document_alone_stops_the_clock_of_the_law(alone):
    case = world.accepted_case()

    with refused(SuspensionDocumentMissing):
        make.publicise(case, **{"law": " ", "document": " ", alone: LAWFUL[alone]})


def test_objections_are_recorded_and_told_in_the_result(clock):
    case = world.accepted_case()
    make.publicise(case)
    make.record_objection(case)

    with refused(PublicityPeriodUnfit):
        make.end_publicity(case)
    clock.move(days=8)
    with refused(ResultMissing):
        make.end_publicity(case, " ")
    make.end_publicity(case)

    (line,) = text_of(case, "publicity_result")["objections"]
    assert "太吵。" in line
    assert make.procedure_of(case, "publicity").result_on == make.procedure_of(case, "publicity").until_on
    assert "太吵".encode() not in bytes(Objection.objects.get().text)


def test_while_something_is_public_nothing_is_decided_and_it_is_public_once():
    case = world.accepted_case()
    make.publicise(case)
    world.recommend(case)

    with refused(ProcedureOpen, names="公示"):
        make.recommend_and_grant(case)
    with refused(ProcedurePlanMissing):
        make.publicise(case)


def test_publicity_lasts_and_an_objection_has_a_name_and_words():
    case, public = world.accepted_case(), world.accepted_case()
    make.publicise(public)

    with refused(PublicityPeriodUnfit):
        make.publicise(case, days=0)
    with refused(ObjectionMissing):
        make.record_objection(public, text=" ")
    with refused(ProcedureNotOpen):
        services.objection_record(
            case_id=case.id,
            told=services.ObjectionTold(make.procedure_of(public, "publicity").id, "王五", "吵", today()),
            press=make.by("reviewer"),
        )


# --- meetings (A18) ----------------------------------------------------------------------------


def test_a_meeting_stops_no_clock_and_leaves_tasks(clock):
    case = world.accepted_case()
    before = (case.facts.due_on, case.facts.pauses)
    make.plan_meeting(case)

    assert (case.facts.due_on, case.facts.pauses) == before
    clock.stand_at(f"{make.workday(2)} 17:00")
    make.record_meeting(case, tasks=(services.TaskTold("生态环境局", "出具排烟意见", make.workday(3)),))
    task = MeetingTask.objects.get()
    services.meeting_task_finish(case_id=case.id, task_id=task.id, note="已出具。", press=make.by("reviewer"))

    assert paper_kinds(case.id)[-2:] == ["meeting_notice", "meeting_minutes"]
    assert MeetingTask.objects.get().done_on == today()
    assert text_of(case, "meeting_minutes")["tasks"][0]["unit"] == "生态环境局"
    assert [entry for entry, _cause in ledger(case.id)].count("paused") == 0
    with refused(MeetingTaskUnfit):
        services.meeting_task_finish(case_id=case.id, task_id=task.id, note="", press=make.by("reviewer"))


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"place": " "}, id="no-place"),
        pytest.param({"units": ()}, id="no-unit"),
        pytest.param({"people": (" ",)}, id="nobody"),
        pytest.param({"held_on": None}, id="a-day-gone-by"),
        pytest.param({"question": ""}, id="no-question"),
    ],
)
def test_a_meeting_has_a_day_a_place_units_people_and_a_question(changed):
    case = world.accepted_case()
    wanted = {key: today() - timedelta(days=1) if value is None else value for key, value in changed.items()}

    with refused(MeetingPlanMissing):
        make.plan_meeting(case, **wanted)


def test_a_task_has_a_unit_words_and_a_day():
    case = world.accepted_case()
    make.plan_meeting(case)

    for task in (services.TaskTold(" ", "做", today()), services.TaskTold("局", "做", today() - timedelta(days=1))):
        with refused(MeetingTaskUnfit):
            make.record_meeting(case, tasks=(task,))


# --- several at once, targets and reminders (A66) ----------------------------------------------


def test_several_procedures_are_open_at_once_each_with_its_own_target():
    case = named_case()
    make.arrange_review(case)
    make.assign_testing(case)
    make.publicise(case)
    make.plan_meeting(case)
    aside.open_procedure(case)

    rows = [row for row in cases.procedures_of(case.facts) if row.closed_at is None]
    assert [row.kind for row in rows] == ["expert_review", "testing", "publicity", "joint_meeting", "tender"]
    assert all(row.target_on for row in rows)
    assert len(case.facts.open_procedures) == 4


def test_whoever_answers_for_a_procedure_is_reminded_on_the_working_day_before(clock):
    case = named_case()
    make.arrange_review(case)
    before = make.workday(4)
    clock.stand_at(f"{before} 08:59")
    timers_fire(now=now())
    assert not told("cases.procedure_due_soon")

    clock.stand_at(f"{before} 09:00")
    timers_fire(now=now())

    row = make.procedure_of(case, "expert_review")
    assert row.reminded_at is not None
    assert told("cases.procedure_due_soon") == [{"case_id": str(case.id), "procedure_id": str(row.id)}]


def test_nobody_is_reminded_of_what_has_ended(clock):
    case = named_case()
    make.arrange_review(case)
    make.record_review(case)
    clock.stand_at(f"{make.workday(4)} 09:00")

    timers_fire(now=now())

    assert not told("cases.procedure_due_soon")
    assert Timer.objects.filter(kind="cases.procedure_due_soon", fired_at=None).count() == 0


def test_a_case_offers_what_is_open_and_nothing_else():
    case = named_case()
    reviewer = world.staff("reviewer")
    at_first = set(cases.actions_open(case.facts, actor=reviewer, today=today()))
    make.arrange_review(case)
    make.publicise(case)
    after = set(cases.actions_open(case.facts, actor=reviewer, today=today()))

    assert Action.RECORD_EXPERT_REVIEW not in at_first
    assert {Action.RECORD_EXPERT_REVIEW, Action.RECORD_OBJECTION, Action.END_PUBLICITY} <= after
    assert Action.PUBLICISE not in after
    assert Action.RECORD_HEARING not in after
