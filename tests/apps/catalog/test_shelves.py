"""Shelves and figures of lists: counted once, and again with the first question after what is found has changed."""

from datetime import timedelta

import pytest
from django.db import connection, transaction

from oneseal.catalog.selectors import Wanted, catalogue_found, catalogue_shelves
from oneseal.foundation.timekeeping import today
from tests.factories import life, shipped, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def shelves(on=None):
    return catalogue_shelves(on=on or today())


def counted(on=None):
    found = catalogue_found(Wanted(), on=on or today())
    return found.total, {(one.facet, one.value): one.count for one in found.facets}


def change():
    return shipped.published("food-business-licence-change", {**world.CITY_SAYS, "basic_code": "410131002000"})


def suspend():
    life.adjust("suspend")


def test_what_was_counted_is_not_counted_again(django_assert_num_queries):
    before = shelves(), counted()

    with django_assert_num_queries(2):
        assert (shelves(), counted()) == before


def test_a_published_item_stands_on_its_shelves_with_the_next_question():
    before = shelves()
    assert counted()[0] == 1

    change()

    after = shelves()
    assert after.organisation == before.organisation + 1
    assert [shelf.count for shelf in after.departments] == [before.departments[0].count + 1]
    assert counted()[0] == 2


def test_a_suspended_item_leaves_its_shelves_with_the_next_question():
    assert (shelves().organisation, counted()[0]) == (1, 1)

    suspend()

    assert (shelves().organisation, counted()) == (0, (0, {}))


def test_each_day_has_its_own_shelves():
    life.adjust("suspend", on=today() + timedelta(2))

    assert [shelves(today() + timedelta(days)).organisation for days in range(4)] == [1, 1, 0, 0]


def test_what_was_never_committed_is_not_counted():
    before = shelves(), counted()
    with transaction.atomic():
        change()
        assert shelves() != before[0]
        assert counted() != before[1]
        transaction.set_rollback(True)

    assert (shelves(), counted()) == before


@pytest.mark.parametrize("table", ["catalog_entry", "catalog_standing"])
def test_without_the_note_of_a_table_its_changes_would_not_be_seen(table):
    before = shelves(), counted()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {table}_noted ON {table}")

    {"catalog_entry": change, "catalog_standing": suspend}[table]()

    assert (shelves(), counted()) == before
