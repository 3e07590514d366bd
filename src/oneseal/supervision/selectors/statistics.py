"""Figures about findings and how they were handled: set-based, for the findings an actor reads.

What each figure is stands in docs/algorithms/handling-findings.md. A rate without anything to divide by is None.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Avg, Count, DateTimeField, F, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncDate, TruncMonth

from oneseal.foundation.timekeeping import BEIJING
from oneseal.kernel.access import Actor
from oneseal.supervision.models import Finding, FindingStep
from oneseal.supervision.rules.handling import HandlingAct
from oneseal.supervision.selectors.listing import findings_seen

ORDERS = (HandlingAct.URGE, HandlingAct.CORRECT)
SAYINGS = (HandlingAct.ANSWER, HandlingAct.RECTIFY)
MOST = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: what is counted, all of it, what counts in the scores, what was cancelled."""

    label: str
    total: int
    counted: int
    cancelled: int


@dataclass(frozen=True, slots=True)
class Cause:
    """In which link of which rule findings that are red or black came about."""

    node: str
    rule: str
    total: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """The figures of a period; rates are shares of one, None where nothing could be counted."""

    first: date
    last: date
    total: int
    by_rule: tuple[Line, ...]
    by_unit: tuple[Line, ...]
    by_post: tuple[Line, ...]
    by_item: tuple[Line, ...]
    by_node: tuple[Line, ...]
    by_month: tuple[Line, ...]
    causes: tuple[Cause, ...]
    orders: int
    answered: int
    answered_in_time: int
    mean_answer: timedelta | None
    repeats: int

    @property
    def answer_rate(self) -> float | None:
        """Return the share of orders that were answered."""
        return self.answered / self.orders if self.orders else None

    @property
    def in_time_rate(self) -> float | None:
        """Return the share of orders that were answered by their last day."""
        return self.answered_in_time / self.orders if self.orders else None

    @property
    def repeat_rate(self) -> float | None:
        """Return the share of findings that came after another of the same unit, rule and month."""
        return self.repeats / self.total if self.total else None


def finding_statistics(actor: Actor, *, first: date, last: date) -> Statistics:
    """Return the figures of the findings of a period that an actor reads."""
    rows = findings_seen(actor).order_by().filter(day__range=(first, last))
    total = rows.count()
    groups = rows.annotate(month=TruncMonth("day")).values("agency_id", "rule", "month").distinct().count()
    orders = _orders(rows)
    told = orders.aggregate(
        all=Count("id"), said=Count("said_at"), in_time=Count("id", filter=_in_time()),
        mean=Avg(F("said_at") - F("done_at"), filter=Q(said_at__isnull=False)),
    )  # fmt: skip
    return Statistics(
        first=first, last=last, total=total, by_rule=_lines(rows, "rule"), by_unit=_lines(rows, "agency__name"),
        by_post=_lines(rows, "post_title"), by_item=_lines(rows, "item_name"), by_node=_lines(rows, "node"),
        by_month=_months(rows), causes=_causes(rows), orders=told["all"], answered=told["said"],
        answered_in_time=told["in_time"], mean_answer=told["mean"], repeats=total - groups,
    )  # fmt: skip


def _counts() -> dict[str, Count]:
    return {
        "total": Count("id"), "counted": Count("id", filter=Q(is_counted=True)),
        "cancelled": Count("id", filter=Q(state="cancelled")),
    }  # fmt: skip


def _lines(rows: QuerySet[Finding], column: str) -> tuple[Line, ...]:
    found = rows.values(column).annotate(**_counts()).order_by("-total", column)[:MOST]
    return tuple(Line(row[column], row["total"], row["counted"], row["cancelled"]) for row in found)


def _months(rows: QuerySet[Finding]) -> tuple[Line, ...]:
    found = rows.annotate(month=TruncMonth("day")).values("month").annotate(**_counts()).order_by("month")
    return tuple(Line(f"{row['month']:%Y-%m}", row["total"], row["counted"], row["cancelled"]) for row in found)


def _causes(rows: QuerySet[Finding]) -> tuple[Cause, ...]:
    late = rows.filter(light__in=("red", "black"), is_counted=True)
    found = late.values("node", "rule").annotate(total=Count("id")).order_by("-total", "node", "rule")[:MOST]
    return tuple(Cause(row["node"], row["rule"], row["total"]) for row in found)


def _orders(rows: QuerySet[Finding]) -> QuerySet[FindingStep]:
    """Return the orders to the units, each with the first thing the unit said after it, before another order."""
    later = FindingStep.objects.filter(finding_id=OuterRef("finding_id"), place__gt=OuterRef("place"))
    said = later.filter(act__in=SAYINGS).order_by().values("finding_id").annotate(at=Min("done_at")).values("at")
    return FindingStep.objects.filter(finding__in=rows, act__in=ORDERS).annotate(
        said_at=Subquery(said, output_field=DateTimeField())
    ).annotate(said_on=TruncDate("said_at", tzinfo=BEIJING))  # fmt: skip


def _in_time() -> Q:
    return Q(said_on__lte=F("due_on"))
