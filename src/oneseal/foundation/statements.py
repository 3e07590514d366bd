"""Statements that are worded once and then sent prepared: what every move asks and writes.

Django words a query anew each time it is asked, and sends its values inside the text, which PostgreSQL then parses and
plans anew; of a short move both together are the greater part. Here a query is worded by Django once in a process;
after that only its values travel, and the server keeps its plan. See docs/adr/0010.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import SimpleNamespace
from typing import Any, Final
from uuid import UUID

import psycopg
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import QuerySet
from django.db.transaction import TransactionManagementError
from psycopg import sql

# Stand for a value while a query is worded; nothing else in a query can be one of them.
_STAND_INS: Final[dict[type, Callable[[int], object]]] = {
    UUID: lambda place: UUID(int=0xFACE_0FF0 << 96 | place),
    date: lambda place: date(9000 + place, 7, 7),
    str: lambda place: f"\ue000{place}\ue000",
}
_LONG: Final = 20_000
_MARK: Final = re.compile("%(?:%|s)")


class _Cursor(psycopg.RawCursor[Any]):
    """A cursor whose values travel beside the statement."""

    prepares = True
    is_logged = False

    def execute(self, query: Any, params: Any = None, **_told: Any) -> _Cursor:  # noqa: ANN401 - psycopg's own
        text = _numbered(query) if len(query) < _LONG else _numbered.__wrapped__(query)
        super().execute(text, params, prepare=self.prepares)
        if self.is_logged:  # Django logs what it finds here, and psycopg leaves nothing for a prepared statement
            self._query = SimpleNamespace(query=text)  # type: ignore[assignment]
        return self


class _PassingCursor(_Cursor):
    """The same for a statement that hardly comes again: the server does not keep it."""

    prepares = False


@lru_cache(maxsize=2048)
def _numbered(text: str) -> bytes:
    """Return a statement with its marks as PostgreSQL wants them: psycopg reads a long one anew each time."""
    places = itertools.count(1)
    return _MARK.sub(lambda mark: "%" if mark[0] == "%%" else f"${next(places)}", text).encode()


def prepared_cursor(*, keeps: bool = True) -> Any:  # noqa: ANN401 - a cursor of Django's
    """Return a cursor on Django's connection, to be closed; the server keeps what it executes under a name."""
    database = connections[DEFAULT_DB_ALIAS]
    if not database.in_atomic_block:  # a connection that carries a transaction was looked at when that began
        database.close_if_health_check_failed()
    database.ensure_connection()
    cursor = (_Cursor if keeps else _PassingCursor)(database.connection)
    cursor.is_logged = database.queries_logged
    # Django has no public way to put its own logging and its errors around another kind of cursor.
    return database._prepare_cursor(cursor)  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class _Wording:
    """A query as it is sent: its text, which value goes where, and what Django makes of a column."""

    text: str
    order: tuple[str, ...]
    conversions: tuple[tuple[int, Sequence[Callable[..., Any]], Any], ...]
    is_locking: bool


class Kept:
    """A query of columns whose text is kept; `made` words it from its named values, of the kinds that are named.

    The query may depend on its values in no other way than by comparing columns with them.
    """

    def __init__(self, made: Callable[..., QuerySet[Any, Any]], **kinds: type) -> None:
        self._made = made
        self._kinds = kinds
        self._wording: _Wording | None = None

    def rows(self, **values: object) -> list[tuple[Any, ...]]:
        """Return the rows of the query for some values.

        Raises:
            TransactionManagementError: it locks rows, and no transaction is open that would hold the locks.
        """
        wording = self._wording or self._worded()
        if wording.is_locking and not connection.in_atomic_block:
            raise TransactionManagementError("rows can only be locked inside a transaction")
        with prepared_cursor() as cursor:
            cursor.execute(wording.text, [values[name] for name in wording.order])
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return [_converted(row, wording) for row in found] if wording.conversions else found

    def first(self, **values: object) -> tuple[Any, ...] | None:
        """Return the first row of the query for some values, or None."""
        return next(iter(self.rows(**values)), None)

    def _worded(self) -> _Wording:
        stand_ins = {name: _STAND_INS[kind](place) for place, (name, kind) in enumerate(self._kinds.items(), start=1)}
        query = self._made(**stand_ins).query
        compiler = query.get_compiler(connection=connection)
        text, parameters = compiler.as_sql()
        names = {stand_in: name for name, stand_in in stand_ins.items()}
        order = tuple(names[value] for value in parameters if _hashable(value) and value in names)
        columns = [column[0] for column in compiler.select[: compiler.col_count]]
        conversions = tuple(
            (place, converters, expression)
            for place, (converters, expression) in compiler.get_converters(columns).items()
        )
        self._wording = _Wording(_text(text, parameters, names), order, conversions, query.select_for_update)
        return self._wording


def _hashable(value: object) -> bool:
    return isinstance(value, tuple(_STAND_INS))


def _text(text: str, parameters: Sequence[Any], names: dict[object, str]) -> str:
    """Return a query with its constants written out and a mark for each of its values."""
    left = iter(parameters)

    def put(mark: re.Match[str]) -> str:
        if mark[0] == "%%":
            return "%%"
        value = next(left)
        if _hashable(value) and value in names:
            return "%s"
        return sql.Literal(value).as_string(connection.connection).replace("%", "%%")

    return _MARK.sub(put, text)


def _converted(row: tuple[Any, ...], wording: _Wording) -> tuple[Any, ...]:
    values = list(row)
    for place, converters, expression in wording.conversions:
        for convert in converters:
            values[place] = convert(values[place], expression, connection)
    return tuple(values)
