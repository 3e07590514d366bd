"""What takes a place in a quota before its licence is made (APL art. 57)."""

from __future__ import annotations

from uuid import UUID

from oneseal.cases.models import Case
from oneseal.cases.rules.states import State
from oneseal.foundation.writes import store


def granted_without_licence(item_id: UUID) -> list[UUID]:
    """Return the granted cases of an item whose licence is not made yet; a renewal or change adds no licence.

    A history in memory has none: its licences are made at once.
    """
    if store() is not None:
        return []
    rows = Case.objects.filter(item_version__item_id=item_id, state=State.GRANTED, base_licence_id=None)
    return list(rows.order_by().values_list("id", flat=True))
