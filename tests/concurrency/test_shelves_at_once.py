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


def rows():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM catalog_entry_change")
        return cursor.fetchone()[0]


def change(times):
    with connection.cursor() as cursor:
        cursor.execute(f"DO $$ BEGIN FOR n IN 1..{times} LOOP DELETE FROM catalog_entry WHERE false; END LOOP; END $$")


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


def test_notes_are_folded_and_every_statement_still_counts():
    before, _newest = entries_state()

    for turn in range(1, 6):
        change(200)
        count, newest = entries_state()
        assert count == before + 200 * turn
        assert rows() <= 256
        with connection.cursor() as cursor:
            cursor.execute("SELECT max(transaction) FROM catalog_entry_change")
            assert cursor.fetchone() == (newest,)


def test_a_folding_that_is_not_ended_or_is_rolled_back_is_not_seen_and_holds_up_nobody():
    change(10)
    has_folded, may_end = Event(), Event()
    seen = []

    def folding():
        with transaction.atomic():
            change(600)
            seen.append(entries_state())
            has_folded.set()
            assert may_end.wait(TIMEOUT_SECONDS)
            transaction.set_rollback(True)

    def beside():
        assert has_folded.wait(TIMEOUT_SECONDS)
        seen.append(entries_state())
        change(600)
        seen.append(entries_state())
        may_end.set()

    before = entries_state()
    assert not failures(at_once(folding, beside))

    own, others, later = seen
    assert own[0] == before[0] + 600
    assert others == before
    assert later[0] == before[0] + 600
    assert later[1] > own[1]
    assert entries_state() == later


def test_many_fold_at_once_and_no_statement_is_lost():
    before, _newest = entries_state()

    assert not failures(at_once(*[lambda: [change(100) for _turn in range(8)]] * 4))

    assert entries_state()[0] == before + 4 * 8 * 100
    assert rows() < 1500
