"""The pauses of a case on its row, with the due dates that follow from them; every act that stops or starts a clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from oneseal.cases.rules.clock import dues_cached
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import Write
from oneseal.workflow.selectors import calendar
from oneseal.workflow.services import ledger_entry

if TYPE_CHECKING:
    from oneseal.cases.services.moving import Change


def pauses_put(change: Change, pauses: list[dict[str, Any]]) -> None:
    """Put the pauses and the due dates that follow from them on the case's row."""
    if change.facts.due_at is not None or change.facts.statutory_due_at is not None:
        pauses = [_with_instants(pause, now=change.press.now) for pause in pauses]
    facts = replace(change.facts, pauses=pauses)
    change.columns["pauses"] = pauses
    change.columns |= dues_cached(facts, calendar=calendar(), today=beijing_date(change.press.now))


def clock_stopped(change: Change, cause: str, *, on: date | None = None) -> Write:
    """Return the entry of the ledger that ends the clock of a case, today or on a day."""
    now, basis = change.press.now, change.move.basis
    on = on or beijing_date(now)
    return ledger_entry(subject=change.subject, effect="stopped", on=on, cause=cause, basis=basis, now=now)


def _with_instants(pause: dict[str, Any], *, now: datetime) -> dict[str, Any]:
    """Return a pause with the instants of this act, for terms in hours; an end told for an earlier day has none."""
    told = {"start_at": now.isoformat()} if "start_at" not in pause and pause["end"] is None else {}
    if pause["end"] == beijing_date(now).isoformat() and "end_at" not in pause:
        told["end_at"] = now.isoformat()
    return {**pause, **told}
