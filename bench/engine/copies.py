"""Copies of really-made cases, set-based: one INSERT … SELECT over generate_series for each row of the template.

Every row of a case is copied (the case, its form, files, steps, ledger, timers, papers, log), with new ids, numbers
and keys and all constraints and indexes in place. The n-th copy of an id is always the same id, so that rows of
different tables name each other as those of the template do. Hashes are those of the template: a copied log is no
whole chain. Events are not copied; the outbox forgets them after some days anyway.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db import connection, transaction
from psycopg import sql

# Each table with rows of a case, and the column that names the case.
TABLES: Final = {
    "cases_case": "id",
    "cases_application": "case_id",
    "cases_material": "case_id",
    "cases_opinion": "case_id",
    "cases_submission_key": "case_id",
    "workflow_task": "subject_id",
    "workflow_ledger_entry": "subject_id",
    "workflow_timer": "subject_id",
    "audit_entry": "subject_id",
    "papers_paper": "subject_id",
}
BY_PAPER: Final = "papers_seal_use"
OWN_KEYS: Final = ("id", "key")
AT_ONCE: Final = 20_000
# Version 7 ids of a time before every real one: 2024-01-01, one millisecond a copy.
FIRST_MILLISECOND: Final = 1_704_067_200_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the template."""

    table: str
    columns: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Template:
    """Every row of one case, and the ids that are its own."""

    case_id: UUID
    rows: Sequence[Row]
    own: frozenset[UUID]


def template_of(case_id: UUID) -> Template:
    """Return every row of a case."""
    rows: list[Row] = []
    for table, column in TABLES.items():
        rows += _read(table, column, [case_id])
    papers = [row.columns["id"] for row in rows if row.table == "papers_paper"]
    rows += _read(BY_PAPER, "paper_id", papers)
    own = {row.columns[name] for row in rows for name in OWN_KEYS if isinstance(row.columns.get(name), UUID)}
    return Template(case_id, rows, frozenset(own))


def _read(table: str, column: str, ids: Sequence[UUID]) -> Iterator[Row]:
    query = sql.SQL("SELECT * FROM {} WHERE {} = ANY(%s)").format(sql.Identifier(table), sql.Identifier(column))
    with connection.cursor() as cursor:
        cursor.execute(query, [list(ids)])
        names = [column.name for column in cursor.description]
        for values in cursor.fetchall():
            yield Row(table, dict(zip(names, values, strict=True)))


def copied(template: Template, *, first: int, count: int) -> None:
    """Make the copies `first` to `first + count - 1` of a template, two batches at a time, each in a transaction."""
    statements = [_statement(row, template) for row in template.rows]

    def batch(begin: int) -> None:
        try:
            _copied(statements, begin, min(begin + AT_ONCE, first + count) - 1)
        finally:
            connection.close()  # of this thread

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(batch, range(first, first + count, AT_ONCE)))


def _copied(statements: Sequence[tuple[sql.Composable, list[Any]]], begin: int, end: int) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = off")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else each row waits in memory for its foreign keys
        for query, values in statements:
            cursor.execute(query, [*values, begin, end])


def copies_of(case_id: UUID, *, first: int, count: int) -> list[UUID]:
    """Return the ids of the copies of a case, in order."""
    query = sql.SQL("SELECT {} FROM generate_series(%s, %s) AS k ORDER BY k").format(_copied_id(case_id))
    with connection.cursor() as cursor:
        cursor.execute(query, [first, first + count - 1])
        return [row[0] for row in cursor.fetchall()]


def _statement(row: Row, template: Template) -> tuple[sql.Composable, list[Any]]:
    expressions: list[sql.Composable] = []
    values: list[Any] = []
    for name, value in row.columns.items():
        made = _expression(row, name, template)
        expressions.append(made or sql.Placeholder())
        if made is None:
            values.append(value)
    query = sql.SQL("INSERT INTO {} ({}) SELECT {} FROM generate_series(%s, %s) AS k").format(
        sql.Identifier(row.table),
        sql.SQL(", ").join(map(sql.Identifier, row.columns)),
        sql.SQL(", ").join(
            sql.SQL("{}::{}").format(expression, sql.SQL(type_name))
            for expression, type_name in zip(expressions, _types(row.table, list(row.columns)), strict=True)
        ),
    )
    return query, values


def _expression(row: Row, name: str, template: Template) -> sql.Composable | None:
    """Return the SQL of a column that differs from copy to copy, or None."""
    value = row.columns[name]
    if isinstance(value, UUID):
        return _copied_id(value) if value in template.own else None
    if name == "number" and value is not None:
        return sql.SQL("{} || k").format(sql.Literal(f"{row.columns['id'].hex[-12:]}~"))
    if row.table == "papers_paper" and name == "sha256" and value is not None:
        return sql.SQL("encode(sha256(convert_to({} || k, 'UTF8')), 'hex')").format(sql.Literal(str(value)))
    if name == "chain":
        return sql.SQL("'case:' || {}").format(_copied_id(template.case_id))
    return None


def _copied_id(kept: UUID) -> sql.Composable:
    digest = sql.SQL("md5({} || k)").format(sql.Literal(kept.hex))
    return sql.SQL(
        "(lpad(to_hex({first}::bigint + k), 12, '0') || '7' || substr({digest}, 1, 3) || '8'"
        " || substr({digest}, 4, 15))::uuid"
    ).format(first=sql.Literal(FIRST_MILLISECOND), digest=digest)


def _types(table: str, columns: Sequence[str]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute"
            " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped",
            [table],
        )
        known = dict(cursor.fetchall())
    return [known[name] for name in columns]
