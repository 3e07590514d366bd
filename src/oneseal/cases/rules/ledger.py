"""What the append-only clock ledger of one case says; the case's row only caches it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Protocol

from oneseal.cases.rules.facts import CaseFacts

EXTENSION: Final = "extension:"


class Entry(Protocol):
    """One entry of the ledger."""

    @property
    def effect(self) -> str:
        """Return what it did to a clock."""

    @property
    def on(self) -> date:
        """Return the day on which it did so."""

    @property
    def cause(self) -> str:
        """Return why."""

    @property
    def basis(self) -> str:
        """Return the ground in law."""


@dataclass(slots=True)
class LedgerClock:
    """The clock of a case as its ledger tells it; None means "not yet"."""

    received_on: date | None = None
    accepted_on: date | None = None
    stopped_on: date | None = None
    delivery_from_on: date | None = None
    delivered_on: date | None = None
    moved_on: date | None = None  # last paused, resumed or extended
    extended_days: int = 0
    pauses: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    ends: Counter[tuple[str, str]] = field(default_factory=Counter)
    ended: list[tuple[str, str]] = field(default_factory=list)  # ends and causes of pauses, in the order of the ledger


_DAYS: Final = {
    "received": "received_on",
    "accepted": "accepted_on",
    "stopped": "stopped_on",
    "delivery_started": "delivery_from_on",
    "delivered": "delivered_on",
}
_MOVES: Final = frozenset({"paused", "resumed", "extended"})


def ledger_clock(entries: Iterable[Entry]) -> LedgerClock:
    """Return the clock that follows from the entries of a ledger, in their order."""
    clock = LedgerClock()
    for entry in entries:
        if entry.effect in _DAYS:
            setattr(clock, _DAYS[entry.effect], entry.on)
        if entry.effect in _MOVES:
            clock.moved_on = max(entry.on, clock.moved_on or entry.on)
        if entry.effect == "paused":
            clock.pauses[entry.on.isoformat(), entry.cause, entry.basis] += 1
        elif entry.effect == "resumed":
            clock.ends[entry.on.isoformat(), entry.cause] += 1
            clock.ended.append((entry.on.isoformat(), entry.cause))
        elif entry.effect == "extended":
            clock.extended_days += int(entry.cause.removeprefix(EXTENSION))
    return clock


def pauses_cached(facts: CaseFacts) -> Counter[tuple[str, str, str]]:
    """Return how the row tells when clocks stopped, why, and on what ground."""
    return Counter((row["start"], row["cause"], row["basis"]) for row in facts.pauses)


def ends_cached(facts: CaseFacts) -> Counter[tuple[str, str]]:
    """Return how the row tells when clocks ran again."""
    return Counter((row["end"], row["cause"]) for row in facts.pauses if row["end"])
