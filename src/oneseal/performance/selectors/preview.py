"""What other weights would have done to the last published month; nothing is kept."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from oneseal.kernel.scoring import Scheme
from oneseal.performance.models import Adjustment, IndexMonth
from oneseal.performance.rules.scoring import inputs_from_mapping, month_scored
from oneseal.performance.selectors.index import lines_of, months_published


@dataclass(frozen=True, slots=True)
class Otherwise:
    """One department as it was published, and as it would have been."""

    name: str
    place: int | None
    final: Decimal | None
    place_then: int | None
    final_then: Decimal | None


@dataclass(frozen=True, slots=True)
class Preview:
    """The last published month by other weights; `index` None: no month is published yet."""

    index: IndexMonth | None
    rows: tuple[Otherwise, ...]


def ranked_otherwise(scheme: Scheme) -> Preview:
    """Return how the last published month would have been ranked by other weights."""
    index = next(iter(months_published()), None)
    if index is None:
        return Preview(None, ())
    kept = {str(line.agency_id): line for line in lines_of(index)}
    points: dict[str, list[Decimal]] = {}
    for row in Adjustment.objects.filter(index=index).order_by("id"):
        points.setdefault(str(row.agency_id), []).append(row.points)
    scored = month_scored({key: inputs_from_mapping(line.inputs) for key, line in kept.items()}, scheme, points)
    rows = [
        Otherwise(kept[line.key].agency_name, kept[line.key].place, kept[line.key].final, line.place, line.final)
        for line in scored
    ]
    return Preview(index, tuple(rows))
