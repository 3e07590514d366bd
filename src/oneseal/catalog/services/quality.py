"""Score the quality of published versions: each when it is published, all of them anew on demand."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from oneseal.catalog.models import ItemVersion
from oneseal.catalog.models import Quality as QualityRow
from oneseal.catalog.rules.parsing import parse_item
from oneseal.catalog.rules.quality import Quality, quality_of
from oneseal.catalog.selectors.gate import gate_faults
from oneseal.catalog.selectors.terms import form_bound

BATCH: Final = 200
_COLUMNS: Final = ("score", "asked", "weight", "shortfalls", "scored_at")


def version_score(version: ItemVersion, *, now: datetime) -> None:
    """Score one published version; one that was scored before is scored anew."""
    _written([_row(version, now)])


@transaction.atomic
def quality_rebuild(*, now: datetime) -> int:
    """Score every published version anew, in batches; return how many there are."""
    rows: list[QualityRow] = []
    total = 0
    for version in ItemVersion.objects.filter(state=ItemVersion.PUBLISHED).order_by("id").iterator(BATCH):
        rows.append(_row(version, now))
        total += 1
        if len(rows) == BATCH:
            _written(rows)
            rows.clear()
    _written(rows)
    return total


def _row(version: ItemVersion, now: datetime) -> QualityRow:
    content = parse_item(version.content)
    found = quality_of(content, gate_faults(content, form_bound(version.form).definition))
    return QualityRow(
        version_id=version.id, score=found.score, asked=found.asked, weight=found.weight,
        shortfalls=_shortfalls(found), scored_at=now,
    )  # fmt: skip


def _shortfalls(found: Quality) -> list[dict[str, object]]:
    """Return the shortfalls as they are kept; a part of a weight is kept as text, such as 3/2."""
    return [
        {
            "element": row.element,
            "why": row.why.value,
            "weight": row.weight,
            "lost": str(row.lost),
            "faults": [{"path": fault.path, "code": fault.code, "facts": dict(fault.facts)} for fault in row.faults],
        }
        for row in found.shortfalls
    ]


def _written(rows: list[QualityRow]) -> None:
    QualityRow.objects.bulk_create(rows, update_conflicts=True, unique_fields=["version"], update_fields=list(_COLUMNS))
