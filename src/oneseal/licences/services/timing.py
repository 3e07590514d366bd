"""The timers of a licence: reminders of its renewal, and the end of its last day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final
from uuid import NAMESPACE_OID, UUID, uuid5

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import Q

from oneseal.cases.selectors import renewal_bases
from oneseal.cases.services import Press, case_deem_renewed
from oneseal.foundation.audit.services import Act, Subject, record
from oneseal.foundation.outbox.services import message
from oneseal.foundation.timekeeping import REMINDERS_AT, beijing_date, beijing_instant
from oneseal.foundation.writes import Insert, Write, flush
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id
from oneseal.licences.events import RenewalDue
from oneseal.licences.models import Licence, RenewalReminder
from oneseal.licences.rules.reminding import next_reminder_on, reminder_reached
from oneseal.licences.rules.states import LicenceState
from oneseal.licences.selectors.renewing import renewals_undecided, renewals_under_way
from oneseal.workflow.services import timer_set

log = structlog.get_logger("oneseal.licences")
REMINDER: Final = "licences.renewal_reminder"
TERM_OVER: Final = "licences.term_over"
SYSTEM: Final = "期限计算"
BATCH: Final = 1000
_ONE_DAY: Final = timedelta(days=1)
_BASIS: Final = "《行政许可法》第五十条第一款（届满前的提醒没有专门条文，由平台提供）"


def timers_of(licence_id: UUID, *, valid_until_on: date | None, now: datetime) -> list[Insert]:
    """Return the timers of a licence: its next reminder and the end of its last day; none without a term."""
    if valid_until_on is None:
        return []
    over = beijing_instant(valid_until_on + _ONE_DAY)
    end = timer_set(subject=("licence", licence_id), kind=TERM_OVER, fires_at=over, now=now)
    return [end, *_next_reminder(licence_id, valid_until_on, now=now)]


def _next_reminder(licence_id: UUID, until_on: date, *, now: datetime) -> list[Insert]:
    days = settings.ONESEAL_RENEWAL_REMINDER_DAYS
    on = next_reminder_on(until_on, days=days, after=beijing_date(now))
    if on is None:
        return []
    at = beijing_instant(on, REMINDERS_AT)
    return [timer_set(subject=("licence", licence_id), kind=REMINDER, fires_at=at, now=now)]


def remind(licence_id: UUID, *, fires_at: datetime, now: datetime) -> None:
    """Remind the holder of the renewal, once for each of the days, and set the next reminder.

    Nobody is reminded of a licence that does not count any more or whose renewal is under way.
    """
    del fires_at
    with transaction.atomic():
        licence = Licence.objects.select_for_update().filter(pk=licence_id, valid_until_on__isnull=False).first()
        if licence is None or licence.valid_until_on is None or licence.state not in _RUNS:
            return
        due = reminder_reached(
            licence.valid_until_on, days=settings.ONESEAL_RENEWAL_REMINDER_DAYS, today=beijing_date(now)
        )
        told = _reminded(licence, due, now=now) if due is not None and licence.state == LicenceState.VALID else []
        writes = [*told, *_next_reminder(licence.id, licence.valid_until_on, now=now)]
        if writes:
            flush(*writes)


_RUNS: Final = frozenset({LicenceState.VALID.value, LicenceState.SUSPENDED.value})


def _reminded(licence: Licence, days_before: int, *, now: datetime) -> list[Write]:
    if RenewalReminder.objects.filter(licence=licence, days_before=days_before).exists() or renewals_under_way(licence):
        return []
    row = {"id": new_id(now), "licence_id": licence.id, "days_before": days_before, "reminded_at": now}
    act = Act("licences.renewal_reminded", basis=_BASIS, after={"days_before": days_before})
    return [
        Insert("licences_reminder", [row]),
        *record(act, subject=Subject("licence", licence.id), actor=Actor.system(SYSTEM), now=now),
        message(RenewalDue(licence_id=licence.id, days_before=days_before), now),
    ]


def term_over(licence_id: UUID, *, fires_at: datetime, now: datetime) -> None:
    """Renew by law what was applied for in time and is undecided at the end of the last day (APL art. 50(2)).

    The case is locked by the move itself, which decides anew; the licence is only read.
    """
    licence = Licence.objects.filter(pk=licence_id, state__in=_RUNS).first()
    if licence is None:
        return
    for facts in renewals_undecided(licence, now=now):
        key = uuid5(NAMESPACE_OID, f"deemed-renewal:{facts.id}:{fires_at.isoformat()}")
        case_deem_renewed(case_id=facts.id, press=Press(Actor.system(SYSTEM), now, key))


def licence_timers_catch_up(*, now: datetime) -> int:
    """Set the timers of licences that have none, from before timers were kept; return how many licences.

    Only what still runs, or what a renewal that is under way may renew by law.
    """
    done = 0
    while True:
        with transaction.atomic():
            count = _caught_up(now=now)
        done += count
        if count < BATCH:
            return done


def _caught_up(*, now: datetime) -> int:
    runs = Q(valid_until_on__gte=beijing_date(now)) | Q(pk__in=renewal_bases())
    rows = Licence.objects.select_for_update(skip_locked=True).filter(
        runs, timed_at=None, state__in=_RUNS, valid_until_on__isnull=False
    )
    found = list(rows.order_by("valid_until_on", "id").values_list("id", "valid_until_on")[:BATCH])
    writes = [write for licence_id, until in found for write in timers_of(licence_id, valid_until_on=until, now=now)]
    if writes:
        flush(*writes)
        Licence.objects.filter(pk__in=[licence_id for licence_id, _until in found]).update(timed_at=now)
    return len(found)
