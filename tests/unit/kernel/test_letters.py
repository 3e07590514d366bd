"""What a letter authorises, on which day, and what is said where none does (A62 整建制进驻)."""

from datetime import date
from uuid import UUID

import pytest

from oneseal.kernel.access import Authorisation, Authority, Standing, gap_of

ITEM, OTHER = UUID(int=1), UUID(int=2)
ALL = frozenset(Authority)


def letter(number="安烟授〔2026〕1号", **changed):
    told = {
        "authorities": ALL, "item_ids": frozenset(), "from_on": date(2026, 1, 1), "until_on": date(2026, 12, 31),
        "revoked_on": None, **changed,
    }  # fmt: skip
    return Authorisation(number, **told)


@pytest.mark.parametrize(
    ("revoked_on", "on", "standing"),
    [
        pytest.param(None, date(2025, 12, 31), Standing.FUTURE, id="the-day-before-its-first"),
        pytest.param(None, date(2026, 1, 1), Standing.IN_FORCE, id="its-first-day"),
        pytest.param(None, date(2026, 12, 31), Standing.IN_FORCE, id="its-last-day"),
        pytest.param(None, date(2027, 1, 1), Standing.EXPIRED, id="the-day-after-its-last"),
        pytest.param(date(2026, 6, 1), date(2026, 5, 31), Standing.IN_FORCE, id="the-day-before-it-is-revoked"),
        pytest.param(date(2026, 6, 1), date(2026, 6, 1), Standing.REVOKED, id="the-day-it-is-revoked"),
        pytest.param(date(2026, 6, 1), date(2027, 1, 1), Standing.REVOKED, id="revoked-goes-before-expired"),
    ],
)
def test_a_letter_stands_from_its_first_to_its_last_day_until_it_is_revoked(revoked_on, on, standing):
    assert letter(revoked_on=revoked_on).standing(on) is standing


@pytest.mark.parametrize(
    ("letters", "gap"),
    [
        pytest.param([letter()], None, id="every-item"),
        pytest.param([letter(item_ids=frozenset({ITEM}))], None, id="this-item"),
        pytest.param([letter("a", until_on=date(2026, 2, 1)), letter("b")], None, id="one-of-two-is-enough"),
        pytest.param([], "", id="no-letter"),
        pytest.param([letter(item_ids=frozenset({OTHER}))], "", id="another-item"),
        pytest.param([letter(authorities=frozenset({Authority.ACCEPT}))], "", id="another-authority"),
        pytest.param([letter("a", until_on=date(2026, 2, 1))], "a", id="over"),
        pytest.param(
            [letter("a", until_on=date(2026, 2, 1)), letter("b", until_on=date(2026, 3, 1))],
            "b",
            id="the-last-one-over",
        ),
        pytest.param([letter("a", revoked_on=date(2026, 5, 1))], "a", id="revoked"),
        pytest.param([letter("a", from_on=date(2026, 7, 1))], "a", id="not-begun"),
    ],
)
def test_an_authority_is_there_only_by_a_letter_in_force_for_the_item(letters, gap):
    found = gap_of(letters, Authority.DECIDE, item_id=ITEM, on=date(2026, 6, 1))

    told = None if found is None else found.letter.number if found.letter else ""
    assert told == gap
