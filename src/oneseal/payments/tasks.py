"""Ask the payment gateway in the background: after its notice, after an approved refund, and once a day."""

from __future__ import annotations

from datetime import time, timedelta
from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from oneseal.foundation.jobs.schedules import daily
from oneseal.foundation.jobs.services import beat
from oneseal.foundation.timekeeping import beijing_date, now
from oneseal.payments.services import days_reconcile, payment_confirm, refund_send

_A_DAY_LONG = RetryStrategy(max_attempts=1440, wait=60)


@app.task(name="payments.confirm", retry=_A_DAY_LONG, queue="outside")
def confirm_payment(*, order_id: str) -> None:
    """Ask the gateway whether an order is paid; tried once a minute for a day."""
    payment_confirm(UUID(order_id), now=now())


@app.task(name="payments.refund", retry=_A_DAY_LONG, queue="outside")
def refund_payment(*, order_id: str) -> None:
    """Let the gateway pay an approved refund back; tried once a minute for a day."""
    refund_send(UUID(order_id), now=now())


@app.periodic(cron=daily(time(1, 40)))
@app.task(name="payments.reconcile", retry=_A_DAY_LONG, queue="outside")
def reconcile_days(timestamp: int) -> None:
    """Compare yesterday, and every day missed before it, with the gateway's list."""
    at = now()
    days_reconcile(until=beijing_date(at) - timedelta(days=1), now=at)
    beat("payments.reconcile", now=at)
