"""What is told as history happened on working days, and never in a real installation."""

from datetime import timedelta

import pytest

from oneseal.foundation.timekeeping import now
from oneseal.identity.selectors import agencies_all
from oneseal.simulation.days import instant_before
from oneseal.simulation.services import DemoForbidden, demo_city_build
from oneseal.workflow.selectors import calendar


@pytest.mark.usefixtures("empty_house", "clock")
def test_a_real_installation_refuses_the_demo_city(settings):
    settings.SETTINGS_MODULE = "config.settings.prod"

    with pytest.raises(DemoForbidden):
        demo_city_build(now=now())

    assert not agencies_all().exists()


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize(
    ("working_days", "day"),
    [
        pytest.param(1, "2026-03-03", id="the-day-before"),
        pytest.param(3, "2026-02-28", id="a-make-up-saturday-counts"),
        pytest.param(4, "2026-02-27", id="before-the-make-up-day"),
    ],
)
def test_history_happens_on_working_days_only(clock, working_days, day):
    found = instant_before(clock.now, working_days=working_days, at="09:30", calendar=calendar())

    assert found.isoformat(timespec="minutes") == f"{day}T09:30+08:00"


@pytest.mark.usefixtures("city")
def test_history_reaches_into_a_year_without_a_notice(clock):
    clock.stand_at("2031-01-02 10:00")

    found = instant_before(clock.now, working_days=5, at="09:30", calendar=calendar())

    assert clock.now - found > timedelta(days=5)
