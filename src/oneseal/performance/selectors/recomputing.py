"""Compare what is kept with what the event log says: each case's facts, and the sums of each day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import connection

from oneseal.cases.selectors.figures import ENDS, acts_and_ledgers, received_at_of
from oneseal.foundation.audit.selectors import ActFacts
from oneseal.foundation.timekeeping import beijing_date
from oneseal.performance.models import CaseFact
from oneseal.performance.rules.endings import Ending
from oneseal.performance.rules.recounting import Recounted, recounted
from oneseal.performance.selectors.adding import COLUMNS, contributions
from oneseal.workflow.selectors import LedgerFacts, calendar, forget_calendar

_NAMES: Final = ", ".join(COLUMNS)
_SUMS: Final = (
    f"SELECT day, agency_id, item_id, {_NAMES} FROM performance_day_figures"  # noqa: S608 - constants
    f" WHERE ({_NAMES}) <> ({', '.join('0' for _ in COLUMNS)})"
)
_DEEMED: Final = "cases.deem_renewed"


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is kept and does not follow: what, where, as counted again, as kept."""

    what: str
    where: str
    counted: str
    kept: str


def figures_differing() -> Iterator[Difference]:
    """Yield every fact and every sum of a day that does not follow from the event log."""
    forget_calendar()
    yield from _facts_differing()
    yield from _sums_differing()


def _facts_differing() -> Iterator[Difference]:
    kept = {row.case_id: row for row in CaseFact.objects.order_by("case_id").iterator(chunk_size=5000)}
    for case_id, acts, ledger in acts_and_ledgers():
        received = received_at_of(acts)
        if received is None:
            continue
        row = kept.pop(case_id, None)
        if row is None:
            yield Difference("case", str(case_id), acts[-1].verb, "-")
            continue
        found = _recounted(acts, ledger, is_closed=row.ending == Ending.CLOSED)
        for name, counted, was in found.differences(row):
            yield Difference(name, row.number, str(counted), str(was))
    for case_id, row in kept.items():
        yield Difference("case", str(case_id), "-", row.number)


def _recounted(acts: list[ActFacts], ledger: list[LedgerFacts], *, is_closed: bool) -> Recounted:
    received = received_at_of(acts) or acts[0].occurred_at
    ends = [act for act in acts if act.verb in ENDS]
    ended_on = beijing_date(ends[0].occurred_at) if ends else None
    if ends and ends[0].verb == _DEEMED:  # the law granted on its day, whenever it was found
        ended_on = next((entry.on for entry in ledger if entry.effect == "stopped"), ended_on)
    return recounted(
        received_on=beijing_date(received), ended_on=ended_on, is_closed=is_closed, ledger=ledger,
        sequence=acts[-1].sequence, calendar=calendar(),
    )  # fmt: skip


def _sums_differing() -> Iterator[Difference]:
    """Yield each day whose sums are not those of its cases."""
    given = _rows(contributions("true"))
    kept = _rows(_SUMS)
    for key in sorted({*given, *kept}, key=str):
        counted, was = given.get(key), kept.get(key)
        if counted != was and not (counted and was is None and not any(counted)):
            yield Difference("day", " ".join(map(str, key)), str(counted), str(was))


def _rows(statement: str) -> dict[tuple[object, UUID, UUID], tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return {tuple(row[:3]): tuple(row[3:]) for row in cursor.fetchall()}
