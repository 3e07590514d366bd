"""Timers: rows that fire at their instant, exactly once, one failing never stopping the others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final, Protocol
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import F, Q

from oneseal.foundation.writes import Insert
from oneseal.kernel.ids import new_id
from oneseal.workflow.models import Timer

log = structlog.get_logger("oneseal.workflow")
RETRY_AFTER: Final = timedelta(minutes=10)


class TimerReceiver(Protocol):
    """What a room does when one of its timers fires; it decides anew whether there is anything to do."""

    def __call__(self, subject_id: UUID, /, *, fires_at: datetime, now: datetime) -> None:
        """Act for the subject; `fires_at` is the instant that was set, `now` the instant at which it is swept."""
        ...


_receivers: Final[dict[str, TimerReceiver]] = {}


def timer_received(kind: str, receiver: TimerReceiver) -> None:
    """Register what happens when timers of a kind fire; rooms do so when they are made ready."""
    _receivers[kind] = receiver


def timer_set(*, subject: tuple[str, UUID], kind: str, fires_at: datetime, now: datetime) -> Insert:
    """Return the write that sets a timer."""
    row = {
        "id": new_id(now), "subject_kind": subject[0], "subject_id": subject[1], "kind": kind,
        "fires_at": fires_at, "set_at": now, "failures": 0,
    }  # fmt: skip
    return Insert("workflow_timer", [row])


def timers_fire(*, now: datetime, limit: int = 500) -> int:
    """Fire every timer that is due, the earliest first, at most `limit`; return how many fired.

    Each fires in a transaction of its own, under its row's lock, so that two sweepers never fire one twice.
    A timer whose receiver fails stays due and is tried again ten minutes later; the others go on.
    """
    return sum(_fired(timer_id, now=now) for timer_id, _at in _due(now=now, after=None, limit=limit))


def timers_catch_up(*, tell: Callable[[], datetime], batch: int = 500) -> int:
    """Fire everything that is due in the order of its instants, batch by batch until nothing is; return how many fired.

    `tell` is the clock of the caller, read before each batch: an act of a long night bears the hour at which it was
    done, and stands behind what people did meanwhile. What another sweeper holds is left to it.
    """
    whole = 0
    while fired := _pass(tell, batch=batch):  # once more: a receiver may have set a timer that is due already
        whole += fired
    return whole


def _pass(tell: Callable[[], datetime], *, batch: int) -> int:
    """Go once through what is due; each timer is tried once, so that one which stays due cannot hold the others up."""
    fired = 0
    after: tuple[UUID, datetime] | None = None
    while rows := _due(now=tell(), after=after, limit=batch):
        now = tell()
        fired += sum(_fired(timer_id, now=now) for timer_id, _at in rows)
        after = rows[-1]
    return fired


def _due(*, now: datetime, after: tuple[UUID, datetime] | None, limit: int) -> list[tuple[UUID, datetime]]:
    """Return the next timers that are due, the earliest first, behind the last one of the batch before."""
    due = Timer.objects.filter(Q(retry_at=None) | Q(retry_at__lte=now), fired_at=None, fires_at__lte=now)
    if after is not None:
        last_id, last_at = after
        due = due.filter(Q(fires_at__gt=last_at) | Q(fires_at=last_at, id__gt=last_id))
    return list(due.order_by("fires_at", "id").values_list("id", "fires_at")[:limit])


def _fired(timer_id: UUID, *, now: datetime) -> bool:
    try:
        with transaction.atomic():
            timer = Timer.objects.select_for_update(skip_locked=True).filter(pk=timer_id, fired_at=None).first()
            if timer is None:
                return False
            _receivers[timer.kind](timer.subject_id, fires_at=timer.fires_at, now=now)
            Timer.objects.filter(pk=timer_id).update(fired_at=now)
            return True
    except Exception as problem:  # whatever one receiver does, the other timers fire
        log.exception("workflow.timer.failed", timer=str(timer_id), problem=type(problem).__name__)
        failed = Timer.objects.filter(pk=timer_id, fired_at=None)
        failed.update(failures=F("failures") + 1, retry_at=now + RETRY_AFTER)
        return False
