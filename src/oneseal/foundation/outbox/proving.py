"""Prove that everything that happened was told to whoever must know."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from django.db import connection
from django.utils.translation import gettext_lazy as _

from oneseal.foundation.outbox.models import Event
from oneseal.foundation.proof.ports import Finding, Proof, Scope, Tally
from oneseal.foundation.timekeeping import BEIJING

SOON: Final = timedelta(minutes=5)
_UNDELIVERED: Final = """
SELECT event.id::text, event.name, job.args ->> 'receiver', event.occurred_at, job.attempts
FROM procrastinate_jobs job JOIN outbox_event event ON event.id = (job.args ->> 'event_id')::uuid
WHERE job.task_name = 'outbox.deliver' AND job.status IN ('todo', 'doing') AND event.relayed_at < %s
ORDER BY event.id
"""


def events(scope: Scope, tally: Tally) -> Iterator[Finding]:
    """Yield each event that waits for minutes to be handed over, and each that a receiver has not dealt with."""
    limit = scope.now - SOON
    tally.checked += Event.objects.count()
    waiting = Event.objects.filter(relayed_at=None, occurred_at__lt=limit).order_by("id")
    for event_id, name, at in waiting.values_list("id", "name", "occurred_at").iterator():
        yield Finding("outbox.waiting", subject=f"{name} {event_id}", found=f"{at.astimezone(BEIJING):%Y-%m-%d %H:%M}")
    with connection.cursor() as cursor:
        cursor.execute(_UNDELIVERED, [limit])
        for event_id, name, receiver, at, attempts in cursor.fetchall():
            yield Finding(
                "outbox.undelivered", subject=f"{name} {event_id}", expected=str(receiver),
                found=f"{at.astimezone(BEIJING):%Y-%m-%d %H:%M} ({attempts})",
            )  # fmt: skip


EVENTS: Final = Proof(
    "outbox.events",
    _("待发事件"),
    events,
    {
        "outbox.waiting": _("事件 %(subject)s 从 %(found)s 起一直没有发出。请确认后台任务正在运行。"),
        "outbox.undelivered": _("事件 %(subject)s 还没有送到 %(expected)s；发生时间和已经试过的次数：%(found)s。"),
    },
)
