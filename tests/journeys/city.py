"""A running city: the real program on an empty data folder, started as a newcomer starts it."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
DEADLINE_SECONDS = 420.0
STOP_SECONDS = 30.0
# What the test run itself has set would lead the program to the database of the other tests.
NOT_HANDED_ON = ("ONESEAL_", "DATABASE_URL", "DJANGO_")


class CityDown(AssertionError):
    """The program did not start, or stopped."""


@dataclass
class City:
    """One running installation: where it listens, where its data lies, what it has printed."""

    port: int
    data: Path
    process: subprocess.Popen

    @property
    def url(self):
        return f"http://localhost:{self.port}"

    @property
    def printed(self):
        """Return what the program has written to its terminal so far."""
        return (self.data.parent / "terminal.txt").read_text("utf-8")

    @property
    def first_run_code(self):
        """Return the code that opens the first-run page, read where a person reads it."""
        found = re.search(r"set-up code ([0-9a-z]{10})\b", self.printed)
        assert found, f"the program printed no first-run code:\n{self.printed}"
        return found.group(1)

    def stop(self):
        """End the program as Ctrl-C does, and drop its data."""
        self.end()
        shutil.rmtree(self.data, ignore_errors=True)

    def end(self):
        """End the program as Ctrl-C does; its data stays."""
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Seeds:
    """The data of cities that were begun once and are copied from then on.

    "empty" and "living" are what a newcomer's first start made; in "furnished", an empty one, `furnish` was done.
    """

    def __init__(self, folder, furnish):
        self._folder, self._furnish = folder, furnish
        self._made = {}

    def copied(self, kind, data):
        """Let a data folder be that of a city of a kind."""
        if kind not in self._made:
            self._made[kind] = self._begun(kind)
        # The database's files are its own user's, whoever copies them.
        subprocess.run(["cp", "-a", str(self._made[kind]), str(data)], check=True)

    def _begun(self, kind):
        folder = self._folder / kind
        folder.mkdir()
        if kind == "furnished":
            self.copied("empty", folder / "data")
        city = start_city(folder, living=kind == "living")
        try:
            if kind == "furnished":
                self._furnish(city)
        finally:
            city.end()
        return city.data


def free_port():
    """Return a port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_up(url):
    """Return True when the health page says that web, database and worker are up."""
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=5) as reply:
            return reply.status == 200
    except urllib.error.HTTPError as error:
        error.close()
        return False
    except OSError:
        return False


def start_city(folder, *, living=False):
    """Start the program with the data below `folder`, where there is none yet of an empty or the living city.

    It is up when this returns.
    """
    port = free_port()
    data = folder / "data"
    with (folder / "terminal.txt").open("wb") as terminal:
        process = subprocess.Popen(
            [
                *(sys.executable, str(ROOT / "oneseal"), "demo", *(() if living else ("--no-simulate",))),
                *("--port", str(port), "--data", str(data)),
            ],
            env={name: value for name, value in os.environ.items() if not name.startswith(NOT_HANDED_ON)},
            stdin=subprocess.DEVNULL,
            stdout=terminal,
            stderr=subprocess.STDOUT,
            cwd=ROOT,
        )
    city = City(port, data, process)
    deadline = time.monotonic() + DEADLINE_SECONDS
    while "Stop it with" not in city.printed or not is_up(city.url):
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            process.wait()
            raise CityDown(f"the program did not start:\n{city.printed}")
        # A poll with a deadline, not a guess at how long starting takes.
        time.sleep(0.1)
    return city
