"""Official notices: loaded once, changed when they change, read by everybody at once."""

import json
from datetime import date

import pytest
from django.conf import settings

from oneseal.foundation.timekeeping import now
from oneseal.kernel.clock import CalendarYearMissing, Term, Unit, due_on
from oneseal.kernel.clock.refusals import NoticeMalformed
from oneseal.workflow.models import CalendarYear
from oneseal.workflow.selectors import calendar, calendar_years
from oneseal.workflow.services import calendar_load
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def notice(year):
    return json.loads((settings.ONESEAL_REFERENCE / "holidays" / f"{year}.json").read_text("utf-8"))


def test_loading_what_is_there_changes_nothing():
    assert calendar_load(contents=[notice(2025), notice(2026)], now=now()) == []


def test_a_changed_notice_counts_at_once():
    calendar()
    changed = notice(2026)
    changed["off"] = [*changed["off"], {"from": "2026-03-05", "to": "2026-03-05", "name": "本地放假"}]

    changed_years = calendar_load(contents=[changed], now=now())

    due = due_on(start_on=date(2026, 3, 4), term=Term(1, Unit.WORKING_DAY), calendar=calendar())
    assert changed_years == [2026]
    assert due == date(2026, 3, 6)


def test_a_year_that_is_not_loaded_is_refused_and_never_guessed():
    world.load_calendars()
    CalendarYear.objects.filter(year=2026).delete()
    world.forget()

    assert 2026 not in calendar_years()
    with pytest.raises(CalendarYearMissing) as caught:
        due_on(start_on=date(2026, 3, 4), term=Term(5, Unit.WORKING_DAY), calendar=calendar())
    assert caught.value.facts == {"year": 2026}


def test_a_broken_notice_is_refused_and_the_good_ones_with_it():
    CalendarYear.objects.filter(year=2025).delete()

    with pytest.raises(NoticeMalformed):
        calendar_load(contents=[notice(2025), {"year": 2027, "off": "x"}], now=now())

    assert 2025 not in calendar_years()
