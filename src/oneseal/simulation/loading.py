"""Put what a memory holds into the database by COPY."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from types import NoneType
from typing import Any, Final
from uuid import UUID

from django.db import connection
from psycopg import sql

from oneseal.simulation.memory import Memory, Rows, Series

ROWS_AT_ONCE: Final = 25_000
NULL: Final = r"\N"
Sink = Callable[[str, bytes], None]
_encode: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def copied(table: str, columns: Sequence[str], rows: bytes) -> None:
    """Copy rows in PostgreSQL's text format, inside the caller's transaction."""
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.write(rows)


def counters_written(counters: Mapping[Series, int], serials: Mapping[str, int]) -> None:
    """Bring every counter up to where a history ended."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO sequence_counter (issuer, kind, period, value) VALUES (%s, %s, %s, %s)"
            " ON CONFLICT (issuer, kind, period) DO UPDATE SET value = excluded.value",
            [(*series, value) for series, value in sorted(counters.items())],
        )
        for table, value in serials.items():
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, value])


def tables_analysed(tables: Iterable[str]) -> None:
    """Let PostgreSQL look at what was loaded, so that it plans for it from the first question on."""
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("ANALYZE {}").format(sql.SQL(", ").join(map(sql.Identifier, sorted(tables)))))


class Loader:
    """Collects the rows of finished cases and sends them on table by table."""

    def __init__(self, memory: Memory, sink: Sink) -> None:
        """Collect from one memory for one sink (table, rows as COPY reads them)."""
        self._memory = memory
        self._sink = sink
        self._waiting: Rows = defaultdict(list)
        self._count = 0
        self._texts = {table: _texts_of(memory, table) for table in memory.models}

    def closed(self, number: int) -> None:
        """Take over the rows of a case that has no step left."""
        for table, rows in self._memory.take(number).items():
            self._waiting[table] += rows
            self._count += len(rows)
        if self._count >= ROWS_AT_ONCE:
            self.finish()

    def finish(self) -> None:
        """Send what is still here."""
        for table, rows in self._waiting.items():
            if not rows:
                continue
            texts = self._texts[table]
            lines = ["\t".join([text(row[name]) for name, text in texts]) for row in rows]
            self._sink(table, ("\n".join(lines) + "\n").encode())
        self._waiting.clear()
        self._count = 0


def _texts_of(memory: Memory, table: str) -> list[tuple[str, Callable[[Any], str]]]:
    fields = {field.column: field for field in memory.models[table]._meta.concrete_fields}
    return [
        (name, _json if fields[name].get_internal_type() == "JSONField" else _text) for name in memory.columns[table]
    ]


def _text(value: Any) -> str:  # noqa: ANN401 - any column value
    return _TEXTS[type(value)](value)


def _json(value: Any) -> str:  # noqa: ANN401 - any JSON value
    return _encode(value).replace("\\", "\\\\")


def _escaped(value: str) -> str:
    if "\\" in value:
        value = value.replace("\\", "\\\\")
    if "\n" in value or "\t" in value or "\r" in value:
        value = value.replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
    return value


_TEXTS: Final[Mapping[type, Callable[[Any], str]]] = {
    NoneType: lambda _value: NULL,
    str: _escaped,
    bool: lambda value: "t" if value else "f",
    int: str,
    Decimal: str,
    UUID: lambda value: f"{value.int:032x}",
    bytes: lambda value: "\\\\x" + value.hex(),
    datetime: datetime.isoformat,
    date: date.isoformat,
}
