"""The demo city's clock: forwards only, seen by every process at once, standing still while nobody looks."""

from datetime import datetime, timedelta

import pytest

from oneseal.foundation.audit.models import DailyRoot, Entry
from oneseal.foundation.jobs.services import WORKER, beat, is_alive
from oneseal.foundation.timekeeping import BEIJING
from oneseal.performance.models import CaseFact
from oneseal.simulation.city_clock import (
    OPENING,
    Leap,
    NoCityClock,
    caught_up,
    clock_begin,
    clock_move,
    clock_resume,
    leap_target,
)
from oneseal.simulation.clock_file import ClockFile
from oneseal.supervision.models import Finding
from oneseal.supervision.selectors import round_last
from tests.factories import world

MACHINE = datetime(2026, 11, 25, 22, 0, tzinfo=BEIJING)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


@pytest.fixture
def clock_file(tmp_path, settings):
    settings.ONESEAL_CITY_CLOCK = tmp_path / "city-clock.json"
    return ClockFile(settings.ONESEAL_CITY_CLOCK)


def test_without_a_file_the_city_has_the_machines_time(tmp_path):
    assert ClockFile(tmp_path / "none.json").ahead() == timedelta()


def test_another_process_sees_a_move_at_once(tmp_path):
    mine, theirs = ClockFile(tmp_path / "clock.json"), ClockFile(tmp_path / "clock.json")
    mine.set(timedelta(days=-3))
    assert theirs.ahead() == timedelta(days=-3)

    mine.set(timedelta(hours=5))

    assert theirs.ahead() == timedelta(hours=5)


@pytest.mark.parametrize(
    ("leap", "start", "end"),
    [
        pytest.param(Leap.HOUR, "2026-04-14 09:10", "2026-04-14 10:10", id="an-hour"),
        pytest.param(Leap.DAY, "2026-04-14 09:10", "2026-04-15 09:10", id="a-day"),
        pytest.param(Leap.WEEK, "2026-04-14 09:10", "2026-04-21 09:10", id="a-week"),
        pytest.param(Leap.MONTH, "2026-04-14 09:10", "2026-05-14 09:10", id="thirty-days"),
        pytest.param(Leap.YEAR, "2026-04-14 09:10", "2027-04-14 09:10", id="a-year"),
        pytest.param(Leap.WORKING_DAY, "2031-01-03 16:00", "2031-01-06 09:00", id="in-a-year-without-a-notice"),
        pytest.param(Leap.WORKING_DAY, "2026-04-17 16:00", "2026-04-20 09:00", id="over-a-weekend"),
        pytest.param(Leap.WORKING_DAY, "2026-04-30 16:00", "2026-05-06 09:00", id="over-the-labour-day-holidays"),
        pytest.param(Leap.WORKING_DAY, "2026-05-08 16:00", "2026-05-09 09:00", id="to-a-make-up-saturday"),
    ],
)
@pytest.mark.usefixtures("city")
def test_a_leap_ends_where_its_button_says(leap, start, end):
    assert leap_target(leap, at(start)) == at(end)


@pytest.mark.usefixtures("city")
def test_a_move_is_kept_and_recorded(clock_file, django_capture_on_commit_callbacks):
    clock_file.set(timedelta(days=-200))

    with django_capture_on_commit_callbacks(execute=True):
        target = clock_move(leap=Leap.WEEK, actor=None, now=at("2026-04-14 09:00"))

    assert target == at("2026-04-21 09:00")
    assert clock_file.ahead() == timedelta(days=-193)
    entry = Entry.objects.get(verb="simulation.clock_moved")
    assert (entry.before["at"][:16], entry.after["at"][:16]) == ("2026-04-14T09:00", "2026-04-21T09:00")


@pytest.mark.usefixtures("city")
def test_nobody_is_taken_for_dead_because_time_leapt(clock_file):
    clock_file.set(timedelta())
    now = at("2026-04-14 09:00")
    beat(WORKER, now=now)

    target = clock_move(leap=Leap.DAY, actor=None, now=now)

    assert is_alive(WORKER, now=target, within=timedelta(seconds=20))


@pytest.mark.usefixtures("city")
def test_the_days_that_passed_are_closed(clock):
    caught_up(now=clock.now + timedelta(days=3))

    assert DailyRoot.objects.filter(day=clock.today + timedelta(days=2)).exists()


@pytest.mark.usefixtures("city")
def test_a_real_citys_time_cannot_be_moved(clock):
    with pytest.raises(NoCityClock):
        clock_move(leap=Leap.DAY, actor=None, now=clock.now)


@pytest.mark.django_db
def test_the_city_opens_on_its_spring_morning_and_only_once(clock_file):
    assert clock_begin(machine=MACHINE) == OPENING
    assert clock_begin(machine=MACHINE + timedelta(hours=2)) == OPENING + timedelta(hours=2)
    assert clock_file.exists


@pytest.mark.django_db
def test_the_citys_time_stands_still_while_the_program_is_stopped(clock_file):
    clock_begin(machine=MACHINE)
    beat(WORKER, now=OPENING + timedelta(hours=1))
    a_month_later = MACHINE + timedelta(days=30)

    clock_resume(machine=a_month_later)

    shown = a_month_later + clock_file.ahead()
    assert timedelta() < shown - (OPENING + timedelta(hours=1)) <= timedelta(seconds=10)


@pytest.mark.django_db
def test_a_clock_never_runs_backwards_at_a_start(clock_file):
    clock_begin(machine=MACHINE)
    beat(WORKER, now=OPENING + timedelta(hours=1))

    clock_resume(machine=MACHINE + timedelta(minutes=10))

    assert MACHINE + timedelta(minutes=10) + clock_file.ahead() >= OPENING + timedelta(minutes=10)


@pytest.mark.usefixtures("city")
def test_rules_look_and_figures_follow_when_a_night_goes_by_at_once(clock):
    filed = world.accepted_case()
    caught_up(now=clock.now)
    assert not Finding.objects.exists()

    clock.stand_at(clock.now + timedelta(days=40))
    caught_up(now=clock.now)

    assert {"R08", "R09"} & set(Finding.objects.filter(case_id=filed.id).values_list("rule", flat=True))
    assert round_last() == clock.now
    caught_up(now=clock.now + timedelta(hours=1))
    assert round_last() == clock.now
    assert CaseFact.objects.filter(case_id=filed.id).exists()
