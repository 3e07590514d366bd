"""Kill -9 at random moments under load: nothing answered is lost, nothing happens twice, the proof is clean.

`ONESEAL_KILLS` says how often (three times by default, fifty by night), `ONESEAL_KILLS_SEED` from which seed.
"""

import os
import subprocess
import sys
import time
from collections import Counter

import pytest

from tests.killing.checking import faults, snapshot
from tests.killing.gateway import Gateway
from tests.killing.killer import Killer
from tests.killing.running import Running, own_environment, until
from tests.launcher.conftest import ROOT

KILLS = int(os.environ.get("ONESEAL_KILLS", "3"))
SEED = int(os.environ.get("ONESEAL_KILLS_SEED", "20260414"))
LOADS = 2
QUIET_SECONDS = 240
# The proof of a night that was missed is made ten minutes after the start.
BUSY = """
SELECT (SELECT count(*) FROM outbox_event WHERE relayed_at IS NULL)
  + (SELECT count(*) FROM procrastinate_jobs
     WHERE status IN ('todo', 'doing') AND task_name <> 'proof.nightly')
  + (SELECT count(*) FROM notify_message WHERE state = 'waiting')
"""

OPEN = "SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in%'"


@pytest.fixture(scope="module")
def gateway(tmp_path_factory):
    """Return the text-message gateway, which nobody kills."""
    taking = Gateway(tmp_path_factory.mktemp("gateway"))
    yield taking
    taking.stop()


@pytest.fixture(scope="module")
def city(tmp_path_factory, gateway):
    """Return a running city with loads on it."""
    running = Running(tmp_path_factory.mktemp("city"), gateway.port)
    try:
        running.open_clock()
        running.start()
        running.found(LOADS + 1)
        for number in range(LOADS):
            running.load(number)
        yield running
    finally:
        running.stop()


def quiet(city):
    """Wait until nothing is left to be done."""
    until(lambda: city.count(BUSY) == 0, seconds=QUIET_SECONDS, what="the end of all work")


def proved(city):
    """Run the product's own proof and return (exit code, what it says)."""
    command = [sys.executable, str(ROOT / "oneseal"), "proof", "--data", str(city.data)]
    env = {**own_environment(), "DJANGO_SETTINGS_MODULE": "tests.killing.settings"}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=QUIET_SECONDS)
    return done.returncode, done.stdout + done.stderr


def told(city, killer, gateway, *, seconds):
    """Return the figures of a run as lines."""
    lines = [line for number in range(LOADS) for line in city.journal(number)]
    what = Counter(line["what"] for line in lines)
    presses = Counter(line["key"] for line in lines if line["what"] == "tried")
    kills = ", ".join(f"{count} {kind}" for kind, count in sorted(killer.kills.items()))
    twice = sum(count > 1 for count in gateway.taken.values())
    slowest = sorted(killer.seconds, key=lambda row: -row[1])[:3]
    unanswered = sum(count > 1 for count in presses.values())
    return (
        f"\nseed {killer.seed}: {sum(killer.kills.values())} kills ({kills}) in {seconds / 60:.1f} minutes\n"
        f"{what['done']} moves answered, {unanswered} pressed again without an answer, "
        f"{what['again']} pressed again after it, {what['refused']} overtaken by the law, {what['begun']} cases\n"
        f"{len(gateway.taken)} messages, {twice} of them handed over more than once under the same key\n"
        f"until all moved again: {sum(row[1] for row in killer.seconds) / len(killer.seconds):.1f} s on average, "
        f"slowest {slowest}\n"
    )


def test_nothing_answered_is_lost_and_nothing_happens_twice(city, gateway, capsys):
    began, killer = time.monotonic(), Killer(city, SEED)
    with capsys.disabled():
        sys.stdout.write(f"\nONESEAL_KILLS={KILLS} ONESEAL_KILLS_SEED={SEED}\n")
    killer.wait_until_it_moves(what="the first moves")
    for _ in range(KILLS):
        killer.round()
    assert city.end_loads(), (city.folder / "loads.txt").read_text()
    # Whom nobody answered in five working days is accepted by law; the days end under their roots.
    assert city.leap("week")
    assert city.leap("week")
    quiet(city)

    found = faults(snapshot(city.rows), [city.journal(number) for number in range(LOADS)], taken=gateway.taken)
    with capsys.disabled():
        sys.stdout.write(told(city, killer, gateway, seconds=time.monotonic() - began))
    assert not found, "\n".join(found)
    code, said = proved(city)
    assert code == 0, said


def test_a_load_that_believes_itself_answered_before_the_commit_is_caught(city, gateway):
    """The negative control: with the promise broken on purpose, one kill is enough for the checker to see it."""
    city.load(LOADS, KILLING_FAULT="early")
    until(lambda: any(line["what"] == "done" for line in city.journal(LOADS)), seconds=60, what="an answer")

    believing = city.loads.pop(LOADS)
    believing.kill()
    believing.wait()

    # What was still open is undone as soon as the server notices.
    until(lambda: city.count(OPEN) == 0, seconds=60, what="the end of what was open")
    found = faults(snapshot(city.rows), [city.journal(LOADS)], taken=gateway.taken)
    assert any(fault.startswith("lost: submit") for fault in found), found
