"""Migrations of running cases: what is asked for, approved and done, through services."""

from __future__ import annotations

from oneseal.cases.rules.migrating import MOVABLE
from oneseal.cases.selectors.migration_lists import migration_for, migration_preview
from oneseal.cases.services.migrating import migration_apply
from oneseal.cases.services.migration_asking import MigrationTold, migration_approve, migration_draft, migration_request
from oneseal.catalog.selectors import versions_published
from oneseal.foundation.timekeeping import now, today
from oneseal.kernel.process import Node, Row
from tests.factories import processes, world

EXAMINE = "cases.review"
# The hygiene section is gone, the works have a day less, and a second reading stands before the summary.
LATER = (
    processes.TABLE[0],
    Row(Node("works", name="工程审查", name_en="Works", permission=EXAMINE, limit=2), ("look",)),
    processes.TABLE[2],
    Row(Node("reading", name="复核", name_en="Second reading", permission=EXAMINE, limit=1), ("works", "fire")),
    Row(
        Node("sum", name="汇总", name_en="Summary", permission=EXAMINE, limit=1, not_by=("look",)), ("reading",)
    ),
)  # fmt: skip
REASON, BASIS = "卫生审查改由事后监管，增加复核。", "关于调整审查环节的通知"


def asker():
    """Return who asks for migrations."""
    return world.staff("item_administrator")


def approver():
    """Return who decides on them."""
    return world.staff("agency_head")


def versions():
    """Return the published versions of the city's item, newest first."""
    return versions_published(world.city().agency_id, on=today())[world.city().item_id]


def told(target_id, **changed):
    """Return what is asked for: every running case of every other version."""
    others = tuple(one.id for one in versions() if one.id != target_id)
    return MigrationTold(**{
        "item_id": world.city().item_id, "target_id": target_id, "from_versions": others, "states": tuple(MOVABLE),
        "reason": REASON, "basis": BASIS, **changed,
    })  # fmt: skip


def draft(target_id, *, by=None, **changed):
    """Draft a migration to a version."""
    return migration_draft(told=told(target_id, **changed), actor=by or asker(), now=now())


def request(target_id, *, by=None, **changed):
    """Draft a migration and hand it over."""
    migration_id = draft(target_id, by=by, **changed)
    migration_request(migration_id=migration_id, actor=by or asker(), now=now())
    return migration_id


def preview(migration_id, after=None):
    """Return what a migration would do now."""
    return migration_preview(migration_for(asker(), migration_id), on=today(), after=after)


def approve(migration_id, *, by=None, seen=None):
    """Approve a migration as it is seen now."""
    seen = preview(migration_id).seen if seen is None else seen
    migration_approve(migration_id=migration_id, seen=seen, actor=by or approver(), now=now())


def migrate(target_id, **changed):
    """Ask for a migration, approve it and do it; return its id."""
    migration_id = request(target_id, **changed)
    approve(migration_id)
    migration_apply(migration_id, tell=now)
    return migration_id


def migrated_case():
    """Accept a case, finish some of its nodes, migrate it."""
    case = processes.accepted_case()
    processes.finish_all(case, "look", "health")
    migrate(processes.publish(LATER))
    return case
