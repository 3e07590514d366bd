"""How many open cases an adjustment of items touches, and what became of them."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Count

from oneseal.cases.models import Case, FollowedCase
from oneseal.cases.rules.following import OPEN


def open_cases_of_items(item_ids: Collection[UUID]) -> dict[UUID, int]:
    """Return how many cases of items are received and not decided; numbers alone, whoever asks answers for access."""
    rows = Case.objects.filter(item_version__item_id__in=list(item_ids), state__in=OPEN).order_by()
    return dict(rows.values_list("item_version__item_id").annotate(total=Count("id")))


def cases_followed(adjustment_id: UUID) -> dict[tuple[str, str], int]:
    """Return how many cases followed an adjustment, by outcome and reason; whoever asks answers for access."""
    rows = FollowedCase.objects.filter(adjustment_id=adjustment_id).order_by("outcome", "why")
    counted = rows.values_list("outcome", "why").annotate(total=Count("id"))
    return {(outcome, why): total for outcome, why, total in counted}
