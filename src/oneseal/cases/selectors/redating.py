"""Which running cases a change of the calendar would move, counted and listed without loading them all."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db.models import BooleanField, Count, ExpressionWrapper, F, Q, QuerySet, When
from django.db.models import Case as Choice

from oneseal.cases.models import Case
from oneseal.cases.rules.dues import DATED, dues_changed
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.states import State
from oneseal.cases.selectors.extended import unit_of_version
from oneseal.kernel.access import Actor
from oneseal.kernel.clock import Calendar, Unit
from oneseal.workflow.selectors import can_change_calendar

if TYPE_CHECKING:
    from oneseal.foundation.audit.models import Entry

PAGE: Final = 50
# Whatever the dates of a case follow from, and the dates: cases that agree in all of it move alike.
FOLLOWS_FROM: Final = (
    "state", "clock_from_on", "statutory_from_on", "clock_from_at", "statutory_from_at", "promised_days",
    "promised_unit", "statutory_length", "statutory_unit", "pauses", "extended_days", "due_on", "statutory_due_on",
    "due_at", "statutory_due_at", "due_is_provisional", "delivery_from_on", "delivery_length", "delivery_unit",
)  # fmt: skip
_FOLLOWED: Final = (*FOLLOWS_FROM, "is_accepted", "extended_by_version")
_SOME_TIME: Final = datetime(2000, 1, 1, tzinfo=UTC)
_ANYTHING: Final[dict[str, Any]] = dict.fromkeys(field.name for field in fields(CaseFacts))


@dataclass(frozen=True, slots=True)
class MovedCount:
    """How many cases run, and the dates of how many would move."""

    running: int
    moved: int


@dataclass(frozen=True, slots=True)
class MovedCase:
    """One case whose dates would move: the dates as they are and as they would be."""

    id: UUID
    number: str | None
    item_name: str
    due_on: date | None
    due_on_then: date | None
    statutory_due_on: date | None
    statutory_due_on_then: date | None


@dataclass(frozen=True, slots=True)
class DueMove:
    """That the due date of a case moved, from when to when, and by which paper."""

    before: date
    after: date
    paper: str


def cases_dated() -> QuerySet[Case]:
    """Return the cases whose dates follow the calendar, without an order; for services and counts."""
    return Case.objects.filter(state__in=DATED, clock_from_on__isnull=False)


def _with_acceptance() -> QuerySet[Case]:
    accepted = ExpressionWrapper(Q(accepted_at__isnull=False), output_field=BooleanField())
    by_version = Choice(When(extended_days__gt=0, then=F("item_version_id")))
    return cases_dated().annotate(is_accepted=accepted, extended_by_version=by_version)


class _Movement:
    """Computes for each distinct set of facts once whether its dates move."""

    def __init__(self, calendar: Calendar, today: date) -> None:
        self._calendar, self._today = calendar, today
        self._known: dict[str, dict[str, Any]] = {}

    def of(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """Return the dates that would be others."""
        key = json.dumps([row[name] for name in _FOLLOWED], default=str)
        if key not in self._known:
            self._known[key] = dues_changed(_facts(row), calendar=self._calendar, today=self._today)
        return self._known[key]


def _facts(row: Mapping[str, Any]) -> CaseFacts:
    """Return facts that hold what the dates follow from; the rest of them is not known and not looked at."""
    told = {name: row[name] for name in FOLLOWS_FROM}
    version_id = row["extended_by_version"]
    told["extended_unit"] = unit_of_version(version_id) if version_id else Unit.WORKING_DAY.value
    blank = CaseFacts(**_ANYTHING)
    return replace(
        blank, **{**told, "state": State(row["state"]), "accepted_at": _SOME_TIME if row["is_accepted"] else None}
    )


def dues_moved_count(*, calendar: Calendar, today: date, actor: Actor) -> MovedCount:
    """Return how many running cases a calendar would move; the database groups those that move alike."""
    if not can_change_calendar(actor):
        return MovedCount(0, 0)
    movement, running, moved = _Movement(calendar, today), 0, 0
    groups = _with_acceptance().values(*_FOLLOWED).annotate(cases=Count("id")).order_by()
    for row in groups.iterator(chunk_size=2000):
        running += row["cases"]
        if movement.of(row):
            moved += row["cases"]
    return MovedCount(running, moved)


def dues_moved_page(
    *, calendar: Calendar, today: date, actor: Actor, after: UUID | None = None
) -> tuple[list[MovedCase], UUID | None]:
    """Return one page of the cases that a calendar would move, and after which case the next begins (None: the end).

    Whoever keeps the calendar sees numbers, items and dates, nothing of the applicants.
    """
    if not can_change_calendar(actor):
        return [], None
    found: list[MovedCase] = []
    for case in _moved(_Movement(calendar, today), after):
        found.append(case)
        if len(found) > PAGE:
            return found[:PAGE], found[PAGE - 1].id
    return found, None


def _moved(movement: _Movement, after: UUID | None) -> Iterator[MovedCase]:
    rows = _with_acceptance().order_by("id")
    if after is not None:
        rows = rows.filter(id__gt=after)
    for row in rows.values("id", "number", "item_name", *_FOLLOWED).iterator(chunk_size=2000):
        then = movement.of(row)
        if then:
            yield MovedCase(
                row["id"], row["number"], row["item_name"], *_ends(row, then, ""), *_ends(row, then, "statutory_"),
            )  # fmt: skip


def _ends(row: Mapping[str, Any], then: Mapping[str, Any], clock: str) -> tuple[date | None, date | None]:
    """Return the end of a clock as it is and as it would be: the instant of a term in hours, else the day."""
    after = {**row, **then}
    at, on = f"{clock}due_at", f"{clock}due_on"
    return row[at] or row[on], after[at] or after[on]


def due_move_of(facts: CaseFacts, acts: Sequence[Entry]) -> DueMove | None:
    """Return the last move of the due date that holds now and rests on a paper; None where there was none.

    `acts` are those on the case, oldest first.
    """
    act = next((act for act in reversed(acts) if act.verb == "cases.due_recomputed"), None)
    if act is None or not act.after.get("paper") or act.after.get("due_on") in {None, ""}:
        return None
    after = date.fromisoformat(act.after["due_on"])
    if after != facts.due_on or not act.before.get("due_on"):
        return None
    return DueMove(date.fromisoformat(act.before["due_on"]), after, act.after["paper"])
