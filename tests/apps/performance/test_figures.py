"""Sums of a period: grades beside cases, by department and item, and the periods they are compared with."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from oneseal.evaluation.models import Rating
from oneseal.evaluation.selectors import grades_counted
from oneseal.foundation.timekeeping import now
from oneseal.performance.rules.sums import Period, Rate, rates_of
from oneseal.performance.selectors.figures import item_names, sums_of
from oneseal.performance.selectors.inputs import inputs_of
from oneseal.performance.services import facts_refresh
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
MARCH = Period.of_month(date(2026, 3, 1))


def rate(grade, *, at, agency_id=None):
    case_id = uuid4()
    Rating.objects.create(
        id=uuid4(), case_id=case_id, session_id=case_id, agency_id=agency_id or world.city().agency_id, grade=grade,
        channel="online", rated_at=at,
    )  # fmt: skip


def test_grades_one_to_three_satisfy_and_count_in_their_month(clock):
    for grade in (1, 2, 3, 4, 5):
        rate(grade, at=clock.now)
    rate(1, at=clock.now, agency_id=uuid4())
    rate(5, at=clock.now + timedelta(days=31))
    facts_refresh(now=now())
    agency_id = world.city().agency_id

    assert grades_counted(MARCH.first, MARCH.last)[agency_id] == (3, 5)
    assert sums_of(MARCH, by="agency")[agency_id].graded == 5
    assert sums_of(MARCH, by="city")[None].satisfied == 4
    assert inputs_of(MARCH)[agency_id].satisfied == 3


def test_a_city_without_cases_and_grades_has_no_rates():
    facts_refresh(now=now())

    found = sums_of(MARCH, by="city")

    assert found == {}
    assert inputs_of(MARCH)[world.city().agency_id].accepted == 0


def test_items_bear_the_name_under_which_they_were_filed():
    case = world.refused_case()
    facts_refresh(now=now())

    found = sums_of(MARCH, by="item", agency_id=world.city().agency_id)

    assert [sums.closed for sums in found.values()] == [1]
    assert list(item_names(found).values()) == [case.facts.item_name]
    assert rates_of(next(iter(found.values())))[Rate.SATISFACTION].rate is None


def test_inputs_cost_the_same_queries_however_many_cases():
    def asked():
        facts_refresh(now=now())
        with CaptureQueriesContext(connection) as queries:
            inputs_of(MARCH)
        return len(queries)

    world.refused_case()
    before = asked()
    world.refused_case()
    world.accepted_case()

    assert asked() == before <= 12


PERIODS = (
    ("a month", Period.of_month(date(2026, 3, 9)), "2026-02-01 2026-02-28", "2025-03-01 2025-03-31"),
    ("a leap February", Period.of_month(date(2028, 2, 1)), "2028-01-01 2028-01-31", "2027-02-01 2027-02-28"),
    ("January", Period.of_month(date(2026, 1, 1)), "2025-12-01 2025-12-31", "2025-01-01 2025-01-31"),
    ("ten days", Period(date(2026, 3, 11), date(2026, 3, 20)), "2026-03-01 2026-03-10", "2025-03-11 2025-03-20"),
    ("a leap day", Period(date(2028, 2, 29), date(2028, 2, 29)), "2028-02-28 2028-02-28", "2027-02-28 2027-02-28"),
)


@pytest.mark.parametrize(
    ("period", "before", "year_before"), [pytest.param(*row[1:], id=row[0]) for row in PERIODS]
)  # fmt: skip
def test_each_period_is_compared_with_the_one_before_and_a_year_before(period, before, year_before):
    assert f"{period.before.first} {period.before.last}" == before
    assert f"{period.year_before.first} {period.year_before.last}" == year_before
