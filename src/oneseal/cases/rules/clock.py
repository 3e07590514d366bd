"""The clocks of one case, computed from its ledger; nothing here counts down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.lifecycle import CLOCK_STOPPED, DELIVERING
from oneseal.cases.rules.states import State
from oneseal.kernel import licensing
from oneseal.kernel.clock import (
    P0,
    Calendar,
    CalendarYearMissing,
    Derivation,
    Due,
    Light,
    LightPreset,
    Pause,
    Term,
    Unit,
    derive_or_estimate,
    due_or_estimate,
    light,
    remaining_days,
    stopping_statutory,
    worse,
)

RECEIPT_TERM: Final = Term(licensing.ANSWER_DAYS, Unit.WORKING_DAY)  # APL art. 32(1)(4)
DELIVERY_TERM: Final = Term(licensing.DELIVERY_DAYS, Unit.WORKING_DAY)  # APL art. 44
MISSED: Final = (Light.RED.value, Light.BLACK.value)  # a missed date stays missed


@dataclass(frozen=True, slots=True)
class Dues:
    """The two ends of a running clock: what was promised and what the law allows."""

    promised: Due
    statutory: Due


@dataclass(frozen=True, slots=True)
class ClockFace:
    """What a list or page shows of a clock; `remaining` is None while nothing runs."""

    light: Light
    remaining: int | None
    due_on: date | None
    statutory_due_on: date | None
    is_provisional: bool

    @property
    def stands_still(self) -> bool:
        """Return True while the clock is stopped: neither the days left nor the due date are more than a guess."""
        return self.light is Light.BLUE


def receipt_due(received_on: date, calendar: Calendar) -> Due:
    """Return the day by which the application must be answered (APL art. 32)."""
    return due_or_estimate(start_on=received_on, term=RECEIPT_TERM, calendar=calendar)


def main_dues(facts: CaseFacts, *, calendar: Calendar, today: date) -> Dues:
    """Return the promised and statutory due dates of an accepted case."""
    if facts.clock_from_on is None or facts.statutory_from_on is None:
        message = "the main clock of this case has not started"
        raise ValueError(message)
    pauses = facts.ledger_pauses
    promised = due_or_estimate(
        start_on=facts.clock_from_on, term=facts.promised, calendar=calendar, pauses=pauses,
        extended_by=facts.extended_days, today=today,
    )  # fmt: skip
    statutory = due_or_estimate(
        start_on=facts.statutory_from_on, term=facts.statutory, calendar=calendar,
        pauses=stopping_statutory(pauses), extended_by=facts.extended_days, today=today,
    )  # fmt: skip
    return Dues(promised, statutory)


def dues_cached(facts: CaseFacts, *, calendar: Calendar, today: date) -> dict[str, Any]:
    """Return the columns of an accepted case that cache its due dates."""
    dues = main_dues(facts, calendar=calendar, today=today)
    return {
        "due_on": dues.promised.on, "statutory_due_on": dues.statutory.on,
        "due_is_provisional": dues.promised.is_provisional or dues.statutory.is_provisional,
    }  # fmt: skip


def delivery_term(own: Term | None, *, decided_on: date, calendar: Calendar) -> Term:
    """Return the term of the delivery: the item's own where it ends before the ten days of the law (APL art. 44)."""
    if own is None:
        return DELIVERY_TERM
    dues = delivery_dues(decided_on, own, calendar=calendar)
    return own if dues.promised.on < dues.statutory.on else DELIVERY_TERM


def delivery_dues(decided_on: date, term: Term, *, calendar: Calendar) -> Dues:
    """Return by when a grant is to be delivered: in its own term, and in that of the law (APL art. 44)."""
    own = due_or_estimate(start_on=decided_on, term=term, calendar=calendar)
    return Dues(own, due_or_estimate(start_on=decided_on, term=DELIVERY_TERM, calendar=calendar))


def delivery_running(facts: CaseFacts) -> tuple[date, Term] | None:
    """Return day 0 and the term of the delivery of a grant while it runs, else None."""
    if facts.state not in DELIVERING or facts.delivery_from_on is None or facts.delivery is None:
        return None
    return facts.delivery_from_on, facts.delivery


def clock_face(facts: CaseFacts, *, calendar: Calendar, today: date, preset: LightPreset = P0) -> ClockFace:
    """Return the light of a case today; while a clock runs no later act makes a red case green again."""
    face = _face_today(facts, calendar=calendar, today=today, preset=preset)
    if facts.worst_light not in MISSED or face.light is Light.GREY:
        return face
    return replace(face, light=worse(face.light, Light(facts.worst_light)))


def worst_met(facts: CaseFacts, *, calendar: Calendar, today: date, preset: LightPreset = P0) -> str:
    """Return the worst light of a case up to the act that is about to change it; empty where none was lit yet."""
    lit = _face_today(facts, calendar=calendar, today=today, preset=preset).light
    if lit is Light.GREY:
        return facts.worst_light
    return worse(lit, Light(facts.worst_light)).value if facts.worst_light else lit.value


def _face_today(facts: CaseFacts, *, calendar: Calendar, today: date, preset: LightPreset) -> ClockFace:
    """Return the light of a case today: by the clock of the answer, of the decision, or of the delivery."""
    end = (facts.due_on, facts.statutory_due_on, facts.due_is_provisional)
    if facts.state is State.DRAFT:
        return ClockFace(Light.GREY, None, None, None, is_provisional=False)
    running = delivery_running(facts)
    if running is not None:
        left = _left_of(*running, today=today, calendar=calendar)
        beyond = _statutory_left(facts, today=today)
        lit = light(remaining=left, promised_days=running[1].length, statutory_remaining=beyond, preset=preset)
        return ClockFace(lit, left, *end)
    if facts.state in CLOCK_STOPPED:
        return ClockFace(Light.GREY, None, *end)
    if facts.state is State.CORRECTION_PENDING:
        return ClockFace(Light.BLUE, None, *end)
    if facts.clock_from_on is None:
        return ClockFace(Light.GREY, None, *end)
    start, term = facts.clock_from_on, facts.promised if facts.accepted_at else RECEIPT_TERM
    extended = facts.extended_days if facts.accepted_at else 0
    left = _left_of(start, term, today=today, calendar=calendar, pauses=facts.ledger_pauses, extended=extended)
    beyond = _statutory_left(facts, today=today)
    lit = light(
        remaining=left,
        promised_days=term.length + extended,
        statutory_remaining=left if facts.accepted_at is None else beyond,
        is_paused=any(pause.end is None for pause in facts.ledger_pauses),
        preset=preset,
    )
    return ClockFace(lit, left, *end)


def _left_of(
    start: date, term: Term, *, today: date, calendar: Calendar, pauses: Sequence[Pause] = (), extended: int = 0
) -> int:
    """Return the days left of a term; days of years without a notice are guessed."""
    try:
        return remaining_days(
            start_on=start, term=term, on=today, calendar=calendar, pauses=pauses, extended_by=extended
        )
    except CalendarYearMissing:
        guessed = calendar.with_estimates(range(start.year, today.year + 2))
        return remaining_days(
            start_on=start, term=term, on=today, calendar=guessed, pauses=pauses, extended_by=extended
        )


def _statutory_left(facts: CaseFacts, *, today: date) -> int | None:
    if facts.statutory_due_on is None or facts.accepted_at is None:
        return None
    return -1 if today > facts.statutory_due_on else 0


def derivation_of(facts: CaseFacts, *, calendar: Calendar, promised: bool) -> Derivation | None:
    """Return how a due date came about, through the very function that computes it; None before receipt."""
    if facts.clock_from_on is None:
        return None
    if facts.accepted_at is None:
        return derive_or_estimate(start_on=facts.clock_from_on, term=RECEIPT_TERM, calendar=calendar)
    if promised:
        return derive_or_estimate(
            start_on=facts.clock_from_on, term=facts.promised, calendar=calendar,
            pauses=facts.ledger_pauses, extended_by=facts.extended_days,
        )  # fmt: skip
    return derive_or_estimate(
        start_on=facts.statutory_from_on or facts.clock_from_on, term=facts.statutory, calendar=calendar,
        pauses=stopping_statutory(facts.ledger_pauses), extended_by=facts.extended_days,
    )  # fmt: skip


def delivery_derivation(facts: CaseFacts, *, calendar: Calendar) -> Derivation | None:
    """Return how the due date of the delivery came about; None where none runs."""
    running = delivery_running(facts)
    return None if running is None else derive_or_estimate(start_on=running[0], term=running[1], calendar=calendar)


def is_deemed_accepted(received_on: date, *, today: date, calendar: Calendar) -> bool:
    """Return True when five working days passed without a notice (APL art. 32(1)(4)): receipt was acceptance.

    While the holidays of the year are only guessed nobody can know, and nothing is deemed.
    """
    due = receipt_due(received_on, calendar)
    return today > due.on and not due.is_provisional


def statutory_start(*, received_on: date, accepted_on: date, channel: str, corrections: int) -> date:
    """Return day 0 of the statutory term.

    For an online application accepted without any correction the period runs from its entry into the
    system (FS20 art. 6; Electronic Signature Law art. 11), otherwise from acceptance.
    """
    return received_on if channel == "online" and corrections == 0 else accepted_on
