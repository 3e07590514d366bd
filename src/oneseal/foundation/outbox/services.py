"""Write events with the change, relay them after commit, deliver each once to each receiver."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any, ClassVar, Protocol
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from oneseal.foundation.outbox.models import Delivery, Event
from oneseal.foundation.writes import Insert, Store, Update, store
from oneseal.kernel.ids import new_id


class DomainEvent(Protocol):
    """A frozen dataclass with a class attribute `name` like "cases.decided"."""

    name: ClassVar[str]
    __dataclass_fields__: ClassVar[dict[str, Any]]


Receiver = Callable[[Any, datetime], None]
_receivers: dict[str, dict[str, tuple[type[Any], Receiver]]] = {}
_former: dict[tuple[str, str], str] = {}


class ReceiverUnknown(LookupError):
    """An event is queued for a receiver that this program does not have, under this label or a former one."""


def subscribe(event: type[Any], receiver: Receiver, *, formerly: Collection[str] = ()) -> None:
    """Register a receiver `(event, now)`; called from `AppConfig.ready`.

    Its label is module and name. Whoever moves or renames it tells `formerly` which labels it had: jobs of the time
    before are queued under them.
    """
    label = f"{receiver.__module__}.{receiver.__qualname__}"
    _receivers.setdefault(event.name, {})[label] = (event, receiver)
    _former.update({(event.name, old): label for old in formerly})


def receivers_of(name: str) -> list[str]:
    """Return the labels of all receivers of an event."""
    return sorted(_receivers.get(name, {}))


def _plain(value: Any) -> Any:  # noqa: ANN401 - any field of an event
    return value if value is None or isinstance(value, (bool, int, float, str, list, dict)) else str(value)


def message(event: DomainEvent, now: datetime) -> Insert:
    """Return the outbox row of an event."""
    payload = {spec.name: _plain(getattr(event, spec.name)) for spec in fields(event)}
    row = {"id": new_id(now), "name": event.name, "payload": payload, "occurred_at": now}
    return Insert("outbox_event", [row])


_PARSERS: Mapping[str, Callable[[str], Any]] = {
    "UUID": UUID,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
}


def parse(event: type[Any], payload: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the event's own type
    """Return an event from its stored payload."""
    values = {}
    for spec in fields(event):
        value = payload[spec.name]
        parser = _PARSERS.get(str(spec.type).split(" ")[0])
        values[spec.name] = parser(value) if parser and value is not None else value
    return event(**values)


def deliver(*, event_id: UUID, receiver: str, now: datetime) -> bool:
    """Let one receiver deal with one event, once; return False when it already has.

    The receiver's work and the record of it are one transaction: killed in between, neither exists. The record bears
    the label under which the event was queued, so that a job begun before a receiver moved does nothing twice.

    Raises:
        ReceiverUnknown: nobody of that label; the event must not pass for told.
    """
    stored = Event.objects.get(id=event_id)
    receivers = _receivers.get(stored.name, {})
    known = receivers.get(receiver) or receivers.get(_former.get((stored.name, receiver), ""))
    if known is None:
        raise ReceiverUnknown(f"{receiver} does not receive {stored.name}")
    try:
        with transaction.atomic():
            Delivery.objects.create(event_id=event_id, receiver=receiver, delivered_at=now)
            known[1](parse(known[0], stored.payload), now)
    except IntegrityError:
        if Delivery.objects.filter(event_id=event_id, receiver=receiver).exists():
            return False
        raise
    return True


def deliver_all(*, now: datetime) -> None:
    """Relay and deliver every waiting event at once, and what comes of it; as the worker does, in this process."""
    bound = store()
    if bound is not None:
        _deliver_kept(bound, now=now)
        return
    pairs: list[tuple[UUID, str]] = []
    while relay(hand_over=pairs.extend, now=now):
        for event_id, receiver in pairs:
            deliver(event_id=event_id, receiver=receiver, now=now)
        pairs.clear()


def _deliver_kept(bound: Store, *, now: datetime) -> None:
    """Deliver the events of what a store works on at present, in the order in which `relay` hands them over."""
    while waiting := sorted((row for row in bound.rows("outbox_event") if row["relayed_at"] is None), key=_by_id):
        for row in waiting:
            bound.write([Update("outbox_event", {"id": row["id"]}, {"relayed_at": now})])
        for row in waiting:
            for label, (event, receiver) in sorted(_receivers.get(row["name"], {}).items()):
                told = {"event_id": row["id"], "receiver": label, "delivered_at": now}
                told["id"] = bound.next_serial("outbox_delivery")
                bound.write([Insert("outbox_delivery", [told])])
                receiver(parse(event, row["payload"]), now)


def _by_id(row: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a column's value
    return row["id"]


@transaction.atomic
def relay(*, hand_over: Callable[[list[tuple[UUID, str]]], None], now: datetime, limit: int = 200) -> int:
    """Hand waiting events to the job queue, in one transaction with the mark; return how many."""
    waiting = list(
        Event.objects.select_for_update(skip_locked=True)
        .filter(relayed_at__isnull=True)
        .order_by("id")
        .only("id", "name")[:limit]
    )
    pairs = [(event.id, label) for event in waiting for label in receivers_of(event.name)]
    if pairs:
        hand_over(pairs)
    Event.objects.filter(id__in=[event.id for event in waiting]).update(relayed_at=now)
    return len(waiting)


_FORGET = """
WITH old AS (
    SELECT event.id FROM outbox_event event
    WHERE event.relayed_at < %s AND NOT EXISTS (
        SELECT FROM procrastinate_jobs job
        WHERE job.task_name = 'outbox.deliver' AND job.status <> 'succeeded'
          AND (job.args ->> 'event_id')::uuid = event.id
    )
    ORDER BY event.id LIMIT %s
), told AS (DELETE FROM outbox_delivery USING old WHERE outbox_delivery.event_id = old.id)
DELETE FROM outbox_event USING old WHERE outbox_event.id = old.id
"""


def delivered_forget(*, before: datetime, limit: int = 10_000) -> int:
    """Delete events relayed before an instant, with the record of their deliveries; return how many.

    An event that a receiver has not dealt with yet, or that failed for good, stays until somebody sees to it.
    Each batch of `limit` is a transaction of its own, so a long backlog holds no long lock.
    """
    whole = 0
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_FORGET, [before, limit])
            count = int(cursor.rowcount)
        whole += count
        if count < limit:
            return whole


def waiting_count() -> int:
    """Return how many events are not relayed yet."""
    return Event.objects.filter(relayed_at__isnull=True).count()
