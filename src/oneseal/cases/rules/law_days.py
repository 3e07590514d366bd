"""How long the law lets a procedure that is still open stop its clock (Licensing Law art. 45).

The promise waits for the result, however long it takes; the clock of the law runs again from the day after the last
that the item's law allows, and no clerk needs to press anything for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.procedures import Span, law_end
from oneseal.kernel.clock import Calendar, Pause, stopping_statutory

LAW_DAYS = "law_days"  # of a pause on the row: the working days that the law gives all procedures of its kind


def pauses_by_law(facts: CaseFacts, *, today: date, calendar: Calendar) -> tuple[Pause, ...]:
    """Return the pauses that stop the clock of the law, each as long as the law lets it up to a day."""
    return stopping_statutory(pauses_told(facts, today=today, calendar=calendar))


def runs_beyond_law(facts: CaseFacts, *, today: date, calendar: Calendar) -> bool:
    """Return True on a day when a procedure is open for longer than its law, and nothing else stops the law's clock."""
    told = pauses_told(facts, today=today, calendar=calendar)
    stopping = [pause for pause in told if pause.end is None and pause.stops_statutory]
    return bool(stopping) and all(pause.law_end is not None for pause in stopping)


def pauses_told(facts: CaseFacts, *, today: date, calendar: Calendar) -> tuple[Pause, ...]:
    """Return the pauses of the ledger; one that is open beyond its law says on which day the law ended it."""
    if not any(row["end"] is None and row.get(LAW_DAYS) for row in facts.pauses):
        return facts.ledger_pauses
    ended = ended_by_law(facts.pauses, today=today, calendar=calendar)
    return tuple(
        replace(pause, law_end=ended[place]) if place in ended else pause
        for place, pause in enumerate(facts.ledger_pauses)
    )


def ended_by_law(rows: Sequence[Mapping[str, Any]], *, today: date, calendar: Calendar) -> dict[int, date]:
    """Return by place the last days of open pauses that have gone by; one after the other they use up what there is."""
    spans, found = spans_closed(rows), {}
    for place, row in enumerate(rows):
        if row["end"] is not None or not row.get(LAW_DAYS):
            continue
        start, beside = date.fromisoformat(row["start"]), spans[row["cause"]]
        last = law_end(beside, start=start, end=max(start, today), most=row[LAW_DAYS], calendar=calendar)
        beside.append((start, last))
        if last < today:
            found[place] = last
    return found


def law_ends(
    rows: Sequence[Mapping[str, Any]],
    *,
    limits: Mapping[str, int],
    ended: Sequence[tuple[str, str]],
    calendar: Calendar,
) -> dict[int, date]:
    """Return by place on which day the law ended each closed pause that went on beyond it; for proofs.

    `limits` are the days of each kind, `ended` the ends and causes of pauses in the order in which they ended: each
    takes what those that ended before it have left.
    """
    closed = [
        place for place, row in enumerate(rows) if row["end"] and row["stops_statutory"] and row["cause"] in limits
    ]
    order = {told: number for number, told in reversed(list(enumerate(ended)))}
    closed.sort(key=lambda place: order.get((rows[place]["end"], rows[place]["cause"]), len(ended)))
    spans: defaultdict[str, list[Span]] = defaultdict(list)
    found: dict[int, date] = {}
    for place in closed:
        start, end = (date.fromisoformat(rows[place][side]) for side in ("start", "end"))
        cause = rows[place]["cause"]
        last = law_end(spans[cause], start=start, end=end, most=limits[cause], calendar=calendar)
        spans[cause].append((start, last))
        if last < end:
            found[place] = last
    return found


def spans_closed(rows: Sequence[Mapping[str, Any]]) -> defaultdict[str, list[Span]]:
    """Return for each kind over which days its closed procedures stopped the clock of the law."""
    spans: defaultdict[str, list[Span]] = defaultdict(list)
    for row in rows:
        if row["end"] is not None and row["stops_statutory"]:
            until = date.fromisoformat(row.get("law_end") or row["end"])
            spans[row["cause"]].append((date.fromisoformat(row["start"]), until))
    return spans
