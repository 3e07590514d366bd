"""The demo city's past was watched by its rules and measured: findings in several states, and a published index."""

from datetime import datetime

import pytest

from oneseal.foundation.timekeeping import BEIJING, now
from oneseal.performance.models import IndexMonth
from oneseal.simulation.measuring import demo_index_make
from oneseal.simulation.past import demo_past_make
from oneseal.simulation.services import demo_city_build
from oneseal.simulation.supervising import demo_supervision_make
from oneseal.supervision.models import Finding


@pytest.mark.usefixtures("empty_house")
def test_the_demo_city_was_watched_and_measured(clock):
    clock.stand_at(datetime(2026, 4, 14, 9, tzinfo=BEIJING))
    demo_city_build(now=now())
    demo_past_make(now=now())

    assert demo_supervision_make(now=now())
    states = set(Finding.objects.values_list("state", flat=True))
    assert states >= {"new", "urged", "answered"}
    assert not Finding.objects.filter(found_at__gt=now()).exists()

    assert demo_index_make(now=now())
    index = IndexMonth.objects.get()
    assert (index.month.isoformat(), index.stage) == ("2026-03-01", "published")
    assert index.drafted_at < index.published_at < now()
    assert index.lines.exclude(total=None).exists()
