"""What can be wrong with an installation, and how to mend it; the same list for the page and the command.

Sentences are English and plain: operators read them, in a terminal or on the status page.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from oneseal.cases.selectors.facts import case_heads
from oneseal.foundation.audit.selectors import chain_faults
from oneseal.foundation.jobs.services import WORKER, is_alive
from oneseal.foundation.keys import installation_keys
from oneseal.foundation.outbox.services import waiting_count
from oneseal.foundation.timekeeping import BEIJING
from oneseal.papers.selectors import fonts_missing
from oneseal.workflow.selectors import calendar_years

OLDEST_SERVER = 150_000
BACKLOG_LIMIT = 500
NOTICE_MONTH = 12  # the notice for a year usually comes in November of the year before
FAULTS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its name, whether all is well, what was found, and how to mend it."""

    name: str
    ok: bool
    detail: str
    mend: str = ""


def checks(*, now: datetime) -> list[Check]:
    """Return every check of the installation, in the order in which faults build on each other."""
    found = []
    for name, check in _CHECKS.items():
        try:
            found.append(check(now))
        except (DatabaseError, OSError, ValueError) as problem:
            reason = str(problem).splitlines()[0] if str(problem) else type(problem).__name__
            found.append(Check(name, ok=False, detail=reason, mend="Mend the faults above first, then look again."))
    return found


def _database(_now: datetime) -> Check:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        number = int(cursor.fetchone()[0])
    version = f"PostgreSQL {number // 10_000}.{number % 10_000}"
    return Check("Database version", number >= OLDEST_SERVER, version, "Use PostgreSQL 15 or newer.")


def _migrations(_now: datetime) -> Check:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    detail = f"{len(plan)} are not applied" if plan else "all are applied"
    return Check("Migrations", not plan, detail, "Run ./oneseal manage migrate.")


def _worker(now: datetime) -> Check:
    within = timedelta(seconds=2 * settings.ONESEAL_HEARTBEAT_SECONDS)
    alive = is_alive(WORKER, now=now, within=within)
    detail = "gives signs of life" if alive else f"no sign of life in the last {int(within.total_seconds())} seconds"
    return Check("Worker", alive, detail, "Start ./oneseal demo, or ./oneseal worker beside ./oneseal serve.")


def _holidays(now: datetime) -> Check:
    years = set(calendar_years())
    needed = {now.year, now.year + 1} if now.month >= NOTICE_MONTH else {now.year}
    missing = sorted(needed - years)
    later = "" if now.year + 1 in years else f"; {now.year + 1} is not loaded yet"
    detail = f"missing for {', '.join(map(str, missing))}" if missing else f"loaded for {now.year}{later}"
    return Check("Holidays", not missing, detail, "Load the notice of the State Council at /office/calendar/.")


def _fonts(_now: datetime) -> Check:
    missing = fonts_missing()
    detail = f"{missing} is not installed" if missing else "installed"
    return Check("Fonts of papers", not missing, detail, "Run ./oneseal setup again, or put the font into var/fonts.")


def _storage(_now: datetime) -> Check:
    content = secrets.token_bytes(16)
    name = default_storage.save("probe/probe", ContentFile(content))
    try:
        with default_storage.open(name, "rb") as kept:
            same = kept.read() == content
    finally:
        default_storage.delete(name)
    detail = "a probe was written, read and deleted" if same else "a probe came back altered"
    return Check("File storage", same, detail, "Check the disk, or the S3 settings, and the rights of the program.")


def _keys(_now: datetime) -> Check:
    path = settings.ONESEAL_KEY_FILE
    if not path.is_file():
        mend = "Restore it from the key backup: without it, personal numbers cannot be read."
        return Check("Keys", ok=False, detail="the key file is missing", mend=mend)
    mode = path.stat().st_mode & 0o777
    fingerprint = installation_keys(path).fingerprint()
    detail = f"fingerprint {fingerprint}, rights {mode:04o}"
    return Check("Keys", mode == 0o600, detail, "Take the rights of others away: chmod 600 on the key file.")


def _time_zone(now: datetime) -> Check:
    with connection.cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM clock_timestamp())")
        apart = abs(float(cursor.fetchone()[0]) - time.time())
    ok = BEIJING.key == settings.TIME_ZONE and apart < 5
    detail = f"{settings.TIME_ZONE}, {now:%Y-%m-%d %H:%M}, {apart:.1f} s apart from the database"
    return Check("Time", ok, detail, "Set TIME_ZONE to Asia/Shanghai and keep both clocks by NTP.")


def _outbox(_now: datetime) -> Check:
    waiting = waiting_count()
    return Check("Outbox", waiting < BACKLOG_LIMIT, f"{waiting} events wait", "See that the worker runs.")


def _audit(_now: datetime) -> Check:
    faults = list(islice(_chain_faults(), FAULTS_SHOWN))
    detail = "; ".join(faults) if faults else "every case's chain agrees with its rows and its head"
    mend = "Rows were changed behind the program: keep the database as it is and compare it with a backup."
    return Check("Audit chains", not faults, detail, mend)


def _chain_faults() -> Iterator[str]:
    yield from chain_faults("case", case_heads())


_CHECKS: dict[str, Callable[[datetime], Check]] = {
    "Database version": _database,
    "Migrations": _migrations,
    "Worker": _worker,
    "Holidays": _holidays,
    "Fonts of papers": _fonts,
    "File storage": _storage,
    "Keys": _keys,
    "Time": _time_zone,
    "Outbox": _outbox,
    "Audit chains": _audit,
}
