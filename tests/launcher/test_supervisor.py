"""How long a service that ends has to wait before it is started again."""

import os
import sys
import time

import pytest

from launcher.supervisor import FIRST_PAUSE_SECONDS, Service, Supervisor
from tests.launcher.conftest import until

ENDS_AT_ONCE = (sys.executable, "-c", "")


def pause_after(supervisor, deaths):
    """Let a service end so many times and return the pause before the next start."""
    (kept,) = supervisor.kept
    for _ in range(deaths):
        if kept.child is None:  # else it runs, or has ended before anybody looked
            kept.again_at = 0.0
            supervisor.check()
        until(lambda: kept.child.poll() is not None, what="the end of the service")
        ended = time.monotonic()
        supervisor.check()
    return kept.again_at - ended


@pytest.mark.parametrize(
    ("database_back", "longest"),
    [
        pytest.param(float("-inf"), 4 * FIRST_PAUSE_SECONDS, id="a-service-that-fails-waits-longer-each-time"),
        pytest.param(float("inf"), FIRST_PAUSE_SECONDS, id="one-that-ends-with-its-database-does-not"),
    ],
)
def test_the_pause_grows_only_for_a_service_that_fails_by_itself(tmp_path, database_back, longest):
    supervisor = Supervisor(tmp_path / "record.json")
    supervisor.start(Service("worker", ENDS_AT_ONCE, dict(os.environ), tmp_path))
    supervisor.database_back = database_back

    pause = pause_after(supervisor, 3)
    supervisor.stop()

    assert longest - 0.1 <= pause < longest + 1
