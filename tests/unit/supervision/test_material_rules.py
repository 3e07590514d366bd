"""R19, R20, R28, R29: fees, what is asked, what follows, the check afterwards."""

from decimal import Decimal

import pytest

from oneseal.supervision.rules.facts import FeeSeen, OrderSeen
from tests.unit.supervision.sight import act, day, found, seen, weekdays

FEES = {"fees": {"工本费": FeeSeen(Decimal(10), before_grant=True), "检测费": FeeSeen(None, before_grant=False)}}


def paid(fee="工本费", amount=10, on=5, *, item=None, accepted=3):
    order = OrderSeen(fee, Decimal(amount), day(on))
    return seen(item=item or FEES, orders=(order,), accepted_on=day(accepted) if accepted else None)


def tolerated(*acts, **told):
    return seen(act("accept_tolerant", 2, awaited={"lease": "2026-03-09"}), *acts, **told)


def supplied(number):
    return act("supply", number, material="lease")


def promised(*acts):
    return seen(act("grant_on_commitment", 2, check_by="2026-03-09"), *acts)


@pytest.mark.parametrize(("rule", "case", "hits"), [
    pytest.param("R19", paid(), [], id="as-listed"),
    pytest.param("R19", paid("咨询费"), [(5, "black")], id="not-on-the-list"),
    pytest.param("R19", paid(amount=11), [(5, "black")], id="another-amount"),
    pytest.param("R19", paid("检测费", 300), [], id="an-amount-that-is-not-fixed"),
    pytest.param("R19", paid(on=2), [(2, "black")], id="before-acceptance"),
    pytest.param("R19", paid(on=3), [], id="on-the-day-of-acceptance"),
    pytest.param("R19", paid(on=2, item={**FEES, "at_once": True}), [], id="an-item-on-the-spot-takes-it-at-once"),
    pytest.param("R20", seen(act("request_correction", 3, defects=["lease"]), item={"asked": frozenset({"lease"})}), [],
                 id="what-the-item-asks"),
    pytest.param("R20", seen(act("request_correction", 3, defects=["proof"]), item={"asked": frozenset({"lease"})}),
                 [(3, "red")], id="what-it-does-not-ask"),
    pytest.param("R28", tolerated(supplied(9)), [], id="came-on-its-day"),
    pytest.param("R28", tolerated(supplied(10)), [(10, "yellow")], id="came-a-day-late"),
    pytest.param("R28", tolerated(), [(10, "yellow")], id="never-came"),
    pytest.param("R28", tolerated(ended_on=day(6)), [], id="its-case-ended-before"),
    pytest.param("R28", tolerated(act("grant", 6), ended_on=day(6)), [(6, "black")], id="decided-without-it"),
    pytest.param("R28", tolerated(supplied(5), act("grant", 6), ended_on=day(6)), [], id="decided-with-it"),
    pytest.param("R29", promised(), [(10, "yellow")], id="not-checked"),
    pytest.param("R29", promised(act("post_check", 9)), [], id="checked-on-its-day"),
    pytest.param("R29", promised(act("post_check", 10)), [(10, "yellow")], id="checked-a-day-late"),
])  # fmt: skip
def test_a_fee_or_material_against_its_rule_is_found(rule, case, hits):
    assert found(rule, case, calendar=weekdays()) == hits
