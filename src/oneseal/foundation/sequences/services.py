"""Give out numbers."""

from __future__ import annotations

from django.db import connection

from oneseal.foundation.statements import prepared_cursor
from oneseal.foundation.writes import store

_ALLOCATE = """
INSERT INTO sequence_counter (issuer, kind, period, value) VALUES (%s, %s, %s, 1)
ON CONFLICT (issuer, kind, period) DO UPDATE SET value = sequence_counter.value + 1
RETURNING value
"""


def allocate(*, issuer: str, kind: str, period: str) -> int:
    """Return the next number (from 1) of a series, inside the caller's transaction.

    The counter's row stays locked until commit and rolls back with it, so the series has no holes;
    call it last, just before the write set is flushed.
    """
    if not connection.in_atomic_block:
        message = "a number can only be allocated inside a transaction"
        raise RuntimeError(message)
    bound = store()
    if bound is not None:
        return bound.allocate((issuer, kind, period))
    with prepared_cursor() as cursor:
        cursor.execute(_ALLOCATE, [issuer, kind, period])
        return int(cursor.fetchone()[0])
