"""Migrations of the room that measures go back and forth; what posts may do comes and goes with it."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from oneseal.foundation.timekeeping import now
from oneseal.identity.models import Post
from oneseal.performance.models import CaseFact
from oneseal.performance.services import facts_refresh
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city", "clock")]
BACK = ("0002_add_index", "0001_create_performance", None)
TABLES = "SELECT table_name, column_name FROM information_schema.columns WHERE table_name LIKE 'performance%' ORDER BY 1, 2"


def shape():
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        return cursor.fetchall()


def go(name):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    MigrationExecutor(connection).migrate([("performance", name)])


def forth():
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def may_read():
    return {post.kind for post in Post.objects.order_by("id") if "performance.read" in post.permissions}


@pytest.mark.parametrize("name", BACK)
def test_each_step_back_and_forth_ends_at_the_same_tables_and_permissions(name):
    before, readers = shape(), may_read()
    assert {"supervisor", "agency_head"} <= readers

    go(name)
    assert may_read() == set()
    forth()

    assert (shape(), may_read()) == (before, readers)


def test_facts_that_were_dropped_are_derived_again():
    world.refused_case()
    facts_refresh(now=now())
    kept = list(CaseFact.objects.order_by("pk").values())

    go(None)
    forth()
    facts_refresh(now=now())

    assert list(CaseFact.objects.order_by("pk").values()) == kept
