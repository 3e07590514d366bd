"""Measure moves a second in one process, through the whole service path and as bare SQL of the same rows.

A move here is a recommendation followed by a sending back, in a loop over prepared cases. The bare path
writes the very rows that the service wrote (same tables, same columns, new keys) with prepared statements
of psycopg, one commit a move. Run it on an empty database of its own: it makes a city there.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 6
CASES = 8


def prepare() -> list[Any]:
    """Make a city and cases under review, and return the cases."""
    world = import_module("tests.factories.world")
    world.city()
    return [world.accepted_case() for _ in range(CASES)]


class Service:
    """The moves as a page makes them: one service call each."""

    def __init__(self, filed: list[Any]) -> None:
        world = import_module("tests.factories.world")
        self._filed = filed
        self._examiner, self._approver = world.staff("reviewer"), world.staff("approver")
        self._turn = 0

    def move(self) -> None:
        """Recommend or send back the next case."""
        from oneseal.cases import services
        from oneseal.cases.services.deciding import OpinionTold
        from oneseal.foundation.timekeeping import now

        case = self._filed[self._turn // 2 % len(self._filed)]
        if self._turn % 2 == 0:
            press = services.Press(self._examiner, now(), uuid4())
            services.case_recommend(case_id=case.id, told=OpinionTold("grant", "符合条件。"), press=press)
        else:
            press = services.Press(self._approver, now(), uuid4())
            services.case_send_back(case_id=case.id, reason="请补充现场核查结论。", press=press)
        self._turn += 1


# What one pair of moves writes, by table; the bare path copies these rows with new keys.
APPENDED = {
    "cases_opinion": ("case_id", 2),
    "audit_entry": ("subject_id", 2),
    "workflow_task": ("subject_id", 2),
    "cases_submission_key": ("case_id", 2),
    "papers_paper": ("subject_id", 1),
}


class Bare:
    """The same rows without a program: read the case, take a number, write, commit."""

    def __init__(self, case_id: UUID) -> None:
        import psycopg
        from django.db import connection

        parameters = connection.get_connection_params()
        kept = {name: parameters[name] for name in ("dbname", "user", "password", "host", "port") if name in parameters}
        self._connection = psycopg.connect(**kept, autocommit=False, prepare_threshold=0)
        self._case_id = case_id
        self._sequence = 1_000_000
        self._turn = 0
        self._rows = {table: self._newest(table, column, count) for table, (column, count) in APPENDED.items()}
        self._event = self._newest_event()

    def _newest(self, table: str, column: str, count: int) -> list[dict[str, Any]]:
        from psycopg.rows import dict_row

        order = {"cases_submission_key": "used_at", "cases_opinion": "given_at", "audit_entry": "sequence",
                 "workflow_task": "opened_at", "papers_paper": "issued_at"}[table]  # fmt: skip
        with self._connection.cursor(row_factory=dict_row) as cursor:
            query = f"SELECT * FROM {table} WHERE {column} = %s ORDER BY {order} DESC LIMIT {count}"  # noqa: S608 - names are ours
            cursor.execute(query, [self._case_id])
            return cursor.fetchall()

    def _newest_event(self) -> dict[str, Any]:
        from psycopg.rows import dict_row

        with self._connection.cursor(row_factory=dict_row) as cursor:
            cursor.execute("SELECT * FROM outbox_event WHERE name = 'papers.issued' ORDER BY id DESC LIMIT 1")
            found = cursor.fetchone()
        if found is None:
            raise RuntimeError("no event to copy")
        return dict(found)

    def _insert(self, cursor: Any, table: str, row: dict[str, Any]) -> None:  # noqa: ANN401 - a cursor
        from psycopg.types.json import Jsonb

        columns = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join(["%s"] * len(row))
        values = [Jsonb(value) if isinstance(value, (dict, list)) else value for value in row.values()]
        cursor.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)  # noqa: S608 - names are ours

    def move(self) -> None:
        """Write the rows of one recommendation or one sending back."""
        turn, self._turn = self._turn % 2, self._turn + 1
        self._sequence += 1
        with self._connection.cursor() as cursor:
            cursor.execute("SELECT * FROM cases_case WHERE id = %s FOR UPDATE", [self._case_id])
            cursor.fetchone()
            if turn == 0:
                cursor.execute(
                    "UPDATE sequence_counter SET value = value + 1 WHERE kind = 'paper.review_opinion' RETURNING value"
                )
            cursor.execute(
                "UPDATE workflow_task SET closed_at = now() WHERE subject_id = %s AND closed_at IS NULL",
                [self._case_id],
            )
            for table in ("cases_opinion", "workflow_task"):
                self._insert(cursor, table, {**self._rows[table][turn], "id": uuid4(), **_still_open(table)})
            entry = {**self._rows["audit_entry"][turn], "id": uuid4(), "sequence": self._sequence}
            self._insert(cursor, "audit_entry", entry)
            self._insert(cursor, "cases_submission_key", {**self._rows["cases_submission_key"][turn], "key": uuid4()})
            if turn == 0:
                paper = {**self._rows["papers_paper"][0], "id": uuid4(), "number": str(self._sequence), "sha256": None}
                self._insert(cursor, "papers_paper", {**paper, "size": None, "rendered_at": None})
                self._insert(cursor, "outbox_event", {**self._event, "id": uuid4(), "relayed_at": None})
            cursor.execute(
                "UPDATE cases_case SET awaiting = %s, in_step_since = now() WHERE id = %s",
                ["cases.decide", self._case_id],
            )
        self._connection.commit()

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


def _still_open(table: str) -> dict[str, Any]:
    return {"closed_at": None, "closed_by": None} if table == "workflow_task" else {}


def rate(move: Callable[[], None], *, seconds: float) -> float:
    """Return moves a second, over a stretch of whole pairs of moves."""
    done, began = 0, time.perf_counter()
    while time.perf_counter() - began < seconds:
        move()
        move()
        done += 2
    return done / (time.perf_counter() - began)


def measure(*, seconds: float) -> dict[str, float]:
    """Return the medians of alternating rounds, in moves a second, and their ratio."""
    *filed, copied = prepare()
    service = Service(filed)
    rate(service.move, seconds=min(1.0, seconds / 10))
    rate(Service([copied]).move, seconds=0.05)  # leaves the rows that the bare path writes again
    bare = Bare(copied.id)
    each = seconds / (2 * ROUNDS)
    rates: dict[str, list[float]] = {"service": [], "bare": []}
    try:
        rate(bare.move, seconds=0.2)
        for _ in range(ROUNDS):
            rates["service"].append(rate(service.move, seconds=each))
            rates["bare"].append(rate(bare.move, seconds=each))
    finally:
        bare.close()
    through, plain = statistics.median(rates["service"]), statistics.median(rates["bare"])
    return {
        "service_moves_a_second": round(through, 1),
        "bare_moves_a_second": round(plain, 1),
        "ratio": round(through / plain, 3),
        "rounds": ROUNDS,
        "seconds": seconds,
    }


def in_a_database_of_its_own(work: Callable[[], dict[str, float]]) -> dict[str, float]:
    """Run work in a test database made for it, and remove the database afterwards."""
    from django.conf import settings
    from django.test.utils import get_runner

    runner = get_runner(settings)(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        return work()
    finally:
        runner.teardown_databases(databases)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="moves a second, through services and as bare SQL")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--seconds", type=float, default=24.0, help="how long to measure (default 24, at most 50)")
    told = parser.parse_args()
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    found = in_a_database_of_its_own(lambda: measure(seconds=min(told.seconds, 50.0)))
    if told.json:
        sys.stdout.write(json.dumps(found) + "\n")
        return 0
    sys.stdout.write(
        f"through services: {found['service_moves_a_second']} moves a second (median of {ROUNDS} rounds)\n"
        f"bare SQL of the same rows: {found['bare_moves_a_second']} moves a second\n"
        f"ratio: {found['ratio']:.1%}\n"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
