"""Tamper by hand, as somebody with the database's own password could, and ask the proof."""

import re
from datetime import timedelta

from django.db import connection
from procrastinate.contrib.django import app as jobs

from oneseal.foundation.audit.services import days_close, ends_mark
from oneseal.foundation.jobs.services import beat
from oneseal.foundation.proof.selectors import findings_of, run_facts
from oneseal.foundation.proof.services import run_ask, run_make
from oneseal.foundation.timekeeping import now, today
from tests.factories import world

POINTING_AT = "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE confrelid = %s::regclass"


def made_this_morning(clock):
    """Let the city be as old as the day, its days be closed, and everybody be told what happened."""
    sql("UPDATE django_migrations SET applied = %s", [clock.now])
    world.deliver_events()
    days_close(until=today() - timedelta(days=1), now=now())


def proved(**asked):
    """Prove everything and return the run."""
    run_id = run_ask(by="test", now=now(), **asked)
    run_make(run_id, tell=now)
    return run_facts(run_id)


def findings(**asked):
    """Prove everything and return what was found."""
    return findings_of(proved(**asked).id)


def found(**asked):
    """Prove everything and return (code, subject) of what was found, sorted."""
    return sorted((row.code, row.subject) for row in findings(**asked))


def sql(statement, parameters=()):
    """Write past every service."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        assert cursor.rowcount != 0, "nothing was tampered with"


def tampered(statement, parameters=()):
    """Write past services, triggers and foreign keys, as the owner of the tables can."""
    table = re.search(r"(?:UPDATE|DELETE FROM) (\w+)", statement).group(1)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        if statement.startswith("DELETE"):
            cursor.execute(POINTING_AT, [table])
            for child, name in cursor.fetchall():
                cursor.execute(f"ALTER TABLE {child} DROP CONSTRAINT {name}")
        sql(statement, parameters)
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def unconstrained(table, name):
    """Take a constraint away."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def jobs_ran(clock):
    """Let every periodic job have run at this minute."""
    for task in jobs.periodic_registry.periodic_tasks.values():
        beat(task.task.name, now=clock.now)


def chains_marked():
    """Mark where every chain ends now."""
    ends_mark(since=None, until=now() + timedelta(seconds=1), now=now())
