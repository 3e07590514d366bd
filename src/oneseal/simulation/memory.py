"""A history in memory: what the services write is kept case by case, and what they ask is answered from there.

The services run unchanged. Write sets and numbers come through `foundation.writes`; the queries of the ORM
are answered by compilers that know the few shapes services use and refuse every other. Questions about
tables that a history does not write (items, staff, calendars) go to the database once.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from importlib import import_module
from types import NoneType
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db import connection
from django.db.models import Count, Field, Model, Value
from django.db.models.constants import OnConflict
from django.db.models.expressions import Col
from django.db.models.sql.constants import MULTI, SINGLE
from django.db.models.sql.where import NothingNode, WhereNode

from oneseal.foundation.writes import Insert, Update, Write, kept_in

Row = dict[str, Any]
Rows = dict[str, list[Row]]
RowsById = dict[tuple[str, Any], Row]
Series = tuple[str, str, str]
Ask = Callable[[str, Sequence[Any]], list[tuple[Any, ...]]]
WRITTEN: Final = ("cases", "papers", "licences", "evaluation", "archives", "workflow", "audit", "outbox")
# Deleted by the city after a while: by which column (`outbox.delivered_forget`, `presses_forget`).
SHORT_LIVED: Final = {
    "outbox_event": "relayed_at", "outbox_delivery": "delivered_at", "cases_submission_key": "used_at",
}  # fmt: skip
NOT_WRITTEN: Final = frozenset({"papers_seal", "audit_daily_root", "evaluation_rating_choice", "evaluation_pad"})
_COMPARED: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "exact": operator.eq, "lt": operator.lt, "lte": operator.le, "gt": operator.gt, "gte": operator.ge,
    "in": lambda left, right: left in right, "isnull": lambda left, right: (left is None) is right,
    "startswith": lambda left, right: left.startswith(right),
}  # fmt: skip


_PLAIN: Final = frozenset({str, int, bool, bytes, UUID, NoneType, dict, list})


class NotInMemory(LookupError):
    """A service asks something that the memory cannot answer; the load stops rather than guess."""


@dataclass(frozen=True, slots=True)
class Besides:
    """A row that many cases share, like a file: written once, by the first step (instant, case) that has it."""

    step: tuple[datetime, int]
    statement: str
    parameters: tuple[Any, ...]


def asked_here(question: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Return what the database of this process answers."""
    with connection.cursor() as cursor:
        cursor.execute(question, parameters)
        return list(cursor.fetchall()) if cursor.description else []


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

    def __init__(self, *, kept_from: datetime) -> None:
        """Begin with nothing; counters go on where the database stands, old short-lived rows are not kept."""
        self.kept_from = kept_from
        self.models = written_models()
        self.columns = {
            table: [field.column for field in model._meta.concrete_fields] for table, model in self.models.items()
        }
        self.empty: dict[str, Row] = {table: dict.fromkeys(names) for table, names in self.columns.items()}
        self.by_case: dict[int, tuple[Rows, RowsById]] = {}
        self.present: Rows = {}
        self.by_id: RowsById = {}
        self.counters: dict[Series, int] = {}
        self.serials: dict[str, int] = {}
        self.taken: list[Series] = []
        self.answers: dict[Any, Any] = {}
        self.besides: dict[Any, Besides] = {}
        self.writing: set[Any] = set()
        self.step: tuple[datetime, int] = (datetime.min, 0)  # noqa: DTZ901 - before any step
        self.ask: Ask = asked_here

    def open(self, number: int, at: datetime) -> None:
        """Look at one case from now on, at the instant of one of its steps."""
        self.step = (at, number)
        if number not in self.by_case:
            self.by_case[number] = ({}, {})
        self.present, self.by_id = self.by_case[number]

    def take(self, number: int) -> Rows:
        """Return the rows of a case and forget them."""
        return self.by_case.pop(number)[0]

    def forget_all(self) -> None:
        """Forget rows and numbers, but not what was answered about what a history does not write."""
        self.by_case.clear()
        self.counters.clear()
        self.besides.clear()
        for question in self.writing:
            del self.answers[question]
        self.writing.clear()
        self.begin()

    def begin(self) -> None:
        """Let every table's own counter of rows go on where the database stands."""
        for table, model in self.models.items():
            if model._meta.pk.get_internal_type() in {"AutoField", "BigAutoField"}:
                found = self.ask("SELECT nextval(pg_get_serial_sequence(%s, %s))", (table, model._meta.pk.column))
                self.serials[table] = found[0][0] - 1

    def insert(self, table: str, row: Mapping[str, Any]) -> None:
        """Keep a row; a column that is not told is NULL."""
        values: Row = self.empty[table].copy()
        values.update(row)
        for column, value in row.items():
            if type(value) not in _PLAIN:
                values[column] = _plain(value)
        if table in SHORT_LIVED and self._is_old(values[SHORT_LIVED[table]]):
            return
        self.present.setdefault(table, []).append(values)
        if "id" in values:
            self.by_id[table, values["id"]] = values

    def write(self, parts: Sequence[Write]) -> list[int]:
        """Take a write set as the database would."""
        return [self._insert_all(part) if isinstance(part, Insert) else self._update(part) for part in parts]

    def _insert_all(self, part: Insert) -> int:
        for row in part.rows:
            self.insert(part.table, row)
        return len(part.rows)

    def _update(self, part: Update) -> int:
        where = {column: _plain(value) for column, value in part.where.items()}
        if "id" in where:
            named = self.by_id.get((part.table, where.pop("id")))
            rows = [named] if named else []
        else:
            rows = self.present.get(part.table, [])
        found = [row for row in rows if all(row[name] == value for name, value in where.items())]
        changes = {column: _plain(value) for column, value in part.changes.items()}
        for row in found:
            row.update(changes)
        if part.table in SHORT_LIVED and self._is_old(changes.get(SHORT_LIVED[part.table])):
            self.present[part.table] = [row for row in self.present[part.table] if row not in found]
            for row in found:
                del self.by_id[part.table, row["id"]]
        return len(found)

    def _is_old(self, instant: datetime | None) -> bool:
        return instant is not None and instant < self.kept_from

    def row(self, table: str, key: object) -> Row | None:
        """Return one row of the present case by its id."""
        return self.by_id.get((table, key))

    def rows(self, table: str) -> list[Row]:
        """Return the rows of a table in the present case."""
        return self.present.get(table, [])

    def once(self, question: Hashable, ask: Callable[[], Any]) -> Any:  # noqa: ANN401 - any answer
        """Return the first answer to a question about what a history does not write."""
        if question not in self.answers:
            rows = len(self.besides)
            self.answers[question] = ask()
            if len(self.besides) > rows:
                self.writing.add(question)
        return self.answers[question]

    def allocate(self, series: Series) -> int:
        """Return the next number of a series."""
        if series not in self.counters:
            found = self.ask(
                "SELECT value FROM sequence_counter WHERE issuer = %s AND kind = %s AND period = %s FOR UPDATE", series
            )
            self.counters[series] = found[0][0] if found else 0
        self.counters[series] += 1
        self.taken.append(series)
        return self.counters[series]

    def next_serial(self, table: str) -> int:
        """Return the next value of a table's own counter of rows."""
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
            except (EmptyResultSet, FullResultSet):
                return super().execute_sql(result_type, *args, **options)
            if result_type not in (SINGLE, MULTI):
                raise NotInMemory(f"an answer of the kind {result_type}")
            if known is self:
                rows = [row[: self.col_count] for row in memory.ask(*key[1:])]
                known = rows if result_type == MULTI else next(iter(rows), None)
                memory.answers[key] = known
            return [known] if result_type == MULTI else known

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
            if returning_fields or self.query.on_conflict != OnConflict.IGNORE:
                raise NotInMemory(f"a row of {self.query.get_meta().db_table}, which a history does not write")
            for statement, parameters in self.as_sql():
                key = tuple(made.pk for made in self.query.objs)
                memory.besides.setdefault(key, Besides(memory.step, statement, tuple(parameters)))
            return []

    class UpdateOf(base.SQLUpdateCompiler):  # type: ignore[misc]  # as above
        def execute_sql(self, result_type: Any) -> Any:  # noqa: ANN401
            if not is_kept(self):
                raise NotInMemory(f"a change of {self.query.get_meta().db_table}, which a history does not write")
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
        row[key.column] = memory.next_serial(meta.db_table)
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
