"""Gives the verbs a database: the operator's own, the running one of the folder, or a new one."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from launcher import probe, sockets
from launcher.installation import DataLock, claim
from launcher.postgres import SUPERUSER, Cluster, cluster_of, database_url
from launcher.processes import is_alive
from launcher.progress import Step, step
from launcher.restoring import finish_swap
from launcher.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

    from launcher.installation import Installation

POLL_SECONDS = 0.1


@dataclass(frozen=True)
class Database:
    """An address to connect to; `cluster` is set when this process runs the server."""

    url: str
    cluster: Cluster | None = None


def external_url() -> str:
    """Return the operator's DATABASE_URL; empty when the database is the embedded one."""
    return os.environ.get("DATABASE_URL", "")


def already_running(installation: Installation, lock: DataLock) -> Trouble:
    """Return the sentence for a data folder that another process runs."""
    owner = lock.owner()
    who = f" by process {owner.pid} ({owner.verb})" if owner else ""
    where = f" at {owner.url}" if owner and owner.url else ""
    return Trouble(
        f"The data folder {installation.data} is already in use{who}{where}. "
        "Stop that first, or choose another folder with --data DIR."
    )


@contextmanager
def own_database(installation: Installation, verb: str, *, url: str = "", durable: bool = True) -> Iterator[Database]:
    """Run the embedded server for the block; raise Trouble when another process runs it."""
    if external_url():
        yield Database(external_url())
        return
    claim(installation.data)
    lock = DataLock(installation.data)
    if not lock.acquire(verb, url):
        raise already_running(installation, lock)
    try:
        with _running(installation, durable=durable) as database:
            yield database
    finally:
        lock.release()


@contextmanager
def any_database(installation: Installation, verb: str, *, durable: bool = True) -> Iterator[Database]:
    """Use the server that runs already, or run one for the block."""
    if external_url():
        yield Database(external_url())
        return
    claim(installation.data)
    lock = DataLock(installation.data)
    current = Step("Database of the running installation")
    while not lock.acquire(verb):
        running = _running_url(installation)
        if running:
            yield Database(running)
            return
        owner = lock.owner()
        if owner is not None and not is_alive(owner.pid):
            raise already_running(installation, lock)
        current.waiting("the other process is still starting it")
        time.sleep(POLL_SECONDS)
    try:
        with _running(installation, durable=durable) as database:
            yield database
    finally:
        lock.release()


@contextmanager
def _running(installation: Installation, *, durable: bool) -> Iterator[Database]:
    finish_swap(installation.data)
    cluster = cluster_of(installation, durable=durable)
    title = "Database" if cluster.path.exists() else "Database, made for the first time"
    try:
        with step(title) as current:
            cluster.start(current)
        yield Database(cluster.url, cluster)
    finally:
        cluster.stop()


def _running_url(installation: Installation) -> str:
    folder = sockets.current_folder(installation.data)
    path = folder / sockets.SOCKET_NAME
    is_ready = probe.knock(path, user=SUPERUSER) is probe.Answer.READY
    return database_url(folder) if is_ready else ""
