"""What is open beside a case ends with it, in the same transaction."""

from datetime import timedelta

import pytest

from oneseal.cases import selectors as cases
from oneseal.cases import services
from oneseal.cases.models import Hearing, MeetingTask, Procedure, Supplement, Suspension
from oneseal.cases.selectors import ProcedureFilter
from oneseal.foundation.timekeeping import beijing_date, now, today
from oneseal.workflow.models import NodeTask
from oneseal.workflow.services import timers_fire
from tests.apps.licences.test_versions import held, sibling, started
from tests.apps.traces import ledger, told
from tests.factories import aside, processes, special, world
from tests.factories import procedures as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
ENDED = "case_ended"


def under_way(kind="reviewer"):
    """Return the procedures that the lists of the agency show."""
    found = cases.procedures_under_way(world.staff(kind), ProcedureFilter(), today=today())
    return [line.row.case_id for line in found.lines]


def with_everything_open():
    """Return a case with a tender, a hearing told, a planned meeting, and a task that another one left."""
    case = world.accepted_case()
    make.plan_meeting(case)
    make.record_meeting(case, on=today(), tasks=(services.TaskTold("市生态环境局", "出具意见", make.workday(3)),))
    make.plan_meeting(case)
    make.tell_right(case)
    aside.open_procedure(case)
    return case


def test_a_withdrawn_case_leaves_nothing_open():
    case = with_everything_open()
    assert under_way()

    aside.withdraw(case)

    rows = Procedure.objects.filter(case_id=case.id)
    assert not rows.filter(closed_at=None).exists()
    assert set(rows.exclude(outcome="").values_list("kind", "outcome")) == {
        ("hearing", ENDED), ("joint_meeting", ENDED), ("tender", ENDED),
    }  # fmt: skip
    hearing = Hearing.objects.get(case_id=case.id)
    assert (hearing.phase, hearing.ended_at is not None) == ("ended", True)
    assert MeetingTask.objects.get(case_id=case.id).ended_on == today()
    assert under_way() == []
    assert cases.procedures_due(world.staff("reviewer"), today=today()) == 0


def test_the_clocks_that_a_procedure_stopped_do_not_stay_stopped():
    case = aside.paused_case()

    aside.withdraw(case)

    (pause,) = case.facts.pauses
    row = Procedure.objects.get(case_id=case.id)
    assert pause["end"] == row.result_on.isoformat() == today().isoformat()
    assert case.facts.open_procedures == ()


def test_what_ended_by_itself_keeps_its_result():
    case = world.accepted_case()
    procedure_id = aside.open_procedure(case)
    aside.close_procedure(case, procedure_id)

    aside.withdraw(case)

    row = Procedure.objects.get(pk=procedure_id)
    assert (row.outcome, row.result) == ("", "评标报告已签字。")


def test_a_decision_ends_what_does_not_forbid_it():
    case = world.accepted_case()
    make.plan_meeting(case)
    world.recommend(case)

    services.case_grant(case_id=case.id, text="", press=make.by("approver"))

    assert Procedure.objects.get(case_id=case.id).outcome == ENDED


def test_promised_materials_are_awaited_no_more():
    case = special.tolerant_case()
    assert case.facts.supplements_open

    aside.withdraw(case)

    assert not Supplement.objects.filter(case_id=case.id, arrived_at=None, ended_at=None).exists()
    assert all(row.is_ended for row in cases.supplements_of(case.facts) if row.arrived_on is None)


def test_a_standstill_ends_with_its_case():
    case = special.suspended_case()

    aside.withdraw(case)

    row = Suspension.objects.get(case_id=case.id)
    assert (row.outcome, beijing_date(row.resumed_at)) == (ENDED, today())
    assert all(pause["end"] for pause in case.facts.pauses)


def test_an_error_of_registration_ends_it_all_too():
    case = with_everything_open()
    special.ask_void(case)

    special.void(case)

    assert not Procedure.objects.filter(case_id=case.id, closed_at=None).exists()


def test_nobody_is_reminded_of_what_ended(clock):
    case = world.accepted_case()
    make.plan_meeting(case, held_on=make.workday(5))
    aside.withdraw(case)

    clock.stand_at(f"{make.workday(4)} 10:00")
    timers_fire(now=now())

    assert told("cases.procedure_due_soon") == []


def test_nodes_of_an_examination_end_with_their_case():
    case = processes.accepted_case()
    assert NodeTask.objects.filter(subject_id=case.id, closed_at=None).exists()

    aside.withdraw(case)

    assert not NodeTask.objects.filter(subject_id=case.id, closed_at=None).exists()


def test_what_the_law_granted_is_not_held_up_by_a_procedure_that_was_open(clock):
    item_id = sibling("renewal")
    licence, case = held()
    clock.stand_at(f"{licence.valid_until_on - timedelta(days=60)} 10:00")
    later = started(item_id, case, licence.id)
    world.save(later, **world.ANSWERS)
    for key, _name in services.missing_of(later.facts, today=today()).materials:
        world.attach(later, key)
    world.submit(later)
    services.case_accept(case_id=later.id, press=make.by("intake_clerk"))
    aside.open_procedure(later)

    timers_fire(now=clock.stand_at(f"{licence.valid_until_on + timedelta(days=1)} 00:00"))

    row = Procedure.objects.get(case_id=later.id)
    assert (later.facts.outcome, later.facts.open_procedures) == ("granted", ())
    assert (row.outcome, row.result_on) == (ENDED, licence.valid_until_on)
    assert ("resumed", "tender") in ledger(later.id)
