"""What older versions left open beside cases that have ended is closed by the upgrade; nothing else is touched."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from oneseal.cases.models import Hearing, MeetingTask, Opinion, Procedure, Supplement, Suspension
from oneseal.cases.services import TaskTold
from oneseal.foundation.timekeeping import beijing_date
from oneseal.workflow.models import Task
from tests.apps.foundation.proving import findings, tampered
from tests.factories import aside, special, world
from tests.factories import procedures as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def upgrade():
    migration = import_module("oneseal.cases.migrations.0023_close_what_ended_cases_left")
    migration.close(apps, connection.schema_editor(atomic=False))


def left_open():
    """Return a withdrawn case as an older version left it: nothing beside it was closed."""
    case = world.accepted_case()
    make.plan_meeting(case)
    make.record_meeting(case, tasks=(TaskTold("市生态环境局", "出具意见", make.workday(3)),))
    make.plan_meeting(case)
    make.tell_right(case)
    aside.withdraw(case)
    ended = "WHERE case_id = %s AND outcome = 'case_ended'"
    tampered(f"UPDATE cases_procedure SET closed_at = NULL, result_on = NULL, outcome = '' {ended}", [case.id])
    tampered("UPDATE cases_hearing SET phase = 'told', ended_at = NULL WHERE case_id = %s", [case.id])
    tampered("UPDATE cases_meeting_task SET ended_on = NULL WHERE case_id = %s", [case.id])
    return case


def test_the_upgrade_closes_what_is_open_beside_an_ended_case(clock):
    case, running = left_open(), world.accepted_case()
    make.plan_meeting(running)

    upgrade()

    rows = Procedure.objects.filter(case_id=case.id)
    assert not rows.filter(closed_at=None).exists()
    assert rows.filter(outcome="case_ended").count() == 2
    assert Hearing.objects.get(case_id=case.id).phase == "ended"
    assert MeetingTask.objects.get(case_id=case.id).ended_on == beijing_date(case.facts.in_step_since)
    assert Procedure.objects.get(case_id=running.id).closed_at is None
    assert not {row.code for row in findings() if row.subject == case.facts.number} & {
        "leftovers.procedure", "leftovers.hearing", "leftovers.task", "clocks.procedure",
    }  # fmt: skip


def test_a_standstill_and_a_material_of_an_ended_case_are_closed_too():
    still, awaited = special.suspended_case(), special.tolerant_case()
    aside.withdraw(still)
    aside.withdraw(awaited)
    tampered("UPDATE cases_suspension SET outcome = '', resumed_at = NULL WHERE case_id = %s", [still.id])
    tampered("UPDATE cases_supplement SET ended_at = NULL WHERE case_id = %s", [awaited.id])

    upgrade()

    assert Suspension.objects.get(case_id=still.id).outcome == "case_ended"
    assert not Supplement.objects.filter(case_id=awaited.id, arrived_at=None, ended_at=None).exists()


def test_a_record_that_waits_for_its_decision_waits_for_the_second_examiner_it_names():
    case, second = world.reviewed_case(), world.appoint("reviewer")
    told = {"second_id": second.account_id, "second_name": second.name}
    Opinion.objects.filter(case_id=case.id).update(**told)
    tampered(
        "UPDATE cases_case SET second_examiner_id = %s WHERE id = %s", [second.account_id, case.id]
    )  # fmt: skip
    plain = world.reviewed_case()

    upgrade()

    step = Task.objects.get(pk=case.facts.open_task_id)
    assert (case.facts.awaiting, step.step, step.permission) == ("cases.review", "confirmation", "cases.review")
    assert plain.facts.awaiting == "cases.decide"
