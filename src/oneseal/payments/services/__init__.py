from oneseal.payments.services.confirming import notice_take, payment_confirm
from oneseal.payments.services.counter import CounterTold, counter_payment_record
from oneseal.payments.services.opening import order_open, order_place
from oneseal.payments.services.reconciling import day_reconcile, days_reconcile
from oneseal.payments.services.refunding import refund_allow, refund_ask, refund_decline, refund_later, refund_send
from oneseal.payments.services.settling import finding_handle, finding_settle

__all__ = [
    "CounterTold",
    "counter_payment_record",
    "day_reconcile",
    "days_reconcile",
    "finding_handle",
    "finding_settle",
    "notice_take",
    "order_open",
    "order_place",
    "payment_confirm",
    "refund_allow",
    "refund_ask",
    "refund_decline",
    "refund_later",
    "refund_send",
]
