"""A city that promises hours: its office hours, an item promised in hours, a case accepted on that promise."""

from datetime import date, time

from oneseal.foundation.timekeeping import now
from oneseal.workflow.services import HoursTold, change_confirm, hours_draft
from tests.factories import aside, world

WINTER = ((time(9), time(12)), (time(13, 30), time(17)))
NO_LIMIT = {"limit": None}
FLOW = dict.fromkeys(("receive", "accept", "examine", "decide"), NO_LIMIT)


def draft(since=date(2013, 1, 1), spans=WINTER):
    """Draft when offices are open from a day on; return the id of the change."""
    told = HoursTold(since, spans, "关于办公时间的通知", "岚政办〔2026〕1号")
    return hours_draft(told=told, actor=world.staff(world.ADMINISTRATOR), now=now())


def open_offices(since=date(2013, 1, 1), spans=WINTER):
    """Let offices be open from 9:00 to 12:00 and from 13:30 to 17:00, unless other hours are told."""
    change_id = draft(since, spans)
    change_confirm(change_id=change_id, actor=world.staff(world.ADMINISTRATOR), now=now())
    return change_id


def promise(length, unit, **elements):
    """Let the city's item promise hours from today on; cases that begin now are bound to that version."""
    return aside.republish(flow=FLOW, promise_limit=length, promise_limit_unit=unit, **elements)


def accepted_case(length=4, unit="OH", **elements):
    """Accept an application on a promise in hours."""
    promise(length, unit, **elements)
    return world.accepted_case()
