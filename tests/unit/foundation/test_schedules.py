"""When nightly jobs run: told in Beijing's time, written in the queue's."""

from datetime import UTC, datetime, time

import pytest
from croniter import croniter

from oneseal.foundation.jobs.schedules import daily
from oneseal.foundation.timekeeping import BEIJING


@pytest.mark.parametrize(
    ("at", "expression"),
    [
        pytest.param(time(0, 10), "10 16 * * *", id="after-midnight-is-the-afternoon-before"),
        pytest.param(time(7, 59), "59 23 * * *", id="the-last-minute-before-utc-begins-its-day"),
        pytest.param(time(8, 0), "0 0 * * *", id="eight-in-the-morning-is-midnight"),
        pytest.param(time(23, 5), "5 15 * * *", id="late-in-the-evening"),
    ],
)
def test_a_time_of_the_city_is_written_for_a_queue_that_reads_utc(at, expression):
    assert daily(at) == expression

    ran = croniter(daily(at)).get_next(float, start_time=datetime(2026, 3, 4, tzinfo=BEIJING).timestamp() - 1)
    assert datetime.fromtimestamp(ran, UTC).astimezone(BEIJING).time() == at
