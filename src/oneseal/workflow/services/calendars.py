"""Load calendars."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from oneseal.foundation.outbox.services import message
from oneseal.foundation.writes import flush
from oneseal.kernel.clock import notice_from_mapping
from oneseal.workflow.events import CalendarLoaded
from oneseal.workflow.models import CalendarYear
from oneseal.workflow.selectors import forget_calendar


@transaction.atomic
def calendar_load(*, contents: list[Mapping[str, Any]], now: datetime) -> list[int]:
    """Load official notices (shape: docs/algorithms/working-days.md); return the years that changed.

    A year that was loaded by hand stays: the files that ship with the program do not know the city's paper.
    """
    by_hand = set(CalendarYear.objects.filter(is_by_hand=True).values_list("year", flat=True))
    contents = [content for content in contents if content["year"] not in by_hand]
    changed = notices_kept(contents, is_by_hand=False, now=now)
    if changed:
        flush(message(CalendarLoaded(years=changed), now))
    return changed


def notices_kept(contents: list[Mapping[str, Any]], *, is_by_hand: bool, now: datetime) -> list[int]:
    """Keep notices; return the years that changed."""
    known = {row.year: row.content for row in CalendarYear.objects.select_for_update()}
    changed = {
        notice_from_mapping(content).year: content for content in contents if known.get(content["year"]) != content
    }
    CalendarYear.objects.bulk_create(
        [
            CalendarYear(year=year, content=content, loaded_at=now, is_by_hand=is_by_hand)
            for year, content in changed.items()
        ],
        update_conflicts=True,
        update_fields=["content", "loaded_at", "is_by_hand"],
        unique_fields=["year"],
    )
    forget_calendar()
    return sorted(changed)
