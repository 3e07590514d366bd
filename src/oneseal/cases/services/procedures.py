"""What every procedure of a case writes: its row with target and reminder, its pause, its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from oneseal.cases.errors import ProcedureNotOpen, ResultDateUnfit, ResultMissing
from oneseal.cases.events import ProcedureDueSoon
from oneseal.cases.models import Procedure
from oneseal.cases.rules.law_days import LAW_DAYS, spans_closed
from oneseal.cases.rules.lifecycle import CLOCK_STOPPED
from oneseal.cases.rules.procedures import law_end, reminder_on
from oneseal.cases.rules.states import State
from oneseal.cases.selectors.ways import ways_of_case
from oneseal.cases.services.heading import headed
from oneseal.cases.services.moving import Change
from oneseal.cases.services.standing_still import pauses_put
from oneseal.foundation.outbox.services import message
from oneseal.foundation.timekeeping import REMINDERS_AT, beijing_date, beijing_instant
from oneseal.foundation.writes import Insert, Update, Write, flush
from oneseal.kernel.clock import Term, Unit, due_or_estimate
from oneseal.kernel.ids import new_id
from oneseal.papers.selectors import Letterhead
from oneseal.workflow.selectors import calendar
from oneseal.workflow.services import ledger_entry, timer_set

DUE_SOON: Final = "cases.procedure_due_soon"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A procedure to begin; `pauses` says whether a clock stops, `stops_statutory` whether that of the law does."""

    kind: str
    name: str
    basis: str
    target_on: date
    planned_days: int
    people: tuple[str, ...] = ()
    purpose: str = ""
    held_on: date | None = None
    place: str = ""
    units: tuple[str, ...] = ()
    until_on: date | None = None
    standard: str = ""
    is_public: bool = False
    pauses: bool = True
    stops_statutory: bool = True


def target_of(days: int, *, today: date) -> date:
    """Return the target day of a procedure that needs so many working days from tomorrow on."""
    return due_or_estimate(start_on=today, term=Term(days, Unit.WORKING_DAY), calendar=calendar()).on


def days_until(day: date, *, today: date) -> int:
    """Return how many working days lie between today and a day, at least one."""
    return max(1, calendar().with_estimates((day.year, today.year)).count(today, day))


def procedure_begun(change: Change, plan: Plan) -> UUID:
    """Write the row of a procedure with its target and reminder, and its pause; return its id."""
    now, actor = change.press.now, change.press.actor
    procedure_id = new_id(now)
    row = {
        "id": procedure_id, "case_id": change.facts.id, "kind": plan.kind, "name": plan.name,
        "stops_statutory": plan.stops_statutory, "planned_days": plan.planned_days, "held_on": plan.held_on,
        "people": list(plan.people), "purpose": plan.purpose, "opened_at": now, "opened_by": actor.account_id,
        "result": "", "target_on": plan.target_on, "responsible_id": actor.account_id,
        "responsible_name": actor.name, "place": plan.place, "units": list(plan.units), "until_on": plan.until_on,
        "standard": plan.standard, "verdict": "", "is_public": plan.is_public, "outcome": "",
    }  # fmt: skip
    change.writes += [Insert("cases_procedure", [row]), reminder(procedure_id, plan.target_on, now=now)]
    change.columns["has_procedures"] = True
    change.after |= {"procedure": plan.kind, "target_on": plan.target_on.isoformat(), "people": list(plan.people)}
    if plan.pauses:
        pause_begun(change, procedure_id, plan)
    return procedure_id


def reminder(procedure_id: UUID, target_on: date, *, now: datetime) -> Write:
    """Return the timer that tells whoever answers for a procedure on the working day before its target."""
    day = reminder_on(target_on, calendar=calendar())
    fires_at = beijing_instant(day, REMINDERS_AT)
    return timer_set(subject=("procedure", procedure_id), kind=DUE_SOON, fires_at=fires_at, now=now)


def pause_begun(change: Change, procedure_id: UUID, plan: Plan) -> None:
    """Stop a clock from tomorrow on, unless the procedure stops it already: on the case's row, and in the ledger."""
    today = beijing_date(change.press.now)
    if any(row.id == procedure_id for row in change.facts.open_procedures):
        return
    pause: dict[str, Any] = {
        "procedure": str(procedure_id), "start": today.isoformat(), "end": None, "cause": plan.kind,
        "stops_statutory": plan.stops_statutory, "basis": plan.basis,
    }  # fmt: skip
    way = ways_of_case(change.facts).procedure(plan.kind)
    if plan.stops_statutory and way is not None and way.max_days is not None:
        pause[LAW_DAYS] = way.max_days
    pauses_put(change, [*change.facts.pauses, pause])
    entry = ledger_entry(
        subject=change.subject, effect="paused", on=today, cause=plan.kind, basis=plan.basis, now=change.press.now
    )
    change.writes.append(entry)


def pause_ended(change: Change, procedure_id: UUID, *, on: date) -> None:
    """Let the clock that a procedure stopped run again from the day after its result; nothing where none stopped."""
    mine = next((row for row in change.facts.pauses if row.get("procedure") == str(procedure_id)), None)
    if mine is None or mine["end"] is not None:
        return
    ended = {**mine, "end": on.isoformat(), **_beyond_the_law(change, mine, on=on)}
    pauses_put(change, [ended if row is mine else row for row in change.facts.pauses])
    entry = ledger_entry(
        subject=change.subject, effect="resumed", on=on, cause=mine["cause"], basis=mine["basis"], now=change.press.now
    )
    change.writes.append(entry)


def _beyond_the_law(change: Change, pause: dict[str, Any], *, on: date) -> dict[str, str]:
    """Return how long a pause that ends stopped the clock of the law, where it went on for longer than the law lets it.

    What the item's law allows holds for all procedures of the kind together.
    """
    way = ways_of_case(change.facts).procedure(pause["cause"])
    if way is None or way.max_days is None or not pause["stops_statutory"]:
        return {}
    spans = spans_closed([row for row in change.facts.pauses if row is not pause])[way.kind]
    start = date.fromisoformat(pause["start"])
    last = law_end(spans, start=start, end=on, most=way.max_days, calendar=calendar())
    if last >= on:
        return {}
    change.after["law_stopped_until"] = last.isoformat()
    return {"law_end": last.isoformat()}


def procedure_running(change: Change, procedure_id: UUID, *kinds: str) -> Procedure:
    """Return an open procedure of the case, of one of these kinds.

    Raises:
        ProcedureNotOpen.
    """
    row = Procedure.objects.filter(case_id=change.facts.id, id=procedure_id, closed_at=None).first()
    if row is None or row.kind not in kinds:
        raise ProcedureNotOpen("no such procedure is under way")
    return row


def procedure_ended(change: Change, row: Procedure, *, on: date, result: str, **columns: str) -> None:
    """Close a procedure with its result on a day within it.

    Raises:
        ResultMissing, ResultDateUnfit.
    """
    now, since = change.press.now, beijing_date(row.opened_at)
    if not result.strip():
        raise ResultMissing("a procedure ends with its result")
    if not since <= on <= beijing_date(now):
        raise ResultDateUnfit("the result lies outside the procedure", since=since)
    pause_ended(change, row.id, on=on)
    closed = {
        "closed_at": now, "closed_by": change.press.actor.account_id, "result_on": on, "result": result.strip(),
        **columns,
    }  # fmt: skip
    change.writes.append(Update("cases_procedure", {"id": row.id}, closed))
    change.after |= {"procedure": row.kind, "result_on": on.isoformat()}


def addressed(change: Change, head: Letterhead, paper_id: UUID) -> dict[str, Any]:
    """Return what every paper of a procedure to the applicant has."""
    accepted_on = change.facts.accepted_on or beijing_date(change.press.now)
    return {**headed(change, head, paper_id), "accepted_on": accepted_on, "contact": head.telephone or None}


def recorded(change: Change, head: Letterhead, paper_id: UUID) -> dict[str, Any]:
    """Return what every record of a procedure has."""
    facts, press = change.facts, change.press
    return {
        "identifier": str(paper_id), "agency_name": head.agency_name, "issued_at": press.now,
        "item_name": facts.item_name, "case_number": facts.number or "", "applicant": facts.party_name,
        "recorded_by": " ".join(part for part in (press.actor.post_title, press.actor.name) if part),
    }  # fmt: skip


def remind(procedure_id: UUID, *, fires_at: datetime, now: datetime) -> None:
    """Tell that a procedure is due on the next working day, unless it ended or its target moved."""
    row = Procedure.objects.filter(id=procedure_id, closed_at=None).select_related("case").first()
    if row is None or row.target_on is None or State(row.case.state) in CLOCK_STOPPED:
        return
    if reminder_on(row.target_on, calendar=calendar()) != beijing_date(fires_at):
        return
    flush(
        Update("cases_procedure", {"id": row.id}, {"reminded_at": now}),
        message(ProcedureDueSoon(case_id=row.case_id, procedure_id=row.id), now),
    )
