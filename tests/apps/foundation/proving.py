"""Tamper by hand, as somebody with the database's own password could, and ask the proof."""

from contextlib import contextmanager

from django.db import connection

from oneseal.foundation.proof.selectors import findings_of, run_facts
from oneseal.foundation.proof.services import run_ask, run_make
from oneseal.foundation.timekeeping import now


def proved(**asked):
    """Prove everything and return the run."""
    run_id = run_ask(by="test", now=now(), **asked)
    run_make(run_id, tell=now)
    return run_facts(run_id)


def found(**asked):
    """Prove everything and return (code, subject) of what was found, sorted."""
    return sorted((row.code, row.subject) for row in findings_of(proved(**asked).id))


def sql(statement, parameters=()):
    """Write past every service."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        assert cursor.rowcount != 0, "nothing was tampered with"


@contextmanager
def without_triggers():
    """Let a superuser write what triggers and foreign keys forbid."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET session_replication_role = replica")
        try:
            yield
        finally:
            cursor.execute("SET session_replication_role = origin")


def tampered(statement, parameters=()):
    """Write past services and triggers."""
    with without_triggers():
        sql(statement, parameters)
