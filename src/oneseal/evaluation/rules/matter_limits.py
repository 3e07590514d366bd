"""How long the desk may take, and the clock of one matter; every day is counted by `kernel.clock`.

A length with an article is the law's and the city may only shorten it. The others have no source (INF) but the five
working days in which an online or anonymous complaint is decided on (domain specification F.2).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from oneseal.evaluation.rules.matters import OPEN, MatterKind, MatterState
from oneseal.kernel.clock import (
    NO_EXTENSION,
    P0,
    Calendar,
    Derivation,
    Due,
    Light,
    LightPreset,
    Pause,
    Term,
    closed_on,
    derive_or_estimate,
    due_or_estimate,
    estimating,
    light,
    remaining_days,
)

LONGEST: Final = 250
CONSULTED: Final = Term(15)  # OGI 32, 34
PAUSE_BASIS: Final = "OGI 33(3)"


@dataclass(frozen=True, slots=True)
class Limits:
    """Working days of one kind: to decide on acceptance, to answer, to extend by, to handle again, until settled.

    `restarts_on_transfer`: the answer is counted anew from the day of a transfer. 0 days to extend by: never extended.
    """

    decide: int
    answer: int
    extend: int
    again: int
    settle: int
    restarts_on_transfer: bool = False


@dataclass(frozen=True, slots=True)
class LegalLimit:
    """What the law itself says of a kind: its longest answer and extension, and the article."""

    answer: int
    extend: int
    basis: str


LAW: Final = {MatterKind.DISCLOSURE: LegalLimit(20, 20, "《政府信息公开条例》第三十三条")}
# INF but for the five days of F.2 and what stands in LAW.
DEFAULTS: Final = {
    MatterKind.COMPLAINT: Limits(decide=5, answer=15, extend=15, again=15, settle=10),
    MatterKind.REPORT: Limits(decide=5, answer=15, extend=15, again=15, settle=10),
    MatterKind.CONSULTATION: Limits(decide=5, answer=5, extend=5, again=5, settle=10),
    MatterKind.COMMENDATION: Limits(decide=5, answer=10, extend=0, again=0, settle=10),
    MatterKind.DISCLOSURE: Limits(decide=5, answer=20, extend=20, again=0, settle=10),
}


def limits_fit(kind: MatterKind, told: Limits) -> bool:
    """Return True when a city may choose these: within the law where it speaks, and never zero where a term is owed."""
    law = LAW.get(kind)
    days = (told.decide, told.answer, told.settle)
    if not all(1 <= day <= LONGEST for day in days) or not all(
        0 <= day <= LONGEST for day in (told.extend, told.again)
    ):
        return False
    return law is None or (told.answer <= law.answer and told.extend <= law.extend and not told.restarts_on_transfer)


@dataclass(frozen=True, slots=True)
class MatterClock:
    """What counts for one matter: from when, how many days, by how many extended, what does not count."""

    start_on: date
    days: int
    extended: int = 0
    pauses: tuple[Pause, ...] = ()

    @property
    def extended_by(self) -> Term:
        """Return the extension as a term."""
        return Term(self.extended) if self.extended else NO_EXTENSION

    @property
    def is_paused(self) -> bool:
        """Return True while somebody is consulted and has not answered."""
        return any(pause.end is None for pause in self.pauses)


@dataclass(frozen=True, slots=True)
class MatterFace:
    """What a list shows of a clock: the light, days left (negative: over), the due day and how sure it is."""

    light: Light
    remaining: int
    due: Due


def pause_of(asked_on: date, ended_on: date | None, who: str) -> Pause:
    """Return the time of one consultation, which does not count (OGI 33)."""
    return Pause(asked_on, ended_on, who, basis=PAUSE_BASIS)


def matter_due(clock: MatterClock, *, calendar: Calendar, today: date) -> Due:
    """Return the last day; an open consultation is supposed to end today, and a year without a notice is estimated."""
    return due_or_estimate(
        start_on=clock.start_on, term=Term(clock.days), calendar=calendar, pauses=clock.pauses,
        extended_by=clock.extended_by, today=today,
    )  # fmt: skip


def matter_derivation(clock: MatterClock, *, calendar: Calendar, today: date) -> Derivation:
    """Return how the last day came about, day by day."""
    return derive_or_estimate(
        start_on=clock.start_on, term=Term(clock.days), calendar=calendar,
        pauses=closed_on(clock.pauses, today=today), extended_by=clock.extended_by,
    )  # fmt: skip


def matter_face(
    clock: MatterClock,
    *,
    kind: MatterKind,
    state: MatterState,
    calendar: Calendar,
    today: date,
    preset: LightPreset = P0,
) -> MatterFace:
    """Return light, days left and due day of a matter that is open, or grey for one that is not."""
    remaining = _left(clock, clock.days, calendar=calendar, today=today)
    law = LAW.get(kind) if state is not MatterState.RECEIVED else None
    legal = _left(clock, law.answer, calendar=calendar, today=today) if law else None
    shown = light(
        remaining=remaining, promised_days=clock.days + clock.extended, statutory_remaining=legal,
        is_paused=clock.is_paused, is_final=state not in OPEN, preset=preset,
    )  # fmt: skip
    return MatterFace(shown, remaining, matter_due(clock, calendar=calendar, today=today))


def _left(clock: MatterClock, days: int, *, calendar: Calendar, today: date) -> int:
    """Return the working days left of a term of so many, its extension and its pauses counted in."""

    def count(on: Calendar) -> int:
        return remaining_days(
            start_on=clock.start_on, term=Term(days), on=today, calendar=on, pauses=clock.pauses,
            extended_by=clock.extended_by,
        )  # fmt: skip

    return estimating(count, calendar=calendar, term=Term(days))


def consulted_until(asked_on: date, *, calendar: Calendar) -> Due:
    """Return the last day on which whoever is consulted may answer (OGI 32, 34: fifteen working days)."""
    return due_or_estimate(start_on=asked_on, term=CONSULTED, calendar=calendar)


def is_over(clock: MatterClock, *, calendar: Calendar, today: date) -> bool:
    """Return True when the term ended before today; one that stands still is not over."""
    return not clock.is_paused and matter_due(clock, calendar=calendar, today=today).on < today


def pauses_of(rows: Sequence[tuple[date, date | None, str]]) -> tuple[Pause, ...]:
    """Return consultations (asked, ended, whom) as pauses."""
    return tuple(pause_of(*row) for row in rows)
