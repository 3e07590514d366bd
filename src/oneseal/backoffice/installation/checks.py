"""What can be wrong with an installation, and how to mend it; the same list for the page and the command.

A check gives a key and facts; the command has English sentences here, the page its own in `wording`.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from typing import Final

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from oneseal.cases.selectors.facts import case_heads
from oneseal.foundation.audit.selectors import (
    chain_faults,
    chain_faults_among,
    kept_heads,
    kept_kinds,
    root_faults,
)
from oneseal.foundation.jobs.services import WORKER, failed_count, is_alive
from oneseal.foundation.keys import installation_keys
from oneseal.foundation.outbox.services import waiting_count
from oneseal.foundation.outside.selectors import systems_health
from oneseal.foundation.proof.selectors import is_overdue, last_ended
from oneseal.foundation.timekeeping import BEIJING, machine_time
from oneseal.papers.selectors import fonts_missing
from oneseal.workflow.selectors import calendar_years

OLDEST_SERVER = 150_000
BACKLOG_LIMIT = 500
NOTICE_MONTH = 12  # the notice for a year usually comes in November of the year before
FAULTS_SHOWN = 5
SAMPLE = 200  # the newest cases; `in_full` reads all
APART_SECONDS = 60
FAMILY = "Noto Serif SC"
Found = tuple[bool, str, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its name, whether all is well, what was found (a key of the sentences, and its facts)."""

    name: str
    ok: bool
    found: str
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def detail(self) -> str:
        """Return what was found, in English for operators at a terminal."""
        return ENGLISH[self.found] % self.facts

    @property
    def mend(self) -> str:
        """Return in English how to mend a fault; empty when all is well."""
        return "" if self.ok else MEND[self.name]


ENGLISH: Final = {
    "server": "PostgreSQL %(version)s",
    "migrations_applied": "all are applied",
    "migrations_open": "%(count)s are not applied",
    "worker_alive": "gives signs of life",
    "worker_silent": "no sign of life in the last %(seconds)s seconds",
    "years_loaded": "loaded for %(years)s",
    "years_until": "loaded for %(years)s; %(later)s is not loaded yet",
    "years_missing": "missing for %(years)s",
    "font_installed": "%(family)s is installed",
    "font_missing": "%(family)s is not installed",
    "storage_works": "a probe was written, read and deleted",
    "storage_alters": "a probe came back altered",
    "key_missing": "the key file is missing",
    "key_there": "fingerprint %(fingerprint)s, rights %(mode)s",
    "clock": "%(zone)s, %(at)s, %(apart)s s apart from the database",
    "waiting": "%(count)s events wait, %(failed)s jobs failed for good",
    "chains_sampled": "the chains of the newest %(count)s cases agree with their rows and heads",
    "chains_whole": "every chain agrees with its rows and its head, and every daily root with its day",
    "chains_broken": "%(faults)s",
    "outside_none": "none is connected",
    "outside_well": "%(systems)s answer",
    "outside_ill": "%(systems)s did not answer the last question",
    "proof_never": "the records were never proved whole",
    "proof_clean": "%(at)s: whole",
    "proof_old": "%(at)s: whole, but no night since",
    "proof_found": "%(at)s: findings: %(count)s",
    "stopped": "the check stopped: %(reason)s",
}
MEND: Final = {
    "Database version": "Use PostgreSQL 15 or newer.",
    "Migrations": "Run ./oneseal manage migrate.",
    "Worker": "Start ./oneseal demo, or ./oneseal worker beside ./oneseal serve.",
    "Holidays": "Load the notice of the State Council at /office/calendar/.",
    "Fonts of papers": "Install the packages of package-lock.json, or put the font into var/fonts.",
    "File storage": "Check the disk and the rights of the program.",
    "Keys": "Restore the key file from its backup, or take the rights of others away with chmod 600.",
    "Time": "Set TIME_ZONE to Asia/Shanghai and keep both clocks by NTP.",
    "Outbox": "See that the worker runs; a job that failed for good is named in its log.",
    "Outside systems": "Nothing waits for them and every question is asked again; tell whoever runs them.",
    "Audit chains": "Rows were changed behind the program: keep the database and compare it with a backup.",
    "Last proof": "See /office/proof/ for what was found, or run ./oneseal proof; the worker makes one every night.",
}


def checks(*, now: datetime, in_full: bool = False) -> list[Check]:
    """Return every check of the installation, in the order in which faults build on each other.

    `in_full` reads the audit chains of all cases instead of the newest; it takes minutes in a large city.
    """
    chosen = {**_CHECKS, "Audit chains": _audit_in_full} if in_full else _CHECKS
    return [_made(name, check, now) for name, check in chosen.items()]


def _made(name: str, check: Callable[[datetime], Found], now: datetime) -> Check:
    try:
        ok, found, facts = check(now)
    except (DatabaseError, OSError, ValueError) as problem:
        reason = str(problem).splitlines()[0] if str(problem) else type(problem).__name__
        ok, found, facts = False, "stopped", {"reason": reason}
    return Check(name, ok, found, facts)


def _database(_now: datetime) -> Found:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        number = int(cursor.fetchone()[0])
    return number >= OLDEST_SERVER, "server", {"version": f"{number // 10_000}.{number % 10_000}"}


def _migrations(_now: datetime) -> Found:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return not plan, "migrations_open" if plan else "migrations_applied", {"count": len(plan)}


def _worker(now: datetime) -> Found:
    seconds = 2 * settings.ONESEAL_HEARTBEAT_SECONDS
    alive = is_alive(WORKER, now=now, within=timedelta(seconds=seconds))
    return alive, "worker_alive" if alive else "worker_silent", {"seconds": seconds}


def _holidays(now: datetime) -> Found:
    years = set(calendar_years())
    needed = [now.year, now.year + 1] if now.month >= NOTICE_MONTH else [now.year]
    missing = [year for year in needed if year not in years]
    if missing:
        return False, "years_missing", {"years": _words(missing)}
    there = [year for year in (now.year, now.year + 1) if year in years]
    found = "years_loaded" if now.year + 1 in years else "years_until"
    return True, found, {"years": _words(there), "later": now.year + 1}


def _words(years: Iterable[int]) -> str:
    return ", ".join(map(str, years))


def _fonts(_now: datetime) -> Found:
    missing = fonts_missing()
    return not missing, "font_missing" if missing else "font_installed", {"family": FAMILY}


def _storage(_now: datetime) -> Found:
    content = secrets.token_bytes(16)
    name = default_storage.save("probe/probe", ContentFile(content))
    try:
        with default_storage.open(name, "rb") as kept:
            same = kept.read() == content
    finally:
        default_storage.delete(name)
    return same, "storage_works" if same else "storage_alters", {}


def _keys(_now: datetime) -> Found:
    path = settings.ONESEAL_KEY_FILE
    if not path.is_file():
        return False, "key_missing", {}
    mode = path.stat().st_mode & 0o777
    facts = {"fingerprint": installation_keys(path).fingerprint(), "mode": f"{mode:04o}"}
    return mode == 0o600, "key_there", facts


def _time(now: datetime) -> Found:
    with connection.cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM clock_timestamp())")
        apart = abs(float(cursor.fetchone()[0]) - machine_time(now).timestamp())
    ok = BEIJING.key == settings.TIME_ZONE and apart < APART_SECONDS
    return ok, "clock", {"zone": settings.TIME_ZONE, "at": f"{now:%Y-%m-%d %H:%M}", "apart": f"{apart:.1f}"}


def _outbox(_now: datetime) -> Found:
    waiting, failed = waiting_count(), failed_count()
    return waiting < BACKLOG_LIMIT and not failed, "waiting", {"count": waiting, "failed": failed}


def _outside(_now: datetime) -> Found:
    connected = [row for row in systems_health() if row.is_connected]
    ill = [row.system for row in connected if not row.is_well]
    if not connected:
        return True, "outside_none", {}
    named = ", ".join(ill or [row.system for row in connected])
    return not ill, "outside_ill" if ill else "outside_well", {"systems": named}


def _audit(_now: datetime) -> Found:
    heads = case_heads(newest=SAMPLE)
    return _chains(chain_faults_among(heads), "chains_sampled", {"count": len(heads)})


def _audit_in_full(_now: datetime) -> Found:
    return _chains(_every_fault(), "chains_whole", {})


def _every_fault() -> Iterator[str]:
    """Yield what is wrong with the chains of cases, of every other subject, and with the daily roots."""
    yield from chain_faults("case", case_heads())
    for kind in kept_kinds():
        yield from chain_faults(kind, kept_heads(kind))
    yield from root_faults()


def _chains(found: Iterator[str], whole: str, facts: Mapping[str, object]) -> Found:
    faults = list(islice(found, FAULTS_SHOWN))
    return not faults, "chains_broken" if faults else whole, {**facts, "faults": "; ".join(faults)}


def _proof(now: datetime) -> Found:
    last = last_ended()
    if last is None or last.ended_at is None:
        return True, "proof_never", {}
    facts = {"at": f"{last.ended_at.astimezone(BEIJING):%Y-%m-%d %H:%M}", "count": last.findings}
    if not last.is_clean:
        return False, "proof_found", facts
    is_old = is_overdue(last, now=now)
    return not is_old, "proof_old" if is_old else "proof_clean", facts


_CHECKS: dict[str, Callable[[datetime], Found]] = {
    "Database version": _database,
    "Migrations": _migrations,
    "Worker": _worker,
    "Holidays": _holidays,
    "Fonts of papers": _fonts,
    "File storage": _storage,
    "Keys": _keys,
    "Time": _time,
    "Outbox": _outbox,
    "Outside systems": _outside,
    "Audit chains": _audit,
    "Last proof": _proof,
}
