"""Locks that are held until the transaction ends, for what no row stands for."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from oneseal.foundation.writes import store


def one_at_a_time(lock: int, *, of: int | UUID | None = None) -> None:
    """Wait until nobody else holds this lock, or that `of` one thing, and hold it until the transaction ends.

    `lock` is a number of the caller's own (31 bits with `of`). A history in memory has nobody beside it and waits for
    nobody.
    """
    if store() is not None:
        return
    keys = [lock] if of is None else [lock, key_of(of) if isinstance(of, UUID) else of]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_xact_lock({', '.join(['%s'] * len(keys))})", keys)


def key_of(thing: UUID) -> int:
    """Return the number by which PostgreSQL tells the lock of one thing from that of another."""
    return thing.int % 2**31
