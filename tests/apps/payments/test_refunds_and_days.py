"""Money goes back by two persons, and each day is compared with the gateway's list."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from procrastinate.contrib.django.models import ProcrastinateJob

from oneseal.foundation.outside.services import OutsideNoAnswer, forget_failures
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.errors import NotAllowed
from oneseal.identity.models import Post
from oneseal.payments import services
from oneseal.payments.errors import (
    AnswerDiffers,
    FindingHandledBefore,
    FindingNeedsAnother,
    FindingNoteMissing,
    FindingNotFound,
    FindingNotHandled,
    NothingToRefund,
    OrderNotFound,
    RefundNotAsked,
    RefundOwed,
    RefundReasonMissing,
    SecondPersonNeeded,
)
from oneseal.payments.models import PaymentDay, PaymentFinding, PaymentOrder
from oneseal.payments.selectors import Paid, order_for_actor, payments_of_day
from oneseal.simulation.outside.faults import Fault
from tests.apps.traces import refused, told, verbs
from tests.factories import aside, paying, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def ask_back(order, *, by="intake_clerk", reason="重复缴费。"):
    services.refund_ask(order_id=order.id, reason=reason, actor=world.staff(by), now=now())


def allow(order, *, by="agency_head"):
    services.refund_allow(order_id=order.id, actor=world.staff(by), now=now())


def standing(order):
    return order_for_actor(order.id, actor=world.staff("intake_clerk"))


# --- refunds -------------------------------------------------------------------------------------


def test_a_refund_goes_to_the_gateway_once_a_second_person_has_allowed_it(outside):
    case = paying.charged_case()
    order = paying.paid(case)
    ask_back(order)
    assert Paid().unpaid(case.id) == ()

    allow(order)
    world.deliver_events()
    job = ProcrastinateJob.objects.get(task_name="payments.refund")
    services.refund_send(order.id, now=now())
    services.refund_send(order.id, now=now())

    assert job.args == {"order_id": str(order.id)}
    assert standing(order).state == "refunded"
    assert Paid().unpaid(case.id) == (paying.NAME,)
    assert verbs(order.id)[-3:] == [
        "payments.refund_asked", "payments.refund_allowed", "payments.refunded",
    ]  # fmt: skip


def test_whoever_asks_for_a_refund_does_not_allow_it(outside):
    order = paying.paid(paying.charged_case())
    post = Post.objects.get(pk=world.staff("intake_clerk").post_id)
    post.permissions = [*post.permissions, "payments.refund"]
    post.save()
    ask_back(order)

    with refused(SecondPersonNeeded):
        allow(order, by="intake_clerk")

    row = PaymentOrder.objects.get()
    row.refund_allowed_by = row.refund_asked_by
    with pytest.raises(IntegrityError):
        row.save()


def test_a_refund_is_asked_for_and_allowed_by_the_posts_for_it(outside):
    order = paying.paid(paying.charged_case())

    with refused(NotAllowed):
        ask_back(order, by="approver")
    ask_back(order)
    with refused(NotAllowed):
        allow(order, by="approver")
    aside.upper_agency()
    elsewhere = world.actor_named("upper_approver")
    with refused(OrderNotFound):
        services.refund_allow(order_id=order.id, actor=elsewhere, now=now())


def test_only_what_was_paid_is_given_back_once_and_with_a_reason(outside):
    case = paying.charged_case()
    order = paying.placed(case)
    with refused(NothingToRefund):
        ask_back(order)
    with refused(RefundNotAsked):
        allow(order)
    paying.pay(order)
    services.payment_confirm(order.id, now=now())
    with refused(RefundReasonMissing):
        ask_back(order, reason=" ")
    ask_back(order)

    with refused(NothingToRefund):
        ask_back(order)


def test_money_from_the_window_goes_back_there(outside):
    order = paying.at_window(paying.charged_case())
    ask_back(order)

    allow(order)

    assert standing(order).state == "refunded"
    assert not ProcrastinateJob.objects.filter(task_name="payments.refund").exists()


@pytest.mark.parametrize(
    ("fault", "problem"), [(Fault.DOWN, OutsideNoAnswer), (Fault.WRONG, AnswerDiffers)], ids=["down", "wrong"]
)
def test_a_refund_that_the_gateway_does_not_confirm_is_not_booked_and_tried_again(outside, fault, problem):
    order = paying.paid(paying.charged_case())
    ask_back(order)
    allow(order)
    outside.faults.set("payment", fault)
    with pytest.raises(problem):
        services.refund_send(order.id, now=now())
    assert standing(order).state == "refund_asked"

    outside.faults.set("payment", Fault.NONE)
    forget_failures()
    services.refund_send(order.id, now=now())

    assert standing(order).state == "refunded"


# --- days ----------------------------------------------------------------------------------------


def test_a_day_that_agrees_has_no_differences(outside):
    paying.paid(paying.charged_case())

    assert services.day_reconcile(today(), now=now()) == ()

    day = PaymentDay.objects.get()
    assert (day.count_here, day.count_there, str(day.amount_here), str(day.amount_there)) == (1, 1, "10.00", "10.00")


def test_what_was_paid_and_never_confirmed_is_found_and_shown_to_the_agency(outside):
    order = paying.placed(paying.charged_case())
    paying.pay(order)

    (found,) = services.day_reconcile(today(), now=now())
    services.day_reconcile(today(), now=now())

    assert (found.kind, found.key, found.amount_here, str(found.amount_there)) == (
        "missing_here", str(order.id), None, "10.00",
    )  # fmt: skip
    (shown,) = payments_of_day(today(), actor=world.staff("supervisor")).findings
    assert shown.order_id == order.id
    assert PaymentFinding.objects.count() == 1


def test_what_is_booked_here_and_unknown_to_the_gateway_is_found(outside):
    order = paying.paid(paying.charged_case())
    outside.systems["payment"].pages.gateway.path.unlink()

    (found,) = services.day_reconcile(today(), now=now())

    assert (found.kind, found.key) == ("missing_there", str(order.id))


def test_a_difference_of_nobodys_order_is_shown_at_every_agency(outside):
    paying.charged_case()
    outside.faults.set("payment", Fault.WRONG)

    services.day_reconcile(today(), now=now())

    (shown,) = payments_of_day(today(), actor=world.staff("supervisor")).findings
    assert (shown.order_id, shown.agency_id, shown.kind) == (None, None, "missing_here")


def test_every_day_that_was_missed_is_compared_in_its_order(outside, clock):
    paying.paid(paying.charged_case())
    first = today()
    clock.move(days=3)

    done = services.days_reconcile(until=today() - timedelta(days=1), now=now())

    assert done == [first, first + timedelta(days=1), first + timedelta(days=2)]
    assert services.days_reconcile(until=today() - timedelta(days=1), now=now()) == []


def test_a_day_that_was_compared_before_its_end_is_compared_again(outside, clock):
    paying.paid(paying.charged_case())
    day = today()
    services.day_reconcile(day, now=now())
    clock.move(days=1)

    assert services.days_reconcile(until=day, now=now()) == [day]
    assert services.days_reconcile(until=day, now=now()) == []


def test_a_gateway_that_is_down_leaves_the_day_for_the_next_try(outside):
    paying.paid(paying.charged_case())
    outside.faults.set("payment", Fault.DOWN)

    with pytest.raises(OutsideNoAnswer):
        services.days_reconcile(until=today(), now=now())

    assert not PaymentDay.objects.exists()


def test_nothing_is_compared_before_the_first_order_or_without_a_gateway(outside, settings):
    assert services.days_reconcile(until=today(), now=now()) == []
    paying.paid(paying.charged_case())
    settings.ONESEAL_OUTSIDE = {}

    assert services.days_reconcile(until=today(), now=now()) == []


# --- refunds that are declined, differences that are settled ---------------------------------------


def decline(order, *, by="agency_head", reason="费用依法收取，没有多收。"):
    services.refund_decline(order_id=order.id, reason=reason, actor=world.staff(by), now=now())


def test_a_second_person_declines_a_refund_with_a_reason_and_the_money_stays_for_the_fee(outside):
    case = paying.charged_case()
    order = paying.paid(case)
    ask_back(order)

    decline(order)

    found = standing(order)
    assert (found.state, found.refund_declined_reason) == ("paid", "费用依法收取，没有多收。")
    assert Paid().unpaid(case.id) == ()
    assert verbs(order.id)[-1] == "payments.refund_declined"
    assert told("payments.refund_declined") == [{"case_id": str(case.id), "order_id": str(order.id)}]
    with refused(RefundNotAsked):
        allow(order)


def test_a_refund_that_was_declined_can_be_asked_for_anew(outside):
    order = paying.paid(paying.charged_case())
    ask_back(order)
    decline(order)

    ask_back(order, reason="补充了银行流水。")

    assert (standing(order).state, standing(order).refund_declined_reason) == ("refund_asked", "")
    allow(order)


def test_a_refund_is_declined_by_the_post_for_it_with_a_reason_and_before_it_is_allowed(outside):
    order = paying.paid(paying.charged_case())
    with refused(RefundNotAsked):
        decline(order)
    ask_back(order)
    with refused(NotAllowed):
        decline(order, by="intake_clerk")
    with refused(RefundReasonMissing):
        decline(order, reason=" ")
    allow(order)
    with refused(RefundNotAsked):
        decline(order)


def test_whoever_asks_for_a_refund_does_not_decline_it_either(outside):
    order = paying.paid(paying.charged_case())
    post = Post.objects.get(pk=world.staff("intake_clerk").post_id)
    post.permissions = [*post.permissions, "payments.refund"]
    post.save()
    ask_back(order)

    with refused(SecondPersonNeeded):
        decline(order, by="intake_clerk")


def test_what_was_paid_twice_is_given_back_and_not_declined(outside):
    case = paying.charged_case()
    order = paying.placed(case)
    paying.at_window(case)
    paying.pay(order)
    services.payment_confirm(order.id, now=now())
    assert standing(order).state == "refund_asked"

    with refused(RefundOwed):
        decline(order)


def difference(outside, *, actor=None):
    """Return a difference of today: paid at the gateway, never confirmed here."""
    paying.pay(paying.placed(paying.charged_case()))
    services.day_reconcile(today(), now=now(), actor=actor)
    return PaymentFinding.objects.get()


def handle(found, *, by="intake_clerk", note="通知没有送到，已重新确认入账。"):
    services.finding_handle(finding_id=found.id, note=note, actor=world.staff(by), now=now())


def settle(found, *, by="agency_head", note="已核对平台账单，属实。"):
    services.finding_settle(finding_id=found.id, note=note, actor=world.staff(by), now=now())


def test_one_person_looks_into_a_difference_and_another_settles_it(outside):
    found = difference(outside)
    with refused(FindingNotHandled):
        settle(found)

    handle(found)
    settle(found)

    (row,) = payments_of_day(today(), actor=world.staff("supervisor")).findings
    assert (row.handled_note, row.settled_note) == ("通知没有送到，已重新确认入账。", "已核对平台账单，属实。")
    assert verbs(found.id) == ["payments.finding_handled", "payments.finding_settled"]
    with refused(FindingHandledBefore):
        handle(found)
    with refused(FindingNotHandled):
        settle(found)


def test_neither_who_found_a_difference_nor_who_looked_into_it_settles_it(outside):
    found = difference(outside, actor=world.staff("agency_head"))
    post = Post.objects.get(pk=world.staff("intake_clerk").post_id)
    post.permissions = [*post.permissions, "payments.refund"]
    post.save()
    handle(found)

    with refused(FindingNeedsAnother):
        settle(found, by="agency_head")
    with refused(FindingNeedsAnother):
        settle(found, by="intake_clerk")

    row = PaymentFinding.objects.get()
    row.settled_by, row.settled_at, row.settled_note = row.handled_by, now(), "自己确认。"
    with pytest.raises(IntegrityError):
        row.save()


def test_a_difference_is_handled_and_settled_by_the_posts_for_it_with_a_note(outside):
    found = difference(outside)
    with refused(NotAllowed):
        handle(found, by="supervisor")
    with refused(FindingNoteMissing):
        handle(found, note=" ")
    handle(found)
    with refused(NotAllowed):
        settle(found, by="supervisor")
    with refused(FindingNoteMissing):
        settle(found, note="")
    aside.upper_agency()
    with refused(FindingNotFound):
        services.finding_settle(
            finding_id=found.id, note="不是本机关的。", actor=world.actor_named("upper_approver"), now=now()
        )


def test_a_day_with_a_difference_that_nobody_settled_is_named_on_other_days(outside, clock):
    found = difference(outside)
    day = today()
    clock.move(days=1)
    assert payments_of_day(today(), actor=world.staff("supervisor")).open_days == (day,)

    handle(found)
    settle(found)

    assert payments_of_day(today(), actor=world.staff("supervisor")).open_days == ()


def test_a_difference_that_is_found_again_stays_settled(outside):
    found = difference(outside)
    handle(found)
    settle(found)

    services.day_reconcile(today(), now=now())

    assert PaymentFinding.objects.get().settled_at is not None
