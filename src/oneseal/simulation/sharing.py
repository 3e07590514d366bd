"""Several processes make one history: each its share of the cases, one of them alone speaks with the database.

The first process holds the transaction. It answers what the others ask, copies the rows they send, and sees at the
end that all of them took the same numbers. When one of them dies, nothing of the history is kept.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Final

from django.db import connection

from oneseal.simulation.loading import Sink, copied, counters_written
from oneseal.simulation.memory import Ask, Besides, NotInMemory, Series, asked_here
from oneseal.simulation.plan import Shape
from oneseal.simulation.staging import Taken

Said = Callable[[int], None]
SAID_EVERY: Final = 50
Columns = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Ended:
    """Where a share ended: every series and counter of rows, what steps take, rows besides, and its cases."""

    counters: dict[Series, int]
    serials: dict[str, int]
    known: dict[Shape, Taken]
    besides: dict[Any, Besides] = field(compare=False)
    done: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Desk:
    """What a process that makes a share may use: questions, a way for its rows, and a word on how far it is."""

    ask: Ask
    sink: Sink
    said: Said


Work = Callable[[int, Desk], Ended]


class ShareLost(RuntimeError):
    """A process that made a share of the history failed or was killed."""


class _NoDatabase:
    """Stands where the connection was: a share asks through the first process, or not at all."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - any attribute of a connection
        raise NotInMemory(f"the database is asked past the memory ({name})")


def made_in_shares(work: Work, *, count: int, columns: Columns, said: Said) -> int:
    """Let `count` processes work, each on its share; return how many cases they finished.

    Raises:
        ShareLost: one of them ended before its share was made.
    """
    if count == 1:
        return _alone(work, columns, said)
    context = get_context("fork")
    pipes: dict[Connection, int] = {}
    processes: list[BaseProcess] = []
    for share in range(count):
        ours, theirs = context.Pipe()
        process: BaseProcess = context.Process(target=_work, args=((ours, theirs), work, share), daemon=True)
        process.start()
        theirs.close()
        pipes[ours] = share
        processes.append(process)
    try:
        return _served(pipes, columns, said)
    finally:
        for process in processes:
            process.kill()
            process.join()


def _alone(work: Work, columns: Columns, said: Said) -> int:
    ended = work(0, Desk(asked_here, lambda table, rows: copied(table, columns[table], rows), said))
    _finish([ended])
    return ended.done


def _served(pipes: dict[Connection, int], columns: Columns, said: Said) -> int:
    done = dict.fromkeys(pipes.values(), 0)
    ends: list[Ended] = []
    while pipes:
        for pipe in wait(list(pipes)):
            assert isinstance(pipe, Connection)
            try:
                kind, *told = pipe.recv()
            except (EOFError, ConnectionResetError):
                raise ShareLost("a process ended before its share was made") from None
            if kind == "ask":
                pipe.send(asked_here(*told))
            elif kind == "rows":
                copied(told[0], columns[told[0]], told[1])
            elif kind == "done":
                done[pipes[pipe]] = told[0]
                said(sum(done.values()))
            elif kind == "failed":
                raise ShareLost(told[0])
            else:
                ends.append(told[0])
                del pipes[pipe]
    _finish(ends)
    return sum(done.values())


def _finish(ends: Sequence[Ended]) -> None:
    if any(end != ends[0] for end in ends):
        raise ShareLost("the processes did not take the same numbers")
    first: dict[Any, Besides] = {}
    for key, row in (pair for end in ends for pair in end.besides.items()):
        first[key] = min(row, first.get(key, row), key=lambda besides: besides.step)
    for row in first.values():
        asked_here(row.statement, row.parameters)
    counters_written(ends[0].counters, ends[0].serials)


def _work(pipes: tuple[Connection, Connection], work: Work, share: int) -> None:
    parents, pipe = pipes
    parents.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the first process, which ends the others
    inherited, connection.connection = connection.connection, _NoDatabase()

    def ask(question: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
        pipe.send(("ask", question, parameters))
        answer: list[tuple[Any, ...]] = pipe.recv()
        return answer

    def sink(table: str, rows: bytes) -> None:
        pipe.send(("rows", table, rows))

    def said(done: int) -> None:
        if done % SAID_EVERY == 0:
            pipe.send(("done", done))

    try:
        ended = work(share, Desk(ask, sink, said))
        pipe.send(("done", ended.done))
        pipe.send(("end", ended))
    except Exception as problem:  # noqa: BLE001 - told to the first process, which ends all of them
        pipe.send(("failed", f"{type(problem).__name__}: {problem}"))
    del inherited  # closed by the process that opened it
