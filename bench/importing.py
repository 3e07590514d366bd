"""Measure rows a second of an import of items, through the whole service and as a bare COPY of the same rows.

Five rounds each, alternating, on an empty database of its own; the rows are made here and hold the dirt that
real catalogues hold. The bare path copies the rows as the service wrote them, search words included, into a
table of the same columns and indexes, one commit a round.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 5
ROWS = 10_000


def made(rows: int, turn: int) -> bytes:
    """Return a table of that many items; the codes of each round are its own."""
    lines = ["department,main_item,name,itemCode,taskType,areaCode,deptCode"]
    for number in range(rows):
        code = f"511Z{turn:02d}{number:06d}-511602000000-000-11511301008778183N-1-00"
        name = f"第{number}号企业投资项目备案&amp;amp;变更" if number % 10 == 0 else f"第{number}号企业投资项目备案"
        body = "00877836X" if number % 3 else "11511301008778183N"
        lines.append(f"第{number % 30}局,企业投资项目,{name},{code},{(1, 10, 20)[number % 3]},511602000000,{body}")
    return "\n".join(lines).encode()


def through_service(rows: int, turn: int) -> float:
    """Return the seconds of one import."""
    from oneseal.catalog.services import listing_import
    from oneseal.foundation.timekeeping import now
    from oneseal.kernel.access import Actor

    content = made(rows, turn)
    began = time.perf_counter()
    report = listing_import(content=content, source=f"round {turn}", actor=Actor.system("bench"), now=now())
    taken = time.perf_counter() - began
    if report.created != rows:
        raise RuntimeError("an import lost rows")
    return taken


def copied(cursor: Any) -> float:  # noqa: ANN401 - a cursor
    """Return the seconds of a bare COPY of the rows just written."""
    cursor.execute("DROP TABLE IF EXISTS bench_copy")
    cursor.execute("CREATE TABLE bench_copy (LIKE catalog_listed_item INCLUDING ALL)")
    with cursor.copy("COPY catalog_listed_item TO STDOUT (FORMAT binary)") as out:
        blocks = [bytes(block) for block in out]
    began = time.perf_counter()
    with cursor.copy("COPY bench_copy FROM STDIN (FORMAT binary)") as copy:
        for block in blocks:
            copy.write(block)
    return time.perf_counter() - began


def measure(rows: int) -> dict[str, float]:
    """Return the medians in rows a second, and their ratio."""
    from django.db import connection

    through: list[float] = []
    bare: list[float] = []
    through_service(min(rows, 500), 0)
    for turn in range(1, ROUNDS + 1):
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE catalog_listed_item, catalog_entry")
        through.append(rows / through_service(rows, turn))
        with connection.cursor() as cursor:
            bare.append(rows / copied(cursor))
    service, plain = statistics.median(through), statistics.median(bare)
    return {
        "service_rows_a_second": round(service), "bare_rows_a_second": round(plain),
        "ratio": round(service / plain, 3), "rounds": ROUNDS, "rows": rows,
    }  # fmt: skip


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="rows a second of an import, and as a bare COPY")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--rows", type=int, default=ROWS, help="rows a round (default 10000)")
    told = parser.parse_args()
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    in_its_own = import_module("bench.engine.databases").in_a_database_of_its_own
    found = in_its_own(lambda: measure(told.rows))
    if told.json:
        sys.stdout.write(json.dumps(found) + "\n")
        return 0
    sys.stdout.write(
        f"through the service: {found['service_rows_a_second']:,} rows a second"
        f" (median of {ROUNDS} rounds of {told.rows:,})\n"
        f"bare COPY of the same rows: {found['bare_rows_a_second']:,} rows a second\n"
        f"ratio: {found['ratio']:.1%}\n"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
