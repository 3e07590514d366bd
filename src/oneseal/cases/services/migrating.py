"""Migrate the cases of an approved migration, one transaction each; killed and begun again, nothing is done twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from oneseal.cases.models import MigrationCase, ProcessMigration
from oneseal.cases.rules.examination import counting, permission_awaited
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.lifecycle import STEPS
from oneseal.cases.rules.migrating import Bound, Fault, Plan, plan_sha256
from oneseal.cases.rules.states import State
from oneseal.cases.selectors.facts import case_for_update
from oneseal.cases.selectors.migrating import CaseJudged, bound_to, case_judged
from oneseal.foundation.audit.chain import Head
from oneseal.foundation.audit.services import Act, Subject, link, record_now
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import Insert, Update, Write, flush
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id
from oneseal.kernel.process import Node
from oneseal.workflow.selectors import nodes_of
from oneseal.workflow.services import REPLACED, Step, node_closed, node_undone, nodes_opened, step_closed, step_opened

BATCH: Final = 50
KIND: Final = "case"


def migration_apply(migration_id: UUID, *, tell: Callable[[], datetime]) -> int:
    """Migrate what waits, in batches; return how many cases were migrated now.

    Each case is judged anew under its lock; where the plan is not the approved one any more it is left out. `tell` is
    the clock of the caller, read for each case: an act bears the instant at which it was done.
    """
    migration, moved, after = ProcessMigration.objects.get(pk=migration_id), 0, UUID(int=0)
    if migration.state != ProcessMigration.RUNNING:
        return 0
    target = bound_to(migration.target_id, on=beijing_date(tell()))
    while batch := list(_waiting(migration_id).filter(case_id__gt=after).values_list("id", "case_id")[:BATCH]):
        moved += sum(_apply(row_id, migration, target, now=tell()) for row_id, _case_id in batch)
        after = batch[-1][1]
    _finish(migration_id, now=tell())
    return moved


def _waiting(migration_id: UUID) -> QuerySet[MigrationCase]:
    return MigrationCase.objects.filter(migration_id=migration_id, is_chosen=True, outcome="").order_by("case_id")


@transaction.atomic
def _apply(row_id: UUID, migration: ProcessMigration, target: Bound, *, now: datetime) -> bool:
    """Migrate one case, or leave it out with the reason; False as well where another worker is at it."""
    row = MigrationCase.objects.select_for_update(skip_locked=True).filter(pk=row_id, outcome="").first()
    if row is None:
        return False
    row.migration = migration
    judged = case_judged(case_for_update(row.case_id), target)
    plan, faults = judged.judged.plan, judged.judged.faults
    if plan is not None and plan_sha256(plan) != row.plan_sha256:
        plan, faults = None, (Fault("migration.changed"),)
    if plan is None:
        _leave_out(row, faults, now=now)
        return False
    flush(*_writes(judged, plan, row, now=now), _outcome(row, MigrationCase.MOVED, now=now))
    return True


def _outcome(row: MigrationCase, outcome: str, *, now: datetime, **more: Any) -> Update:  # noqa: ANN401 - columns
    return Update("cases_migration_case", {"id": row.id, "outcome": ""}, {"outcome": outcome, "done_at": now, **more})


def _leave_out(row: MigrationCase, faults: tuple[Fault, ...], *, now: datetime) -> None:
    why = [asdict(fault) for fault in faults]
    flush(_outcome(row, MigrationCase.LEFT_OUT, now=now, why=why))
    act = Act("cases.migration_left_out", after={"case": str(row.case_id), "why": [one["code"] for one in why]})
    subject = Subject("process_migration", row.migration_id)
    record_now(act, subject=subject, actor=Actor.system("过程迁移"), now=now)


def _writes(judged: CaseJudged, plan: Plan, row: MigrationCase, *, now: datetime) -> list[Write]:
    """Return everything the migration of one case writes; closed rows come before any that is opened."""
    facts, migration = judged.facts, row.migration
    columns, steps = _step(facts, plan, now=now)
    act, head = link(
        _act(judged, plan, row), subject=Subject(KIND, facts.id), actor=Actor.system("过程迁移"), now=now,
        head=Head(facts.audit_sequence, facts.audit_head),
    )  # fmt: skip
    columns |= {
        "process_version_id": migration.target_id, "version": facts.version + 1,
        "audit_sequence": head.sequence, "audit_head": head.digest,
    }  # fmt: skip
    case = Update("cases_case", {"id": facts.id, "version": facts.version}, columns)
    return [case, *steps, *_node_writes(facts, plan, now=now), _binding(judged, plan, migration, now=now), act]


def _node_writes(facts: CaseFacts, plan: Plan, *, now: datetime) -> list[Write]:
    rows = nodes_of(facts.id)
    kept, carried = {node.key for node in plan.kept}, {node.key for node in plan.carried}
    recalled = [row for row in rows if row.closed_at is None and row.node not in kept]
    undone = [row for row in counting(rows) if row.node not in carried]
    return [
        *(node_closed(row.id, outcome=REPLACED, by=None, now=now) for row in recalled),
        *(node_undone(row.id, now=now) for row in undone),
        *nodes_opened(subject=(KIND, facts.id), nodes=list(plan.opened), agency_id=facts.agency_id, now=now),
    ]


def _step(facts: CaseFacts, plan: Plan, *, now: datetime) -> tuple[dict[str, Any], list[Write]]:
    """Return the step that a case under examination waits in from now on, where it is another post's."""
    if facts.state is not State.UNDER_REVIEW or plan.run is None:
        return {}, []
    name, usual = STEPS[State.UNDER_REVIEW]
    permission = permission_awaited(plan.run, usual)
    if permission == facts.awaiting:
        return {}, []
    opened = step_opened(subject=(KIND, facts.id), step=Step(name, permission, facts.agency_id), now=now)
    writes: list[Write] = [opened]
    if facts.open_task_id is not None:
        writes.insert(0, step_closed(task_id=facts.open_task_id, by=None, now=now))
    return {"awaiting": permission, "in_step_since": now, "open_task_id": opened.rows[0]["id"]}, writes


def _binding(judged: CaseJudged, plan: Plan, migration: ProcessMigration, *, now: datetime) -> Insert:
    row = {
        "id": new_id(now), "case_id": judged.facts.id, "migration_id": migration.id,
        "from_version_id": judged.old.version_id, "from_sha256": plan.from_sha256,
        "to_version_id": migration.target_id, "to_sha256": plan.to_sha256, "bound_at": now,
    }  # fmt: skip
    return Insert("cases_process_binding", [row])


def _act(judged: CaseJudged, plan: Plan, row: MigrationCase) -> Act:
    migration = row.migration
    after = {
        "migration": str(migration.id), "process_version": str(migration.target_id), "sha256": plan.to_sha256,
        "chosen_by": row.chosen_by_name, "chosen_for": row.chosen_for_name,
        "requested_by": migration.requested_by_name, "approved_by": migration.decided_by_name,
        "reason": migration.reason, "carried": _labels(plan.carried),
        "undone": [lost.node.label for lost in plan.undone], "kept": _labels(plan.kept),
        "recalled": _labels(plan.recalled), "opened": _labels(plan.opened),
    }  # fmt: skip
    before = {"process_version": str(judged.old.version_id), "sha256": plan.from_sha256}
    return Act("cases.process_migrated", migration.basis, before=before, after=after)


def _labels(nodes: tuple[Node, ...]) -> list[str]:
    return [node.label for node in nodes]


@transaction.atomic
def _finish(migration_id: UUID, *, now: datetime) -> None:
    """Say that a migration is done, once nothing waits any more."""
    migration = ProcessMigration.objects.select_for_update().get(pk=migration_id)
    if migration.state != ProcessMigration.RUNNING or _waiting(migration_id).exists():
        return
    migration.state, migration.finished_at = ProcessMigration.DONE, now
    migration.save(update_fields=["state", "finished_at"])
    rows = MigrationCase.objects.filter(migration_id=migration_id, is_chosen=True)
    counts = {name: rows.filter(outcome=name).count() for name in (MigrationCase.MOVED, MigrationCase.LEFT_OUT)}
    subject = Subject("process_migration", migration_id)
    record_now(Act("cases.migration_finished", after=counts), subject=subject, actor=Actor.system("过程迁移"), now=now)
