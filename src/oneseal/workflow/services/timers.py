"""Timers: rows that fire at their instant, exactly once, one failing never stopping the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from operator import itemgetter
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


@dataclass(frozen=True, slots=True)
class DueTimer:
    """A timer that falls due together with others of its kind: of what, and for which instant it was set."""

    subject_id: UUID
    fires_at: datetime


class TimersReceiver(Protocol):
    """What a room does when many of its timers fire at once: it reads once and writes once, and locks no subject."""

    def __call__(self, due: Sequence[DueTimer], /, *, now: datetime) -> None:
        """Act for every subject, in the order of the instants."""
        ...


_receivers: Final[dict[str, TimerReceiver]] = {}
_together: Final[dict[str, TimersReceiver]] = {}


def timer_received(kind: str, receiver: TimerReceiver) -> None:
    """Register what happens when timers of a kind fire; rooms do so when they are made ready."""
    _receivers[kind] = receiver


def timers_received(kind: str, receiver: TimersReceiver) -> None:
    """Register what happens when timers of a kind fire, for a kind whose timers are dealt with many at a time."""

    def alone(subject_id: UUID, /, *, fires_at: datetime, now: datetime) -> None:
        receiver([DueTimer(subject_id, fires_at)], now=now)

    _together[kind] = receiver
    _receivers[kind] = alone


def timer_set(*, subject: tuple[str, UUID], kind: str, fires_at: datetime, now: datetime) -> Insert:
    """Return the write that sets a timer."""
    row = {
        "id": new_id(now), "subject_kind": subject[0], "subject_id": subject[1], "kind": kind,
        "fires_at": fires_at, "set_at": now, "failures": 0,
    }  # fmt: skip
    return Insert("workflow_timer", [row])


def timers_fire(*, now: datetime, limit: int = 500) -> int:
    """Fire every timer that is due, the earliest first, at most `limit`; return how many fired.

    Each fires once, under its row's lock, so that two sweepers never fire one twice: in a transaction of its own, or
    where its kind is dealt with many at a time, in one with its neighbours of that kind. A timer whose receiver fails
    stays due and is tried again ten minutes later; the others go on.
    """
    return _swept(_due(now=now, after=None, limit=limit), now=now)


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
        fired += _swept(rows, now=now)
        last_id, _kind, last_at = rows[-1]
        after = last_id, last_at
    return fired


def _due(*, now: datetime, after: tuple[UUID, datetime] | None, limit: int) -> list[tuple[UUID, str, datetime]]:
    """Return the next timers that are due, the earliest first, behind the last one of the batch before."""
    due = Timer.objects.filter(Q(retry_at=None) | Q(retry_at__lte=now), fired_at=None, fires_at__lte=now)
    if after is not None:
        last_id, last_at = after
        due = due.filter(Q(fires_at__gt=last_at) | Q(fires_at=last_at, id__gt=last_id))
    return list(due.order_by("fires_at", "id").values_list("id", "kind", "fires_at")[:limit])


def _swept(due: Iterable[tuple[UUID, str, datetime]], *, now: datetime) -> int:
    """Fire timers in the order in which they are told (id, kind, instant); return how many fired."""
    fired = 0
    for kind, rows in groupby(list(due), key=itemgetter(1)):
        ids = [row[0] for row in rows]
        at_once = len(ids) > 1 and kind in _together
        fired += _fired_together(kind, ids, now=now) if at_once else sum(_fired(timer_id, now=now) for timer_id in ids)
    return fired


def _fired_together(kind: str, ids: Sequence[UUID], *, now: datetime) -> int:
    """Claim timers of one kind in one statement and fire them in one transaction; one by one when that fails."""
    try:
        with transaction.atomic():
            claimed = Timer.objects.select_for_update(skip_locked=True).filter(pk__in=ids, fired_at=None)
            rows = list(claimed.order_by("fires_at", "id").values_list("id", "subject_id", "fires_at"))
            if not rows:  # another sweeper has them
                return 0
            _together[kind]([DueTimer(subject_id, fires_at) for _id, subject_id, fires_at in rows], now=now)
            return Timer.objects.filter(pk__in=[row[0] for row in rows]).update(fired_at=now)
    except Exception as problem:  # one of them fails: found by trying each, so that it stops no other
        log.exception("workflow.timers.apart", kind=kind, count=len(ids), problem=type(problem).__name__)
        return sum(_fired(timer_id, now=now) for timer_id in ids)


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
