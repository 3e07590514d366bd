"""Running cases are migrated to the process of another version: two people, one preview, case by case."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from oneseal.cases import services
from oneseal.cases.migration_errors import (
    MigrationChanged,
    MigrationEmpty,
    MigrationNotFound,
    MigrationNotOpen,
    MigrationReasonMissing,
    MigrationSamePerson,
    MigrationTargetUnfit,
    MigrationTooLarge,
)
from oneseal.cases.models import ProcessBinding, ProcessMigration
from oneseal.cases.rules.states import State
from oneseal.cases.selectors import examination_of
from oneseal.cases.selectors.bindings import bindings_of
from oneseal.cases.selectors.migration_lists import (
    items_asked,
    migration_counts,
    migration_for,
    migration_results,
    migrations_for,
)
from oneseal.cases.services import migrating as applying
from oneseal.cases.services.migrating import migration_apply
from oneseal.cases.services.migration_asking import (
    migration_choose,
    migration_continue,
    migration_decline,
    migration_request,
    migration_withdraw,
)
from oneseal.catalog.selectors import version_terms
from oneseal.foundation.audit.models import Entry
from oneseal.foundation.audit.selectors import entries_of
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.errors import NotAllowed
from oneseal.kernel.process import Row, process_sha256
from oneseal.workflow.models import NodeTask
from tests.apps.traces import chain_is_whole, everything, refused
from tests.factories import migrating, processes, special, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def running(*nodes):
    """Return a case in which some nodes are finished, and the version that comes after its own."""
    case = processes.accepted_case()
    processes.finish_all(case, *nodes)
    return case, processes.publish(migrating.LATER)


def rows(case):
    found = NodeTask.objects.filter(subject_id=case.id).order_by("opened_at", "id")
    return [(row.node, row.outcome, row.undone_at is not None) for row in found]


def clocks(case):
    facts = case.facts
    return (
        facts.clock_from_on, facts.statutory_from_on, facts.due_on, facts.statutory_due_on, facts.promised_days,
        facts.statutory_length, facts.pauses, facts.extended_days, facts.item_version_id,
    )  # fmt: skip


def of_migration(migration_id):
    return migration_for(migrating.asker(), migration_id)


def test_a_case_goes_on_along_the_new_process_and_its_clocks_stay():
    case, target = running("look", "fire", "health")
    before, filed = clocks(case), case.facts.item_version_id

    migration_id = migrating.migrate(target)

    assert clocks(case) == before
    assert (case.facts.item_version_id, case.facts.process_version_id) == (filed, target)
    assert rows(case) == [
        ("look", "agree", False), ("works", "", False), ("fire", "agree", False), ("health", "agree", True),
    ]  # fmt: skip
    assert processes.open_nodes(case) == ["works"]
    processes.finish(case, "works")
    assert processes.open_nodes(case) == ["reading"]
    facts, counts = of_migration(migration_id), migration_counts(of_migration(migration_id))
    assert (facts.state, counts.moved, counts.left_out, counts.waiting) == ("done", 1, 0, 0)


def test_the_migrated_case_comes_to_its_decision():
    case, target = running("look")
    migrating.migrate(target)

    processes.finish_all(case, "works", "fire", "reading")
    processes.finish(case, "sum", by=world.appoint("reviewer"))
    world.recommend(case)

    assert case.facts.state is State.DECISION_PENDING
    assert NodeTask.objects.filter(subject_id=case.id, closed_at=None).count() == 0
    assert chain_is_whole(case)


def test_the_trace_of_the_case_names_both_processes_and_each_difference():
    case, target = running("look", "health")
    filed = case.facts.item_version_id
    migrating.migrate(target)

    act = entries_of(case.id).last()

    assert (act.verb, act.basis) == ("cases.process_migrated", migrating.BASIS)
    assert act.before == {"process_version": str(filed), "sha256": process_sha256(version_terms(filed).process)}
    assert act.after["sha256"] == process_sha256(version_terms(target).process)
    told = {name: act.after[name] for name in ("carried", "undone", "kept", "recalled", "opened")}
    assert told == {
        "carried": ["初审"], "undone": ["卫生审查"], "kept": ["工程审查", "消防审查"], "recalled": [], "opened": [],
    }  # fmt: skip
    assert (act.after["requested_by"], act.after["approved_by"]) == (
        migrating.asker().name, migrating.approver().name,
    )  # fmt: skip
    assert chain_is_whole(case)
    (binding,) = bindings_of(case.id)
    assert (binding.from_version_id, binding.to_version_id) == (filed, target)


def test_a_preview_changes_nothing_and_is_what_happens():
    case, target = running("look", "health")
    migration_id = migrating.request(target)
    before = everything()

    (seen,) = migrating.preview(migration_id).cases

    assert everything() == before
    migrating.approve(migration_id)
    migration_apply(migration_id, tell=now)
    ((result,), _after) = migration_results(of_migration(migration_id))
    assert (result.case_id, result.outcome, result.plan) == (case.id, "moved", seen.plan)


def test_who_asked_does_not_approve_even_with_the_permission():
    _case, target = running("look")
    both = world.staff("item_administrator")
    migration_id = migrating.request(target, by=both)
    chief = world.staff("agency_head")
    same = type(chief)(
        account_id=both.account_id, kind=chief.kind, name=both.name, agency_id=chief.agency_id,
        permissions=chief.permissions | both.permissions,
    )  # fmt: skip
    standing_in = type(chief)(
        account_id=chief.account_id, kind=chief.kind, name=chief.name, agency_id=chief.agency_id,
        permissions=chief.permissions, stands_in_for=both.account_id,
    )  # fmt: skip

    for actor in (same, standing_in):
        with refused(MigrationSamePerson):
            migrating.approve(migration_id, by=actor)
        with refused(MigrationSamePerson):
            migration_decline(migration_id=migration_id, reason="不同意。", actor=actor, now=now())

    assert of_migration(migration_id).state == "requested"


def test_who_hands_over_what_another_drafted_does_not_approve_it_either():
    _case, target = running("look")
    migration_id = migrating.draft(target)
    second = world.appoint("item_administrator")
    migration_request(migration_id=migration_id, actor=second, now=now())
    both = replace(second, permissions=second.permissions | {"cases.approve_migration"})

    with refused(MigrationSamePerson):
        migrating.approve(migration_id, by=both)

    migrating.approve(migration_id)
    assert of_migration(migration_id).asked_by_name == second.name


@pytest.mark.parametrize("who", ["drafted_by", "requested_by"])
def test_the_database_itself_wants_two_people(who):
    _case, target = running("look")
    migration_id = migrating.draft(target)
    migration_request(migration_id=migration_id, actor=world.appoint("item_administrator"), now=now())
    row = ProcessMigration.objects.get(pk=migration_id)

    with pytest.raises(IntegrityError, match="cases_migration_four_eyes"), transaction.atomic():
        ProcessMigration.objects.filter(pk=migration_id).update(
            state="running", decided_by=getattr(row, who), decided_at=now()
        )


def test_nothing_is_migrated_before_it_is_approved():
    case, target = running("look")
    migration_id = migrating.request(target)
    before = everything()

    assert migration_apply(migration_id, tell=now) == 0
    assert everything() == before
    assert case.facts.process_version_id is None


def test_an_approval_asks_the_worker_with_the_approval_itself():
    _case, target = running("look")
    migration_id = migrating.request(target)
    migrating.approve(migration_id)

    (job,) = ProcrastinateJob.objects.filter(task_name="cases.migrate")
    assert job.args == {"migration_id": str(migration_id)}
    migration_continue(migration_id=migration_id, actor=migrating.asker(), now=now())
    assert ProcrastinateJob.objects.filter(task_name="cases.migrate").count() == 2


def test_what_was_not_seen_is_not_approved():
    case, target = running("look")
    migration_id = migrating.request(target)
    seen = migrating.preview(migration_id).seen
    processes.finish(case, "health")

    with refused(MigrationChanged):
        migrating.approve(migration_id, seen=seen)

    (shown,) = migrating.preview(migration_id).cases
    assert shown.was_other
    migrating.approve(migration_id)


def test_a_case_that_went_on_after_the_approval_is_left_out_with_the_reason():
    moving, case = processes.accepted_case(), world.accepted_case()
    target = processes.publish(migrating.LATER)
    migration_id = migrating.request(target)
    migrating.approve(migration_id)
    processes.finish(case, "look")

    assert migration_apply(migration_id, tell=now) == 1

    by_case = {one.case_id: one for one in migration_results(of_migration(migration_id))[0]}
    assert (by_case[moving.id].outcome, by_case[case.id].outcome) == ("moved", "left_out")
    assert [fault["code"] for fault in by_case[case.id].faults] == ["migration.changed"]
    assert case.facts.process_version_id is None
    assert processes.open_nodes(case) == ["works", "fire", "health"]
    assert Entry.objects.filter(verb="cases.migration_left_out").count() == 1


def test_a_case_that_ended_after_the_approval_is_left_out():
    case, target = running("look")
    migration_id = migrating.request(target)
    migrating.approve(migration_id)
    services.case_withdraw(case_id=case.id, reason="不再申请。", press=world.press(case.applicant))

    assert migration_apply(migration_id, tell=now) == 0

    ((result,), _after) = migration_results(of_migration(migration_id))
    assert (result.outcome, [fault["code"] for fault in result.faults]) == ("left_out", ["migration.not_running"])


class Killed(BaseException):
    """The worker was killed."""


def test_a_worker_killed_between_and_within_batches_begins_again_where_it_was(monkeypatch):
    first = processes.accepted_case()
    cases = [first, *(world.accepted_case() for _case in range(4))]
    target = processes.publish(migrating.LATER)
    migration_id = migrating.request(target)
    migrating.approve(migration_id)
    monkeypatch.setattr(applying, "BATCH", 2)
    written, flushed = applying.flush, []

    def dying(*writes):
        if len(flushed) in {2, 3}:  # after the first batch, then in the middle of the second
            flushed.append("killed")
            raise Killed
        flushed.append("written")
        return written(*writes)

    monkeypatch.setattr(applying, "flush", dying)
    for done in (2, 2):
        with pytest.raises(Killed):
            migration_apply(migration_id, tell=now)
        assert ProcessBinding.objects.count() == done

    assert migration_apply(migration_id, tell=now) == 3
    assert migration_apply(migration_id, tell=now) == 0

    assert all(case.facts.process_version_id == target for case in cases)
    assert all(len(bindings_of(case.id)) == 1 for case in cases)
    assert all(chain_is_whole(case) for case in cases)
    assert Entry.objects.filter(verb="cases.process_migrated").count() == len(cases)
    assert Entry.objects.filter(verb="cases.migration_finished").count() == 1
    assert of_migration(migration_id).state == "done"


def test_back_to_the_version_it_came_from_by_the_same_way():
    case, target = running("look", "health")
    filed = case.facts.item_version_id
    migrating.migrate(target)
    processes.finish_all(case, "works", "fire")

    migrating.migrate(filed)

    assert case.facts.process_version_id == filed
    assert processes.open_nodes(case) == ["health"]  # what was lost on the way there is done again
    assert len(bindings_of(case.id)) == 2
    assert chain_is_whole(case)


def test_a_case_filed_later_does_not_go_to_a_version_it_never_knew():
    _case, target = running("look")
    past = next(one.id for one in migrating.versions() if one.is_past and version_terms(one.id).process is not None)
    later = world.accepted_case()
    assert later.facts.item_version_id == target

    migration_id = migrating.draft(past, from_versions=(target,))

    (shown,) = migrating.preview(migration_id).cases
    assert [fault["code"] for fault in shown.faults] == ["migration.only_back"]
    assert not shown.is_chosen
    with refused(MigrationEmpty):
        migration_request(migration_id=migration_id, actor=migrating.asker(), now=now())


def test_a_case_that_is_not_accepted_begins_along_its_new_process():
    processes.publish()
    case = world.submitted_case()
    target = processes.publish((Row(processes.TABLE[1].task),))

    migrating.migrate(target)
    services.case_accept(case_id=case.id, press=world.press(world.staff("intake_clerk")))

    assert processes.open_nodes(case) == ["works"]


def test_a_suspended_case_moves_and_goes_on_where_its_new_process_waits():
    case, target = running("look")
    special.suspend(case)
    step = case.facts.open_task_id

    migrating.migrate(target)

    assert (case.facts.state, case.facts.open_task_id) == (State.SUSPENDED, step)
    special.resume(case)
    assert processes.open_nodes(case) == ["works", "fire"]


def test_only_what_is_chosen_moves():
    moving, target = running("look")
    staying = world.submitted_case()
    migration_id = migrating.draft(target)
    shown = [one.case_id for one in migrating.preview(migration_id).cases]
    migration_choose(migration_id=migration_id, shown=shown, chosen=[moving.id], actor=migrating.asker(), now=now())
    migration_request(migration_id=migration_id, actor=migrating.asker(), now=now())
    migrating.approve(migration_id)
    migration_apply(migration_id, tell=now)

    assert moving.facts.process_version_id == target
    assert staying.facts.process_version_id is None


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        pytest.param({"reason": " "}, MigrationReasonMissing, id="no-reason"),
        pytest.param({"basis": ""}, MigrationReasonMissing, id="no-basis"),
        pytest.param({"states": (State.SUSPENDED,)}, MigrationEmpty, id="no-case-in-these-states"),
        pytest.param({"states": (State.DELIVERED,)}, MigrationEmpty, id="a-state-in-which-none-can-move"),
    ],
)
def test_what_is_not_whole_is_not_drafted(changed, refusal):
    _case, target = running("look")
    before = everything()

    with refused(refusal):
        migrating.draft(target, **changed)

    assert everything() == before


def test_a_target_is_a_published_version_of_the_item_with_a_process():
    _case, target = running("look")
    plain = min(migrating.versions(), key=lambda one: one.number)

    with refused(MigrationTargetUnfit):
        migrating.draft(plain.id, from_versions=(target,))
    with refused(MigrationTargetUnfit):
        migrating.draft(world.city().agency_id)


def test_one_migration_holds_no_more_than_its_most(monkeypatch):
    _case, target = running("look")
    monkeypatch.setattr("oneseal.cases.services.migration_asking.MOST", 0)

    with refused(MigrationTooLarge) as told:
        migrating.draft(target)

    assert told.value.facts == {"found": 1, "most": 0}


def test_each_act_is_that_of_its_post():
    _case, target = running("look")
    with refused(NotAllowed):
        migrating.draft(target, by=world.staff("reviewer"))
    migration_id = migrating.draft(target)
    with refused(NotAllowed):
        migration_request(migration_id=migration_id, actor=migrating.approver(), now=now())
    with refused(NotAllowed):
        migration_withdraw(migration_id=migration_id, actor=migrating.approver(), now=now())
    with refused(MigrationNotFound):  # a draft is nobody's but of those who ask
        migration_for(migrating.approver(), migration_id)
    migration_request(migration_id=migration_id, actor=migrating.asker(), now=now())
    with refused(NotAllowed):
        migrating.approve(migration_id, by=migrating.asker())
    assert migrations_for(world.staff("reviewer")) == []
    assert [one.id for one in migrations_for(migrating.approver())] == [migration_id]
    assert items_asked(migrating.approver(), on=today()) == []


def test_what_has_moved_on_is_not_done_again():
    _case, target = running("look")
    migration_id = migrating.request(target)
    with refused(MigrationNotOpen):
        migration_request(migration_id=migration_id, actor=migrating.asker(), now=now())
    migration_decline(migration_id=migration_id, reason="先不迁移。", actor=migrating.approver(), now=now())
    with refused(MigrationNotOpen):
        migrating.approve(migration_id)
    with refused(MigrationNotOpen):
        migration_withdraw(migration_id=migration_id, actor=migrating.asker(), now=now())
    assert of_migration(migration_id).decision_reason == "先不迁移。"


def test_a_refusal_says_why_and_a_request_can_be_taken_back():
    _case, target = running("look")
    migration_id = migrating.request(target)
    with refused(MigrationReasonMissing):
        migration_decline(migration_id=migration_id, reason=" ", actor=migrating.approver(), now=now())
    migration_withdraw(migration_id=migration_id, actor=migrating.asker(), now=now())
    with refused(MigrationNotOpen):
        migrating.approve(migration_id)


def test_a_binding_is_appended_never_changed():
    _case, target = running("look")
    migrating.migrate(target)

    for act in (lambda rows: rows.update(to_sha256="0" * 64), lambda rows: rows.delete()):
        with pytest.raises(Exception, match="appended, never changed"), transaction.atomic():
            act(ProcessBinding.objects.all())


def test_a_case_that_was_never_migrated_asks_nothing_more(django_assert_num_queries):
    case = processes.accepted_case()
    facts = case.facts
    version_terms(facts.item_version_id)

    with django_assert_num_queries(2):  # its nodes and its answers
        examination_of(facts)


def test_what_could_be_asked_for_is_offered_with_its_figures():
    case, target = running("look")
    world.submitted_case()

    (asked,) = items_asked(migrating.asker(), on=today())

    assert asked.running == {case.facts.item_version_id: 1, target: 1}
    assert asked.targets[0].id == target
