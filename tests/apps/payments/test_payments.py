"""Fees are paid at the real gateway or at a window, booked once, and only from what the gateway answers."""

import time

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from oneseal.cases import services as cases
from oneseal.cases.errors import CaseNotFound, FeesUnpaid
from oneseal.foundation.outside.services import Outcome, OutsideNoAnswer, forget_failures
from oneseal.foundation.outside.wire import packed, signature
from oneseal.foundation.timekeeping import now
from oneseal.identity.errors import NotAllowed
from oneseal.payments import services
from oneseal.payments.errors import (
    AmountNotFixed,
    AmountWrong,
    AnswerDiffers,
    FeeNotListed,
    NotPayableNow,
    NotPayableOnline,
    OrderNotFound,
    PaidAlready,
    ReceiptMissing,
    ReceiptUsed,
)
from oneseal.payments.models import PaymentFinding, PaymentOrder
from oneseal.payments.selectors import Paid, fees_of, order_for_actor
from oneseal.simulation.outside.faults import Fault
from tests.apps.traces import refused, verbs
from tests.factories import aside, paying, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def grant(case):
    cases.case_grant(case_id=case.id, text="", press=world.press(world.staff("approver")))


def fault(outside, kind):
    outside.faults.set("payment", kind)
    forget_failures()


# --- online --------------------------------------------------------------------------------------


def test_a_fee_is_paid_at_the_gateway_and_the_grant_is_free(outside):
    case = paying.charged_case()
    with refused(FeesUnpaid, names=paying.NAME):
        grant(case)

    order = paying.placed(case)
    assert paying.pay(order) == (303, paying.ADDRESSES["back"])
    booked = services.payment_confirm(order.id, now=now())

    assert (booked.state, str(booked.amount), booked.receipt_number) == ("paid", "10.00", "0000000001")
    assert verbs(order.id) == ["payments.order_opened", "payments.order_placed", "payments.paid"]
    grant(case)
    assert case.facts.state == "granted"


def test_whoever_comes_back_without_paying_has_not_paid(outside):
    case = paying.charged_case()
    order = paying.placed(case)

    assert services.payment_confirm(order.id, now=now()).state == "open"
    assert Paid().unpaid(case.id) == (paying.NAME,)


def test_an_order_is_opened_and_taken_once_however_often_it_is_asked_for(outside):
    case = paying.charged_case()
    first, second = paying.placed(case), paying.placed(case)

    assert first == second
    assert PaymentOrder.objects.count() == 1


def test_a_payment_confirmed_twice_is_one_payment(outside):
    case = paying.charged_case()
    first = paying.paid(case)

    again = services.payment_confirm(first.id, now=now())

    assert again == first
    assert verbs(first.id).count("payments.paid") == 1
    with refused(PaidAlready, name=paying.NAME):
        paying.opened(case)


def test_an_answer_about_another_amount_books_nothing_and_is_kept_as_a_difference(outside):
    case = paying.charged_case()
    order = paying.placed(case)
    paying.pay(order)
    fault(outside, Fault.WRONG)

    for _ in range(2):
        with pytest.raises(AnswerDiffers):
            services.payment_confirm(order.id, now=now())

    assert order_for_actor(order.id, actor=case.applicant).state == "open"
    finding = PaymentFinding.objects.get()
    assert (finding.kind, str(finding.amount_here), str(finding.amount_there)) == ("amount_differs", "10.00", "0.01")


def test_an_order_that_the_gateway_takes_for_another_amount_leads_nowhere(outside):
    case = paying.charged_case()
    fault(outside, Fault.WRONG)

    with pytest.raises(AnswerDiffers):
        paying.placed(case)

    assert fees_of(case.facts)[0].order.pay_url == ""


@pytest.mark.parametrize(
    "page",
    ["//elsewhere.example/pay", "https://elsewhere.example/pay", "/", "pay", "/\\elsewhere.example", 7],
)
def test_a_page_anywhere_else_than_at_the_gateway_is_not_believed(outside, page, monkeypatch):
    case = paying.charged_case()
    take = outside.systems["payment"].handlers["/v1/orders"]
    changed = {**outside.systems["payment"].handlers, "/v1/orders": lambda content: {**take(content), "page": page}}
    monkeypatch.setattr(outside.systems["payment"], "handlers", changed)

    with pytest.raises(OutsideNoAnswer) as problem:
        paying.placed(case)

    assert problem.value.outcome is Outcome.MALFORMED


def test_a_gateway_that_is_down_loses_nothing_and_takes_the_same_order_later(outside):
    case = paying.charged_case()
    fault(outside, Fault.DOWN)
    with pytest.raises(OutsideNoAnswer):
        paying.placed(case)
    waiting = fees_of(case.facts)[0].order

    fault(outside, Fault.NONE)
    order = paying.placed(case)

    assert order.id == waiting.id
    assert order.pay_url


def test_what_was_paid_while_the_gateway_did_not_answer_is_confirmed_later(outside):
    case = paying.charged_case()
    order = paying.placed(case)
    paying.pay(order)
    fault(outside, Fault.DOWN)
    with pytest.raises(OutsideNoAnswer):
        services.payment_confirm(order.id, now=now())

    fault(outside, Fault.NONE)

    assert services.payment_confirm(order.id, now=now()).state == "paid"


def test_a_case_without_such_a_fee_is_filed_and_granted_while_the_gateway_is_down(outside):
    fault(outside, Fault.DOWN)
    case = world.reviewed_case()

    grant(case)

    assert case.facts.state == "granted"
    assert fees_of(case.facts) == ()


def test_a_fee_that_the_law_does_not_put_before_the_grant_does_not_hold_it_up(outside):
    case = paying.charged_case(before_grant=False)

    grant(case)

    assert case.facts.state == "granted"
    assert paying.paid(case).state == "paid"


# --- the gateway's notice ------------------------------------------------------------------------


def notice(order, *, secret, path="/payments/notice/"):
    body = packed({"key": str(order.id)})
    header = signature(secret, method="POST", path=path, body=body, at=int(time.time()))
    services.notice_take(path=path, header=header, body=body)


def test_a_signed_notice_books_nothing_and_lets_the_worker_ask(outside):
    order = paying.placed(paying.charged_case())

    notice(order, secret=outside.systems["payment"].secret)

    assert PaymentOrder.objects.get().state == "open"
    job = ProcrastinateJob.objects.get(task_name="payments.confirm")
    assert job.args == {"order_id": str(order.id)}


def test_a_notice_under_another_secret_is_refused(outside):
    order = paying.placed(paying.charged_case())

    with pytest.raises(OutsideNoAnswer):
        notice(order, secret="guessed")

    assert not ProcrastinateJob.objects.filter(task_name="payments.confirm").exists()


# --- who, what and when --------------------------------------------------------------------------


def test_nobody_opens_or_sees_an_order_of_somebody_elses_case(outside):
    case = paying.charged_case()
    order, stranger = paying.placed(case), world.person(name="王五")

    with refused(CaseNotFound):
        paying.opened(case, by=stranger)
    with refused(OrderNotFound):
        order_for_actor(order.id, actor=stranger)


def test_a_clerk_at_the_window_opens_an_order_for_somebody_and_an_examiner_does_not(outside):
    case = paying.charged_case()

    assert paying.opened(case, by=world.staff("intake_clerk")).state == "open"
    with refused(NotAllowed):
        paying.opened(case, by=world.staff("reviewer"))


def test_a_fee_that_the_item_does_not_list_is_not_taken(outside):
    case = paying.charged_case()

    with refused(FeeNotListed, name="加急费"):
        paying.opened(case, fee="加急费")
    with refused(FeeNotListed, name="加急费"):
        paying.at_window(case, fee="加急费")


def test_nothing_is_taken_before_acceptance(outside):
    case = paying.charged_case(world.submitted_case)

    with refused(NotPayableNow, state="submitted"):
        paying.opened(case)


def test_an_item_that_is_decided_on_the_spot_takes_its_fee_at_once(outside):
    case = paying.charged_case(world.submitted_case)
    aside.republish(**aside.AT_ONCE)
    later = world.submitted_case()

    assert paying.paid(later).state == "paid"
    with refused(NotPayableNow, state="submitted"):
        paying.opened(case)


def test_without_a_gateway_or_where_the_item_says_so_nobody_pays_online(settings):
    case = paying.charged_case()
    settings.ONESEAL_OUTSIDE = {}
    with refused(NotPayableOnline):
        paying.opened(case)

    settings.ONESEAL_OUTSIDE = {"payment": {"url": "http://127.0.0.1:9", "secret": "s"}}
    paying.charging(online=False)
    other = world.reviewed_case()
    with refused(NotPayableOnline):
        paying.opened(other)


# --- at the window -------------------------------------------------------------------------------


def test_a_payment_at_the_window_is_recorded_with_its_receipt_and_cashier():
    case = paying.charged_case()

    booked = paying.at_window(case)

    assert (booked.way, booked.state, booked.receipt_number) == ("counter", "paid", "0000123456")
    assert booked.cashier.startswith("综合窗口受理员")
    assert Paid().unpaid(case.id) == ()


@pytest.mark.parametrize("amount", ["9", "10.01", "0", "-10", "ten", "", "NaN", "10.001"])
def test_another_amount_than_that_of_the_list_is_refused_at_the_window(amount):
    case = paying.charged_case()

    with pytest.raises(AmountWrong):
        paying.at_window(case, amount=amount)


def test_a_fee_without_a_fixed_amount_is_owed_until_a_window_has_recorded_it(outside):
    case = paying.charged_case(amount="")
    assert Paid().unpaid(case.id) == (paying.NAME,)
    with refused(AmountNotFixed, name=paying.NAME):
        paying.opened(case)

    paying.at_window(case, amount="37.50")

    assert Paid().unpaid(case.id) == ()


def test_a_receipt_stands_for_one_payment():
    first, second = paying.charged_case(), world.reviewed_case()
    paying.at_window(first)

    with refused(ReceiptUsed, number="0000123456"):
        paying.at_window(second)
    with refused(ReceiptMissing):
        paying.at_window(second, receipt=" ")
    with refused(PaidAlready, name=paying.NAME):
        paying.at_window(first, receipt="0000123457")


def test_only_who_takes_payments_records_one():
    case = paying.charged_case()

    with refused(NotAllowed):
        paying.at_window(case, by="approver")


def test_what_is_paid_at_the_window_and_then_online_all_the_same_waits_as_a_refund(outside):
    case = paying.charged_case()
    order = paying.placed(case)
    paying.at_window(case)
    assert order_for_actor(order.id, actor=case.applicant).state == "closed"

    paying.pay(order)
    twice = services.payment_confirm(order.id, now=now())

    assert (twice.state, twice.receipt_number) == ("refund_asked", "0000000001")
    assert fees_of(case.facts)[0].order.way == "counter"
    assert verbs(order.id)[-1] == "payments.paid_twice"
