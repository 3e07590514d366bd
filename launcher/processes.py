"""Starts, watches and ends processes; the only module that calls subprocess."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, TYPE_CHECKING

from launcher.leash import PR_SET_CHILD_SUBREAPER, process_control
from launcher.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LEASH = Path(__file__).with_name("leash.py")
PROC = Path("/proc")
DEVNULL = subprocess.DEVNULL
POLL_SECONDS = 0.05
PRIVATE_UMASK = 0o077

Child = subprocess.Popen[bytes]


@dataclass(frozen=True)
class Streams:
    """Where a child reads and writes; None means the launcher's own."""

    stdin: IO[bytes] | int | None = subprocess.DEVNULL
    stdout: IO[bytes] | int | None = None
    stderr: IO[bytes] | int | None = None


OWN: Streams = Streams(stdin=None)
SILENT: Streams = Streams(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
# The launcher's own stdout carries results only; what tools say belongs to the progress.
TO_PROGRESS: Streams = Streams(stdout=2, stderr=2)


def log_streams(path: Path) -> tuple[Streams, IO[bytes]]:
    """Return streams that append to a log file, and the file to close after the start."""
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    log = os.fdopen(descriptor, "ab", buffering=0)
    return Streams(stdout=log, stderr=log), log


@dataclass(frozen=True)
class Program:
    """A program to start: everything about it that differs from a bare command.

    `identity` is `UID:GID:CAPABILITY` of another user, or empty for the launcher's own. A private
    program's files can be read by its user only.
    """

    command: tuple[str, ...]
    env: Mapping[str, str]
    streams: Streams = SILENT
    cwd: Path | None = None
    identity: str = ""
    private: bool = True
    death_signal: int = signal.SIGTERM
    title: str = ""

    def name(self) -> str:
        """Return what to call the program in a sentence."""
        return self.title or Path(self.command[0]).name


def leashed(program: Program) -> list[str]:
    """Return the command that runs a program tied to this process."""
    become = ["--as", program.identity] if program.identity else []
    parent, death_signal = str(os.getpid()), str(int(program.death_signal))
    head = [sys.executable, "-I", "-S", str(LEASH), parent, death_signal]
    return [*head, *become, "--", *program.command]


def start(program: Program, *, own_group: bool = True) -> Child:
    """Start a child that ends with the launcher. Call it from the main thread only.

    The kernel sends the parent-death signal when the *thread* that started the child ends.
    """
    return subprocess.Popen(
        leashed(program),
        env=dict(program.env),
        cwd=program.cwd,
        stdin=program.streams.stdin,
        stdout=program.streams.stdout,
        stderr=program.streams.stderr,
        start_new_session=own_group,
        umask=PRIVATE_UMASK if program.private else -1,
    )


def run(program: Program) -> int:
    """Run a child in the foreground and return its exit code (128 + signal when killed)."""
    child = start(program, own_group=False)
    try:
        code = child.wait()
    except BaseException:
        end(child, grace_seconds=10)
        raise
    return code if code >= 0 else 128 - code


def capture(program: Program, *, text: str | None = None) -> str:
    """Return what a child writes to stdout; raise Trouble with the end of its stderr."""
    stdin = subprocess.DEVNULL if text is None else subprocess.PIPE
    streams = Streams(stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    child = start(replace(program, streams=streams))
    try:
        out, err = child.communicate(None if text is None else text.encode())
    except BaseException:
        end(child, grace_seconds=10)
        raise
    if child.returncode != 0:
        shown = last_lines(err.decode(errors="replace") or out.decode(errors="replace"))
        raise Trouble(f"{program.name()} did not work: {shown}")
    return out.decode(errors="replace")


def last_lines(text: str, count: int = 6) -> str:
    """Return the last lines of a text that are not empty."""
    lines = [line.rstrip() for line in text.splitlines() if line.strip()]
    return "\n    ".join(lines[-count:]) or "it said nothing."


def end(child: Child, *, grace_seconds: float) -> None:
    """Ask a child to stop, and kill it and its whole group after the grace.

    Only the head of the group is asked: a head that counts its workers may wait for ever for one
    that the same signal has reached too early.
    """
    if child.poll() is None:
        child.terminate()
    deadline = time.monotonic() + grace_seconds
    while child.poll() is None and time.monotonic() < deadline:
        time.sleep(POLL_SECONDS)
    signal_group(child.pid, signal.SIGKILL)
    child.wait()


def signal_one(pid: int, number: int) -> None:
    """Send a signal to a process; one that is gone or not ours is left alone."""
    try:
        os.kill(pid, number)
    except (ProcessLookupError, PermissionError):
        return


def signal_group(pid: int, number: int) -> None:
    """Send a signal to a process and to the group that it leads, even when it has ended itself."""
    signal_one(pid, number)
    if pid == os.getpgrp():
        return
    try:
        os.killpg(pid, number)
    except (ProcessLookupError, PermissionError):
        return


def adopt_orphans() -> None:
    """Become the parent of every descendant whose own parent ends (Linux)."""
    try:
        process_control(PR_SET_CHILD_SUBREAPER, 1)
    except OSError:
        return


def _status_fields(pid: int) -> tuple[int, int] | None:
    """Return parent and start time (clock ticks since boot), or None when it is gone."""
    try:
        text = (PROC / str(pid) / "stat").read_text()
    except OSError:
        return None
    fields = text.rpartition(")")[2].split()
    return (0, 0) if fields[0] == "Z" else (int(fields[1]), int(fields[19]))


def started_at(pid: int) -> int:
    """Return when a living process started, in clock ticks since boot; 0 when it is gone."""
    fields = _status_fields(pid)
    return fields[1] if fields else 0


def is_alive(pid: int) -> bool:
    """Return True when a process exists and is no zombie."""
    if PROC.joinpath("self").exists():
        return started_at(pid) > 0
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def process_ids() -> Iterator[int]:
    """Yield the processes of this machine; nothing where there is no /proc."""
    if not PROC.is_dir():
        return
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            yield int(entry.name)


def children_of(pid: int) -> list[int]:
    """Return the living children of a process."""
    return [other for other in process_ids() if (_status_fields(other) or (0, 0))[0] == pid]


def working_in(folder: Path) -> list[int]:
    """Return the living processes whose working folder is `folder` and may be asked for it."""
    found = []
    for pid in process_ids():
        try:
            cwd = (PROC / str(pid) / "cwd").readlink()
        except OSError:
            continue
        if cwd == folder and is_alive(pid):
            found.append(pid)
    return found


def reap_adopted(known: set[int]) -> None:
    """Collect ended processes that were adopted, leaving the known children alone."""
    while True:
        try:
            ended = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        except ChildProcessError:
            return
        if ended is None or ended.si_pid in known:
            return
        os.waitpid(ended.si_pid, os.WNOHANG)


def kill_adopted(known: set[int]) -> None:
    """Kill every child of this process that it did not start itself."""
    for _ in range(50):
        strays = [pid for pid in children_of(os.getpid()) if pid not in known]
        if not strays:
            reap_adopted(known)
            return
        for pid in strays:
            signal_group(pid, signal.SIGKILL)
        reap_adopted(known)
        time.sleep(POLL_SECONDS)
