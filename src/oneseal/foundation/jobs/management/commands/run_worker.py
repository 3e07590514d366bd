"""Run the worker: relay events, do jobs, give signs of life."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import time
from typing import Any

import structlog
from asgiref.sync import sync_to_async
from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from oneseal.foundation.jobs.services import WORKER, beat
from oneseal.foundation.jobs.tasks import hand_over
from oneseal.foundation.outbox.services import relay
from oneseal.foundation.timekeeping import now

log = structlog.get_logger("oneseal.worker")
RELAY_SECONDS = 0.1
BEAT_SECONDS = 5
# A worker that gave no sign of life for so long is dead; what it was doing is done anew.
STALLED_SECONDS = 30
FREE_SECONDS = 5
# A worker that was away at the time of a nightly job does it when it comes back, up to a day later.
CATCH_UP_SECONDS = 26 * 3600


class Rounds:
    """The relay's rounds: hand over events, beat, and free jobs whose worker died."""

    def __init__(self) -> None:
        self._last_beat = 0.0

    def once(self) -> None:
        """Do one round; the database being away for a while is survived."""
        close_old_connections()
        try:
            while relay(hand_over=hand_over, now=now()):
                pass
            if time.monotonic() - self._last_beat > BEAT_SECONDS:
                beat(WORKER, now=now())
                self._last_beat = time.monotonic()
        except OperationalError as problem:
            log.warning("worker.database.away", problem=str(problem).splitlines()[0])


async def _free_stalled(stop: asyncio.Event) -> None:
    while not stop.is_set():
        for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
            await app.job_manager.retry_job(job)
            log.info("worker.job.freed", job=job.id)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), FREE_SECONDS)


async def _relay(stop: asyncio.Event) -> None:
    rounds = Rounds()
    once = sync_to_async(rounds.once, thread_sensitive=False)
    while not stop.is_set():
        await once()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), RELAY_SECONDS)


async def _run(concurrency: int) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    connector = app.connector
    if not isinstance(connector, DjangoConnector):
        raise TypeError("the worker needs the connector of the Django integration")
    working = app.with_connector(connector.get_worker_connector())
    working.periodic_defaults = {"max_delay": CATCH_UP_SECONDS}
    async with working.open_async():
        jobs = asyncio.create_task(
            working.run_worker_async(concurrency=concurrency, install_signal_handlers=False, wait=True)
        )
        others = [asyncio.create_task(_relay(stop)), asyncio.create_task(_free_stalled(stop))]
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop.set)
        done = asyncio.create_task(stop.wait())
        await asyncio.wait([done, jobs, *others], return_when=asyncio.FIRST_COMPLETED)
        stop.set()
        jobs.cancel()
        results = await asyncio.gather(jobs, *others, done, return_exceptions=True)
        for result in results:
            if isinstance(result, Exception):
                raise result


class Command(BaseCommand):
    """Run until told to stop."""

    help = "Relay events and do background jobs until stopped."

    def add_arguments(self, parser: Any) -> None:  # noqa: ANN401 - argparse's parser
        """Add the number of jobs done at a time."""
        parser.add_argument("--concurrency", type=int, default=2)

    def handle(self, *_args: object, **options: Any) -> None:  # noqa: ANN401 - Django's options
        """Start the loops."""
        asyncio.run(_run(options["concurrency"]))
