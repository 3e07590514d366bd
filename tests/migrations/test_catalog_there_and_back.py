"""Migrations of the catalogue go back and forth: what the older code does not know goes, everything else stays.

The database undoes changes of tables like any others, so each test runs in the transaction that ends it.
"""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from oneseal.catalog.models import BulkEdit, Entry, EntryChange, Item, ItemVersion
from oneseal.catalog.services.indexing import entries_rebuild
from oneseal.foundation.audit.models import Entry as Act
from tests.factories.bulk import applied, drafted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city", "clock")]
# From the newest to the state in which the entries were filled.
BACK = (
    "0016_who_pressed_last",
    "0015_fold_what_changes",
    "0014_bring_the_list",
    "0013_bulk_edit",
    "0012_note_what_changes",
    "0011_fill_entries",
)
SHAPE = """
SELECT 'column', table_name, column_name, data_type || is_nullable || coalesce(column_default, '')
  FROM information_schema.columns WHERE table_schema = 'public'
UNION ALL SELECT 'index', tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
  WHERE connamespace = 'public'::regnamespace
UNION ALL SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT 'function', proname, '', prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace
  AND proname LIKE 'catalog%'
"""


def asked(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return sorted(cursor.fetchall())


def shape():
    """Return every column, index, constraint, trigger and function of ours."""
    return asked(SHAPE)


def tables():
    return set(connection.introspection.table_names())


def go(name=None):
    """Take the catalogue to one migration; None: everything to its newest."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks that wait cannot be changed
    executor = MigrationExecutor(connection)
    executor.migrate([("catalog", name)] if name else executor.loader.graph.leaf_nodes())


def kept():
    """Return what no way back may touch."""
    return [
        list(model.objects.order_by("pk").values_list())
        for model in (Item, ItemVersion, Act)
    ] + [list(Entry.objects.order_by("pk").values_list("id", "name", "facets"))]  # fmt: skip


@pytest.mark.parametrize("name", BACK)
def test_each_step_back_and_forth_ends_at_the_same_tables_and_loses_no_item(name):
    drafted()
    applied()
    before, there = shape(), kept()

    go(name)
    between = shape()
    go()

    assert between != before
    assert shape() == before
    assert kept() == there


def test_what_a_bulk_edit_wrote_outlives_the_record_of_the_edit():
    """Back before bulk edits there is no table for their record; the drafts and the acts are there as before."""
    drafted()
    edit = applied()
    there = kept()

    go("0012_note_what_changes")
    gone = {"catalog_bulk_edit", "catalog_bulk_edit_item", "catalog_draft_gate", "catalog_brought_item"} & tables()
    go()

    assert gone == set()
    assert not BulkEdit.objects.filter(pk=edit.id).exists()
    assert kept() == there


@pytest.mark.parametrize("name", ["0014_bring_the_list", "0012_note_what_changes"])
def test_older_tables_still_note_what_changes(name):
    go(name)
    before = asked("SELECT count(*) FROM catalog_entry_change")

    asked("WITH gone AS (DELETE FROM catalog_entry WHERE false RETURNING id) SELECT count(*) FROM gone")

    assert asked("SELECT count(*) FROM catalog_entry_change") > before
    go()


def test_changes_are_noted_and_entries_made_anew_after_the_way_there_and_back():
    go("0011_fill_entries")
    assert "catalog_entry_change" not in tables()
    go()
    before = EntryChange.objects.count()

    total = entries_rebuild()

    assert total == Entry.objects.count() > 0
    assert EntryChange.objects.count() > before
