"""What a department entrusts to a centre stands between its days, and for its items (A92)."""

from datetime import date
from uuid import uuid4

import pytest

from oneseal.kernel.access import Entrusted, Standing

DEPARTMENT, ITEM, OTHER = uuid4(), uuid4(), uuid4()


@pytest.mark.parametrize(
    ("until_on", "ended_on", "on", "standing"),
    [
        pytest.param(None, None, date(2025, 12, 31), Standing.FUTURE, id="before-its-first-day"),
        pytest.param(None, None, date(2099, 1, 1), Standing.IN_FORCE, id="without-a-last-day-it-runs-on"),
        pytest.param(date(2026, 6, 30), None, date(2026, 6, 30), Standing.IN_FORCE, id="the-last-day-is-included"),
        pytest.param(date(2026, 6, 30), None, date(2026, 7, 1), Standing.EXPIRED, id="after-its-last-day"),
        pytest.param(None, date(2026, 3, 2), date(2026, 3, 2), Standing.REVOKED, id="over-from-the-day-of-its-end"),
        pytest.param(None, date(2026, 3, 2), date(2026, 3, 1), Standing.IN_FORCE, id="until-the-day-before"),
    ],
)
def test_an_entrustment_stands_between_its_days(until_on, ended_on, on, standing):
    told = Entrusted(DEPARTMENT, frozenset(), date(2026, 1, 1), until_on, ended_on)

    assert told.standing(on) is standing


def test_without_items_it_speaks_of_every_item():
    every = Entrusted(DEPARTMENT, frozenset(), date(2026, 1, 1), None)
    one = Entrusted(DEPARTMENT, frozenset({ITEM}), date(2026, 1, 1), None)

    assert every.covers(OTHER)
    assert one.covers(ITEM)
    assert not one.covers(OTHER)
