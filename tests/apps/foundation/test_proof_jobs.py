"""What should have happened by itself and did not is named."""

from datetime import timedelta

import pytest

from oneseal.foundation.audit.services import days_close
from oneseal.foundation.jobs.services import beat
from oneseal.foundation.proof.selectors import findings_of
from oneseal.foundation.timekeeping import now, today
from tests.apps.foundation.proving import found, jobs_ran, proved, sql
from tests.factories import world

pytestmark = pytest.mark.django_db


def test_an_event_nobody_was_told_of_is_named_after_some_minutes(house, clock):
    world.submitted_case()
    assert found() == []

    clock.move(minutes=6)

    assert {code for code, _subject in found()} == {"outbox.waiting"}


def test_a_timer_that_nobody_fired_is_named_with_its_case_and_instant(house, clock):
    case = world.submitted_case()
    world.deliver_events()
    due_on = case.facts.due_on

    clock.stand_at(f"{due_on} 10:30")
    jobs_ran(clock)
    days_close(until=today() - timedelta(days=1), now=now())

    row = findings_of(proved().id)[0]
    assert (row.code, row.subject) == ("timers.overdue", case.facts.number)
    assert (row.expected, row.found) == (f"{due_on} 09:00", "cases.receipt_due, 0")


def test_a_timer_that_fails_is_named_with_its_failures(house, clock):
    case = world.submitted_case()
    world.deliver_events()
    sql("UPDATE workflow_timer SET failures = 3 WHERE subject_id = %s AND kind = 'cases.receipt_due'", [case.id])

    assert found() == [("timers.failing", case.facts.number)]


def test_a_job_that_was_given_up_is_named(house, clock):
    sql(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, priority, status, attempts, args)"
        " VALUES ('events', 'outbox.deliver', 0, 'failed', 20, '{}')"
    )

    row = findings_of(proved().id)[0]
    assert (row.code, row.subject.split()[0], row.found) == ("jobs.given_up", "outbox.deliver", "20")


def test_a_job_that_never_ran_and_one_that_ran_last_week_are_named(house, clock):
    jobs_ran(clock)
    sql("DELETE FROM jobs_heartbeat WHERE name = 'audit.close_day'")
    clock.move(days=7)
    jobs_ran(clock)
    sql("DELETE FROM jobs_heartbeat WHERE name = 'audit.close_day'")
    beat("outbox.forget", now=now() - timedelta(days=7))

    told = {row.subject: row for row in findings_of(proved().id) if row.proof == "jobs.periodic"}

    assert (told["audit.close_day"].code, told["audit.close_day"].expected) == ("jobs.never_ran", "2026-03-11 00:10")
    assert (told["outbox.forget"].code, told["outbox.forget"].found) == ("jobs.not_run", "2026-03-04 10:01")
    assert told.keys() == {"audit.close_day", "outbox.forget"}


def test_an_installation_of_this_hour_owes_no_job_yet(house, clock):
    assert [row for row in found() if row[0].startswith("jobs.")] == []
