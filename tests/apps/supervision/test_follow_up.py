"""R30: bad ratings that nobody calls back and complaints that nobody answers are found, and say of whom to nobody."""

from datetime import date, timedelta

import pytest

from oneseal.evaluation.rules.matters import MatterKind
from oneseal.evaluation.services import RatingTold, case_rate
from oneseal.foundation.timekeeping import now
from oneseal.supervision.models import Finding
from oneseal.supervision.services import round_make
from tests.factories import world
from tests.factories.matters import accepted, answered, filed, row

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def found_until(clock, day):
    """Return (light, day, case, facts) of what R30 found by the morning of a day."""
    clock.stand_at(f"{day.isoformat()} 06:00")
    round_make(tell=now)
    return list(
        Finding.objects.filter(rule="R30").order_by("day").values_list("light", "day", "case_id", "facts__due_on")
    )  # fmt: skip


@pytest.mark.parametrize(("made", "light"), [
    pytest.param(filed, "yellow", id="not-decided-whether-accepted"),
    pytest.param(accepted, "red", id="not-answered"),
])  # fmt: skip
def test_a_complaint_is_found_from_the_day_after_its_last_day(made, light, clock):
    due = row(made()).due_on

    assert found_until(clock, due) == []
    late = due + timedelta(days=1)
    assert found_until(clock, late) == [(light, late, None, due.isoformat())]


@pytest.mark.parametrize("made", [
    pytest.param(answered, id="answered"), pytest.param(lambda: filed(MatterKind.CONSULTATION), id="no-complaint"),
])  # fmt: skip
def test_what_was_answered_and_what_is_no_complaint_is_not_found(made, clock):
    due = row(made()).due_on

    assert found_until(clock, due + timedelta(days=20)) == []


def test_a_bad_rating_that_nobody_calls_back_is_found_without_its_case(clock):
    case = world.delivered_case()
    case_rate(facts=case.facts, told=RatingTold(5, "等了很久"), actor=case.applicant, now=now())

    assert found_until(clock, date(2026, 3, 5)) == []
    assert found_until(clock, date(2026, 3, 6)) == [("yellow", date(2026, 3, 6), None, "2026-03-05")]
