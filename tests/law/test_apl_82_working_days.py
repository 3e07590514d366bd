"""Licensing Law art. 82: the days of the agency are working days; those of statutory holidays do not count."""

from datetime import date

from tests.factories import procedures as make
from tests.factories import world
from tests.law.demands import LAW

pytestmark = LAW


def test_five_days_over_the_first_of_may_are_working_days(clock):
    clock.stand_at("2026-04-29 10:00")

    assert world.submitted_case().facts.due_on == date(2026, 5, 9)


def test_ten_days_for_the_delivery_are_working_days():
    case = world.granted_case()

    assert case.facts.statutory_due_on == make.workday(10)


def test_twenty_days_for_a_hearing_are_working_days():
    assert make.hearing_of(make.asked_case()).hold_by_on == make.workday(20)
