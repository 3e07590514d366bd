"""The efficiency index of the month before the demo city's first day: counted from its past, opened, and published."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final

from django.contrib.auth import get_user_model

from oneseal.performance.services import facts_refresh, index_draft, index_open, index_publish
from oneseal.simulation.actors import actor_of
from oneseal.workflow.selectors import calendar

MANAGER: Final = "centre_supervisor"
_DRAFTED, _PUBLISHED = time(9, 30), time(10)


def demo_index_make(*, now: datetime) -> bool:
    """Draft the index of last month on this month's first working day; return whether its window is over by now."""
    month = (now.date().replace(day=1) - timedelta(days=1)).replace(day=1)
    drafted = _at(_first_worked(now.date().replace(day=1)), _DRAFTED, now)
    if drafted >= now:
        return False
    facts_refresh(now=now)
    actor = actor_of(get_user_model().objects.get(username=MANAGER).pk)
    index = index_draft(month=month, actor=actor, now=drafted)
    until = index_open(index_id=index.pk, actor=actor, now=drafted)
    published = _at(_first_worked(until + timedelta(days=1)), _PUBLISHED, now)
    if published >= now:
        return False
    index_publish(index_id=index.pk, actor=actor, now=published)
    return True


def _first_worked(day: date) -> date:
    days = calendar()
    return day if days.is_working_day(day) else days.nth_after(day, 1)


def _at(day: date, at: time, now: datetime) -> datetime:
    return datetime.combine(day, at, tzinfo=now.tzinfo)
