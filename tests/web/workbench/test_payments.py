"""Staff see fees and payments, record one at the window, give money back by two persons, and read the day."""

from urllib.parse import quote

import pytest

from oneseal.foundation.timekeeping import now, today
from oneseal.payments import services
from oneseal.payments.models import PaymentFinding, PaymentOrder
from oneseal.simulation.outside.faults import Fault
from tests.apps.payments.conftest import outside  # noqa: F401 - a fixture
from tests.factories import paying, world
from tests.web.portal.conftest import said, sign_in
from tests.web.workbench.conftest import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def charged(city, outside):  # noqa: F811 - the fixture
    return paying.charged_case()


def counter_of(case, fee=paying.NAME):
    return f"{address(case)}payments/counter/?fee={quote(fee)}"


def test_a_clerk_records_a_payment_at_the_window(desk, charged):
    clerk = desk("intake_clerk")
    assert "登记窗口缴费" in said(clerk.get(address(charged)))

    clerk.post(counter_of(charged), amount="10", receipt_number="0000123456")

    words = said(clerk.get(address(charged)))
    assert "证照费 10.00元 已缴" in words
    assert "票据号码 0000123456" in words


def test_another_amount_comes_back_with_what_was_typed(desk, charged):
    answer = desk("intake_clerk").post(counter_of(charged), amount="12", receipt_number="0000123456")

    assert answer.status_code == 422
    assert 'value="0000123456"' in answer.content.decode()
    assert "金额与收费清单不符" in said(answer)
    assert not PaymentOrder.objects.exists()


def test_a_fee_that_is_not_listed_has_no_page(desk, charged):
    assert desk("intake_clerk").get(counter_of(charged, "加急费")).status_code == 409


def test_a_clerk_makes_a_code_for_somebody_at_the_window_and_confirms(desk, charged):
    clerk = desk("intake_clerk")
    clerk.post(f"{address(charged)}payments/order/", fee=paying.NAME)
    order = PaymentOrder.objects.get()
    page = clerk.get(address(charged))
    assert "请申请人扫码缴费" in said(page)
    assert order.pay_path in page.content.decode()

    paying.pay(paying.placed(charged))
    answer = clerk.client.post(f"/workbench/payments/{order.id}/confirm/", follow=True)

    assert "平台已确认缴费" in said(answer)


def test_a_clerk_is_told_when_the_gateway_does_not_answer(desk, charged, outside):  # noqa: F811
    outside.faults.set("payment", Fault.DOWN)

    answer = desk("intake_clerk").client.post(f"{address(charged)}payments/order/", {"fee": paying.NAME}, follow=True)

    assert "缴费平台暂时没有回答" in said(answer)


def test_a_refund_is_asked_at_the_window_and_allowed_by_the_head(desk, charged):
    order = paying.paid(charged)
    clerk, head = desk("intake_clerk"), desk("agency_head")
    place = f"/workbench/payments/{order.id}/refund/"
    assert clerk.post(place, reason="").status_code == 422

    clerk.post(place, reason="重复缴费。")

    assert clerk.get(f"{place}allow/").status_code == 404
    assert "批准退款" in said(head.get(address(charged)))
    assert "重复缴费。" in said(head.get(f"{place}allow/"))
    head.post(f"{place}allow/")
    assert "等待平台退款" in said(head.get(address(charged)))
    assert head.post(f"{place}allow/").status_code == 302


def test_whoever_asked_reads_why_he_cannot_allow_it(desk, charged):
    order = paying.paid(charged)
    head = desk("agency_head")
    actor = world.staff("agency_head")
    PaymentOrder.objects.filter(pk=order.id).update(
        state="refund_asked", refund_asked_by=actor.account_id, refund_reason="重复缴费。", refund_asked_at=now()
    )

    answer = head.post(f"/workbench/payments/{order.id}/refund/allow/")

    assert answer.status_code == 409
    assert "申请退款的人不能批准退款" in said(answer)


def test_the_day_shows_payments_waiting_refunds_and_differences(desk, charged):
    order = paying.paid(charged)
    services.refund_ask(order_id=order.id, reason="多收。", actor=world.staff("intake_clerk"), now=now())
    missed = paying.placed(world.reviewed_case())
    paying.pay(missed)
    services.day_reconcile(today(), now=now())

    words = said(desk("supervisor").get("/workbench/payments/"))

    assert "1笔，合计10.00元" in words
    assert "多收。" in words
    assert "平台有，本系统没有入账" in words
    assert "平台2笔、20.00元" in words


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        pytest.param(Fault.NONE, "已对账，没有差异", id="agrees"),
        pytest.param(Fault.WRONG, "已对账，有差异", id="differs"),
        pytest.param(Fault.DOWN, "缴费平台没有回答，没有对账", id="down"),
    ],
)
def test_a_day_is_compared_at_a_press(desk, charged, outside, kind, words):  # noqa: F811
    paying.paid(charged)
    outside.faults.set("payment", kind)

    answer = desk("supervisor").client.post("/workbench/payments/compare/", {"day": str(today())}, follow=True)

    assert words in said(answer)


@pytest.mark.parametrize("day", ["2026-03-01", "nonsense"])
def test_a_day_without_payments_says_so(desk, city, day):
    words = said(desk("supervisor").get("/workbench/payments/", day=day))

    assert "这一天没有缴费" in words
    assert "还没有和缴费平台对账" in words


def test_the_page_of_a_case_with_fees_costs_few_queries(desk, charged, django_assert_max_num_queries):
    paying.paid(charged)
    clerk = desk("intake_clerk")
    clerk.get(address(charged))

    with django_assert_max_num_queries(17):
        clerk.get(address(charged))


def test_the_day_costs_the_same_for_one_payment_and_for_many(desk, charged, django_assert_max_num_queries):
    paying.at_window(charged)
    paying.at_window(world.reviewed_case(), receipt="0000123457")
    supervisor = desk("supervisor")
    supervisor.get("/workbench/payments/")

    # Two of them note in the read log whose payments were looked at: who applied in all cases, and all looks at once.
    with django_assert_max_num_queries(13):
        supervisor.get("/workbench/payments/")


def test_a_refund_is_declined_with_a_reason_that_the_applicant_reads_at_his_case(desk, charged, client):
    order = paying.paid(charged)
    services.refund_ask(order_id=order.id, reason="多收。", actor=world.staff("intake_clerk"), now=now())
    clerk, head = desk("intake_clerk"), desk("agency_head")
    place = f"/workbench/payments/{order.id}/refund/"
    assert f"{place}decline/" in head.get(f"{place}allow/").content.decode()
    assert clerk.get(f"{place}decline/").status_code == 404
    assert head.post(f"{place}decline/", reason="").status_code == 422

    head.post(f"{place}decline/", reason="按清单收取，没有多收。")

    assert "退款没有批准：按清单收取，没有多收。" in said(head.get(address(charged)))
    browser = sign_in(client, charged.applicant)
    assert "退款申请没有批准：按清单收取，没有多收。" in said(browser.get(f"/my/cases/{charged.id}/"))


def test_a_difference_is_looked_into_by_one_and_settled_by_another(desk, charged):
    paying.pay(paying.placed(charged))
    services.day_reconcile(today(), now=now())
    found = PaymentFinding.objects.get()
    clerk, head = desk("intake_clerk"), desk("agency_head")
    place = f"/workbench/payments/findings/{found.id}/"
    assert f"{place}handle/" in clerk.get("/workbench/payments/").content.decode()
    assert clerk.post(f"{place}handle/", note="").status_code == 422
    assert head.post(f"{place}settle/", note="属实。").status_code == 409

    clerk.post(f"{place}handle/", note="通知没有送到，已重新确认。")

    assert f"{place}settle/" not in clerk.get("/workbench/payments/").content.decode()
    assert "通知没有送到，已重新确认。" in said(head.get(f"{place}settle/"))
    head.post(f"{place}settle/", note="已核对平台账单。")
    words = said(head.get("/workbench/payments/"))
    assert "处理：通知没有送到，已重新确认。" in words
    assert "了结：已核对平台账单。" in words
    assert place not in head.get("/workbench/payments/").content.decode()
