"""When the answers owed were last looked through, and where that failed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from oneseal.foundation.jobs.services import last_run
from oneseal.supervision.models import Sweep


@dataclass(frozen=True, slots=True)
class SweepFacts:
    """The last look through the answers owed; None where there was none; the agencies at which it failed."""

    ran_at: datetime | None
    failed: tuple[str, ...]


def sweep_facts(job: str = "supervision.sweep_answers") -> SweepFacts:
    """Return when the answers owed were last looked through, and at which agencies that failed."""
    failed = Sweep.objects.filter(failed_at__isnull=False).order_by("agency__name")
    return SweepFacts(last_run(job), tuple(failed.values_list("agency__name", flat=True)))
