"""Licensing Law art. 26: one window receives and hands over; several units answer the applicant as one."""

from oneseal.cases import services
from oneseal.cases.models import MeetingTask
from oneseal.cases.procedure_errors import MeetingPlanMissing
from oneseal.foundation.timekeeping import today
from oneseal.kernel.lifecycle import NoSuchMove
from tests.apps.cases.test_received_at_a_centre import hand_over, received
from tests.apps.traces import paper_kinds
from tests.factories import procedures as make
from tests.factories import world
from tests.law.demands import LAW, by, refused

pytestmark = LAW


def test_one_window_receives_and_hands_over_to_the_department_while_the_five_days_run():
    case = received()
    due_on = case.facts.due_on
    hand_over(case)

    assert not case.facts.is_with_centre
    assert case.facts.due_on == due_on


def test_a_case_is_handed_over_once():
    case = received()
    hand_over(case)

    with refused(NoSuchMove):
        hand_over(case)


def test_units_meet_and_leave_tasks_while_the_clock_of_the_one_case_runs_on(clock):
    case = world.accepted_case()
    due_on = case.facts.due_on
    make.plan_meeting(case)
    clock.stand_at(f"{make.workday(2)} 17:00")
    make.record_meeting(case, tasks=(services.TaskTold("生态环境局", "出具排烟意见", make.workday(3)),))
    task = MeetingTask.objects.get()
    services.meeting_task_finish(case_id=case.id, task_id=task.id, note="已出具。", press=by("reviewer"))

    task.refresh_from_db()
    assert task.done_on == today()
    assert case.facts.due_on == due_on
    assert paper_kinds(case.id)[-2:] == ["meeting_notice", "meeting_minutes"]


def test_a_meeting_names_the_units_that_meet():
    case = world.accepted_case()

    with refused(MeetingPlanMissing):
        make.plan_meeting(case, units=())
