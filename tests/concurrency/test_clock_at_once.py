"""The demo city's clock is moved while somebody is still at work."""

from threading import Event, Thread

import pytest
from django.db import connection, transaction

from oneseal.simulation.city_clock import acts_settle

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def at_work():
    """Let somebody else's transaction be open; return (the event that ends it, whether it has ended)."""
    begun, may_end, ended = Event(), Event(), Event()

    def work():
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT 1")
                begun.set()
                may_end.wait(60)
        finally:
            connection.close()
            ended.set()

    thread = Thread(target=work)
    thread.start()
    assert begun.wait(60)
    yield may_end, ended
    may_end.set()
    thread.join()


def test_the_day_is_not_closed_before_what_began_on_it_has_ended(at_work):
    may_end, ended = at_work
    pauses = []

    def pause(seconds):
        pauses.append(seconds)
        if len(pauses) == 3:
            may_end.set()
            assert ended.wait(60)

    assert acts_settle(pause=pause)
    assert ended.is_set()
    assert len(pauses) >= 3


def test_what_never_ends_does_not_stop_the_clock(at_work):
    _may_end, ended = at_work

    assert not acts_settle(pause=lambda _seconds: None)
    assert not ended.is_set()
