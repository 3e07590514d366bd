"""The clocks of one case, computed from its ledger; nothing here counts down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.law_days import pauses_by_law, runs_beyond_law
from oneseal.cases.rules.lifecycle import CLOCK_STOPPED, DELIVERING
from oneseal.cases.rules.states import State
from oneseal.kernel import licensing
from oneseal.kernel.clock import (
    HOURLY,
    NO_EXTENSION,
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
    beijing_day,
    derive_hours_or_estimate,
    derive_or_estimate,
    due_at_or_estimate,
    due_or_estimate,
    estimating,
    hours_between,
    hours_left,
    light,
    remaining_days,
    whole_days,
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

    @property
    def is_provisional(self) -> bool:
        """Return True while either end rests on a year without a notice."""
        return self.promised.is_provisional or self.statutory.is_provisional

    @property
    def columns(self) -> dict[str, Any]:
        """Return the columns of a case's row that hold both ends."""
        return {
            "due_on": self.promised.on, "statutory_due_on": self.statutory.on, "due_at": self.promised.at,
            "statutory_due_at": self.statutory.at, "due_is_provisional": self.is_provisional,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClockFace:
    """What a list or page shows of a clock; `remaining` is None while nothing runs.

    `remaining` counts in `unit`: whole hours for a term in hours, which ends at the instant `due_at`, else days.
    `is_by_law`: a procedure is open for longer than its law, so that the clock of the law alone runs, and is shown.
    """

    light: Light
    remaining: int | None
    due_on: date | None
    statutory_due_on: date | None
    is_provisional: bool
    unit: Unit = Unit.WORKING_DAY
    due_at: datetime | None = None
    is_by_law: bool = False

    @property
    def is_hourly(self) -> bool:
        """Return True where hours are left, not days."""
        return self.unit in HOURLY

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
    extended = promise_extension(facts, calendar=calendar, today=today)
    return Dues(
        _promised_end(facts, extended, calendar=calendar, today=today),
        _statutory_end(facts, calendar=calendar, today=today),
    )


def promise_extension(facts: CaseFacts, *, calendar: Calendar, today: date) -> Term:
    """Return by how much the promise grows: by as many days of the extension as do not end it after the law."""
    extended = facts.extension
    if not extended.length:
        return extended
    by_law = _statutory_end(facts, calendar=calendar, today=today)
    for length in range(extended.length, 0, -1):
        grown = Term(length, extended.unit)
        if not _is_later(_promised_end(facts, grown, calendar=calendar, today=today), by_law):
            return grown
    return NO_EXTENSION


def _is_later(end: Due, other: Due) -> bool:
    if end.at is not None and other.at is not None:
        return end.at > other.at
    return end.on > other.on


def _promised_end(facts: CaseFacts, extended: Term, *, calendar: Calendar, today: date) -> Due:
    start = (facts.clock_from_on or today, facts.clock_from_at)
    pauses = facts.ledger_pauses
    return _end(facts.promised, start, calendar=calendar, pauses=pauses, extended=extended, today=today)


def _statutory_end(facts: CaseFacts, *, calendar: Calendar, today: date) -> Due:
    start = (facts.statutory_from_on or facts.clock_from_on or today, facts.statutory_from_at)
    pauses = pauses_by_law(facts, today=today, calendar=calendar)
    return _end(facts.statutory, start, calendar=calendar, pauses=pauses, extended=facts.extension, today=today)


def _end(
    term: Term, start: tuple[date, datetime | None], *, calendar: Calendar, pauses: Sequence[Pause], extended: Term,
    today: date,
) -> Due:  # fmt: skip
    """Return the end of a term counted from a day, or from an instant of it where hours count."""
    if term.unit not in HOURLY:
        return due_or_estimate(
            start_on=start[0], term=term, calendar=calendar, pauses=pauses, extended_by=extended, today=today
        )
    return due_at_or_estimate(
        start_at=_instant(start), term=term, calendar=calendar, pauses=pauses, extended_by=extended, today=today
    )  # fmt: skip


def _instant(start: tuple[date, datetime | None]) -> datetime:
    if start[1] is None:
        message = "a clock in hours has no instant to start from"
        raise ValueError(message)
    return start[1]


def dues_cached(facts: CaseFacts, *, calendar: Calendar, today: date) -> dict[str, Any]:
    """Return the columns of an accepted case that cache its due dates."""
    return main_dues(facts, calendar=calendar, today=today).columns


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


def clock_face(facts: CaseFacts, *, calendar: Calendar, now: datetime, preset: LightPreset = P0) -> ClockFace:
    """Return the light of a case now; while a clock runs no later act makes a red case green again."""
    face = _face_now(facts, calendar=calendar, now=now, preset=preset)
    if facts.worst_light not in MISSED or face.light is Light.GREY:
        return face
    return replace(face, light=worse(face.light, Light(facts.worst_light)))


def worst_met(facts: CaseFacts, *, calendar: Calendar, now: datetime, preset: LightPreset = P0) -> str:
    """Return the worst light of a case up to the act that is about to change it; empty where none was lit yet."""
    lit = _face_now(facts, calendar=calendar, now=now, preset=preset).light
    if lit is Light.GREY:
        return facts.worst_light
    return worse(lit, Light(facts.worst_light)).value if facts.worst_light else lit.value


def _face_now(facts: CaseFacts, *, calendar: Calendar, now: datetime, preset: LightPreset) -> ClockFace:
    """Return the light of a case: by the clock of the answer, of the decision, or of the delivery."""
    today, end = beijing_day(now), (facts.due_on, facts.statutory_due_on, facts.due_is_provisional)
    if facts.state is State.DRAFT:
        return ClockFace(Light.GREY, None, None, None, is_provisional=False)
    running = delivery_running(facts)
    if running is not None:
        left = _left_of(*running, today=today, calendar=calendar)
        beyond = _left_of(running[0], DELIVERY_TERM, today=today, calendar=calendar)
        lit = light(remaining=left, promised_days=running[1].length, statutory_remaining=beyond, preset=preset)
        return ClockFace(lit, left, *end, unit=running[1].unit)
    if facts.state in CLOCK_STOPPED:
        return ClockFace(Light.GREY, None, *end)
    if facts.state is State.CORRECTION_PENDING:
        return ClockFace(Light.BLUE, None, *end)
    if facts.clock_from_on is None:
        return ClockFace(Light.GREY, None, *end)
    if facts.accepted_at is None:
        left = _left_of(facts.clock_from_on, RECEIPT_TERM, today=today, calendar=calendar)
        lit = light(remaining=left, promised_days=RECEIPT_TERM.length, statutory_remaining=left, preset=preset)
        return ClockFace(lit, left, *end)
    return _face_of_decision(facts, calendar=calendar, now=now, preset=preset)


def _face_of_decision(facts: CaseFacts, *, calendar: Calendar, now: datetime, preset: LightPreset) -> ClockFace:
    """Return the light of an accepted case by the clock of its decision."""
    start, term, today = facts.clock_from_on or beijing_day(now), facts.promised, beijing_day(now)
    if facts.due_at is None:
        extended = promise_extension(facts, calendar=calendar, today=today)
        left = _left_of(start, term, today=today, calendar=calendar, pauses=facts.ledger_pauses, extended=extended)
        length = _whole(start, term, today=today, calendar=calendar, pauses=facts.ledger_pauses, extended=extended)
    else:
        end_at = main_dues(facts, calendar=calendar, today=today).promised.at
        left = _hours_left(end_at, term.unit, now=now, calendar=calendar, pauses=facts.ledger_pauses)
        length, preset = _hours_of_promise(facts, end_at, calendar=calendar), preset.in_hours()
    if runs_beyond_law(facts, today=today, calendar=calendar):
        return _face_by_law(facts, calendar=calendar, now=now, preset=preset, is_missed=left < 0)
    lit = light(
        remaining=left, promised_days=length, statutory_remaining=statutory_left(facts, now=now, calendar=calendar),
        is_paused=any(pause.end is None for pause in facts.ledger_pauses), preset=preset,
    )  # fmt: skip
    return ClockFace(
        lit, left, facts.due_on, facts.statutory_due_on, facts.due_is_provisional, term.unit, facts.due_at
    )  # fmt: skip


def _face_by_law(
    facts: CaseFacts, *, calendar: Calendar, now: datetime, preset: LightPreset, is_missed: bool
) -> ClockFace:
    """Return the light of a case by the clock of the law: the promise still waits for a procedure, the law does not."""
    today = beijing_day(now)
    left = statutory_left(facts, now=now, calendar=calendar) or 0
    end = main_dues(facts, calendar=calendar, today=today).statutory
    whole = statutory_length(facts, calendar=calendar, today=today)
    preset = preset.in_hours() if facts.statutory.unit in HOURLY else preset
    lit = light(remaining=left, promised_days=whole, statutory_remaining=left, preset=preset)
    return ClockFace(
        worse(lit, Light.RED) if is_missed else lit, left, end.on, end.on, end.is_provisional, facts.statutory.unit,
        end.at, is_by_law=True,
    )  # fmt: skip


def _hours_left(
    end_at: datetime | None, unit: Unit, *, now: datetime, calendar: Calendar, pauses: Sequence[Pause]
) -> int:
    """Return the whole hours left to the end of a term in hours, worked out anew with an open pause ending today."""
    end_at = end_at or now
    try:
        return hours_left(now=now, end_at=end_at, unit=unit, calendar=calendar, pauses=pauses)
    except CalendarYearMissing:
        guessed = calendar.with_estimates(range(min(now, end_at).year, max(now, end_at).year + 2))
        return hours_left(now=now, end_at=end_at, unit=unit, calendar=guessed, pauses=pauses)


def _hours_of_promise(facts: CaseFacts, end_at: datetime | None, *, calendar: Calendar) -> int:
    """Return the hours of a promise in hours, with those that the days of an extension really gave it."""
    if not facts.extended_days or facts.clock_from_at is None or end_at is None:
        return facts.promised.length
    start_at, unit, pauses = facts.clock_from_at, facts.promised.unit, facts.ledger_pauses

    def compute(days: Calendar) -> int:
        return hours_between(start_at=start_at, end_at=end_at, unit=unit, calendar=days, pauses=pauses)

    return estimating(compute, calendar=calendar, term=facts.promised)


def _whole(start: date, term: Term, *, today: date, calendar: Calendar, pauses: Sequence[Pause], extended: Term) -> int:
    """Return the days of the whole term, in the unit in which the days left are counted."""

    def compute(days: Calendar) -> int:
        return whole_days(start_on=start, term=term, on=today, calendar=days, pauses=pauses, extended_by=extended)

    return estimating(compute, calendar=calendar, term=term)


def _left_of(
    start: date, term: Term, *, today: date, calendar: Calendar, pauses: Sequence[Pause] = (),
    extended: Term = NO_EXTENSION,
) -> int:  # fmt: skip
    """Return the days left of a term; days of years without a notice are guessed."""

    def compute(days: Calendar) -> int:
        return remaining_days(start_on=start, term=term, on=today, calendar=days, pauses=pauses, extended_by=extended)

    return estimating(compute, calendar=calendar, term=term)


def statutory_left(facts: CaseFacts, *, now: datetime, calendar: Calendar) -> int | None:
    """Return what is left of the term of the law, counted like the promise over the pauses that stop it."""
    if facts.statutory_from_on is None or facts.accepted_at is None:
        return None
    start, term, today = facts.statutory_from_on, facts.statutory, beijing_day(now)
    pauses = pauses_by_law(facts, today=today, calendar=calendar)
    if term.unit not in HOURLY:
        return _left_of(start, term, today=today, calendar=calendar, pauses=pauses, extended=facts.extension)
    end_at = main_dues(facts, calendar=calendar, today=today).statutory.at
    return _hours_left(end_at, term.unit, now=now, calendar=calendar, pauses=pauses)


def statutory_length(facts: CaseFacts, *, calendar: Calendar, today: date) -> int:
    """Return how much the term of the law holds in days of its unit, its hours where it is in hours."""
    if facts.statutory_from_on is None or facts.statutory.unit in HOURLY:
        return facts.statutory.length
    pauses = pauses_by_law(facts, today=today, calendar=calendar)
    return _whole(
        facts.statutory_from_on, facts.statutory, today=today, calendar=calendar, pauses=pauses,
        extended=facts.extension,
    )  # fmt: skip


def derivation_of(facts: CaseFacts, *, calendar: Calendar, promised: bool, on: date = date.min) -> Derivation | None:
    """Return how a due date came about, through the very function that computes it; None before receipt.

    Of the law's date one may ask while a procedure is open, once that is open beyond its law on a day (`on`).
    """
    if facts.clock_from_on is None:
        return None
    if facts.accepted_at is None:
        return derive_or_estimate(start_on=facts.clock_from_on, term=RECEIPT_TERM, calendar=calendar)
    pauses, extended = facts.ledger_pauses, facts.extension
    if promised:
        start = (facts.clock_from_on, facts.clock_from_at)
        # As if no pause were open: one that began in time leaves nothing to derive, any other changes neither end.
        extended = promise_extension(facts, calendar=calendar, today=date.min)
        return _derived(facts.promised, start, calendar=calendar, pauses=pauses, extended=extended)
    start = (facts.statutory_from_on or facts.clock_from_on, facts.statutory_from_at)
    pauses = pauses_by_law(facts, today=on, calendar=calendar)
    return _derived(facts.statutory, start, calendar=calendar, pauses=pauses, extended=extended)


def _derived(
    term: Term, start: tuple[date, datetime | None], *, calendar: Calendar, pauses: Sequence[Pause], extended: Term
) -> Derivation:
    if term.unit not in HOURLY:
        return derive_or_estimate(start_on=start[0], term=term, calendar=calendar, pauses=pauses, extended_by=extended)
    return derive_hours_or_estimate(
        start_at=_instant(start), term=term, calendar=calendar, pauses=pauses, extended_by=extended
    )


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


def statutory_start(facts: CaseFacts, *, received_on: date, accepted_on: date) -> date:
    """Return day 0 of the statutory term.

    For an online application accepted without any correction the period runs from its entry into the
    system (FS20 art. 6; Electronic Signature Law art. 11), otherwise from acceptance.
    """
    return received_on if runs_from_entry(facts) else accepted_on


def runs_from_entry(facts: CaseFacts) -> bool:
    """Return True where the statutory term runs from the entry of the application into the system.

    A case received from below never entered it online: it was sent up by the lower agency (APL art. 35, 43).
    """
    return facts.channel == "online" and facts.corrections == 0 and facts.lower_case_id is None
