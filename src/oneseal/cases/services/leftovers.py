"""What is still open beside a case when it ends: closed with it, so that no list and no light shows a dead row.

Procedures, hearings, tasks of meetings, promised materials, standstills and proposals to extend end with the outcome
"case ended"; nodes of an examination are ended by the move itself.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from oneseal.cases.models import ExtensionProposal, Hearing, MeetingTask, Procedure, Supplement, Suspension
from oneseal.cases.rules.hearing import Phase
from oneseal.cases.rules.law_days import ended_by_law
from oneseal.cases.services.standing_still import pauses_put
from oneseal.foundation.timekeeping import beijing_date, beijing_instant
from oneseal.foundation.writes import Update, Write
from oneseal.workflow.selectors import calendar
from oneseal.workflow.services import ledger_entry

if TYPE_CHECKING:
    from oneseal.cases.services.moving import Change

CASE_ENDED: Final = "case_ended"


def pauses_stopped(change: Change, *, on: date) -> None:
    """Let every clock that a procedure or a standstill still stops run again on the day on which the case ends."""
    if all(row["end"] for row in change.facts.pauses):
        return
    by_law = ended_by_law(change.facts.pauses, today=on, calendar=calendar())
    ended = [
        row if row["end"] else {**row, "end": _end(row, on), **_law_end(by_law.get(place))}
        for place, row in enumerate(change.facts.pauses)
    ]
    pauses_put(change, ended)
    change.writes += [
        ledger_entry(
            subject=change.subject, effect="resumed", on=date.fromisoformat(after["end"]), cause=after["cause"],
            basis=after["basis"], now=change.press.now,
        )
        for before, after in zip(change.facts.pauses, ended, strict=True)
        if not before["end"]
    ]  # fmt: skip


def _law_end(last: date | None) -> dict[str, str]:
    return {} if last is None else {"law_end": last.isoformat()}


def _end(row: dict[str, Any], on: date) -> str:
    """Return the day on which a pause ends with its case: none ends before it began."""
    return max(on, date.fromisoformat(row["start"])).isoformat()


def leftovers_closed(change: Change) -> list[Write]:
    """Return the writes that close what is open beside a case that ends; none, and no query, where nothing ever was."""
    facts, now = change.facts, change.press.now
    if "pauses" not in change.columns:
        pauses_stopped(change, on=beijing_date(now))
    writes = _standstills(change)
    if facts.has_procedures or facts.pauses:
        writes += _procedures(change)
    if facts.supplements_open:
        waiting = Supplement.objects.filter(case_id=facts.id, arrived_at=None, ended_at=None).order_by("id")
        writes += [Update("cases_supplement", {"id": row.id}, {"ended_at": now}) for row in waiting]
    if facts.extension_is_proposed:
        change.columns["extension_asked_of_id"] = None
        over = {"answered_at": now, "outcome": CASE_ENDED}
        asked = ExtensionProposal.objects.filter(case_id=facts.id, answered_at=None)
        writes += [Update("cases_extension_proposal", {"id": row.id}, over) for row in asked]
    return writes


def _ends(change: Change, key: str) -> dict[str, date]:
    """Return on which day the pause of each procedure or standstill ended."""
    pauses = change.columns.get("pauses", change.facts.pauses)
    return {row[key]: date.fromisoformat(row["end"]) for row in pauses if key in row and row["end"]}


def _procedures(change: Change) -> list[Write]:
    facts, now = change.facts, change.press.now
    ends, today = _ends(change, "procedure"), beijing_date(now)
    writes: list[Write] = []
    for row in Procedure.objects.filter(case_id=facts.id, closed_at=None).order_by("id"):
        closed = {
            "closed_at": now, "closed_by": change.press.actor.account_id, "result_on": ends.get(str(row.id), today),
            "outcome": CASE_ENDED,
        }  # fmt: skip
        writes.append(Update("cases_procedure", {"id": row.id}, closed))
    hearings = Hearing.objects.filter(case_id=facts.id, ended_at=None).order_by("id")
    over = {"phase": Phase.ENDED, "ended_at": now}
    writes += [Update("cases_hearing", {"id": hearing.id}, over) for hearing in hearings]
    tasks = MeetingTask.objects.filter(case_id=facts.id, done_on=None, ended_on=None).order_by("id")
    writes += [Update("cases_meeting_task", {"id": task.id}, {"ended_on": today}) for task in tasks]
    return writes


def _standstills(change: Change) -> list[Write]:
    now, ends = change.press.now, _ends(change, "suspension")
    writes: list[Write] = []
    if not ends:
        return writes
    for row in Suspension.objects.filter(case_id=change.facts.id, resumed_at=None).order_by("id"):
        on = ends[str(row.id)]
        at = now if on == beijing_date(now) else beijing_instant(on + timedelta(days=1)) - timedelta(seconds=1)
        ended = {"resumed_at": at, "resumed_by": change.press.actor.account_id, "outcome": CASE_ENDED}
        writes.append(Update("cases_suspension", {"id": row.id}, ended))
    return writes
