"""The clocks of joint bodies: of what several answer together, when each of them is due (APL art. 26(2), 42(2))."""

from __future__ import annotations

from datetime import datetime

from oneseal.cases.rules.clock import main_dues, statutory_left, statutory_length
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.law_days import pauses_by_law
from oneseal.cases.rules.lifecycle import CLOCK_STOPPED
from oneseal.cases.rules.node_clock import NodeClock
from oneseal.kernel.clock import HOURLY, Calendar, LightPreset, beijing_day, light


def law_clock(facts: CaseFacts, *, calendar: Calendar, now: datetime, preset: LightPreset) -> NodeClock | None:
    """Return the clock of a body without a node of its own: the term of the law in which all answer together.

    None before acceptance, and where the case ended without a decision. After the decision it says whether that came in
    time. The due date is the one that the case's row keeps; it is computed here anew.
    """
    is_ended = facts.decided_at is None and facts.state in CLOCK_STOPPED
    if facts.accepted_at is None or facts.statutory_from_on is None or is_ended:
        return None
    at = facts.decided_at or now
    today = beijing_day(at)
    due = main_dues(facts, calendar=calendar, today=today).statutory
    left = statutory_left(facts, now=at, calendar=calendar) or 0
    whole = statutory_length(facts, calendar=calendar, today=today)
    is_paused = any(pause.end is None for pause in pauses_by_law(facts, today=today, calendar=calendar))
    lit = light(
        remaining=left, promised_days=whole, statutory_remaining=left, is_paused=is_paused,
        is_final=facts.decided_at is not None and left >= 0,
        preset=preset.in_hours() if facts.statutory.unit in HOURLY else preset,
    )  # fmt: skip
    return NodeClock(lit, max(0, whole - left), left, due.on, due.is_provisional, facts.statutory.unit, due.at)
