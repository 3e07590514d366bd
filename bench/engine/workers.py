"""The side of the program that measures: start processes, let them move at the same time, gather what they took."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.engine.figures import Side

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True, slots=True)
class Program:
    """A process to measure: its command and its environment."""

    command: Sequence[str]
    env: Mapping[str, str]


class Worker:
    """One process that moves when it is told to."""

    def __init__(self, program: Program) -> None:
        self._child = subprocess.Popen(  # noqa: S603 - our own programs
            list(program.command),
            env=dict(program.env),
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def answer(self) -> str:
        """Return the next line the process says.

        Raises:
            RuntimeError: it ended.
        """
        line = self._child.stdout.readline() if self._child.stdout else ""
        if not line:
            raise RuntimeError(f"a measured process ended: {self._child.args!r}")
        return line.strip()

    def go(self, seconds: float) -> None:
        """Let it move for a stretch."""
        if self._child.stdin:
            self._child.stdin.write(f"go {seconds}\n")
            self._child.stdin.flush()

    def end(self) -> None:
        """Close its input and wait for it."""
        if self._child.stdin:
            self._child.stdin.close()
        self._child.wait(timeout=30)


@contextmanager
def started(*programs: Program) -> Iterator[list[Worker]]:
    """Start processes, wait until each is warm, and end them after the block."""
    with ExitStack() as stack:
        workers = []
        for program in programs:
            worker = Worker(program)
            stack.callback(worker.end)
            workers.append(worker)
        for worker in workers:
            worker.answer()
        yield workers


def round_of(workers: Sequence[Worker], *, seconds: float, side: Side) -> None:
    """Let processes move at the same time and add the round to its side.

    Raises:
        RuntimeError: a process had nothing left to move before the round was over.
    """
    for worker in workers:
        worker.go(seconds)
    times = [json.loads(worker.answer()) for worker in workers]
    taken = [sum(each) / 1000 for each in times]
    if min(taken) < seconds * 0.9:
        raise RuntimeError("a measured process had nothing left to move; prepare more cases")
    side.add(*times, seconds=max(taken))
