"""Which lights the running cases show now, counted; the caller answers for whose cases they are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time
from typing import Final
from uuid import UUID

from django.db.models import Case as Choice
from django.db.models import CharField, Count, Q, QuerySet, Value, When

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
from oneseal.kernel.clock import Light
from oneseal.workflow.selectors import calendar

SHOWN: Final = 200
_STEP: Final = Choice(
    *(When(state=state, then=Value(step)) for state, (step, _permission) in STEPS.items()),
    default=Value(""), output_field=CharField(),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spot:
    """Where running cases lie: an agency, one of its items, a step; None and "" mean all of them."""

    agency_id: UUID | None = None
    item_name: str = ""
    step: str = ""


@dataclass(frozen=True, slots=True)
class LightCount:
    """How many running cases of one agency, item and step show one light."""

    agency_id: UUID
    item_name: str
    step: str
    light: Light
    cases: int


@dataclass(frozen=True, slots=True)
class DayCount:
    """What one agency did on a day."""

    received: int
    decided: int


def _running(agencies: Collection[UUID] | None, spot: Spot) -> QuerySet[Case]:
    """Return the cases whose clock is looked at, of some agencies (None: of all) and at a spot."""
    cases = Case.objects.filter(state__in=[*RUNNING, *DELIVERING], due_on__isnull=False)
    if agencies is not None:
        cases = cases.filter(agency_id__in=agencies)
    if spot.agency_id is not None:
        cases = cases.filter(agency_id=spot.agency_id)
    if spot.item_name:
        cases = cases.filter(item_name=spot.item_name)
    if spot.step:
        cases = cases.filter(state__in=[state for state, (step, _who) in STEPS.items() if step == spot.step])
    return cases


def _asked(cases: QuerySet[Case], now: datetime) -> Asked:
    return Asked(cases, now, calendar(), light_preset())


def lights_now(agencies: Collection[UUID] | None, spot: Spot, *, now: datetime) -> list[LightCount]:
    """Return how many running cases show which light, by agency, item and step: one statement over open cases.

    None for all agencies of the city. Another statement loads the few cases that their due dates leave in doubt.
    """
    cases = _running(agencies, spot)
    lights = light_of(cases, asked=_asked(cases, now))
    rows = lights.annotate(step=_STEP).values_list("agency_id", "item_name", "step", "light").annotate(n=Count("id"))
    return [LightCount(agency, item, step, Light(light), n) for agency, item, step, light, n in rows.order_by()]


def lit_cases(
    agencies: Collection[UUID] | None, spot: Spot, light: str, *, actor: Actor, now: datetime
) -> list[CaseRow]:
    """Return the running cases of a spot with a light ("": any), soonest due first, at most SHOWN, as he may read."""
    cases = _running(agencies, spot)
    asked = _asked(cases, now)
    if light:
        cases = light_of(cases, asked=asked).filter(Q(light=light))
    rows = cases.order_by("due_on", "id").values(*COLUMNS)[:SHOWN]
    return [
        CaseRow(
            row_read_by(actor, facts), clock_face(facts, calendar=asked.calendar, now=now, preset=asked.preset)
        )
        for facts in map(facts_of, rows)
    ]  # fmt: skip


def day_so_far(agencies: Collection[UUID], *, now: datetime) -> dict[UUID, DayCount]:
    """Return what each of some agencies received and decided today; an index by agency answers each half."""
    began = datetime.combine(beijing_date(now), time(), tzinfo=BEIJING)
    of = Case.objects.filter(agency_id__in=agencies).order_by()
    received = of.filter(received_at__gte=began, received_at__lte=now).values_list("agency_id").annotate(n=Count("id"))
    decided = of.filter(decided_at__gte=began, decided_at__lte=now).values_list("agency_id").annotate(n=Count("id"))
    counts = dict(received), dict(decided)
    return {agency: DayCount(counts[0].get(agency, 0), counts[1].get(agency, 0)) for agency in agencies}
