"""Cases whose item charges a fee, and the payment gateway as a person meets it."""

import http.client
from urllib.parse import urlsplit

from oneseal.foundation.timekeeping import now
from oneseal.payments import services
from tests.factories import aside, world

NAME, AMOUNT = "证照费", "10"
# An invented fee of a test's own item; no item that ships charges it.
FEE = {
    "name": NAME, "rate": "每证十元", "basis": "某某规定第一条", "check_state": "own_wording", "source": "gbt-39046",
    "amount": AMOUNT, "before_grant": True,
}  # fmt: skip
ADDRESSES = {"back": "http://127.0.0.1:9/back/", "notice": "http://127.0.0.1:9/notice/"}


def charging(*, online=True, **changed):
    """Let the city's item charge one fee from today on."""
    aside.republish(
        fee_flag=True, fee_basis="某某规定", pay_online=online, fees=[{**FEE, **changed}]
    )  # fmt: skip


def charged_case(made=world.reviewed_case, **changed):
    """Return a case of an item that charges one fee; it waits for its decision."""
    charging(**changed)
    return made()


def opened(case, *, by=None, fee=NAME):
    """Open an order."""
    return services.order_open(case_id=case.id, fee_name=fee, actor=by or case.applicant, now=now())


def placed(case, **addresses):
    """Open an order and let the gateway take it."""
    return services.order_place(opened(case), now=now(), **{**ADDRESSES, **addresses})


def pay(order):
    """Press the button of the gateway's own page; return (status, where the person is sent)."""
    place = urlsplit(order.pay_url)
    connection = http.client.HTTPConnection(place.hostname, place.port, timeout=5)
    connection.request("POST", place.path, b"")
    reply = connection.getresponse()
    reply.read()
    connection.close()
    return reply.status, reply.headers.get("Location", "")


def paid(case, **addresses):
    """Pay a fee through the gateway and return the order as it is booked."""
    order = placed(case, **addresses)
    pay(order)
    return services.payment_confirm(order.id, now=now())


def at_window(case, *, amount=AMOUNT, receipt="0000123456", by="intake_clerk", fee=NAME):
    """Record a payment at a window."""
    told = services.CounterTold(fee, amount, receipt)
    return services.counter_payment_record(case_id=case.id, told=told, actor=world.staff(by), now=now())
