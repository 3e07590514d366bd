"""Derive the facts of a case a second time, from its acts and its clock ledger alone; plain Python, and slow.

Nothing of the way by which facts are usually derived is used: days are taken from the acts and the ledger instead of
the case's row, and working days are counted one by one on the derivation of the clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from oneseal.kernel.clock import Calendar, CalendarYearMissing


class LedgerEntry(Protocol):
    """One entry of a clock ledger."""

    @property
    def effect(self) -> str:
        """Return what it did to a clock."""

    @property
    def on(self) -> date:
        """Return the day on which it did so."""

    @property
    def cause(self) -> str:
        """Return why."""


@dataclass(frozen=True, slots=True)
class Recounted:
    """What acts and ledger say of a case; None means "not yet"."""

    received_on: date
    accepted_on: date | None
    ended_on: date | None
    elapsed_days: int | None
    audit_sequence: int

    def differences(self, kept: Any) -> list[tuple[str, object, object]]:  # noqa: ANN401 - any row with these columns
        """Return each column of which a kept row says something else: name, counted again, kept."""
        names = ("received_on", "accepted_on", "ended_on", "elapsed_days", "audit_sequence")
        pairs = [(name, getattr(self, name), getattr(kept, name)) for name in names]
        return [pair for pair in pairs if pair[1] != pair[2]]


def recounted(  # what a case is, in the order in which it happened
    *, received_on: date, ended_on: date | None, is_closed: bool, ledger: Sequence[LedgerEntry], sequence: int,
    calendar: Calendar,
) -> Recounted:  # fmt: skip
    """Return the facts of a case from its days and its ledger."""
    accepted = [entry.on for entry in ledger if entry.effect == "accepted"]
    accepted_on = accepted[-1] if accepted else None
    used = None
    if is_closed and accepted_on is not None and ended_on is not None:
        used = _counted(accepted_on, ended_on, ledger=ledger, calendar=calendar)
    return Recounted(received_on, accepted_on, ended_on, used, sequence)


def _counted(start: date, end: date, *, ledger: Sequence[LedgerEntry], calendar: Calendar) -> int | None:
    """Count the working days after `start` up to `end` that lie in no pause, one after the other."""
    paused = _paused_days(ledger, until=end)
    try:
        days = [date.fromordinal(number) for number in range(start.toordinal() + 1, end.toordinal() + 1)]
        return sum(1 for day in days if calendar.day(day).is_working and day not in paused)
    except CalendarYearMissing:
        return None


def _paused_days(ledger: Sequence[LedgerEntry], *, until: date) -> set[date]:
    """Return the days on which at least one pause stood: after its first day, through its last."""
    stopped: set[date] = set()
    open_since: dict[str, list[date]] = {}
    for entry in ledger:
        if entry.effect == "paused":
            open_since.setdefault(entry.cause, []).append(entry.on)
        elif entry.effect == "resumed" and open_since.get(entry.cause):
            stopped |= _after(open_since[entry.cause].pop(0), entry.on)
    for since in (day for days in open_since.values() for day in days):
        stopped |= _after(since, until)
    return stopped


def _after(first: date, last: date) -> set[date]:
    return {date.fromordinal(number) for number in range(first.toordinal() + 1, last.toordinal() + 1)}
