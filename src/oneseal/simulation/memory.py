"""A history in memory: what the services write is kept case by case, and what they ask is answered from there.

The services run unchanged. Write sets and numbers come through `foundation.writes`; the queries of the ORM
are answered by compilers that know the few shapes services use and refuse every other. Questions about
tables that a history does not write (items, staff, calendars) go to the database once.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import Enum
from importlib import import_module
from types import NoneType
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.db.models import Count, Field, Model, Value
from django.db.models.constants import OnConflict
from django.db.models.expressions import Col
from django.db.models.sql.constants import SINGLE
from django.db.models.sql.where import NothingNode, WhereNode

from oneseal.foundation.writes import Insert, Update, Write, kept_in

Row = dict[str, Any]
WRITTEN: Final = ("cases", "papers", "licences", "evaluation", "archives", "workflow", "audit", "outbox")
NOT_WRITTEN: Final = frozenset({"papers_seal", "audit_daily_root"})
_COMPARED: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "exact": operator.eq, "lt": operator.lt, "lte": operator.le, "gt": operator.gt, "gte": operator.ge,
    "in": lambda left, right: left in right, "isnull": lambda left, right: (left is None) is right,
    "startswith": lambda left, right: left.startswith(right),
}  # fmt: skip


_PLAIN: Final = frozenset({str, int, bool, bytes, UUID, NoneType, dict, list})


class NotInMemory(LookupError):
    """A service asks something that the memory cannot answer; the load stops rather than guess."""


def written_models() -> dict[str, type[Model]]:
    """Return the models whose rows a history makes, by table."""
    return {
        model._meta.db_table: model
        for model in apps.get_models()
        if model._meta.app_label in WRITTEN
        and model._meta.db_table not in NOT_WRITTEN
        and not model._meta.db_table.startswith("workflow_calendar")
    }


def _plain(value: Any) -> Any:  # noqa: ANN401 - any column value
    """Return a value as the database would give it back."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, datetime):
        return value if value.tzinfo is UTC else value.astimezone(UTC)
    return value.value if isinstance(value, Enum) else value


class Memory:
    """Rows by case and table; only the case of the present step is looked at."""

    def __init__(self) -> None:
        """Begin with nothing; counters go on where the database stands."""
        self.models = written_models()
        self.columns = {
            table: [field.column for field in model._meta.concrete_fields] for table, model in self.models.items()
        }
        self.empty: dict[str, Row] = {table: dict.fromkeys(names) for table, names in self.columns.items()}
        self.by_case: dict[int, dict[str, list[Row]]] = {}
        self.present: dict[str, list[Row]] = {}
        self.counters: dict[tuple[str, str, str], int] = {}
        self.serials: dict[str, int] = {}
        self.answers: dict[Any, Any] = {}
        self.kept_files: set[Any] = set()

    def open(self, number: int) -> None:
        """Look at one case from now on."""
        self.present = self.by_case.setdefault(number, {})

    def take(self, number: int) -> dict[str, list[Row]]:
        """Return the rows of a case and forget them."""
        return self.by_case.pop(number)

    def insert(self, table: str, row: Mapping[str, Any]) -> None:
        """Keep a row; a column that is not told is NULL."""
        values: Row = self.empty[table].copy()
        for column, value in row.items():
            values[column] = value if type(value) in _PLAIN else _plain(value)
        self.present.setdefault(table, []).append(values)

    def write(self, parts: Sequence[Write]) -> list[int]:
        """Take a write set as the database would."""
        return [self._insert_all(part) if isinstance(part, Insert) else self._update(part) for part in parts]

    def _insert_all(self, part: Insert) -> int:
        for row in part.rows:
            self.insert(part.table, row)
        return len(part.rows)

    def _update(self, part: Update) -> int:
        where = [(column, _plain(value)) for column, value in part.where.items()]
        found = [row for row in self.present.get(part.table, ()) if all(row[name] == value for name, value in where)]
        changes = {column: _plain(value) for column, value in part.changes.items()}
        for row in found:
            row.update(changes)
        return len(found)

    def row(self, table: str, key: object) -> Row | None:
        """Return one row of the present case by its id."""
        return next((row for row in self.present.get(table, ()) if row["id"] == key), None)

    def rows(self, table: str) -> list[Row]:
        """Return the rows of a table in the present case."""
        return self.present.get(table, [])

    def once(self, question: Hashable, ask: Callable[[], Any]) -> Any:  # noqa: ANN401 - any answer
        """Return the first answer to a question about what a history does not write."""
        if question not in self.answers:
            self.answers[question] = ask()
        return self.answers[question]

    def allocate(self, series: tuple[str, str, str]) -> int:
        """Return the next number of a series."""
        if series not in self.counters:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT value FROM sequence_counter WHERE issuer = %s AND kind = %s AND period = %s FOR UPDATE",
                    series,
                )
                found = cursor.fetchone()
            self.counters[series] = found[0] if found else 0
        self.counters[series] += 1
        return self.counters[series]

    def next_serial(self, table: str, column: str) -> int:
        """Return the next value of a table's own counter of rows."""
        if table not in self.serials:
            with connection.cursor() as cursor:
                cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, %s))", [table, column])
                self.serials[table] = cursor.fetchone()[0] - 1
        self.serials[table] += 1
        return self.serials[table]

    def found(self, query: Any) -> list[Row]:  # noqa: ANN401 - Django's Query has no public type
        """Return the rows of the present case that a query selects, in its order."""
        table = query.get_meta().db_table
        if any(count and alias != table for alias, count in query.alias_refcount.items()):
            raise NotInMemory(f"a join on {table}")
        rows = [row for row in self.present.get(table, ()) if _holds(query.where, row)]
        for name in reversed(_order(query)):
            column = query.get_meta().get_field(name.removeprefix("-").replace("pk", query.get_meta().pk.name)).column
            rows.sort(key=operator.itemgetter(column), reverse=name.startswith("-"))
        return rows[query.low_mark : query.high_mark]


def _order(query: Any) -> Sequence[str]:  # noqa: ANN401 - as above
    order = query.order_by or (query.get_meta().ordering if query.default_ordering else ())
    if query.extra_order_by or not all(isinstance(name, str) for name in order):
        raise NotInMemory("an order that is no column")
    return tuple(order)


def _holds(node: Any, row: Row) -> bool:  # noqa: ANN401 - a node of a condition or a lookup
    if isinstance(node, WhereNode):
        results = (_holds(child, row) for child in node.children)
        met = all(results) if node.connector == "AND" else any(results)
        return met is not node.negated
    if isinstance(node, NothingNode):
        return False
    compare = _COMPARED.get(getattr(node, "lookup_name", ""))
    if compare is None or not isinstance(node.lhs, Col) or hasattr(node.rhs, "resolve_expression"):
        raise NotInMemory(f"the condition {node!r}")
    left = row[node.lhs.target.column]
    if left is None and node.lookup_name != "isnull":
        return False
    return compare(left, node.rhs)


def _selected(expression: Any, row: Row) -> Any:  # noqa: ANN401 - any expression and value
    if isinstance(expression, Col):
        return row[expression.target.column]
    if isinstance(expression, Value):
        return expression.value
    raise NotInMemory(f"the expression {expression!r}")


def _compilers(memory: Memory) -> dict[str, type[Any]]:  # noqa: C901 - three classes of one memory
    base: Any = import_module("django.db.backends.postgresql.compiler")

    def is_kept(compiler: Any) -> bool:  # noqa: ANN401
        return compiler.query.model is not None and compiler.query.get_meta().db_table in memory.models

    class Select(base.SQLCompiler):  # type: ignore[misc]  # no stubs for the back end's compilers
        def execute_sql(self, result_type: str = "multi", *args: Any, **options: Any) -> Any:  # noqa: ANN401
            if not is_kept(self):
                return self._asked_once(result_type, *args, **options)
            rows = memory.found(self.query)
            if any(isinstance(found, Count) for found in self.query.annotation_select.values()):
                return (len(rows),)
            self.setup_query()
            self.col_count = len(self.select)
            found = [tuple(_selected(part[0], row) for part in self.select) for row in rows]
            if result_type == SINGLE:
                return found[0] if found else None
            return [found]

        def _asked_once(self, result_type: str, *args: Any, **options: Any) -> Any:  # noqa: ANN401
            try:
                key = (result_type, *self.as_sql())
                known = memory.answers.get(key, self)
            except Exception:  # noqa: BLE001 - an empty result or an unhashable parameter is Django's own affair
                return super().execute_sql(result_type, *args, **options)
            if known is self:
                known = super().execute_sql(result_type, *args, **options)
                known = known if result_type == SINGLE or known is None else list(known)
                memory.answers[key] = known
            return known

        def get_converters(self, expressions: Any) -> Any:  # noqa: ANN401
            return {} if is_kept(self) else super().get_converters(expressions)

    class InsertInto(base.SQLInsertCompiler):  # type: ignore[misc]  # as above
        def execute_sql(self, returning_fields: Any = None) -> Any:  # noqa: ANN401
            if not is_kept(self):
                return self._kept_once(returning_fields)
            return [_inserted(memory, self, made) for made in self.query.objs] if returning_fields else [
                None for made in self.query.objs if _inserted(memory, self, made)
            ][:0]  # fmt: skip

        def _kept_once(self, returning_fields: Any) -> Any:  # noqa: ANN401
            ignores = self.query.on_conflict == OnConflict.IGNORE
            keys = {made.pk for made in self.query.objs}
            if ignores and keys <= memory.kept_files:
                return []
            if ignores:
                memory.kept_files |= keys
            return super().execute_sql(returning_fields)

    class UpdateOf(base.SQLUpdateCompiler):  # type: ignore[misc]  # as above
        def execute_sql(self, result_type: Any) -> Any:  # noqa: ANN401
            if not is_kept(self):
                return super().execute_sql(result_type)
            rows = memory.found(self.query)
            for row in rows:
                row.update((field.column, _plain(value)) for field, _model, value in self.query.values)
            return len(rows)

    return {"SQLCompiler": Select, "SQLInsertCompiler": InsertInto, "SQLUpdateCompiler": UpdateOf}


def _inserted(memory: Memory, compiler: Any, made: Model) -> tuple[Any, ...]:  # noqa: ANN401
    """Keep one new object; return its key as the database would."""
    meta = compiler.query.get_meta()
    row = {field.column: compiler.pre_save_val(field, made) for field in compiler.query.fields}
    key: Field[Any, Any] = meta.pk
    if row.get(key.column) is None:
        row[key.column] = memory.next_serial(meta.db_table, key.column)
    present = memory.present.get(meta.db_table, ())
    if compiler.query.on_conflict == OnConflict.IGNORE and any(row[key.column] == kept[key.column] for kept in present):
        return (row[key.column],)
    memory.insert(meta.db_table, row)
    return (row[key.column],)


@contextmanager
def in_memory(memory: Memory) -> Iterator[None]:
    """Let services of this thread write to and read from a memory; the caller holds a transaction."""
    ours, usual = _compilers(memory), connection.ops.compiler
    connection.ops.compiler = lambda name: ours.get(name) or usual(name)  # type: ignore[method-assign,assignment]
    # A refusal ends the whole load, so nothing is ever undone in part, and savepoints would only cost time.
    connection.features.uses_savepoints = False
    try:
        with kept_in(memory):
            yield
    finally:
        connection.features.uses_savepoints = True
        del connection.ops.compiler
