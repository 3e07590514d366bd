"""Which cases supervision looks at: what something was done on, and what comes due. Nothing else is loaded."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from oneseal.cases.models import Case, PostCheck, Procedure
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.lifecycle import AT_THE_DOOR, DELIVERING, RUNNING
from oneseal.cases.rules.states import State
from oneseal.cases.rules.ways import ItemWays
from oneseal.cases.selectors.facts import COLUMNS, facts_of
from oneseal.cases.selectors.lights import light_preset
from oneseal.cases.selectors.ways import ways_of
from oneseal.catalog.selectors import version_terms
from oneseal.foundation.timekeeping import beijing_instant
from oneseal.kernel.clock import Calendar, LightPreset, PresetIncomplete
from oneseal.workflow.selectors import calendar, subjects_with_open_nodes

_CHUNK: Final = 500
_LONGEST_PROMISE: Final = 400
# What was due before the longest row of days off turns late behind it: the week of the new year with its make-up days.
_BEHIND: Final = timedelta(days=14)
_DOOR_DAYS: Final = 4  # an answer is warned of at most so many working days ahead
_ON_THE_SPOT: Final = timedelta(days=14)
_FIRST_EXAMINATION: Final = timedelta(days=45)  # twenty working days with days off between (APL art. 43)


@dataclass(frozen=True, slots=True)
class DaysWatched:
    """The days that are judged, both included."""

    first: date
    last: date

    @property
    def behind(self) -> tuple[date, date]:
        """Return the span in which that was due which turns late on these days."""
        return self.first - _BEHIND, self.last


def cases_watched(agency_id: UUID, days: DaysWatched, *, touched: Collection[UUID]) -> Iterator[list[CaseFacts]]:
    """Yield the cases of an agency that were touched or come due on some days, without asking who reads.

    For supervision only. In chunks, each loaded in one query; a draft is nobody's business.
    """
    ids = sorted({*_coming_due(agency_id, days), *_mine(agency_id, touched)})
    for start in range(0, len(ids), _CHUNK):
        yield cases_by_ids(ids[start : start + _CHUNK])


def cases_by_ids(ids: Collection[UUID]) -> list[CaseFacts]:
    """Return the facts of many cases in one query, without asking who reads; for supervision only."""
    rows = Case.objects.filter(pk__in=ids).exclude(state=State.DRAFT).order_by("id").values(*COLUMNS)
    return [facts_of(row) for row in rows]


def _mine(agency_id: UUID, touched: Collection[UUID]) -> set[UUID]:
    own: set[UUID] = set()
    ordered = sorted(touched)
    for start in range(0, len(ordered), 10 * _CHUNK):
        part = Case.objects.filter(agency_id=agency_id, pk__in=ordered[start : start + 10 * _CHUNK])
        own.update(part.values_list("id", flat=True))
    return own


def _coming_due(agency_id: UUID, days: DaysWatched) -> set[UUID]:
    """Return what turns near or late on the days, by one narrow question for each kind of due date."""
    cases = Case.objects.filter(agency_id=agency_id)
    known = calendar()
    found: set[UUID] = set()
    for condition in (*_by_row(days, known), _near(days, known, light_preset())):
        found.update(cases.filter(condition).order_by().values_list("id", flat=True))
    procedures = Procedure.objects.filter(case__agency_id=agency_id, closed_at=None, target_on__range=days.behind)
    checks = PostCheck.objects.filter(agency_id=agency_id, checked_at=None, due_on__range=days.behind)
    found.update(procedures.order_by().values_list("case_id", flat=True))
    found.update(checks.order_by().values_list("case_id", flat=True))
    found.update(_by_item(cases, days))
    return found


def _by_row(days: DaysWatched, known: Calendar) -> tuple[Q, ...]:
    """Return the conditions on a case's own columns; each begins with what the index of running cases answers."""
    running = Q(state__in=[*RUNNING, *DELIVERING])
    return (
        running & Q(due_on__range=days.behind),
        running & Q(due_on__lte=days.last, statutory_due_on__range=days.behind),
        Q(state__in=AT_THE_DOOR, due_on__range=(days.first, _later(days.last, _DOOR_DAYS, known))),
        running & Q(supplements_open__gt=0, supplements_due_on__range=days.behind),
        Q(base_licence_id__isnull=False, state__in=RUNNING),
        running & Q(id__in=subjects_with_open_nodes("case")),
    )


def _near(days: DaysWatched, known: Calendar, preset: LightPreset) -> Q:
    """Return the condition to turn yellow on the days, by the very thresholds of the lights."""
    try:
        lefts = [(preset.yellow_from(length), length) for length in range(1, _LONGEST_PROMISE)]
    except PresetIncomplete:
        return Q(pk__in=[])
    near = Q(pk__in=[])
    for left, group in groupby(lefts, key=lambda pair: pair[0]):
        lengths = [length for _left, length in group]
        span = (days.first + timedelta(days=left), _later(days.last, left, known))
        near |= Q(promised_days__gte=lengths[0], promised_days__lte=lengths[-1], due_on__range=span)
    return Q(state__in=RUNNING, accepted_at__isnull=False) & near


def _later(on: date, days: int, known: Calendar) -> date:
    return known.with_estimates(range(on.year - 1, on.year + 3)).nth_after(on, days) if days else on


def _by_item(cases: QuerySet[Case], days: DaysWatched) -> set[UUID]:
    """Return what an item's own class makes late: decided on the spot, or examined first for another agency."""
    found: set[UUID] = set()
    for back, is_meant in _CLASSES:
        since = beijing_instant(days.first - back)
        recent = cases.filter(state__in=RUNNING, accepted_at__gte=since)
        versions = set(recent.order_by().values_list("item_version_id", flat=True).distinct())
        meant = [version for version in versions if is_meant(ways_of(version_terms(version)))]
        found.update(recent.filter(item_version_id__in=meant).order_by().values_list("id", flat=True))
    return found


def _is_at_once(ways: ItemWays) -> bool:
    return ways.at_once


def _is_first_examination(ways: ItemWays) -> bool:
    return ways.first_examination


_CLASSES: Final[tuple[tuple[timedelta, Callable[[ItemWays], bool]], ...]] = (
    (_ON_THE_SPOT, _is_at_once),
    (_FIRST_EXAMINATION, _is_first_examination),
)
