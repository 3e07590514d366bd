"""Several processes make one history: they agree on every number, or nothing of it is kept."""

import os
import signal
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from oneseal.catalog.models import Item
from oneseal.simulation.memory import NotInMemory, asked_here
from oneseal.simulation.plan import PlannedCase, PlannedStep, shapes_of
from oneseal.simulation.sharing import Ended, ShareLost, made_in_shares
from oneseal.simulation.staging import Numbers, Taken

COLUMNS = {"sequence_counter": ["issuer", "kind", "period", "value"]}
SERIES = ("agency", "paper.receipt", "2026")


def ended(counters, done=1):
    return Ended(counters, {}, {}, {}, done)


def counters_kept():
    return asked_here(
        "SELECT issuer, value FROM sequence_counter WHERE kind IN ('case', 'paper.receipt') AND issuer ~ %s"
        " ORDER BY issuer",
        ("share|agency",),
    )


def made(work):
    with transaction.atomic():
        return made_in_shares(work, count=2, columns=COLUMNS, said=lambda _done: None)


@pytest.mark.django_db(transaction=True)
def test_rows_of_both_come_by_the_one_process_that_holds_the_transaction():
    def work(share, desk):
        assert desk.ask("SELECT 40 + %s", (2,)) == [(42,)]
        desk.sink("sequence_counter", f"share {share}\tcase\t2026\t7\n".encode())
        return ended({SERIES: 3}, done=2)

    assert made(work) == 4
    assert counters_kept() == [("agency", 3), ("share 0", 7), ("share 1", 7)]


@pytest.mark.django_db(transaction=True)
def test_a_process_that_is_killed_leaves_nothing():
    def work(share, desk):
        desk.sink("sequence_counter", f"share {share}\tcase\t2026\t7\n".encode())
        if share == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        return ended({})

    with pytest.raises(ShareLost):
        made(work)
    assert counters_kept() == []


@pytest.mark.django_db(transaction=True)
def test_processes_that_took_different_numbers_leave_nothing():
    def work(share, desk):
        desk.sink("sequence_counter", f"share {share}\tcase\t2026\t7\n".encode())
        return ended({SERIES: 3 + share})

    with pytest.raises(ShareLost, match="same numbers"):
        made(work)
    assert counters_kept() == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("ask", [connection.cursor, lambda: list(Item.objects.all())])
def test_a_share_cannot_ask_the_database_past_the_memory(ask):
    def work(_share, _desk):
        ask()
        return ended({})

    with pytest.raises(ShareLost, match="past the memory"):
        made(work)


def test_a_step_that_takes_other_numbers_than_its_like_stops_the_load():
    numbers = Numbers()
    numbers.learn((0, "submit ", 0), Taken((SERIES,), ()))
    numbers.learn((0, "submit ", 0), Taken((SERIES,), ()))

    with pytest.raises(NotInMemory):
        numbers.learn((0, "submit ", 0), Taken((), ()))


def test_a_case_is_foreseen_when_each_of_its_steps_is_known():
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    case = PlannedCase(1, 0, 0, (PlannedStep(at, "submit"), PlannedStep(at, "accept")))
    numbers = Numbers()
    numbers.learn((0, "submit ", 0), Taken((SERIES,), ()))
    assert not numbers.foresees(shapes_of(case))

    numbers.learn((0, "submit accept ", 0), Taken((), ()))
    assert numbers.foresees(shapes_of(case))
