"""Two sweepers at the same moment: each timer fires once, also where many are claimed together."""

from contextlib import suppress
from threading import Barrier, BrokenBarrierError
from uuid import uuid4

import pytest

from oneseal.foundation.timekeeping import now
from oneseal.foundation.writes import flush
from oneseal.workflow.models import Timer
from oneseal.workflow.services import timer_set, timers_fire, timers_received
from oneseal.workflow.services import timers as timers_module
from tests.concurrency.racing import at_once, failures

COUNT = 40


@pytest.fixture
def seen(bare_house, monkeypatch):
    """Return the subjects whose timers were acted for, by two sweepers that meet in the middle of their work."""
    for name in ("_receivers", "_together"):
        monkeypatch.setattr(timers_module, name, dict(getattr(timers_module, name)))
    acted, meeting = [], Barrier(2)

    def many(due, *, now):
        with suppress(BrokenBarrierError):
            meeting.wait(1)
        acted.extend(timer.subject_id for timer in due)

    timers_received("many", many)
    return acted


def test_two_sweepers_fire_each_timer_once(seen, clock):
    at = now()
    writes = [timer_set(subject=("case", uuid4()), kind="many", fires_at=at, now=at) for _ in range(COUNT)]
    flush(*writes)

    results = at_once(lambda: timers_fire(now=at), lambda: timers_fire(now=at))

    assert not failures(results)
    assert sum(results) == COUNT
    assert len(seen) == len(set(seen)) == COUNT
    assert not Timer.objects.filter(fired_at=None).exists()


def test_control_without_the_claim_both_would_act(seen, clock, monkeypatch):
    at = now()
    flush(*(timer_set(subject=("case", uuid4()), kind="many", fires_at=at, now=at) for _ in range(COUNT)))
    unlocked = Timer.objects.all()
    monkeypatch.setattr(type(unlocked), "select_for_update", lambda self, **_told: self)

    at_once(lambda: timers_fire(now=at), lambda: timers_fire(now=at))

    assert len(seen) == 2 * COUNT
