"""Which lights the running cases show, for the board of supervision; the caller answers for whose cases they are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, Final
from uuid import UUID

from django.db.models import Case as Choice
from django.db.models import CharField, Count, QuerySet, Value, When

from oneseal.cases.models import Case
from oneseal.cases.rules.clock import clock_face
from oneseal.cases.rules.lifecycle import DELIVERING, RUNNING, STEPS
from oneseal.cases.selectors.cover import row_read_by
from oneseal.cases.selectors.facts import COLUMNS, facts_of
from oneseal.cases.selectors.judging import Asked, light_of
from oneseal.cases.selectors.lights import light_preset
from oneseal.cases.selectors.lists import CaseRow
from oneseal.foundation.timekeeping import BEIJING, beijing_date
from oneseal.kernel.access import Actor
from oneseal.workflow.selectors import calendar

JUDGED: Final = ("id", "agency_id", "item_name", "step", "light", "due_on")
_STEP: Final = Choice(
    *(When(state=state, then=Value(step)) for state, (step, _permission) in STEPS.items()),
    default=Value(""), output_field=CharField(),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DayCount:
    """What one agency did on a day."""

    received: int
    decided: int


def _running() -> QuerySet[Case]:
    return Case.objects.filter(state__in=[*RUNNING, *DELIVERING], due_on__isnull=False)


def running_judged(*, now: datetime, among: Collection[UUID] | None = None) -> QuerySet[Case, tuple[Any, ...]]:
    """Return the running cases with the light that each shows now, as rows of JUDGED; `among` None: all of them.

    The statement costs some microseconds a case: for all of them once a day, else for those that were touched.
    """
    cases = _running() if among is None else _running().filter(pk__in=among)
    judged = light_of(cases, asked=Asked(cases, now, calendar(), light_preset()))
    return judged.annotate(step=_STEP).order_by().values_list(*JUDGED)


def running_by_the_hour() -> set[UUID]:
    """Return the running cases that end at an instant: their light changes within a day, with nobody's act."""
    return set(_running().filter(due_at__isnull=False).order_by().values_list("id", flat=True))


def cases_on_board(case_ids: Collection[UUID], *, actor: Actor, now: datetime) -> list[CaseRow]:
    """Return some cases, soonest due first, as the actor may read them."""
    days, preset = calendar(), light_preset()
    rows = Case.objects.filter(pk__in=case_ids).order_by("due_on", "id").values(*COLUMNS)
    return [
        CaseRow(row_read_by(actor, facts), clock_face(facts, calendar=days, now=now, preset=preset))
        for facts in map(facts_of, rows)
    ]


def day_so_far(agencies: Collection[UUID], *, now: datetime) -> DayCount:
    """Return what some agencies received and decided today; an index by agency answers each half."""
    began = datetime.combine(beijing_date(now), time(), tzinfo=BEIJING)
    of = Case.objects.filter(agency_id__in=agencies)
    received = of.filter(received_at__gte=began, received_at__lte=now).aggregate(n=Count("id"))["n"]
    decided = of.filter(decided_at__gte=began, decided_at__lte=now).aggregate(n=Count("id"))["n"]
    return DayCount(received, decided)
