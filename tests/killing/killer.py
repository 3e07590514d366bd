"""Kills with signal 9: which process, and when, drawn from a seed that is printed."""

import os
import random
import signal
import time
from collections import Counter
from dataclasses import dataclass, field
from threading import Event

from tests.killing.running import Running, until

UP_SECONDS = 300
# Of each kind so many in a bag; a new bag is filled when it is empty. The first three are drawn first of all.
BAG = {"worker": 4, "database": 3, "load": 2, "postmaster": 2, "backend": 1, "web": 2, "web_child": 1, "everything": 1}
FIRST = ("worker", "database", "load")
DELIVERED = "SELECT count(*) FROM outbox_delivery"


def kill(pid, *, group=False):
    """Kill outright; one that has just ended by itself is as dead."""
    try:
        (os.killpg if group else os.kill)(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


@dataclass
class Killer:
    """Kills parts of a running installation, one after another, each time it is up again."""

    city: Running
    seed: int
    kills: Counter = field(default_factory=Counter)
    seconds: list = field(default_factory=list)

    def __post_init__(self):
        self.random = random.Random(self.seed)
        self._bag = [*reversed(FIRST)]

    def _draw(self):
        if not self._bag:
            self._bag = [kind for kind, count in BAG.items() for _ in range(count)]
            self.random.shuffle(self._bag)
        return self._bag.pop()

    def round(self):
        """Let the load run for a random while, kill, and wait until everything moves again."""
        if self.random.random() < 0.3:
            self.city.leap_meanwhile("working_day")
        Event().wait(self.random.uniform(0.3, 2.5))
        kind = self._draw()
        self.kills[kind] += 1
        getattr(self, f"_kill_{kind}")()
        began = time.monotonic()
        self.wait_until_it_moves(what=f"recovery from the kill of {kind} ({sum(self.kills.values())})")
        self.seconds.append((kind, round(time.monotonic() - began, 1)))

    def wait_until_it_moves(self, *, what):
        """Wait until each load was told of a new move, an event was delivered, and the health page is content."""
        told = {number: len(self.city.journal(number)) for number in self.city.loads}
        delivered = []

        def moves():
            for number, child in self.city.loads.items():
                assert child.poll() is None, f"load {number} ended: {(self.city.folder / 'loads.txt').read_text()}"
            answered = all(
                any(line["what"] == "done" for line in self.city.journal(number)[before:])
                for number, before in told.items()
            )
            count = self.city.count(DELIVERED) if answered or not delivered else -1
            if count >= 0 and not delivered:
                delivered.append(count)
            return answered and delivered and count > delivered[0] and self.city.is_healthy()

        until(moves, seconds=UP_SECONDS, what=what)

    def _kill_worker(self):
        for pid in self.city.processes("run_worker"):
            kill(pid, group=True)

    def _kill_web(self):
        kill(self.city.processes("granian")[0], group=True)

    def _kill_web_child(self):
        kill(self.random.choice(self.city.processes("granian")[1:]))

    def _kill_load(self):
        number = self.random.choice(sorted(self.city.loads))
        child = self.city.loads[number]
        child.kill()
        child.wait()
        self.city.load(number)

    def _kill_postmaster(self):
        kill(self.city.postmaster())

    def _kill_database(self):
        for pid in self.city.database_processes():
            kill(pid)

    def _kill_backend(self):
        head = self.city.postmaster()
        kill(self.random.choice([pid for pid in self.city.database_processes() if pid != head]))

    def _kill_everything(self):
        """As when the power goes: the program, what it started, and the loads; then the operator starts it again."""
        kill(self.city.program.pid, group=True)
        self._kill_database()
        for word in ("granian", "run_worker", "run_outside"):
            for pid in self.city.processes(word):
                kill(pid)
        for child in self.city.loads.values():
            child.kill()
        for child in (self.city.program, *self.city.loads.values()):
            child.wait()
        self.city.start()
        for number in self.city.loads:
            self.city.load(number)
