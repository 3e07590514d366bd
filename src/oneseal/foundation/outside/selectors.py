"""How the outside systems have been answering."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Q

from oneseal.foundation.outside.models import OutsideCall
from oneseal.foundation.outside.services import is_connected

SYSTEMS = ("population", "companies", "credit", "sms", "post", "payment", "mail")


@dataclass(frozen=True, slots=True)
class SystemHealth:
    """One outside system: whether it is connected, when it last answered and when it last did not; None: never."""

    system: str
    is_connected: bool
    answered_at: datetime | None
    failed_at: datetime | None

    @property
    def is_well(self) -> bool:
        """Return False when the last call failed."""
        return self.failed_at is None or (self.answered_at is not None and self.answered_at >= self.failed_at)


def systems_health() -> list[SystemHealth]:
    """Return every outside system that the program knows how to speak to, in one statement."""
    answered = Q(outcome="answered")
    rows = {
        row["system"]: row
        for row in OutsideCall.objects.order_by()
        .values("system")
        .annotate(answered_at=Max("called_at", filter=answered), failed_at=Max("called_at", filter=~answered))
    }
    return [
        SystemHealth(
            system,
            is_connected(system),
            rows.get(system, {}).get("answered_at"),
            rows.get(system, {}).get("failed_at"),
        )
        for system in SYSTEMS
    ]
