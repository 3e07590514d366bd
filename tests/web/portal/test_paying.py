"""The applicant pays a fee on his case page: order, gateway, back again, and what he reads when it does not answer."""

from urllib.parse import urlsplit

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from oneseal.foundation.outside.services import forget_failures
from oneseal.payments.models import PaymentOrder
from oneseal.simulation.outside.faults import Fault
from tests.apps.payments.conftest import outside  # noqa: F401 - a fixture
from tests.factories import paying, world
from tests.web.portal.conftest import said, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def charged(city, outside):  # noqa: F811 - the fixture
    return paying.charged_case()


@pytest.fixture
def browser(client, charged):
    return sign_in(client, charged.applicant)


def page_of(browser, case):
    return browser.get(f"/my/cases/{case.id}/")


def pay(browser, case, fee=paying.NAME):
    return browser.post(f"/my/cases/{case.id}/pay/", {"fee": fee}, follow=True)


def test_a_fee_is_shown_with_basis_and_amount_and_can_be_paid(browser, charged):
    words = said(page_of(browser, charged))

    assert "证照费 10.00元 未缴" in words
    assert "依据：某某规定第一条" in words
    assert "法律规定缴费后才能作出准予决定" in words
    assert "有费用要缴 请缴纳证照费。" in words


def test_a_fee_owed_before_the_grant_waits_at_the_top_of_my_cases_until_it_is_paid(browser, charged):
    listed = browser.get("/my/")
    assert "等您处理" in said(listed)
    assert "去缴费" in said(listed)
    assert f'href="/my/cases/{charged.id}/#fees"' in listed.content.decode()

    pay(browser, charged)
    order = PaymentOrder.objects.get()
    paying.pay(paying.placed(charged))
    browser.get(f"/my/cases/{charged.id}/payments/{order.id}/back/", follow=True)

    words = said(browser.get("/my/"))
    assert "去缴费" not in words


def test_an_item_without_fees_shows_none(client, city):
    case = world.submitted_case()

    assert 'id="fees"' not in page_of(sign_in(client, case.applicant), case).content.decode()


def test_the_person_orders_pays_at_the_gateway_comes_back_and_reads_the_receipt(browser, charged, settings):
    ordered = pay(browser, charged)
    order = PaymentOrder.objects.get()
    link = f"{settings.ONESEAL_OUTSIDE['payment']['url']}{order.pay_path}"
    assert f'href="{link}"' in ordered.content.decode()

    _status, onward = paying.pay(paying.placed(charged))
    back = browser.get(urlsplit(onward).path, follow=True)

    assert urlsplit(onward).path == f"/my/cases/{charged.id}/payments/{order.id}/back/"
    words = said(back)
    assert "“证照费”已缴。" in words
    assert "电子票据号 0000000001" in words
    assert "有费用要缴" not in words
    assert link not in back.content.decode()


def test_somebody_who_comes_back_without_paying_is_told_so_and_can_ask_again(browser, charged):
    pay(browser, charged)
    order = PaymentOrder.objects.get()

    words = said(browser.get(f"/my/cases/{charged.id}/payments/{order.id}/back/", follow=True))
    assert "还没有收到这笔费用" in words
    assert "重新确认" in words

    paying.pay(paying.placed(charged))
    again = browser.post(f"/my/cases/{charged.id}/payments/{order.id}/confirm/", follow=True)
    assert "“证照费”已缴。" in said(again)


def test_a_gateway_that_is_down_says_so_in_words_and_the_page_stays(browser, charged, outside):  # noqa: F811
    outside.faults.set("payment", Fault.DOWN)

    answer = pay(browser, charged)

    assert answer.status_code == 200
    assert "缴费平台暂时没有回答，没有扣款" in said(answer)
    outside.faults.set("payment", Fault.NONE)
    forget_failures()
    assert "前往缴费平台" in said(pay(browser, charged))


def test_a_fee_without_a_fixed_amount_leads_to_the_window(client, city, outside):  # noqa: F811
    case = paying.charged_case(amount="")
    browser = sign_in(client, case.applicant)

    words = said(page_of(browser, case))

    assert "按收费标准核定" in words
    assert "请到窗口核定并缴纳" in words
    assert "请到窗口核定并缴纳" in said(pay(browser, case))


def test_somebody_else_finds_neither_case_nor_order(browser, charged, client):
    pay(browser, charged)
    order = PaymentOrder.objects.get()
    stranger = sign_in(client, world.person(name="王五"))

    assert stranger.post(f"/my/cases/{charged.id}/pay/", {"fee": paying.NAME}).status_code == 404
    assert stranger.get(f"/my/cases/{charged.id}/payments/{order.id}/back/").status_code == 404


def test_an_order_of_another_case_is_not_confirmed_under_this_one(browser, charged, outside):  # noqa: F811
    other = world.reviewed_case()
    order = paying.placed(other)

    answer = browser.post(f"/my/cases/{charged.id}/payments/{order.id}/confirm/")

    assert answer.status_code == 404


def test_the_gateways_notice_reaches_the_address_it_was_told(live_server, settings, charged, client):
    settings.ONESEAL_BASE_URL = live_server.url
    pay(sign_in(client, charged.applicant), charged)
    paying.pay(paying.placed(charged))

    assert ProcrastinateJob.objects.filter(task_name="payments.confirm").exists()


@pytest.mark.parametrize("header", ["", "t=1,v1=00"])
def test_a_notice_that_the_gateway_did_not_sign_is_refused(client, charged, header):
    answer = client.post(
        "/payments/notice/", b"{}", content_type="application/json", headers={"X-OneSeal-Signature": header}
    )

    assert answer.status_code == 401


def test_the_page_of_a_case_with_fees_costs_one_query_more(browser, charged, django_assert_max_num_queries):
    page_of(browser, charged)

    # One of them asks whether the citizen may rate the case.
    with django_assert_max_num_queries(18):
        page_of(browser, charged)
