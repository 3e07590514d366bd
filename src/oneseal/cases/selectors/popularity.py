"""Which items people apply for most, counted from what was really handed in."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.db.models import Count

from oneseal.cases.models import Case

# The newest applications alone are counted: what is asked for now, at a cost that does not grow with the archive.
NEWEST: Final = 2000
# Below these, a figure says more of chance, or of single people, than of what is asked for.
FEWEST: Final = 100
FEWEST_OF_ITEM: Final = 10


def items_most_filed(limit: int) -> list[tuple[UUID, int]]:
    """Return the items most often applied for among the newest applications; nothing while those are too few."""
    newest = Case.objects.filter(number__isnull=False).order_by("-id").values("pk")[:NEWEST]
    rows = (
        Case.objects.filter(pk__in=newest).values_list("item_version__item_id").annotate(total=Count("pk")).order_by(
            "-total", "item_version__item_id"
        )
    )  # fmt: skip
    counted = list(rows)
    if sum(total for _item, total in counted) < FEWEST:
        return []
    return [(item_id, total) for item_id, total in counted[:limit] if total >= FEWEST_OF_ITEM]
