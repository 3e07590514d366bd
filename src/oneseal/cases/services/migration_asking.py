"""Ask for a migration of running cases to the process of another version, and decide on it: two people, one preview."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app

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
from oneseal.cases.models import MigrationCase, ProcessMigration
from oneseal.cases.policies import can_approve_migration, can_ask_migration, can_see_migrations
from oneseal.cases.rules.migrating import MOVABLE, Bound, Plan, plan_mapping, plan_sha256
from oneseal.cases.rules.states import State
from oneseal.cases.selectors.migrating import CaseJudged, bound_to, cases_judged
from oneseal.cases.selectors.migration_lists import asked_by, cases_to_migrate, migration_seen
from oneseal.catalog.errors import ItemNotFound
from oneseal.catalog.selectors import PublishedVersion, version_published, version_terms
from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.foundation.timekeeping import beijing_date
from oneseal.identity.policies import require
from oneseal.identity.selectors import display_name_of
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id

MOST: Final = 1000
JOB: Final = "cases.migrate"
KIND: Final = "process_migration"


@dataclass(frozen=True, slots=True)
class MigrationTold:
    """What is asked for: the item, its target version, from which versions, in which states, why, and on what basis."""

    item_id: UUID
    target_id: UUID
    from_versions: tuple[UUID, ...]
    states: tuple[State, ...]
    reason: str
    basis: str


@transaction.atomic
def migration_draft(*, told: MigrationTold, actor: Actor, now: datetime) -> UUID:
    """Draft a migration: every case that meets the filter is listed, those that can be migrated are chosen.

    Raises:
        NotAllowed. MigrationTargetUnfit. MigrationReasonMissing. MigrationEmpty. MigrationTooLarge.
    """
    require(allowed=can_ask_migration(actor))
    _require_target(told, actor, now=now)
    if not told.reason.strip() or not told.basis.strip():
        raise MigrationReasonMissing("a migration names its reason and its basis")
    states = [state for state in told.states if state in MOVABLE]
    found = cases_to_migrate(actor.own_agency, told.from_versions, states=states)
    _require_amount(len(found))
    migration = ProcessMigration.objects.create(
        id=new_id(now), agency_id=actor.own_agency, item_id=told.item_id, target_id=told.target_id,
        from_versions=[str(one) for one in told.from_versions], states=[state.value for state in states],
        reason=told.reason.strip(), basis=told.basis.strip(), state=ProcessMigration.DRAFT, drafted_at=now,
        drafted_by=actor.own_account, drafted_by_name=actor.name,
    )  # fmt: skip
    target, chooser = _target(migration, now), _chooser(actor, now)
    rows = [
        MigrationCase(id=new_id(now), migration=migration, case_id=one.facts.id, **_listed(one, chooser))
        for one in cases_judged(found, target)
    ]
    MigrationCase.objects.bulk_create(rows)
    after = {
        "target": target.number, "sha256": target.sha256, "cases": len(found), "reason": migration.reason,
        "chosen": sum(row.is_chosen for row in rows), **_stood_in(actor),
    }  # fmt: skip
    act = Act("cases.migration_drafted", migration.basis, after=after)
    record_now(act, subject=_subject(migration), actor=actor, now=now)
    return migration.id


def _listed(one: CaseJudged, chooser: dict[str, Any]) -> dict[str, Any]:
    """Return how a case of a new draft is kept: one that can be migrated is chosen by whoever drafts."""
    return {"is_chosen": True, **chooser} if one.judged.plan is not None else {"is_chosen": False}


def _chooser(actor: Actor, now: datetime) -> dict[str, Any]:
    """Return who chooses and for whom he stands in, as the row of a case keeps it."""
    absent = actor.stands_in_for
    return {
        "chosen_by": actor.own_account, "chosen_by_name": actor.name, "chosen_at": now, "chosen_for": absent,
        "chosen_for_name": display_name_of(absent) if absent else "",
    }  # fmt: skip


def _stood_in(actor: Actor) -> dict[str, str]:
    """Return for whom the actor stands in, as an act tells it; nothing in his own post."""
    return {"stands_in_for": str(actor.stands_in_for)} if actor.stands_in_for else {}


def _require_amount(found: int) -> None:
    if not found:
        raise MigrationEmpty("no running case meets the filter")
    if found > MOST:
        raise MigrationTooLarge("narrow the filter", found=found, most=MOST)


def _require_target(told: MigrationTold, actor: Actor, *, now: datetime) -> None:
    try:
        versions = [version_published(one, on=beijing_date(now)) for one in (told.target_id, *told.from_versions)]
    except ItemNotFound as problem:
        raise MigrationTargetUnfit("not a published version") from problem
    is_own = all(_is_of(version, told.item_id, actor) for version in versions)
    if not is_own or version_terms(told.target_id).process is None:
        raise MigrationTargetUnfit("not a version of this item with a process")


def _is_of(version: PublishedVersion, item_id: UUID, actor: Actor) -> bool:
    return version.item_id == item_id and version.agency_id == actor.own_agency


def _subject(migration: ProcessMigration) -> Subject:
    return Subject(KIND, migration.id)


def _locked(migration_id: UUID, actor: Actor, *, states: Collection[str]) -> ProcessMigration:
    """Lock a migration of the actor's agency that stands in one of some states.

    Raises:
        MigrationNotFound. MigrationNotOpen.
    """
    row = ProcessMigration.objects.select_for_update().filter(pk=migration_id, agency_id=actor.own_agency).first()
    if row is None:
        raise MigrationNotFound("no such migration")
    if row.state not in states:
        raise MigrationNotOpen("the migration has moved on", state=row.state)
    return row


@transaction.atomic
def migration_choose(
    *, migration_id: UUID, shown: Collection[UUID], chosen: Collection[UUID], actor: Actor, now: datetime
) -> None:
    """Choose among the cases that a page of a draft shows; whatever the page does not show stays as it is.

    Each case whose tick changes keeps who changed it, and for whom he stood in.

    Raises:
        NotAllowed. MigrationNotFound. MigrationNotOpen.
    """
    require(allowed=can_ask_migration(actor))
    migration = _locked(migration_id, actor, states={ProcessMigration.DRAFT})
    rows = MigrationCase.objects.filter(migration_id=migration.id, case_id__in=list(shown)).order_by("case_id")
    was, wanted = dict(rows.values_list("case_id", "is_chosen")), set(chosen)
    ticked = [case_id for case_id, is_chosen in was.items() if not is_chosen and case_id in wanted]
    unticked = [case_id for case_id, is_chosen in was.items() if is_chosen and case_id not in wanted]
    for is_chosen, changed in ((True, ticked), (False, unticked)):
        rows.filter(case_id__in=changed).update(is_chosen=is_chosen, **_chooser(actor, now))
    after = {
        "shown": len(was), "chosen": len(wanted & was.keys()), "ticked": [str(one) for one in ticked],
        "unticked": [str(one) for one in unticked], **_stood_in(actor),
    }  # fmt: skip
    record_now(Act("cases.migration_chosen", after=after), subject=_subject(migration), actor=actor, now=now)


@transaction.atomic
def migration_request(*, migration_id: UUID, actor: Actor, now: datetime) -> None:
    """Hand a draft over for approval; what each chosen case would go through is kept with it.

    Raises:
        NotAllowed. MigrationNotFound. MigrationNotOpen. MigrationEmpty: no chosen case can be migrated.
    """
    require(allowed=can_ask_migration(actor))
    migration = _locked(migration_id, actor, states={ProcessMigration.DRAFT})
    plans = _plans(migration, now=now)
    if not any(one.judged.plan for one in plans):
        raise MigrationEmpty("no chosen case can be migrated")
    _keep(migration, plans)
    migration.state, migration.requested_at = ProcessMigration.REQUESTED, now
    migration.requested_by, migration.requested_by_name = actor.own_account, actor.name
    migration.save(update_fields=["state", "requested_at", "requested_by", "requested_by_name"])
    after = {"cases": len(plans), "reason": migration.reason, **_stood_in(actor)}
    act = Act("cases.migration_requested", migration.basis, after=after)
    record_now(act, subject=_subject(migration), actor=actor, now=now)


def _plans(migration: ProcessMigration, *, now: datetime) -> list[CaseJudged]:
    rows = MigrationCase.objects.filter(migration_id=migration.id, is_chosen=True).order_by("case_id")
    return list(cases_judged(list(rows.values_list("case_id", flat=True)), _target(migration, now)))


def _target(migration: ProcessMigration, now: datetime) -> Bound:
    return bound_to(migration.target_id, on=beijing_date(now))


def _keep(migration: ProcessMigration, plans: list[CaseJudged]) -> None:
    """Keep for each chosen case the plan, or why there is none."""
    rows = {row.case_id: row for row in MigrationCase.objects.filter(migration_id=migration.id, is_chosen=True)}
    for one in plans:
        row, plan = rows[one.facts.id], one.judged.plan
        row.plan, row.plan_sha256 = _plan_kept(plan)
        row.why = [asdict(fault) for fault in one.judged.faults]
    MigrationCase.objects.bulk_update(rows.values(), ["plan", "plan_sha256", "why"], batch_size=200)


def _plan_kept(plan: Plan | None) -> tuple[dict[str, Any], str]:
    return (plan_mapping(plan), plan_sha256(plan)) if plan else ({}, "")


@transaction.atomic
def migration_withdraw(*, migration_id: UUID, actor: Actor, now: datetime) -> None:
    """Take a draft or a request back before anybody decided on it.

    Raises:
        NotAllowed. MigrationNotFound. MigrationNotOpen.
    """
    require(allowed=can_ask_migration(actor))
    migration = _locked(migration_id, actor, states={ProcessMigration.DRAFT, ProcessMigration.REQUESTED})
    migration.state = ProcessMigration.WITHDRAWN
    migration.save(update_fields=["state"])
    record_now(Act("cases.migration_withdrawn"), subject=_subject(migration), actor=actor, now=now)


@transaction.atomic
def migration_approve(*, migration_id: UUID, seen: str, actor: Actor, now: datetime) -> None:
    """Approve a migration as it was seen; the worker then migrates case by case.

    `seen` is the digest of the preview. Each plan is computed anew and kept; a case that cannot be migrated now is
    left out at once.

    Raises:
        NotAllowed. MigrationNotFound. MigrationNotOpen. MigrationSamePerson. MigrationChanged. MigrationEmpty.
    """
    migration = _decided(migration_id, actor, now=now)
    plans = _plans(migration, now=now)
    if migration_seen(plans) != seen:
        raise MigrationChanged("the preview has changed")
    if not any(one.judged.plan for one in plans):
        raise MigrationEmpty("no chosen case can be migrated")
    _keep(migration, plans)
    unfit = MigrationCase.objects.filter(migration_id=migration.id, is_chosen=True, plan_sha256="")
    left_out = unfit.update(outcome=MigrationCase.LEFT_OUT, done_at=now)
    migration.state = ProcessMigration.RUNNING
    migration.save(update_fields=["state", "decided_at", "decided_by", "decided_by_name"])
    after = {"cases": len(plans) - left_out, "left_out": left_out, "seen": seen, **_stood_in(actor)}
    act = Act("cases.migration_approved", migration.basis, after=after)
    record_now(act, subject=_subject(migration), actor=actor, now=now)
    _defer(migration.id)


def _decided(migration_id: UUID, actor: Actor, *, now: datetime) -> ProcessMigration:
    """Lock a request and note who decides on it.

    Never who drafted it, asked for it or chose among its cases, nor for whom he stands in or they did.
    """
    require(allowed=can_approve_migration(actor))
    migration = _locked(migration_id, actor, states={ProcessMigration.REQUESTED})
    if not asked_by(migration).isdisjoint(actor.own_accounts):
        raise MigrationSamePerson("who asked does not decide")
    migration.decided_at, migration.decided_by, migration.decided_by_name = now, actor.own_account, actor.name
    return migration


@transaction.atomic
def migration_decline(*, migration_id: UUID, reason: str, actor: Actor, now: datetime) -> None:
    """Decline a migration with a reason; no case is touched.

    Raises:
        NotAllowed. MigrationNotFound. MigrationNotOpen. MigrationSamePerson. MigrationReasonMissing.
    """
    if not reason.strip():
        raise MigrationReasonMissing("a refusal says why")
    migration = _decided(migration_id, actor, now=now)
    migration.state, migration.decision_reason = ProcessMigration.DECLINED, reason.strip()
    migration.save(update_fields=["state", "decided_at", "decided_by", "decided_by_name", "decision_reason"])
    act = Act("cases.migration_declined", after={"reason": migration.decision_reason, **_stood_in(actor)})
    record_now(act, subject=_subject(migration), actor=actor, now=now)


@transaction.atomic
def migration_continue(*, migration_id: UUID, actor: Actor, now: datetime) -> None:
    """Ask the worker again to go on with an approved migration; what is done already is not done twice.

    Raises:
        NotAllowed. MigrationNotFound. MigrationNotOpen.
    """
    require(allowed=can_see_migrations(actor))
    migration = _locked(migration_id, actor, states={ProcessMigration.RUNNING})
    record_now(Act("cases.migration_continued"), subject=_subject(migration), actor=actor, now=now)
    _defer(migration.id)


@transaction.atomic
def migration_exported(*, migration_id: UUID, rows: int, sha256: str, actor: Actor, now: datetime) -> None:
    """Record who took the list of results away.

    Raises:
        NotAllowed.
    """
    require(allowed=can_see_migrations(actor))
    act = Act("cases.migration_exported", after={"rows": rows, "sha256": sha256})
    record_now(act, subject=Subject(KIND, migration_id), actor=actor, now=now)


def _defer(migration_id: UUID) -> None:
    """Ask the worker, by the job's name: tasks stand above services."""
    app.configure_task(JOB, queue="events").defer(migration_id=str(migration_id))
