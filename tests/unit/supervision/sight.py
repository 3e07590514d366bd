"""Cases for rules of supervision, said in days of March 2026: the 2nd is a Monday, no holiday falls into it."""

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from oneseal.kernel.clock import Calendar
from oneseal.supervision.rules.facts import CaseSeen, Clock, Did, ItemSeen, Window
from oneseal.supervision.rules.rulebook import RULES, InForce, hits_of

AGENCY, ANNA, BERND = UUID(int=1), UUID(int=2), UUID(int=3)
MARCH = Window(date(2026, 3, 1), date(2026, 3, 31))


def day(number):
    return date(2026, 3, number)


def clock(kind, *, due, late, **told):
    days = {
        name: day(value) if isinstance(value, int) and name.endswith("_on") else value for name, value in told.items()
    }
    return Clock(kind, **{"started_on": day(2), "due_on": day(due), "late_on": day(late), **days})


def act(action, number, *, second=0, who=ANNA, name="安娜", before=None, papers=(), **after):
    at = datetime(2026, 3, number, 10, 0, second, tzinfo=ZoneInfo("Asia/Shanghai"))
    after |= {"papers": {kind: {} for kind in papers}} if papers else {}
    return Did(action, at, actor_id=who, actor_name=name, post_title="审查员", before=before or {}, after=after)


def seen(*acts, item=None, **told):
    return CaseSeen(UUID(int=9), "N1", AGENCY, ItemSeen(**(item or {})), acts=tuple(acts), **told)


def found(rule, case, *, calendar, window=MARCH, **limits):
    """Return (day of March, light) of each hit of one rule on a case, in the order of days."""
    wanted = InForce(RULES[rule], is_on=True, limits={**RULES[rule].defaults, **limits})
    hits = hits_of(case, [wanted], calendar=calendar, window=window)
    return sorted((hit.day.day, hit.light.value) for hit in hits)


def weekdays():
    """Return a calendar that guesses: Monday to Friday are worked."""
    return Calendar(())
