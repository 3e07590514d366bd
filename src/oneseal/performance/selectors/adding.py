"""What each case gives to the sums of a day, as one statement of the database; every figure rests on it."""

from __future__ import annotations

from typing import Final

from oneseal.cases.selectors.figures import ONLINE
from oneseal.performance.rules.endings import Ending

COLUMNS: Final = (
    "received", "accepted", "accepted_online", "closed", "closed_at_once", "closed_late", "ended_otherwise",
    "not_accepted", "promise_closed", "promise_early", "promise_on_time", "promise_elapsed", "promise_promised",
    "law_closed", "law_elapsed", "law_statutory", "turned_late",
)  # fmt: skip
# What a received, an accepted, an ended case and one past its promised day give; each on its own day.
_CLOSED: Final = f"ending = '{Ending.CLOSED}'"
_PROMISE: Final = f"{_CLOSED} AND NOT is_immediate AND elapsed_days IS NOT NULL"
_LAW: Final = f"{_CLOSED} AND elapsed_days IS NOT NULL AND statutory_days > 0"
_WAS_LATE: Final = "accepted_on IS NOT NULL AND due_on IS NOT NULL AND (ended_on IS NULL OR ended_on > due_on)"
_ON_DAY: Final = (
    ("received_on", "true", {"received": "1"}),
    ("accepted_on", "accepted_on IS NOT NULL", {
        "accepted": "1", "accepted_online": f"(channel = '{ONLINE}')::int",
    }),
    ("ended_on", "ended_on IS NOT NULL", {
        "closed": f"({_CLOSED})::int",
        "closed_at_once": f"({_CLOSED} AND is_immediate)::int",
        "closed_late": f"({_CLOSED} AND is_late)::int",
        "ended_otherwise": f"(ending = '{Ending.OTHERWISE}')::int",
        "not_accepted": f"(ending = '{Ending.AT_DOOR}')::int",
        "promise_closed": f"({_PROMISE})::int",
        "promise_early": f"({_PROMISE} AND elapsed_days < promised_days)::int",
        "promise_on_time": f"({_PROMISE} AND NOT is_late)::int",
        "promise_elapsed": f"CASE WHEN {_PROMISE} THEN elapsed_days ELSE 0 END",
        "promise_promised": f"CASE WHEN {_PROMISE} THEN promised_days ELSE 0 END",
        "law_closed": f"({_LAW})::int",
        "law_elapsed": f"CASE WHEN {_LAW} THEN elapsed_days ELSE 0 END",
        "law_statutory": f"CASE WHEN {_LAW} THEN statutory_days ELSE 0 END",
        "turned_late": f"-({_WAS_LATE})::int",
    }),
    ("due_on + 1", _WAS_LATE, {"turned_late": "1"}),
)  # fmt: skip


def contributions(scope: str) -> str:
    """Return the statement of what the cases of a scope give, one row for each day, department and item."""
    parts = [
        f"SELECT {day} AS day, agency_id, item_id, {', '.join(gives.get(name, '0') for name in COLUMNS)}"  # noqa: S608 - constants of this module
        f" FROM performance_case_fact WHERE {condition} AND {scope}"
        for day, condition, gives in _ON_DAY
    ]
    names = ", ".join(COLUMNS)
    sums = ", ".join(f"sum({name}) AS {name}" for name in COLUMNS)
    every = " UNION ALL ".join(parts)
    return (
        f"SELECT day, agency_id, item_id, {sums} FROM ({every}) AS given (day, agency_id, item_id, {names})"  # noqa: S608 - as above
        " GROUP BY day, agency_id, item_id"
    )
