"""Put what a memory holds into the database by COPY."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from django.db import connection
from psycopg import sql
from psycopg.types.json import Jsonb

from oneseal.simulation.memory import Memory, Row

ROWS_AT_ONCE: Final = 50_000


class Loader:
    """Collects the rows of finished cases and copies them table by table, inside the caller's transaction."""

    def __init__(self, memory: Memory) -> None:
        """Collect from one memory."""
        self._memory = memory
        self._waiting: dict[str, list[Row]] = defaultdict(list)
        self._count = 0

    def closed(self, number: int) -> None:
        """Take over the rows of a case that has no step left."""
        for table, rows in self._memory.take(number).items():
            self._waiting[table] += rows
            self._count += len(rows)
        if self._count >= ROWS_AT_ONCE:
            self._copy_all()

    def finish(self) -> None:
        """Copy the rest and bring every counter up to date."""
        self._copy_all()
        counters = self._memory.counters.items()
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO sequence_counter (issuer, kind, period, value) VALUES (%s, %s, %s, %s)"
                " ON CONFLICT (issuer, kind, period) DO UPDATE SET value = excluded.value",
                [(*series, value) for series, value in counters],
            )
            for table, value in self._memory.serials.items():
                cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, value])

    def _copy_all(self) -> None:
        for table, rows in self._waiting.items():
            self._copy(table, rows)
        self._waiting.clear()
        self._count = 0

    def _copy(self, table: str, rows: list[Row]) -> None:
        columns = self._memory.columns[table]
        statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
            sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
        )
        model = self._memory.models[table]
        is_json = {field.column for field in model._meta.concrete_fields if field.get_internal_type() == "JSONField"}
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row([Jsonb(row[name]) if name in is_json else row[name] for name in columns])
