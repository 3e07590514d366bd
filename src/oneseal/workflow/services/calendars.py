"""Load calendars."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.foundation.outbox.services import message
from oneseal.foundation.writes import flush
from oneseal.identity.policies import require
from oneseal.kernel.access import Actor
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
    return _kept([content for content in contents if content["year"] not in by_hand], is_by_hand=False, now=now)


def _kept(contents: list[Mapping[str, Any]], *, is_by_hand: bool, now: datetime) -> list[int]:
    """Keep notices and tell those whose dates rest on them; return the years that changed."""
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
    if changed:
        flush(message(CalendarLoaded(years=sorted(changed)), now))
    return sorted(changed)


@transaction.atomic
def calendar_notice_load(*, content: Mapping[str, Any], actor: Actor, now: datetime) -> bool:
    """Load the official notice of one year by hand; return False when it is loaded already, word for word.

    Raises:
        NoticeMalformed: not the agreed shape. NotAllowed.
    """
    require(allowed=actor.may("installation.view"))
    year = notice_from_mapping(content).year
    before = CalendarYear.objects.filter(year=year).values_list("content", flat=True).first()
    if not _kept([content], is_by_hand=True, now=now):
        return False
    act = Act("workflow.calendar_loaded", before={str(year): before}, after={str(year): dict(content)})
    record_now(act, subject=Subject("agency", actor.own_agency), actor=actor, now=now)
    return True
