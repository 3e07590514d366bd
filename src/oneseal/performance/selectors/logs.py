"""Look at the event logs that were brought in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Q

from oneseal.kernel.access import Actor, ActorKind
from oneseal.kernel.mining import EventLog, Mapped, guessed, opened
from oneseal.performance import policies
from oneseal.performance.errors import LogNotFound
from oneseal.performance.models import ColumnMapping, ImportedLog

_KEPT_OPEN = 4
_FACTS = (
    "id", "agency_id", "name", "form", "mapping", "cases", "events", "variants", "faults", "fault_counts", "nested",
    "first_at", "last_at", "brought_at", "brought_by",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LogFacts:
    """One log that was brought in; `cases` None: its columns have not been told yet."""

    id: UUID
    agency_id: UUID | None
    name: str
    form: str
    mapping: dict[str, Any]
    cases: int | None
    events: int | None
    variants: int | None
    faults: list[dict[str, Any]]
    fault_counts: dict[str, int]
    nested: int
    first_at: datetime | None
    last_at: datetime | None
    brought_at: datetime
    brought_by: str

    @property
    def is_read(self) -> bool:
        """Return whether the log can be looked at."""
        return self.cases is not None

    @property
    def fault_total(self) -> int:
        """Return how many lines could not be used."""
        return sum(self.fault_counts.values())

    @property
    def mapped(self) -> Mapped:
        """Return which column holds what."""
        told = {name: self.mapping.get(name, "") for name in ("case", "activity", "moment", "person", "phase")}
        return Mapped(**told, kept=tuple(self.mapping.get("kept", ())))


def logs_brought(actor: Actor) -> list[LogFacts]:
    """Return the logs that the actor may look at, the newest first."""
    if not policies.can_mine(actor):
        return []
    rows = ImportedLog.objects.all()
    if actor.kind is not ActorKind.SYSTEM:
        rows = rows.filter(Q(agency_id=actor.agency_id) | Q(agency_id=None))
    return [LogFacts(**row) for row in rows.values(*_FACTS)]


def log_facts(actor: Actor, log_id: UUID) -> LogFacts:
    """Return one log.

    Raises:
        LogNotFound: none, or not for the actor.
    """
    row = ImportedLog.objects.filter(pk=log_id).values(*_FACTS).first()
    if row is None or not policies.can_open_log(actor, row["agency_id"]):
        raise LogNotFound("no such log, or not for the actor")
    return LogFacts(**row)


def log_opened(actor: Actor, log_id: UUID) -> EventLog:
    """Return the log itself; the last few are kept open, as a read log never changes.

    Raises:
        LogNotFound: none, not for the actor, or not read yet.
    """
    if not log_facts(actor, log_id).is_read:
        raise LogNotFound("not read yet")
    return _opened(log_id)


@lru_cache(maxsize=_KEPT_OPEN)
def _opened(log_id: UUID) -> EventLog:
    return opened(bytes(ImportedLog.objects.values_list("content", flat=True).get(pk=log_id) or b""))


def log_raw(actor: Actor, log_id: UUID) -> bytes:
    """Return the file of a log whose columns have not been told.

    Raises:
        LogNotFound: none, not for the actor, or read already.
    """
    if log_facts(actor, log_id).is_read:
        raise LogNotFound("read already")
    return bytes(ImportedLog.objects.values_list("raw", flat=True).get(pk=log_id) or b"")


def heads_digest(heads: Sequence[str]) -> str:
    """Return by what the headings of a table are known again."""
    return hashlib.sha256(json.dumps(list(heads), ensure_ascii=False).encode()).hexdigest()


def mapping_for(agency_id: UUID | None, heads: Sequence[str]) -> Mapped:
    """Return what somebody last said of a table with these headings, else a guess."""
    known = ColumnMapping.objects.filter(
        Q(agency_id=agency_id) | Q(agency_id=None), heads=heads_digest(heads)
    ).order_by("agency_id", "-told_at")  # fmt: skip
    found = next((row.mapping for row in known), None)
    if found is None:
        return guessed(heads)
    return Mapped(**{**found, "kept": tuple(found.get("kept", ()))})
