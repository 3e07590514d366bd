"""Fees are paid at the real gateway or at a window, booked once, given back by two persons, and compared each day."""

import pytest

from oneseal.cases import services as cases
from oneseal.cases.errors import FeesUnpaid
from oneseal.foundation.timekeeping import now
from oneseal.payments import services
from tests.apps.traces import refused
from tests.factories import paying, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def grant(case):
    cases.case_grant(case_id=case.id, text="", press=world.press(world.staff("approver")))


def test_a_fee_is_paid_at_the_gateway_and_the_grant_is_free(outside):
    case = paying.charged_case()
    with refused(FeesUnpaid, names=paying.NAME):
        grant(case)

    order = paying.placed(case)
    assert paying.pay(order) == (303, paying.ADDRESSES["back"])
    booked = services.payment_confirm(order.id, now=now())

    assert (booked.state, str(booked.amount), booked.receipt_number) == ("paid", "10.00", "0000000001")
    grant(case)
    assert case.facts.state == "granted"
