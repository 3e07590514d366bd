"""How satisfied people are: counts by agency and item over a period, without anybody who rated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Max, Q

from oneseal.evaluation.models import Rating
from oneseal.evaluation.rules.grades import BAD, Counted, share
from oneseal.foundation.timekeeping import BEIJING
from oneseal.identity.selectors import agencies_kept


class By(StrEnum):
    """What figures are grouped by."""

    CITY = "city"
    AGENCY = "agency"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Period:
    """Days of Beijing, both included."""

    from_on: date
    until_on: date


@dataclass(frozen=True, slots=True)
class RatingFigures:
    """The ratings of one group that count; `key` None: all, or an item that is not known.

    `answered` of the `bad` ones have their answer; both rates are percent, None over nothing (无数据).
    """

    key: UUID | None
    name: str
    counted: Counted
    answered: int

    @property
    def rate(self) -> Decimal | None:
        """Return the satisfied share."""
        return self.counted.rate

    @property
    def answered_rate(self) -> Decimal | None:
        """Return the answered share of the bad ratings."""
        return share(self.answered, self.counted.bad)


_KEYS: Final[dict[By, tuple[str, ...]]] = {By.CITY: (), By.AGENCY: ("agency_id",), By.ITEM: ("item_id",)}
_COUNTS: Final[dict[str, Any]] = {f"of_{grade}": Count("id", filter=Q(grade=grade)) for grade in range(1, 6)} | {
    "answered": Count("id", filter=Q(grade__in=BAD, rectification__answered_at__isnull=False)),
    "named": Max("item_name"),
}


def rating_figures(period: Period, *, by: By = By.CITY, agency_id: UUID | None = None) -> list[RatingFigures]:
    """Return the figures of a period in one question; figures are public.

    A rating that a supervisor took out, or that an appeal set aside, does not count; it is kept all the same.
    """
    rows = Rating.objects.filter(counts=True, rated_at__gte=_start(period.from_on), rated_at__lt=_end(period.until_on))
    if agency_id is not None:
        rows = rows.filter(agency_id=agency_id)
    found = (
        [rows.aggregate(**_COUNTS)] if by is By.CITY else list(rows.order_by().values(*_KEYS[by]).annotate(**_COUNTS))
    )
    names = dict(agencies_kept().values_list("id", "name")) if by is By.AGENCY else {}
    made = [_figures(row, by, names) for row in found]
    return sorted(made, key=lambda row: (-row.counted.total, row.name))


def _figures(row: dict[str, Any], by: By, names: dict[UUID, str]) -> RatingFigures:
    one, two, three, four, five = (row[f"of_{grade}"] for grade in range(1, 6))
    key = row[_KEYS[by][0]] if by is not By.CITY else None
    name = {By.CITY: "", By.AGENCY: names.get(key, "") if key else "", By.ITEM: row["named"] or ""}[by]
    return RatingFigures(key, name, Counted((one, two, three, four, five)), row["answered"])


def _start(day: date) -> datetime:
    return datetime.combine(day, time.min, BEIJING)


def _end(day: date) -> datetime:
    return _start(day + timedelta(days=1))


def grades_counted(first: date, last: date) -> dict[UUID, tuple[int, int]]:
    """Return of each agency that was rated between two days how many grades satisfied, and how many count."""
    rows = (
        Rating.objects.filter(rated_at__gte=_start(first), rated_at__lt=_end(last), counts=True)
        .order_by()
        .values_list("agency_id")
        .annotate(satisfied=Count("pk", filter=~Q(grade__in=BAD)), every=Count("pk"))
    )
    return {agency_id: (satisfied, every) for agency_id, satisfied, every in rows}
