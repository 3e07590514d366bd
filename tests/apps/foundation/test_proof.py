"""The nightly proof: a clean city proves clean, and everything altered by hand is named."""

import pytest

from tests.apps.foundation.proving import found, proved, sql
from tests.factories import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(city, clock):
    """Return a city that was made this very morning."""
    sql("UPDATE django_migrations SET applied = %s", [clock.now])
    return city


MADE = (
    world.started_case, world.submitted_case, world.correction_pending_case, world.corrected_case,
    world.not_accepted_case, world.accepted_case, world.reviewed_case, world.granted_case, world.refused_case,
    world.issuing_case, world.delivered_case, world.archived_case,
)  # fmt: skip


def test_a_clean_city_proves_clean(house, clock):
    for make in MADE:
        make()
    world.deliver_events()

    assert found() == []
    assert proved().is_clean
