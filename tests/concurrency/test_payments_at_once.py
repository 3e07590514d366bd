"""One order, one payment: however many press at the same moment."""

import pytest

from oneseal.foundation.audit.models import Entry
from oneseal.foundation.timekeeping import now
from oneseal.payments import services
from oneseal.payments.errors import PaidAlready
from oneseal.payments.models import PaymentOrder
from tests.apps.payments.conftest import outside  # noqa: F401 - a fixture
from tests.concurrency.racing import at_once, failures
from tests.factories import paying, world

pytestmark = [pytest.mark.django_db(transaction=True)]


def test_many_orders_for_one_fee_at_once_are_one(open_city, outside):  # noqa: F811
    case = paying.charged_case()

    results = at_once(*[lambda: paying.opened(case)] * 8)

    assert not failures(results)
    assert {order.id for order in results} == {PaymentOrder.objects.get().id}


def test_many_confirmations_at_once_book_one_payment(open_city, outside):  # noqa: F811
    order = paying.placed(paying.charged_case())
    paying.pay(order)
    instant = now()

    results = at_once(*[lambda: services.payment_confirm(order.id, now=instant)] * 8)

    assert not failures(results)
    assert {one.state for one in results} == {"paid"}
    assert Entry.objects.filter(subject_id=order.id, verb="payments.paid").count() == 1


def test_two_cashiers_at_once_record_one_payment(open_city, settings):
    settings.ONESEAL_OUTSIDE = {}
    case = paying.charged_case()
    clerk, instant = world.staff("intake_clerk"), now()

    def record(receipt):
        told = services.CounterTold(paying.NAME, paying.AMOUNT, receipt)
        return services.counter_payment_record(case_id=case.id, told=told, actor=clerk, now=instant)

    results = at_once(*[lambda n=n: record(f"000012345{n}") for n in range(4)])

    assert [type(problem) for problem in failures(results)] == [PaidAlready] * 3
    assert PaymentOrder.objects.count() == 1
