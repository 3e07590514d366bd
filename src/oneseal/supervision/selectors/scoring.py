"""What findings cost each unit in a month, and from which findings that follows; for rooms that measure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from oneseal.kernel.access import Actor
from oneseal.supervision.models import Finding
from oneseal.supervision.rules.tariffs import Counted, Score, scores
from oneseal.supervision.selectors.listing import findings_seen
from oneseal.supervision.selectors.tariffs import tariff_in_force


def scores_of_period(*, first: date, last: date, agency_id: UUID | None = None) -> tuple[Score, ...]:
    """Return the points of each unit, month and rule for the days of a period; cancelled findings are left out.

    The caller answers for who reads it: this is for rooms that measure units, not for a page.
    """
    rows = Finding.objects.filter(is_counted=True, day__range=(first, last))
    if agency_id is not None:
        rows = rows.filter(agency_id=agency_id)
    return scores(_counted(rows.order_by("day", "id").values_list(*_COLUMNS)), tariff_in_force().tariff)


def scores_for_actor(actor: Actor, *, first: date, last: date) -> tuple[Score, ...]:
    """Return the same for the units whose findings an actor reads."""
    rows = findings_seen(actor).filter(is_counted=True, day__range=(first, last)).order_by("day", "id")
    return scores(_counted(rows.values_list(*_COLUMNS)), tariff_in_force().tariff)


_COLUMNS = ("id", "agency_id", "rule", "day", "light", "follow")


def _counted(rows: object) -> Iterator[Counted]:
    for finding_id, agency_id, rule, day, light, follow in rows:  # type: ignore[attr-defined]  # rows of these columns
        yield Counted(finding_id, agency_id, rule, f"{day:%Y-%m}", light, follow)
