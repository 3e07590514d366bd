"""Build the demo city, once, in one transaction: killed half way, nothing of it is there."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction

from oneseal.identity.selectors import agencies_all, is_set_up
from oneseal.kernel.errors import RuleError
from oneseal.simulation import world
from oneseal.simulation.days import instant_before
from oneseal.simulation.founding import City, city_found
from oneseal.simulation.history import case_begin, case_step
from oneseal.workflow.selectors import calendar


class DemoForbidden(RuleError):
    """A real city's installation never receives the demo city with its well-known password."""

    code = "simulation.demo_forbidden"


def is_demo_city() -> bool:
    """Return True when the installation's city is the demo city."""
    return agencies_all().filter(uscc=world.city()["agency"]["uscc"]).exists()


def demo_city_build(*, now: datetime) -> int:
    """Build the demo city unless there is a city already; return how many cases were made.

    Raises:
        DemoForbidden: the settings are those of a real city.
    """
    if str(settings.SETTINGS_MODULE).endswith(".prod"):
        raise DemoForbidden("the demo city is not loaded into a real installation")
    if is_set_up():
        return 0
    with transaction.atomic():
        return _build(now)


def _build(now: datetime) -> int:
    told, days = world.cases(), calendar()
    founded = instant_before(now, working_days=told["founded_working_days_ago"], at="08:30", calendar=days)
    city = city_found(now=founded)
    steps = [
        (instant_before(now, working_days=step["working_days_ago"], at=step["at"], calendar=days), number, step)
        for number, case in enumerate(told["cases"])
        for step in case["steps"]
    ]
    _drafts(city, now=now)
    walks = {}
    for at, number, step in sorted(steps, key=lambda row: row[0]):
        if number not in walks:
            walks[number] = case_begin(city, told["cases"][number], at)
        case_step(walks[number], step, at)
    return len(told["cases"])


def _drafts(city: City, *, now: datetime) -> None:
    for case in world.cases()["cases"]:
        if not case["steps"]:
            case_begin(city, case, instant_before(now, working_days=1, at="11:30", calendar=calendar()))
