"""Whether items are in use on a day, and what stands beside their versions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from oneseal.catalog.models import Standing
from oneseal.catalog.rules.standing import Bar, InUse, bar_on

_COLUMNS = ("id", "standing", "from_on", "until_on", "lifted_by__from_on", "adjustment_id")


def in_use(on: date, *, item: str = "item_id") -> Q:
    """Return the condition of a row whose item, named by a column, no bar holds back on a day."""
    return ~Q(Exists(bars_on(on, item=item)))


def bars_on(on: date, *, item: str = "item_id") -> QuerySet[Standing]:
    """Return the bars that hold back, on a day, the item that a column of an outer row names."""
    lifting = Standing.objects.filter(lifts=OuterRef("pk"), from_on__lte=on)
    return Standing.objects.filter(
        Q(until_on=None) | Q(until_on__gte=on), ~Exists(lifting), lifts=None, from_on__lte=on, item_id=OuterRef(item)
    )


def bars_of(item_ids: Iterable[UUID]) -> dict[UUID, tuple[Bar, ...]]:
    """Return every bar of items, lifted or not, by item."""
    found: dict[UUID, list[Bar]] = defaultdict(list)
    rows = Standing.objects.filter(item_id__in=list(item_ids), lifts=None).order_by("from_on", "id")
    for item_id, *row in rows.values_list("item_id", *_COLUMNS):
        found[item_id].append(_bar(*row))
    return {item_id: tuple(bars) for item_id, bars in found.items()}


def _bar(bar_id: UUID, standing: str, *rest: object) -> Bar:
    return Bar(bar_id, InUse(standing), *rest)  # type: ignore[arg-type]  # the columns in order


def is_in_use(item_id: UUID, *, on: date) -> bool:
    """Return whether nothing bars an item on a day."""
    return bar_on(bars_of([item_id]).get(item_id, ()), on) is None
