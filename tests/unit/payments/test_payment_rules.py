"""What may be charged, what an answer must say to be believed, and how two lists of a day differ."""

from datetime import datetime
from decimal import Decimal

import pytest

from oneseal.payments.errors import (
    AmountNotFixed,
    AmountWrong,
    AnswerDiffers,
    FeeNotListed,
    NothingToRefund,
    RefundNotAsked,
    SecondPersonNeeded,
)
from oneseal.payments.rules import (
    Booked,
    FindingKind,
    ListedFee,
    OrderState,
    amount_at_window,
    amount_online,
    differences,
    fee_named,
    gateway_order,
    is_payable,
    require_refundable,
    require_same,
    require_second_person,
    unpaid_names,
    yuan,
)


def fee(**changed):
    return ListedFee(**{
        "name": "证照费", "rate": "每证十元", "basis": "某某规定", "amount": "10", "before_grant": True, **changed,
    })  # fmt: skip


# --- amounts and fees ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        pytest.param("10", "10.00", id="whole-yuan"),
        pytest.param(" 0.01 ", "0.01", id="one-fen"),
        pytest.param("9999999999.99", "9999999999.99", id="the-largest"),
        pytest.param("10.500", "10.50", id="a-zero-more-is-no-part-of-a-fen"),
    ],
)
def test_an_amount_is_read_in_yuan_and_fen(text, amount):
    assert str(yuan(text)) == amount


@pytest.mark.parametrize("text", ["", "0", "-1", "10.001", "1e12", "10,00", "NaN", "Infinity", "十元"])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(AmountWrong):
        yuan(text)


@pytest.mark.parametrize(
    ("name", "fees"),
    [
        pytest.param("加急费", [fee()], id="not-on-the-list"),
        pytest.param("证照费", [], id="an-empty-list"),
        pytest.param("证照费", [fee(basis=" ")], id="without-a-basis"),
    ],
)
def test_a_fee_is_taken_only_from_the_list_and_with_its_basis(name, fees):
    """Licensing Law art. 58, 59."""
    with pytest.raises(FeeNotListed):
        fee_named(name, fees)


def test_an_order_asks_for_the_fixed_amount_and_there_is_none_without_one():
    assert amount_online(fee()) == Decimal("10.00")
    with pytest.raises(AmountNotFixed):
        amount_online(fee(amount=""))


def test_a_window_takes_exactly_the_fixed_amount_or_what_the_rate_gives():
    assert amount_at_window(fee(), "10.00") == Decimal("10.00")
    assert amount_at_window(fee(amount=""), "37.5") == Decimal("37.50")
    with pytest.raises(AmountWrong):
        amount_at_window(fee(), "12")


@pytest.mark.parametrize(
    ("state", "at_once", "payable"),
    [
        pytest.param("draft", True, False, id="nothing-is-handed-in"),
        pytest.param("submitted", False, False, id="not-accepted-yet"),
        pytest.param("submitted", True, True, id="decided-on-the-spot"),
        pytest.param("accepted", False, True, id="accepted"),
        pytest.param("decision_pending", False, True, id="before-the-decision"),
        pytest.param("issuing", False, True, id="a-fee-for-the-paper"),
        pytest.param("refused", False, False, id="refused"),
        pytest.param("withdrawn", True, False, id="withdrawn"),
    ],
)
def test_a_fee_is_taken_from_acceptance_until_the_case_ends(state, at_once, payable):
    assert is_payable(state, at_once=at_once) is payable


@pytest.mark.parametrize(
    ("fees", "held", "owed"),
    [
        pytest.param([fee()], set(), ("证照费",), id="owed"),
        pytest.param([fee()], {"证照费"}, (), id="paid"),
        pytest.param([fee(before_grant=False)], set(), (), id="the-law-does-not-put-it-before-the-grant"),
        pytest.param([fee(amount="")], set(), ("证照费",), id="no-fixed-amount-and-nothing-recorded"),
    ],
)
def test_only_fees_that_the_law_puts_before_the_grant_are_owed_for_it(fees, held, owed):
    assert unpaid_names(fees, held) == owed


# --- what the gateway says -----------------------------------------------------------------------

ANSWER = {
    "key": "k", "id": "ZF1", "amount": "10.00", "state": "paid", "paid_at": "2026-03-04T10:00:00+08:00",
    "receipt": "0000000001",
}  # fmt: skip


def test_an_answer_is_read_as_an_order():
    said = gateway_order(ANSWER)

    assert (said.is_paid, said.is_refunded, said.receipt_number) == (True, False, "0000000001")
    assert said.paid_at == datetime.fromisoformat("2026-03-04T10:00:00+08:00")


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"state": "certainly"}, id="an-unknown-state"),
        pytest.param({"paid_at": ""}, id="paid-at-no-time"),
        pytest.param({"paid_at": "2026-03-04T10:00:00"}, id="a-time-without-its-zone"),
        pytest.param({"amount": "a lot"}, id="no-amount"),
        pytest.param({"amount": None}, id="nothing-as-amount"),
    ],
)
def test_an_answer_that_is_no_order_is_not_read(changed):
    with pytest.raises((ValueError, KeyError, AmountWrong)):
        gateway_order({**ANSWER, **changed})


@pytest.mark.parametrize(
    "changed", [{"key": "other"}, {"id": "ZF2"}, {"amount": "10.01"}], ids=["key", "number", "amount"]
)
def test_an_answer_about_another_order_or_amount_is_not_believed(changed):
    with pytest.raises(AnswerDiffers):
        require_same(gateway_order({**ANSWER, **changed}), key="k", gateway_id="ZF1", amount=Decimal("10.00"))


# --- refunds -------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", [state for state in OrderState if state is not OrderState.PAID])
def test_only_what_is_paid_is_asked_back(state):
    with pytest.raises(NothingToRefund):
        require_refundable(state)


@pytest.mark.parametrize(
    ("state", "asked_by", "allower", "problem"),
    [
        pytest.param(OrderState.PAID, 1, 2, RefundNotAsked, id="nobody-asked"),
        pytest.param(OrderState.REFUND_ASKED, 1, 1, SecondPersonNeeded, id="the-same-person"),
        pytest.param(OrderState.REFUND_ASKED, 1, None, SecondPersonNeeded, id="nobody"),
    ],
)
def test_a_refund_takes_two_people(state, asked_by, allower, problem):
    with pytest.raises(problem):
        require_second_person(state, asked_by=asked_by, allower=allower)


def test_what_the_system_asks_back_one_person_allows():
    require_second_person(OrderState.REFUND_ASKED, asked_by=None, allower=2)


# --- days ----------------------------------------------------------------------------------------


def row(amount="10.00", *, is_refunded=False, is_refunding=False):
    return Booked("k", "ZF1", Decimal(amount), is_refunded, is_refunding)


@pytest.mark.parametrize(
    ("here", "there", "kinds"),
    [
        pytest.param([row()], [row()], [], id="both-agree"),
        pytest.param([], [row()], [FindingKind.MISSING_HERE], id="never-confirmed"),
        pytest.param([row()], [], [FindingKind.MISSING_THERE], id="unknown-to-the-gateway"),
        pytest.param([row()], [row("10.01")], [FindingKind.AMOUNT_DIFFERS], id="another-amount"),
        pytest.param([row()], [row(is_refunded=True)], [FindingKind.STATE_DIFFERS], id="given-back-there-only"),
        pytest.param(
            [row(is_refunded=True, is_refunding=True)], [row()], [FindingKind.STATE_DIFFERS], id="given-back-here-only"
        ),
        pytest.param([row(is_refunding=True)], [row(is_refunded=True)], [], id="a-refund-under-way"),
    ],
)
def test_the_lists_of_a_day_differ_only_where_they_differ(here, there, kinds):
    assert [found.kind for found in differences(here, there)] == kinds
