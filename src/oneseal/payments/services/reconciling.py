"""Compare each day with the gateway's list (对账): what differs is kept for people to look into."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import UUID, uuid5

from django.db import transaction

from oneseal.foundation.outside.services import Outcome, OutsideNoAnswer, Question, ask, is_connected
from oneseal.foundation.timekeeping import beijing_date
from oneseal.kernel.access import Actor
from oneseal.payments.models import PaymentDay, PaymentOrder
from oneseal.payments.rules import SYSTEM, Booked, Difference, OrderState, Way, differences
from oneseal.payments.selectors import day_bounds
from oneseal.payments.services.noting import findings_note
from oneseal.payments.services.opening import order_told

DAYS: Final = "/v1/days"
MOST_MISSED: Final = 31
_DAYS_SPACE: Final = UUID("6f2c1f0e-7c1d-4b0a-9a1e-6f1d5b7f3a90")


def days_reconcile(*, until: date, now: datetime) -> list[date]:
    """Compare every day up to `until` that has not been compared yet, a month back at most; return those days.

    Nothing is compared where no gateway is connected, nor before the first order.

    Raises:
        OutsideNoAnswer: tried again; the days compared so far stay compared.
    """
    first = PaymentOrder.objects.order_by("opened_at").values_list("opened_at", flat=True).first()
    if not is_connected(SYSTEM) or first is None:
        return []
    day, done = max(_after_the_last(first), until - timedelta(days=MOST_MISSED)), []
    while day <= until:
        day_reconcile(day, now=now)
        done.append(day)
        day += timedelta(days=1)
    return done


def _after_the_last(first_order_at: datetime) -> date:
    """Return the first day that was not compared since it ended; one compared during the day counts for nothing."""
    for row in PaymentDay.objects.order_by("-day")[: MOST_MISSED + 1]:
        if beijing_date(row.reconciled_at) > row.day:
            return row.day + timedelta(days=1)
    return beijing_date(first_order_at)


def day_reconcile(day: date, *, now: datetime, actor: Actor | None = None) -> tuple[Difference, ...]:
    """Compare one day with the gateway's list and keep every difference; `actor` None: the worker does.

    Raises:
        OutsideNoAnswer.
    """
    subject = ("payment_day", uuid5(_DAYS_SPACE, day.isoformat()))
    answer = ask(Question(SYSTEM, DAYS, {"day": day.isoformat()}, day.isoformat(), subject), now=now)
    there, here = _told(answer, day), _booked(day)
    found = differences(here, there)
    with transaction.atomic():
        _keep(found, day=day, now=now, found_by=actor.account_id if actor else None)
        PaymentDay.objects.update_or_create(day=day, defaults={
            "count_here": len(here), "count_there": len(there), "amount_here": _sum(here), "amount_there": _sum(there),
            "reconciled_at": now,
        })  # fmt: skip
    return found


def _told(answer: dict[str, Any], day: date) -> list[Booked]:
    """Return the gateway's payments of a day; a list of another day is not believed."""
    try:
        if answer["day"] != day.isoformat():
            raise OutsideNoAnswer(Outcome.MALFORMED)
        said = [order_told(row) for row in answer["payments"]]
    except (KeyError, TypeError):
        raise OutsideNoAnswer(Outcome.MALFORMED) from None
    return [Booked(row.key, row.id, row.amount, row.is_refunded) for row in said]


def _booked(day: date) -> list[Booked]:
    start, end = day_bounds(day)
    rows = PaymentOrder.objects.filter(way=Way.ONLINE.value, paid_at__gte=start, paid_at__lt=end).order_by("id")
    return [
        Booked(
            str(row.id), row.gateway_id, row.amount, row.state == OrderState.REFUNDED,
            is_refunding=row.refund_allowed_at is not None,
        )
        for row in rows
    ]  # fmt: skip


def _keep(found: Iterable[Difference], *, day: date, now: datetime, found_by: UUID | None) -> None:
    orders = {str(row.id): row for row in PaymentOrder.objects.filter(pk__in=_ids(found))}
    findings_note([(one, orders.get(one.key)) for one in found], day=day, now=now, found_by=found_by)


def _ids(found: Iterable[Difference]) -> list[UUID]:
    ids = []
    for one in found:
        try:
            ids.append(UUID(one.key))
        except ValueError:
            continue
    return ids


def _sum(rows: Iterable[Booked]) -> Decimal:
    return sum((row.amount for row in rows), Decimal(0))
