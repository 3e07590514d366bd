"""A job that goes through many cases reads the clock for each of them, also over midnight."""

from datetime import timedelta

import pytest

from oneseal.cases.services.following import adjustment_followed
from oneseal.cases.services.migrating import migration_apply
from oneseal.cases.services.recomputing import dues_recompute
from oneseal.cases.services.redating import cases_redate
from oneseal.foundation.audit.models import Entry
from oneseal.foundation.audit.proving import roots
from oneseal.foundation.audit.services import days_close
from oneseal.foundation.proof.ports import Scope, Tally
from oneseal.foundation.timekeeping import now, today
from oneseal.workflow.services import change_confirm
from tests.apps.cases.test_redating import admin, closure
from tests.factories import life, migrating, processes, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
CASES = 3


def changed():
    """Let a change of the calendar hold; nothing has followed it yet."""
    for _ in range(CASES):
        world.accepted_case()
    change_id = closure()
    change_confirm(change_id=change_id, actor=admin(), now=now())
    return change_id


def redating():
    change_id = changed()
    return "cases.due_recomputed", lambda tell: cases_redate(change_id, tell=tell)


def recomputing():
    changed()
    return "cases.due_recomputed", lambda tell: dues_recompute(tell=tell)


def migrating_cases():
    processes.accepted_case()
    for _ in range(CASES - 1):
        world.accepted_case()
    migration_id = migrating.request(processes.publish(migrating.LATER))
    migrating.approve(migration_id)
    return "cases.process_migrated", lambda tell: migration_apply(migration_id, tell=tell)


def following():
    for _ in range(CASES):
        world.accepted_case()
    adjustment_id = life.adjust("abolish", open_cases="end")
    return "cases.terminate", lambda tell: adjustment_followed(adjustment_id, tell=tell)


@pytest.mark.parametrize("prepare", [redating, recomputing, migrating_cases, following])
def test_each_act_bears_the_instant_at_which_it_was_done_and_a_closed_day_stays_whole(clock, prepare):
    verb, work = prepare()
    clock.stand_at(f"{today()} 23:40")

    def tell():
        """Let ten minutes pass, and the day be closed once it is over."""
        clock.move(minutes=10)
        days_close(until=today() - timedelta(days=1), now=now())
        return now()

    work(tell)

    instants = list(Entry.objects.filter(verb=verb).order_by("occurred_at").values_list("occurred_at", flat=True))
    assert len(set(instants)) == len(instants) == CASES
    assert [finding.code for finding in roots(Scope(now()), Tally())] == []
