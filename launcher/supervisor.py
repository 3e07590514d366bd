"""Keeps the processes of an installation alive and ends every one of them, whatever happens."""

from __future__ import annotations

import json
import os
import signal
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from launcher import processes
from launcher.installation import write_whole
from launcher.progress import say
from launcher.trouble import StopRequestedError, Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from types import FrameType

    from launcher.postgres import Cluster

POLL_SECONDS = 0.2
GRACE_SECONDS = 15.0
FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 30.0
HEALTHY_AFTER_SECONDS = 60.0
# A service that ends when its database has ended is no service that fails.
DATABASE_FAULT_SECONDS = 30.0
DEATHS_BEFORE_READY = 2
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True)
class Service:
    """A program to keep running; its output goes to `log`, or to the launcher's when None."""

    name: str
    command: tuple[str, ...]
    env: Mapping[str, str]
    cwd: Path
    log: Path | None = None


@dataclass
class Kept:
    """A service with its process and the memory of its failures."""

    service: Service
    child: processes.Child | None = None
    started: float = 0.0
    deaths: int = 0
    again_at: float = 0.0


@dataclass
class Supervisor:
    """Starts services, restarts those that end, and stops them all."""

    record: Path
    cluster: Cluster | None = None
    kept: list[Kept] = field(default_factory=list)
    database_back: float = float("-inf")

    def clear_leftovers(self) -> None:
        """End processes that an earlier launcher, killed outright, left behind."""
        for pid, started in read_record(self.record):
            if processes.started_at(pid) == started != 0:
                say(f"      An earlier process {pid} is still there; ending it.")
                end_foreign(pid, started)
        self.record.unlink(missing_ok=True)

    def start(self, service: Service) -> None:
        """Start a service and keep it."""
        kept = Kept(service)
        self.kept.append(kept)
        self._launch(kept)

    def _launch(self, kept: Kept) -> None:
        service = kept.service
        streams, log = (processes.TO_PROGRESS, None)
        if service.log is not None:
            streams, log = processes.log_streams(service.log)
        program = processes.Program(service.command, service.env, streams, service.cwd)
        kept.child = processes.start(program)
        kept.started = time.monotonic()
        if log is not None:
            log.close()
        self._write_record()

    def _write_record(self) -> None:
        children = [kept.child.pid for kept in self.kept if kept.child is not None]
        write_whole(self.record, json.dumps([[pid, processes.started_at(pid)] for pid in children]))

    def check(self) -> None:
        """Restart what has ended, with a growing pause, and collect adopted processes."""
        for kept in self.kept:
            if kept.child is not None and kept.child.poll() is not None:
                self._note_death(kept, kept.child.returncode)
            if kept.child is None and time.monotonic() >= kept.again_at:
                self._launch(kept)
        self._check_database()
        processes.reap_adopted(self._known())

    def _note_death(self, kept: Kept, code: int) -> None:
        ended = time.monotonic()
        is_fresh = ended - kept.started > HEALTHY_AFTER_SECONDS or ended - self.database_back < DATABASE_FAULT_SECONDS
        if kept.child is not None:
            processes.end(kept.child, grace_seconds=0)
        kept.child = None
        kept.deaths = 1 if is_fresh else kept.deaths + 1
        pause = min(FIRST_PAUSE_SECONDS * 2 ** (kept.deaths - 1), LONGEST_PAUSE_SECONDS)
        kept.again_at = time.monotonic() + pause
        log = f" Its log: {kept.service.log}" if kept.service.log else ""
        say(f"  !!  The {kept.service.name} stopped ({how(code)}); starting it again in {pause:.0f} s.{log}")

    def _check_database(self) -> None:
        cluster = self.cluster
        if cluster is None or cluster.child is None or cluster.child.poll() is None:
            return
        say(f"  !!  The database stopped ({how(cluster.child.returncode)}); starting it again.")
        cluster.start()
        self.database_back = time.monotonic()
        say("  ok  The database is back.")

    def _known(self) -> set[int]:
        known = {kept.child.pid for kept in self.kept if kept.child is not None}
        if self.cluster is not None and self.cluster.child is not None:
            known.add(self.cluster.child.pid)
        return known

    def wait_until(self, is_ready: Callable[[], bool], *, seconds: float, what: str) -> None:
        """Supervise until something is ready; raise Trouble when a service keeps failing."""
        deadline = time.monotonic() + seconds
        while not is_ready():
            self.check()
            for kept in self.kept:
                if kept.deaths >= DEATHS_BEFORE_READY:
                    raise Trouble(does_not_start(kept.service))
            if time.monotonic() > deadline:
                raise Trouble(f"{what} was not ready after {seconds:.0f} s. {self._logs()}")
            time.sleep(POLL_SECONDS)

    def _logs(self) -> str:
        logs = [str(kept.service.log) for kept in self.kept if kept.service.log]
        return "The logs say why: " + ", ".join(logs) if logs else "The lines above say why."

    def watch(self) -> None:
        """Supervise until a signal asks for the end."""
        while True:
            self.check()
            time.sleep(POLL_SECONDS)

    def stop(self) -> None:
        """Stop every service together, then kill whatever they left behind."""
        running = [kept.child for kept in self.kept if kept.child is not None]
        for child in running:
            child.terminate()
        deadline = time.monotonic() + GRACE_SECONDS
        for child in running:
            processes.end(child, grace_seconds=max(deadline - time.monotonic(), 0.1))
        self.kept.clear()
        processes.kill_adopted(self._known())
        self.record.unlink(missing_ok=True)


def how(code: int) -> str:
    """Return how a process ended, in words."""
    if code >= 0:
        return f"exit code {code}"
    try:
        return f"signal {signal.Signals(-code).name}"
    except ValueError:
        return f"signal {-code}"


def does_not_start(service: Service) -> str:
    """Return the sentence for a service that ends again and again, with the end of its log."""
    if service.log is None or not service.log.exists():
        return f"The {service.name} does not start; the lines above say why."
    tail = processes.last_lines(service.log.read_text(errors="replace"), 5)
    return f"The {service.name} does not start. Its log {service.log} ends with:\n    {tail}"


def read_record(path: Path) -> list[tuple[int, int]]:
    """Return (process, start time) of the services an earlier launcher started."""
    try:
        return [(int(pid), int(started)) for pid, started in json.loads(path.read_text())]
    except (OSError, ValueError, TypeError):
        return []


def end_foreign(pid: int, started: int) -> None:
    """End a process that is not our child, with its group; started tells it from a namesake."""
    deadline = time.monotonic() + GRACE_SECONDS
    processes.signal_one(pid, signal.SIGTERM)
    while processes.started_at(pid) == started:
        if time.monotonic() > deadline:
            processes.signal_group(pid, signal.SIGKILL)
        time.sleep(processes.POLL_SECONDS)
    processes.signal_group(pid, signal.SIGKILL)


@contextmanager
def signals_stop() -> Iterator[None]:
    """Turn Ctrl-C, SIGTERM and the end of the terminal into StopRequestedError for the block."""

    def raise_stop(number: int, _frame: FrameType | None) -> None:
        ignore_signals()
        raise StopRequestedError(number)

    for number in SIGNALS:
        # nohup starts us with SIGHUP ignored, and means it.
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, raise_stop)
    yield


def ignore_signals() -> None:
    """Let nothing interrupt the stopping; kill -9 still can, and the next start cleans up."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)


@contextmanager
def supervising(supervisor: Supervisor) -> Iterator[Supervisor]:
    """Adopt every descendant for the block and leave no process behind after it."""
    processes.adopt_orphans()
    supervisor.clear_leftovers()
    try:
        yield supervisor
    finally:
        supervisor.stop()


def own_environment() -> dict[str, str]:
    """Return a copy of the launcher's environment."""
    return dict(os.environ)
