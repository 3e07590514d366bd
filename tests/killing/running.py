"""A running installation with loads on it: real processes, each of which can be killed."""

import http.cookiejar
import os
import re
import signal
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread

import psycopg

from launcher.postgres import Cluster
from launcher.processes import working_in
from oneseal.simulation.city_clock import OPENING
from oneseal.simulation.clock_file import ClockFile
from tests.killing.journal import read
from tests.launcher.conftest import BINARIES, ROOT, free_port, processes_mentioning, status_of

START_SECONDS = 400
POLL_SECONDS = 0.25
END_SECONDS = 240  # a load finishes the press it is at, and a busy machine is slow
# What the test run itself has set would lead the program to the database of the other tests.
NOT_HANDED_ON = ("ONESEAL_", "DATABASE_URL", "DJANGO_", "KILLING_")
SETTINGS = "tests.killing.settings"


def until(condition, *, seconds, what):
    """Wait for a condition, asking now and then: who asks all the time takes the machine from those he waits for."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"{what} was not met within {seconds} s"
        Event().wait(POLL_SECONDS)


def own_environment():
    return {name: value for name, value in os.environ.items() if not name.startswith(NOT_HANDED_ON)}


@dataclass
class Running:
    """One installation: its program, its loads, and the folder of everything."""

    folder: Path
    sms_port: int
    port: int = field(default_factory=free_port)
    program: subprocess.Popen | None = None
    loads: dict = field(default_factory=dict)

    @property
    def data(self):
        return self.folder / "data"

    @property
    def url(self):
        return f"http://localhost:{self.port}"

    @property
    def printed(self):
        return (self.folder / "terminal.txt").read_text("utf-8", errors="replace")

    # --- the program ---------------------------------------------------------------------------

    def open_clock(self):
        """Let the city's clock stand on its opening morning before anything runs by it."""
        self.data.mkdir(mode=0o711)
        ClockFile(self.data / "city-clock.json").set(OPENING - datetime.now(UTC))

    def start(self):
        """Start the program as an operator does, and wait until it says that it runs."""
        begun = len(self.printed) if (self.folder / "terminal.txt").exists() else 0
        command = [sys.executable, str(ROOT / "oneseal"), "demo", "--no-simulate"]
        with (self.folder / "terminal.txt").open("ab") as terminal:
            self.program = subprocess.Popen(
                [*command, "--port", str(self.port), "--data", str(self.data)],
                env={**own_environment(), "DJANGO_SETTINGS_MODULE": SETTINGS, "KILLING_SMS_PORT": str(self.sms_port)},
                stdin=subprocess.DEVNULL, stdout=terminal, stderr=terminal, cwd=ROOT, start_new_session=True,
            )  # fmt: skip

        def is_ready():
            assert self.program.poll() is None, self.printed
            return "Stop it with" in self.printed[begun:]

        until(is_ready, seconds=START_SECONDS, what="the start of the program")

    def stop(self):
        """End loads and program in order."""
        for child in (*self.loads.values(), self.program):
            if child is not None and child.poll() is None:
                child.send_signal(signal.SIGTERM)
                child.wait(END_SECONDS)

    def is_healthy(self):
        return status_of(f"{self.url}/healthz") == 200

    # --- the database --------------------------------------------------------------------------

    def rows(self, statement):
        """Return the rows of a query on a connection of its own; nothing while nobody answers."""
        with psycopg.connect(Cluster(self.data, BINARIES).url, connect_timeout=5) as connection:
            return connection.execute(statement).fetchall()

    def count(self, statement):
        """Return the number that a query counts, or -1 while the database is away."""
        try:
            return self.rows(statement)[0][0]
        except psycopg.Error:
            return -1

    # --- the loads -----------------------------------------------------------------------------

    def _load_environment(self, **told):
        return {
            **own_environment(), **told, "DATABASE_URL": Cluster(self.data, BINARIES).url,
            "ONESEAL_DATA": str(self.data), "DJANGO_SETTINGS_MODULE": SETTINGS, "TZ": "Asia/Shanghai",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]), "KILLING_SMS_PORT": str(self.sms_port),
        }  # fmt: skip

    def found(self, loads):
        """Make the city and the people of each load."""
        command = [sys.executable, "-m", "tests.killing.load", "found", str(self.folder), str(loads)]
        subprocess.run(command, env=self._load_environment(), cwd=ROOT, check=True, timeout=START_SECONDS)

    def load(self, number, **told):
        """Start a load, or start it again after it was killed."""
        command = [sys.executable, "-m", "tests.killing.load", "run", str(self.folder), str(number)]
        with (self.folder / "loads.txt").open("ab") as said:
            env = self._load_environment(**told)
            self.loads[number] = subprocess.Popen(
                command, env=env, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=said, stderr=said
            )

    def end_loads(self):
        """Ask every load to end after the press it is at; return whether each ended well."""
        for child in self.loads.values():
            child.send_signal(signal.SIGTERM)
        codes = [child.wait(END_SECONDS) for child in self.loads.values()]
        self.loads.clear()
        return not any(codes)

    def journal(self, number):
        return list(read(self.folder / f"journal-{number}.jsonl"))

    # --- whom a kill meets ---------------------------------------------------------------------

    def processes(self, word):
        """Return the processes of the program whose command has a word, the oldest first."""
        return sorted(pid for pid, words in processes_mentioning(str(self.data)).items() if word in words)

    def postmaster(self):
        return int((self.data / "postgres" / "postmaster.pid").read_text().split()[0])

    def database_processes(self):
        return working_in((self.data / "postgres").resolve())

    # --- the clock -----------------------------------------------------------------------------

    def leap(self, far):
        """Move the city's clock by the button of its page; return whether the page says that it was done."""
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        try:
            with browser.open(f"{self.url}/demo/", timeout=30) as page:
                token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.read().decode()).group(1)
            form = urllib.parse.urlencode({"csrfmiddlewaretoken": token, "leap": far}).encode()
            with browser.open(f"{self.url}/demo/clock/", form, timeout=120) as page:
                return page.status == 200
        except (OSError, http.client.HTTPException, AttributeError):
            return False

    def leap_meanwhile(self, far):
        """Press that button and do not wait for its answer."""
        thread = Thread(target=self.leap, args=(far,), daemon=True)
        thread.start()
        return thread
