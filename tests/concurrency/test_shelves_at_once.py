"""Two changes of the catalogue at once: whoever counts between their ends counts again after the second."""

from threading import Event

import pytest
from django.db import connection, transaction

from oneseal.catalog.selectors.finding import entries_state
from tests.concurrency.racing import TIMEOUT_SECONDS, at_once, failures

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("open_city")]


def changed():
    with connection.cursor() as cursor:
        cursor.execute("UPDATE catalog_entry SET rank = rank")


def states_around_the_older_change():
    """Let the change that began first end last; return the states before it ended and after."""
    has_begun, may_end = Event(), Event()
    seen = []

    def older():
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM catalog_entry WHERE false")
            has_begun.set()
            assert may_end.wait(TIMEOUT_SECONDS)

    def newer():
        assert has_begun.wait(TIMEOUT_SECONDS)
        changed()
        seen.append(entries_state())
        may_end.set()

    assert not failures(at_once(older, newer))
    return seen[0], entries_state()


def test_a_change_that_began_first_and_ended_last_gives_a_new_state():
    between, after = states_around_the_older_change()

    assert between != after


def test_the_newest_change_alone_would_not_tell():
    """The negative control: the second part of the state is the same."""
    (_fewer, between), (_more, after) = states_around_the_older_change()

    assert between == after
