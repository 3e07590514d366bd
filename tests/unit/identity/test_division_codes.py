"""What the digits of a division's code say."""

import pytest

from oneseal.identity.rules.divisions import arranged, level_of, parent_of

NAMES = {
    "110000": "北京市", "110101": "东城区", "110101001": "东华门街道", "410000": "河南省", "410900": "濮阳市",
    "410902": "华龙区", "410902001": "中原路街道", "410971002": "园区街道",
}  # fmt: skip


@pytest.mark.parametrize(
    ("code", "level"),
    [
        pytest.param("410000", "province", id="four-zeros"),
        pytest.param("410900", "city", id="two-zeros"),
        pytest.param("410902", "county", id="six-digits"),
        pytest.param("410902001", "township", id="nine-digits"),
        pytest.param("4109", None, id="too-short"),
        pytest.param("410902001000", None, id="twelve-digits-is-a-village"),
        pytest.param("41090x", None, id="a-letter"),
        pytest.param("４１０９００", None, id="full-width-digits"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_a_code_says_its_level(code, level):
    assert level_of(code) == level


@pytest.mark.parametrize(
    ("code", "parent"),
    [
        pytest.param("410000", "", id="province-has-none"),
        pytest.param("410900", "410000", id="city-in-its-province"),
        pytest.param("410902", "410900", id="county-in-its-city"),
        pytest.param("110101", "110000", id="county-of-a-municipality"),
        pytest.param("410902001", "410902", id="township-in-its-county"),
        pytest.param("410971002", "410900", id="township-of-a-zone-that-is-no-division"),
        pytest.param("999900", "", id="nothing-above-is-known"),
    ],
)
def test_a_division_lies_below_the_nearest_one_known(code, parent):
    assert parent_of(code, NAMES) == parent


def test_parents_come_before_their_children_and_what_is_no_code_not_at_all():
    rows = list(arranged({**NAMES, "41": "no code"}))

    seen = set()
    for row in rows:
        assert row.parent in seen | {""}, row
        seen.add(row.code)
    assert seen == set(NAMES)
