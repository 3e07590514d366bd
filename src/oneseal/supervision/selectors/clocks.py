"""The clocks of a case, dated: when each began, is near its end, is late, and ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from oneseal.cases.selectors import CaseFacts, clock_of_node, light_preset
from oneseal.catalog.selectors import version_terms
from oneseal.foundation.timekeeping import beijing_date, beijing_instant
from oneseal.kernel import licensing
from oneseal.kernel.clock import HOURLY, Calendar, PresetIncomplete, Unit
from oneseal.kernel.process import NodeRow
from oneseal.supervision.rules.facts import Clock, ClockKind, Did, NodeSeen, working_day_before

# What begins the clock of the answer, and what stops it (APL art. 32).
BEGINNING: Final = frozenset({"submit", "correct", "receive_from_below"})
ANSWERING: Final = frozenset({
    "request_correction", "not_accept", "accept", "accept_tolerant", "deem_accepted", "grant_at_once", "refuse_at_once",
    "grant_on_commitment", "withdraw", "return_case", "terminate", "void",
})  # fmt: skip
# What ends a case, or its examination, for good.
ENDING: Final = frozenset({
    "grant", "refuse", "grant_at_once", "refuse_at_once", "grant_on_commitment", "deem_renewed", "forward_up",
    "withdraw", "return_case", "return_unkept", "terminate", "void", "not_accept",
})  # fmt: skip


def ended_on(facts: CaseFacts, acts: Sequence[Did]) -> date | None:
    """Return the day on which a case was decided or ended otherwise; None while it goes on."""
    if facts.decided_at is not None:
        return beijing_date(facts.decided_at)
    return next((act.on for act in reversed(acts) if act.action in ENDING), None)


def clocks_of(facts: CaseFacts, acts: Sequence[Did], *, calendar: Calendar, ended: date | None) -> tuple[Clock, ...]:
    """Return every clock that a case has had so far."""
    return (
        *_receipts(acts, calendar),
        *_decision(facts, calendar=calendar, ended=ended),
        *_delivery(facts, acts, calendar),
    )


def _after(on: date, days: int, calendar: Calendar) -> date:
    return calendar.with_estimates(range(on.year - 1, on.year + 3)).nth_after(on, days)


def _receipts(acts: Sequence[Did], calendar: Calendar) -> Iterator[Clock]:
    """Yield the clock of each answer: from the receipt of an application or a correction to what answers it."""
    for place, act in enumerate(acts):
        if act.action not in BEGINNING:
            continue
        ended = next((one.on for one in acts[place + 1 :] if one.action in ANSWERING | BEGINNING), None)
        due_on = _after(act.on, licensing.ANSWER_DAYS, calendar)
        yield Clock(ClockKind.RECEIPT, act.on, due_on, _after(due_on, 1, calendar), ended)


def _decision(facts: CaseFacts, *, calendar: Calendar, ended: date | None) -> Iterator[Clock]:
    """Yield the clocks of the decision: what was promised, and what the law allows."""
    accepted_on = facts.accepted_on
    if accepted_on is None or facts.clock_from_on is None:
        return
    is_granted = facts.delivery_from_on is not None
    promised = facts.decision_due_on if is_granted else facts.due_on
    by_law = facts.decision_statutory_due_on if is_granted else facts.statutory_due_on
    if promised is not None:
        stopped = ended is None and any(pause.get("end") is None for pause in facts.pauses)
        yield Clock(ClockKind.PROMISE, facts.clock_from_on, promised, _after(promised, 1, calendar), ended,
                    _yellow_on(facts, promised, calendar), is_stopped=stopped)  # fmt: skip
    if by_law is not None:
        in_days = Unit(facts.statutory_unit) is Unit.WORKING_DAY
        late_on = _after(by_law, 1, calendar) if in_days else by_law + timedelta(days=1)
        stopped = ended is None and any(_stops_law(pause) for pause in facts.pauses)
        yield Clock(ClockKind.STATUTE, facts.statutory_from_on or facts.clock_from_on, by_law, late_on, ended,
                    is_stopped=stopped)  # fmt: skip


def _stops_law(pause: dict[str, object]) -> bool:
    return pause.get("end") is None and bool(pause.get("stops_statutory"))


def _yellow_on(facts: CaseFacts, due_on: date, calendar: Calendar) -> date | None:
    """Return the day on which the promise turns yellow; None for one in hours, or where the city has no number."""
    unit = Unit(facts.promised_unit)
    try:
        left = light_preset().yellow_from(facts.promised_days)
    except PresetIncomplete:
        return None
    if unit in HOURLY:
        return None
    if unit is Unit.WORKING_DAY:
        return working_day_before(due_on, left, calendar=calendar)
    return due_on - timedelta(days=left)


def _delivery(facts: CaseFacts, acts: Sequence[Did], calendar: Calendar) -> Iterator[Clock]:
    """Yield the clock of the delivery, by the ten working days of the law (APL art. 44)."""
    start = facts.delivery_from_on
    if start is None:
        return
    due_on = _after(start, licensing.DELIVERY_DAYS, calendar)
    delivered = beijing_date(facts.delivered_at) if facts.delivered_at else None
    voided = next((act.on for act in acts if act.action == "void"), None)
    yield Clock(ClockKind.DELIVERY, start, due_on, _after(due_on, 1, calendar), delivered or voided)


def nodes_seen(facts: CaseFacts, rows: Sequence[NodeRow], *, calendar: Calendar) -> tuple[NodeSeen, ...]:
    """Return the nodes with a limit of their own, as the process of the case has them; what was undone is left out."""
    process = version_terms(facts.examined_by_id).process
    if process is None:
        return ()
    stopped = any(pause.get("end") is None for pause in facts.pauses)
    found = []
    for row in rows:
        node = process.by_key.get(row.node)
        if node is None or node.term is None or row.undone_at is not None:
            continue
        opened_on = beijing_date(row.opened_at)
        due_on = clock_of_node(node, row, facts, now=beijing_instant(opened_on + timedelta(days=1))).due_on
        if due_on is not None:
            closed_on = beijing_date(row.closed_at) if row.closed_at else None
            found.append(NodeSeen(node.label, opened_on, closed_on, due_on, _after(due_on, 1, calendar),
                                  stopped and closed_on is None, row.closed_by, row.post_title))  # fmt: skip
    return tuple(found)
