"""A process that writes what the services wrote, as bare SQL: the limit.

The rows of a recorded life, table by table and column by column, with new keys: one statement for each row, prepared
once, sent in one pipeline, one commit a move. A move begins as every move must, by locking and reading its case; what
it decides on nobody looks at. Its numbers are taken from the same counters as those of the services.
"""

from __future__ import annotations

import json
import os
import pickle
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

Statement = tuple[bytes, list[str], list[Any]]
LOCK = "SELECT * FROM cases_case WHERE id = %s FOR UPDATE"
NUMBER = "UPDATE sequence_counter SET value = value + 1 WHERE issuer = %s AND kind = %s AND period = %s RETURNING value"


class Replay:
    """The writes of a recorded life, again for other cases."""

    def __init__(self, connection: psycopg.Connection, recorded: UUID, moves: list[Any], *, name: str) -> None:
        self._connection = connection
        self._recorded = recorded
        self._moves = [(numbers, self._statements(inserts, updates)) for numbers, inserts, updates in moves]
        self._made = [
            row[key]
            for _numbers, inserts, _updates in moves
            for _table, row in inserts
            for key in ("id", "key")
            if isinstance(row.get(key), UUID)
        ]
        self._name = name
        self._serial = 0

    def _statements(self, inserts: list[Any], updates: list[Any]) -> list[Statement]:
        """Return the statements of a move, closed steps before opened ones."""
        made: list[Statement] = []
        for table, where, changes in updates:
            assign = sql.SQL(", ").join(sql.SQL("{} = %s").format(sql.Identifier(name)) for name in changes)
            match = sql.SQL(" AND ").join(sql.SQL("{} = %s").format(sql.Identifier(name)) for name in where)
            query = sql.SQL("UPDATE {} SET {} WHERE {}").format(sql.Identifier(table), assign, match)
            made.append((query.as_bytes(self._connection), [*changes, *where], [*changes.values(), *where.values()]))
        for table, row in inserts:
            names = sql.SQL(", ").join(map(sql.Identifier, row))
            marks = sql.SQL(", ").join(sql.Placeholder() * len(row))
            query = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(sql.Identifier(table), names, marks)
            made.append((query.as_bytes(self._connection), list(row), list(row.values())))
        return made

    def life(self, case_id: UUID, *, is_checked: bool = False) -> Iterator[None]:
        """Write move after move of one case's life; the first is checked for having changed what it meant to."""
        from oneseal.kernel.ids import new_id

        instant = datetime.now(UTC)  # noqa: TID251 - a measured process reads the clock
        known = {made: new_id(instant) for made in self._made} | {self._recorded: case_id}
        for numbers, statements in self._moves:
            self._write(numbers, statements, known)
            yield
        if is_checked:
            self._check(case_id)

    def _write(self, numbers: list[Any], statements: list[Statement], known: dict[UUID, UUID]) -> None:
        with self._connection.cursor() as cursor:
            cursor.execute(LOCK, [known[self._recorded]])
            cursor.fetchone()
            with self._connection.pipeline():
                for series in numbers:
                    cursor.execute(NUMBER, series)
                for query, names, values in statements:
                    told = [self._now(name, value, known) for name, value in zip(names, values, strict=True)]
                    cursor.execute(query, told)
                self._connection.commit()

    def _now(self, name: str, value: Any, known: dict[UUID, UUID]) -> Any:  # noqa: ANN401 - any column
        if isinstance(value, UUID):
            return known.get(value, value)
        if isinstance(value, (dict, list)):
            return Jsonb(value)
        if name == "chain":
            return f"case:{known[self._recorded]}"
        if name == "number":
            self._serial += 1
            return f"{self._name}{self._serial:012d}"
        return value

    def _check(self, case_id: UUID) -> None:
        with self._connection.cursor() as cursor:
            cursor.execute("SELECT state, audit_sequence FROM cases_case WHERE id = %s", [case_id])
            if (found := cursor.fetchone()) is None or found[0] != "granted":
                raise RuntimeError(f"the replay left its case as {found}")


def main() -> None:
    """Write the lives of the cases of the file that is named."""
    from bench.engine.worker import serve

    told = json.loads(Path(sys.argv[1]).read_text())
    recorded, moves = pickle.loads(Path(told["plan"]).read_bytes())  # noqa: S301 - written by the parent
    with psycopg.connect(os.environ["BENCH_CONNINFO"], prepare_threshold=0) as connection:
        replay = Replay(connection, recorded, moves, name=told["name"])
        first, *others = map(UUID, told["cases"])
        for _ in replay.life(first, is_checked=True):
            pass
        following = (None for case_id in others for _ in replay.life(case_id))
        serve(lambda: next(following, True) is None)


if __name__ == "__main__":
    main()
