"""A migration while examiners finish their nodes, and two workers at one migration: nothing is lost, nothing twice."""

from threading import Barrier

import pytest
from django.db import IntegrityError

from oneseal.cases import selectors as cases
from oneseal.cases import services
from oneseal.cases.models import MigrationCase, ProcessBinding
from oneseal.cases.selectors import examination_of
from oneseal.cases.services import NodeOpinion, moving
from oneseal.cases.services import migrating as applying
from oneseal.cases.services.migrating import migration_apply
from oneseal.foundation.audit.models import Entry
from oneseal.foundation.timekeeping import now
from oneseal.foundation.writes import WriteConflict
from oneseal.workflow.models import NodeTask
from tests.apps.traces import chain_is_whole, verbs
from tests.concurrency.racing import at_once, failures
from tests.factories import migrating, processes, world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("open_city")]


def approved(*nodes):
    """Return a case, and a migration of it that was approved, with an examiner's press for the works."""
    case = processes.accepted_case()
    processes.finish_all(case, "look", *nodes)
    migration_id = migrating.request(processes.publish(migrating.LATER))
    migrating.approve(migration_id)
    return case, migration_id, world.press(world.appoint("reviewer"))


def finishing(case, node, press):
    return lambda: services.case_node_finish(
        case_id=case.id, node=node, told=NodeOpinion("agree", "符合要求。"), press=press
    )


def applied(migration_id):
    at = now()
    return lambda: migration_apply(migration_id, tell=lambda: at)


def is_sound(case):
    """Return whether the open rows are the open nodes of the process that the case follows."""
    examined = examination_of(case.facts)
    waiting = sorted(NodeTask.objects.filter(subject_id=case.id, closed_at=None).values_list("node", flat=True))
    return waiting == sorted(examined.run.open_nodes) and chain_is_whole(case)


@pytest.mark.parametrize("round_", [pytest.param(n, id=f"try-{n}") for n in range(3)])
def test_a_finish_beside_a_migration_comes_before_it_or_after_it(round_):
    case, migration_id, press = approved()

    results = at_once(applied(migration_id), finishing(case, "works", press))

    assert not failures(results)
    assert is_sound(case)
    assert verbs(case.id).count("cases.finish_node") == 2
    (row,) = MigrationCase.objects.filter(migration_id=migration_id)
    # Finished first, the plan is not the approved one any more, and the case stays where it is.
    assert (row.outcome, case.facts.process_version_id is None) in {("moved", False), ("left_out", True)}


@pytest.mark.parametrize("round_", [pytest.param(n, id=f"try-{n}") for n in range(3)])
def test_a_finish_of_what_the_migration_takes_away_is_refused_or_counted(round_):
    case, migration_id, press = approved()

    results = at_once(applied(migration_id), finishing(case, "health", press))

    assert is_sound(case)
    moved = case.facts.process_version_id is not None
    assert bool(failures(results)) is moved
    assert verbs(case.id).count("cases.finish_node") == (1 if moved else 2)


def test_without_the_lock_a_migration_and_a_finish_run_into_each_other(monkeypatch):
    """The negative control: both read the case without FOR UPDATE, and one of them writes on what is old."""
    case, migration_id, press = approved()
    meet = Barrier(2, timeout=10)

    def together(written):
        def flush(*writes):
            meet.wait()
            return written(*writes)

        return flush

    for module in (moving, applying):
        monkeypatch.setattr(module, "case_for_update", cases.case_facts)
        monkeypatch.setattr(module, "flush", together(module.flush))

    results = at_once(applied(migration_id), finishing(case, "works", press))

    (refusal,) = failures(results)
    assert isinstance(refusal, (IntegrityError, WriteConflict))


@pytest.mark.parametrize("round_", [pytest.param(n, id=f"try-{n}") for n in range(2)])
def test_two_workers_at_one_migration_move_each_case_once(round_):
    case, migration_id, _press = approved()

    results = at_once(applied(migration_id), applied(migration_id))

    assert sorted(results) == [0, 1]
    assert ProcessBinding.objects.filter(case_id=case.id).count() == 1
    assert Entry.objects.filter(verb="cases.process_migrated").count() == 1
    assert Entry.objects.filter(verb="cases.migration_finished").count() == 1
    assert is_sound(case)
