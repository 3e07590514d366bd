"""Prove that no series has a hole or a repeat, and that its counter stands at its last number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from django.db import connection
from django.utils.translation import gettext_lazy as _

from oneseal.foundation.proof.ports import Finding, Proof, Scope, Tally
from oneseal.foundation.sequences.ports import series_known

# One pass over the numbers of a kind: each beside the one before it, and the last of each series beside its counter.
_FAULTS: Final = """
WITH used AS ({used}),
placed AS (
    SELECT issuer, kind, period, serial, number, lag(serial) OVER series AS before, lag(number) OVER series AS twin
    FROM used WHERE serial IS NOT NULL
    WINDOW series AS (PARTITION BY issuer, kind, period ORDER BY serial, number)
),
ends AS (SELECT issuer, kind, period, max(serial) AS last FROM placed GROUP BY issuer, kind, period),
counters AS (SELECT issuer, kind, period, value FROM sequence_counter WHERE kind LIKE %(kinds)s)
SELECT 'hole', issuer || ' ' || period || ' ' || kind, (coalesce(before, 0) + 1)::text, number
FROM placed WHERE serial > coalesce(before, 0) + 1
UNION ALL
SELECT 'repeat', number, twin, serial::text FROM placed WHERE serial = before
UNION ALL
SELECT 'shape', number, kind, number FROM used WHERE serial IS NULL
UNION ALL
SELECT 'end', issuer || ' ' || period || ' ' || kind, coalesce(value, 0)::text, coalesce(last, 0)::text
FROM ends FULL JOIN counters USING (issuer, kind, period) WHERE value IS DISTINCT FROM last
"""
_COUNT: Final = "SELECT count(*) FROM ({used}) numbers"
_UNKNOWN: Final = """
SELECT kind, count(*) FROM sequence_counter WHERE NOT (kind LIKE ANY (%s::text[])) GROUP BY kind ORDER BY kind
"""


def numbers(_scope: Scope, tally: Tally) -> Iterator[Finding]:
    """Yield each hole, each repeat, and each counter that stands elsewhere than at its last number.

    Series are always looked at whole: a hole of last year is a hole today.
    """
    known = series_known()
    for series in known:
        tally.checked += int(_rows(_COUNT.format(used=series.used))[0][0])
        for fault, subject, expected, found in _rows(_FAULTS.format(used=series.used), {"kinds": series.kinds}):
            yield Finding(f"numbers.{fault}", subject=subject, expected=expected, found=found)
    for kind, count in _rows(_UNKNOWN, [[series.kinds for series in known]]):
        yield Finding("numbers.unproved", subject=kind, expected="0", found=str(count))


def _rows(statement: str, parameters: Any = None) -> Sequence[tuple[Any, ...]]:  # noqa: ANN401 - psycopg's parameters
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        rows: Sequence[tuple[Any, ...]] = cursor.fetchall()
        return rows


NUMBERS: Final = Proof(
    "numbers.series",
    _("编号"),
    numbers,
    {
        "numbers.hole": _("编号有空缺：%(subject)s 缺少 %(expected)s，下一个已经是 %(found)s。"),
        "numbers.repeat": _("编号重复：%(subject)s 与 %(expected)s 的序号都是 %(found)s。"),
        "numbers.shape": _("编号的形式不对：%(found)s 不是 %(expected)s 的编号。"),
        "numbers.end": _("编号的计数与实际不一致：%(subject)s 计数到 %(expected)s，实际用到 %(found)s。"),
        "numbers.unproved": _("有%(found)s个计数器的编号没有人核对：%(subject)s。请告诉开发人员。"),
    },
)
