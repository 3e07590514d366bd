"""Run several people's presses at the same moment, each on a connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

TIMEOUT_SECONDS = 60


def at_once(*acts):
    """Run acts together and return what each gave back or raised, in their order."""
    barrier = Barrier(len(acts))

    def run(act):
        try:
            connection.ensure_connection()
            barrier.wait(TIMEOUT_SECONDS)
            return act()
        except Exception as problem:  # noqa: BLE001 - the test judges it
            return problem
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts, timeout=TIMEOUT_SECONDS))


def failures(results):
    return [result for result in results if isinstance(result, Exception)]


def meeting(work, *, people=2):
    """Return some work after which everybody waits for the others: what a lock would have kept apart meets."""
    meet = Barrier(people, timeout=10)

    def together(*told, **known):
        found = work(*told, **known)
        meet.wait()
        return found

    return together
