"""What the digits of a division's code say."""

from datetime import date

import pytest

from oneseal.identity.rules.divisions import arranged, is_over, level_of, parent_of, pasts_of

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


REVISIONS = {
    "198012": {"110000": "北京市", "110100": "市辖区", "132404": "南市区", "150102": "旧城区", "410902": "市区"},
    "198212": {"110000": "北京市", "110100": "市辖区", "132404": "南市区", "150102": "旧城区", "410902": "市区"},
    "198612": {"110000": "北京市", "110100": "市辖区", "150102": "新城区", "410902": "市区"},
    "199312": {"110000": "北京市", "132404": "高碑店市", "150102": "新城区", "410903": "高新区", "410902": "市区"},
    "201509": {"110000": "北京市", "110100": "市辖区", "410902": "市区", "460321": "西沙群岛", "130133": "赵县"},
    "201512": {"110000": "北京市", "132404": "高碑店市", "410902": "华龙区"},
    "201904": {"110000": "北京市", "410902": "华龙区", "460321": "西沙群岛", "41": "no code"},
}


@pytest.mark.parametrize(
    ("code", "name", "since", "gone", "former"),
    [
        pytest.param("110000", "北京市", "", "", (), id="named-from-the-first-revision-on-so-nobody-knows-since-when"),
        pytest.param("132404", "高碑店市", "199312", "201904", ("南市区",), id="given-to-another-after-a-while"),
        pytest.param("150102", "新城区", "", "201512", ("旧城区",), id="renamed-and-then-left-out"),
        pytest.param("410902", "华龙区", "", "", ("市区",), id="renamed"),
        pytest.param("410903", "高新区", "199312", "201512", (), id="came-and-went"),
        pytest.param("460321", "西沙群岛", "", "", (), id="the-statistical-table-named-it-before-the-lists"),
    ],
)
def test_the_revisions_say_when_a_code_came_and_went_and_what_it_was_called(code, name, since, gone, former):
    (past,) = [past for past in pasts_of(REVISIONS) if past.code == code]

    assert (past.name, past.since, past.gone) == (name, since, gone)
    assert tuple(run.name for run in past.former) == former


def test_headings_are_no_divisions_and_the_statistical_table_begins_and_ends_nothing():
    codes = {past.code for past in pasts_of(REVISIONS)}

    assert "110100" not in codes
    assert "130133" not in codes


@pytest.mark.parametrize(
    ("until", "gone", "on", "over"),
    [
        pytest.param(None, "", date(2026, 3, 1), False, id="nobody-says-so"),
        pytest.param(None, "201904", date(2019, 3, 31), False, id="before-the-revision"),
        pytest.param(None, "201904", date(2019, 4, 1), True, id="from-the-revision-on"),
        pytest.param(date(2026, 2, 28), "", date(2026, 2, 28), False, id="on-its-last-day"),
        pytest.param(date(2026, 2, 28), "", date(2026, 3, 1), True, id="after-its-last-day"),
        pytest.param(date(2030, 1, 1), "201904", date(2026, 3, 1), False, id="what-the-city-states-goes-first"),
    ],
)
def test_a_division_is_over_by_its_stated_day_else_by_its_revision(until, gone, on, over):
    assert is_over(valid_until=until, gone_since=gone, on=on) is over
