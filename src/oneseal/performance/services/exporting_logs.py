"""Record who took which event log away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.kernel.access import Actor
from oneseal.performance import policies
from oneseal.performance.errors import LogNotFound


@transaction.atomic
def log_exported(*, told: Mapping[str, str], events: int, actor: Actor, now: datetime) -> None:
    """Record who took an event log away: which cases or log, in which form, and how many events.

    Raises:
        LogNotFound: not the actor's to take.
    """
    if not policies.can_mine(actor):
        raise LogNotFound("not the actor's")
    act = Act("performance.log_exported", after={"asked": dict(told), "events": events})
    record_now(act, subject=Subject("agency", actor.own_agency), actor=actor, now=now)
