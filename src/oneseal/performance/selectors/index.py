"""Read the index: drafts for those who make it, one's own line for a department, what is published for everybody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from oneseal.kernel.access import Actor
from oneseal.performance.errors import IndexNotFound
from oneseal.performance.models import Adjustment, Appeal, IndexLine, IndexMonth
from oneseal.performance.policies import can_read, oversees
from oneseal.performance.rules.months import Stage
from oneseal.performance.rules.sums import Period

KEPT = (
    "agency_id", "agency_name", "inputs", "scores", "groups", "weight_counted", "total", "final", "place", "cases",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MonthShown:
    """One version of a month with the lines that the reader may see; `place_before` by department, None: none."""

    index: IndexMonth
    lines: list[IndexLine]
    versions: list[IndexMonth]
    last_month: dict[UUID, IndexLine]
    last_year: dict[UUID, IndexLine]


def months_for_actor(actor: Actor) -> list[IndexMonth]:
    """Return the months the actor may open, newest first; a draft only for those who oversee every department."""
    rows = IndexMonth.objects.order_by("-month", "-version")
    if not actor.may("performance.read"):
        return []
    return list(rows if oversees(actor) else rows.exclude(stage=Stage.DRAFT))


def months_published() -> list[IndexMonth]:
    """Return the newest published version of each month, newest first."""
    rows = IndexMonth.objects.filter(stage=Stage.PUBLISHED)
    return list(rows.order_by("-month", "-version").distinct("month"))


def month_for_actor(month: date, *, actor: Actor, version: int | None = None) -> MonthShown:
    """Return a month, by default its newest version that the actor may see, with the lines he may see.

    Until publication a department sees its own line; what is published everybody may see.

    Raises:
        IndexNotFound.
    """
    every = [row for row in months_for_actor(actor) if row.month == month]
    index = next((row for row in every if version in {None, row.version}), None)
    if index is None:
        raise IndexNotFound("no such month for this reader")
    lines = list(lines_of(index))
    if index.stage != Stage.PUBLISHED and not oversees(actor):
        lines = [line for line in lines if can_read(actor, line.agency_id)]
    return _shown(index, lines, every)


def month_published(month: date) -> MonthShown:
    """Return the newest published version of a month, for everybody.

    Raises:
        IndexNotFound.
    """
    index = next((row for row in months_published() if row.month == month), None)
    if index is None:
        raise IndexNotFound("no such month is published")
    return _shown(index, list(lines_of(index)), [])


def lines_of(index: IndexMonth) -> Iterable[IndexLine]:
    """Return the lines of one version in the order of places."""
    return IndexLine.objects.filter(index=index)


def _shown(index: IndexMonth, lines: list[IndexLine], versions: list[IndexMonth]) -> MonthShown:
    period = Period.of_month(index.month)
    return MonthShown(index, lines, versions, _published(period.before.first), _published(period.year_before.first))


def _published(month: date) -> dict[UUID, IndexLine]:
    """Return the lines of the newest published version of a month by department."""
    newest = IndexMonth.objects.filter(month=month, stage=Stage.PUBLISHED).order_by("-version").first()
    return {} if newest is None else {line.agency_id: line for line in lines_of(newest)}


def line_for_actor(shown: MonthShown, agency_id: UUID) -> IndexLine:
    """Return one department's line of a month that was read for the actor.

    Raises:
        IndexNotFound: the month shows him no such line.
    """
    found = next((line for line in shown.lines if line.agency_id == agency_id), None)
    if found is None:
        raise IndexNotFound("no such line for this reader")
    return found


def appeals_for_actor(index: IndexMonth, *, actor: Actor) -> list[Appeal]:
    """Return the appeals of a month: all for those who oversee, one's own for a department."""
    rows = Appeal.objects.filter(index=index).order_by("filed_at", "id")
    return list(rows if oversees(actor) else rows.filter(agency_id=actor.own_agency))


def appeal_month(appeal_id: UUID, *, actor: Actor) -> date | None:
    """Return the month against which an appeal was filed, for those who oversee every department; None: no such."""
    if not oversees(actor):
        return None
    return Appeal.objects.filter(pk=appeal_id).values_list("index__month", flat=True).first()


def adjustments_of(index: IndexMonth, agency_id: UUID) -> list[Adjustment]:
    """Return the rewards and deductions of a department in a month that the caller was shown."""
    return list(Adjustment.objects.filter(index=index, agency_id=agency_id).order_by("made_at", "id"))


def line_as_mapping(line: IndexLine) -> dict[str, Any]:
    """Return a line as it is covered by the digest of its month."""
    return {name: getattr(line, name) for name in KEPT}
