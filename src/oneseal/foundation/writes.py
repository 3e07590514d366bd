"""One write set, one round trip.

A service collects what it changes (state, ledger, task, audit, outbox) and flushes it as one
data-modifying statement. See docs/adr for the measurement behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import lru_cache
from typing import Any, Final, Protocol, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Model
from psycopg import sql
from psycopg.types.json import Jsonb

from oneseal.foundation.statements import prepared_cursor
from oneseal.kernel.errors import RuleError

type_row = Mapping[str, Any]
# The table, its columns, and how many rows are appended or which columns name the row that changes.
type_shape = tuple[str, tuple[str, ...], int | tuple[str, ...]]
Answer = TypeVar("Answer")


class WriteConflict(RuleError):
    """Another transaction changed the row first; load it again and decide anew."""

    code = "foundation.write_conflict"


@dataclass(frozen=True, slots=True)
class Insert:
    """Rows to append to one table; every row has the same columns."""

    table: str
    rows: Sequence[type_row]


def row_of(made: Model) -> Insert:
    """Return the insert of an object that is not kept yet; its key must be set."""
    meta = made._meta
    return Insert(meta.db_table, [{field.column: getattr(made, field.attname) for field in meta.concrete_fields}])


@dataclass(frozen=True, slots=True)
class Update:
    """Columns to change in the one row that `where` names (all conditions must hold)."""

    table: str
    where: type_row
    changes: type_row


Write = Insert | Update
_ROWS_OF_A_MOVE: Final = 64


class Store(Protocol):
    """Where write sets and numbers go instead of the database; a load of simulated history keeps them in memory."""

    def write(self, parts: Sequence[Write]) -> list[int]:
        """Take the parts of a write set; return how many rows each touched."""

    def allocate(self, series: tuple[str, str, str]) -> int:
        """Return the next number of a series (issuer, kind, period)."""

    def row(self, table: str, key: object) -> type_row | None:
        """Return one row of a table by its id; None when there is none."""

    def rows(self, table: str) -> Sequence[type_row]:
        """Return the rows of a table that belong to what is worked on at present, in the order they were written."""

    def next_serial(self, table: str) -> int:
        """Return the next value of a table's own counter of rows."""

    def once(self, question: Hashable, ask: Callable[[], Any]) -> Any:  # noqa: ANN401 - any answer
        """Return the answer to a question about what no history changes, asked once."""


_store: ContextVar[Store | None] = ContextVar("store", default=None)


def store() -> Store | None:
    """Return the store that is bound to this context; None: the database."""
    return _store.get()


@contextmanager
def kept_in(bound: Store) -> Iterator[None]:
    """Send every write set and number of this context to a store."""
    token = _store.set(bound)
    try:
        yield
    finally:
        _store.reset(token)


# Most values travel as they are; an enum is a kind of its own even where it is a text too.
_PLAIN: Final = frozenset({str, int, bool, bytes, UUID, date, datetime, type(None)})


def _value(value: Any) -> Any:  # noqa: ANN401 - any column value
    if type(value) in _PLAIN:
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (dict, list)):
        return Jsonb(value)
    return value


def _insert(table: str, columns: Sequence[str], rows: int) -> sql.Composable:
    one_row = sql.SQL("({})").format(sql.SQL(", ").join(sql.Placeholder() * len(columns)))
    return sql.SQL("INSERT INTO {} ({}) VALUES {}").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, columns)),
        sql.SQL(", ").join([one_row] * rows),
    )


def _update(table: str, changes: Sequence[str], where: Sequence[str]) -> sql.Composable:
    assign = sql.SQL(", ").join(sql.SQL("{} = %s").format(sql.Identifier(name)) for name in changes)
    match = sql.SQL(" AND ").join(sql.SQL("{} = %s").format(sql.Identifier(name)) for name in where)
    return sql.SQL("UPDATE {} SET {} WHERE {} RETURNING 1").format(sql.Identifier(table), assign, match)


def _merged(writes: Iterable[Write]) -> list[Write]:
    """Return the writes with inserts into one table joined, in the order of first appearance."""
    inserts: dict[tuple[str, tuple[str, ...]], list[type_row]] = {}
    merged: list[Write] = []
    for write in writes:
        if isinstance(write, Update):
            merged.append(write)
            continue
        for row in write.rows:
            key = (write.table, tuple(row))
            if key not in inserts:
                inserts[key] = []
                merged.append(Insert(write.table, inserts[key]))
            inserts[key].append(row)
    return merged


def kept_rows(table: str, where: type_row) -> list[type_row] | None:
    """Return the rows a bound store holds whose columns equal `where`; None where the database is to be asked."""
    bound = store()
    if bound is None:
        return None
    conditions = tuple(where.items())
    return [row for row in bound.rows(table) if all(row[name] == value for name, value in conditions)]


def asked_once(question: Hashable, ask: Callable[[], Answer]) -> Answer:
    """Return an answer from the database, or while a store is bound the one it was given first."""
    bound = store()
    answer: Answer = bound.once(question, ask) if bound else ask()
    return answer


def flush(*writes: Write) -> None:
    """Send a write set in one round trip, inside the caller's transaction.

    No two writes may touch the same row; without any write nothing is sent.

    Raises:
        WriteConflict: a row that was to be updated is not as the caller saw it.
    """
    parts = _merged(writes)
    if not parts:
        return
    bound = store()
    counts = bound.write(parts) if bound else _sent(parts)
    for part, count in zip(parts, counts, strict=True):
        if isinstance(part, Update) and count != 1:
            raise WriteConflict("the row was changed by somebody else", table=part.table)


def _shape(part: Write) -> type_shape:
    if isinstance(part, Insert):
        return part.table, tuple(part.rows[0]), len(part.rows)
    return part.table, tuple(part.changes), tuple(part.where)


def _values(part: Write) -> list[Any]:
    if isinstance(part, Insert):
        return [_value(value) for row in part.rows for value in row.values()]
    return [_value(value) for value in (*part.changes.values(), *part.where.values())]


def _statement(shape: type_shape) -> sql.Composable:
    table, columns, last = shape
    return _insert(table, columns, last) if isinstance(last, int) else _update(table, columns, last)


@lru_cache(maxsize=1024)
def _text(shapes: tuple[type_shape, ...]) -> str:
    """Return the one statement for parts of these shapes; the same kind of move has the same shapes again.

    It counts the rows that were changed. So the changes are made first, in their order, then what is appended.
    """
    names = [sql.Identifier(f"w{number}") for number in range(len(shapes))]
    counts: list[sql.Composable] = [
        sql.SQL("(SELECT count(*) FROM {})").format(name)
        for name, (*_named, rows) in zip(names, shapes, strict=True)
        if not isinstance(rows, int)
    ]
    query = sql.SQL("WITH {} SELECT {}").format(
        sql.SQL(", ").join(
            sql.SQL("{} AS ({})").format(name, _statement(shape)) for name, shape in zip(names, shapes, strict=True)
        ),
        sql.SQL(", ").join(counts or [sql.SQL("1")]),
    )
    return query.as_string(connection.connection)


def _sent(parts: Sequence[Write]) -> Sequence[int]:
    """Send the parts as one statement and return how many rows each touched."""
    connection.ensure_connection()
    shapes = tuple(map(_shape, parts))
    # A set of very many rows hardly comes again in the same size, so neither its text nor its plan is kept.
    is_usual = sum(len(part.rows) for part in parts if isinstance(part, Insert)) <= _ROWS_OF_A_MOVE
    text = _text(shapes) if is_usual else _text.__wrapped__(shapes)
    with prepared_cursor(keeps=is_usual) as cursor:
        cursor.execute(text, [value for part in parts for value in _values(part)])
        changed = iter(cursor.fetchone())
    return [len(part.rows) if isinstance(part, Insert) else next(changed) for part in parts]
