"""Record who took which list away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.kernel.access import Actor


@transaction.atomic
def findings_exported(*, told: Mapping[str, str], rows: int, sha256: str, actor: Actor, now: datetime) -> None:
    """Record who took which list of findings away: its filters, how many rows, and the digest of the file."""
    act = Act("supervision.exported", after={"filter": dict(told), "rows": rows, "sha256": sha256})
    record_now(act, subject=Subject("agency", actor.own_agency), actor=actor, now=now)
