"""What may be done with a licence as it stands, in what code it is told, and when its holder is reminded."""

from datetime import date
from itertools import product

import pytest

from oneseal.cases.rules.renewal import renewal_asked_by
from oneseal.kernel.clock import Calendar, Unit
from oneseal.licences.rules.codes import CODE_OF, CODES
from oneseal.licences.rules.life import TURNS, Doing, cancellation_grounds, doings_open
from oneseal.licences.rules.reminding import next_reminder_on, reminder_reached
from oneseal.licences.rules.states import LicenceState, Standing, standing_on

# Written down a second time on purpose, from the domain specification B.4 and the articles, not from the code.
OPEN = {
    "valid": {"revoke", "recall", "take_away", "suspend", "cancel", "reissue"},
    "suspended": {"revoke", "recall", "take_away", "resume", "cancel"},
    "expired": {"revoke", "cancel"},
    "superseded": set(),
    "revoked": {"cancel"},
    "recalled": {"cancel"},
    "taken_away": {"cancel"},
    "cancelled": set(),
}


@pytest.mark.parametrize(
    ("standing", "doing"),
    [pytest.param(standing, doing, id=f"{standing}-{doing}") for standing, doing in product(Standing, Doing)],
)
def test_each_standing_opens_what_the_law_allows_and_nothing_else(standing, doing):
    assert (doing in doings_open(standing)) == (doing.value in OPEN[standing.value])


@pytest.mark.parametrize("turn", [pytest.param(turn, id=turn.doing) for turn in TURNS.values()])
def test_each_doing_stands_on_an_article(turn):
    assert turn.basis.startswith("《中华人民共和国")
    assert "条" in turn.basis


@pytest.mark.parametrize(
    ("standing", "is_person", "grounds"),
    [
        pytest.param("expired", False, ["expired_unrenewed", "organisation_ended", "force_majeure", "other_lawful"],
                     id="art-70-1-expired"),
        pytest.param("valid", True, ["person_dead_or_incapable", "force_majeure", "other_lawful"],
                     id="art-70-2-a-person-dies"),
        pytest.param("valid", False, ["organisation_ended", "force_majeure", "other_lawful"],
                     id="art-70-3-an-organisation-ends"),
        pytest.param("revoked", False, ["revoked_recalled_taken_away"], id="art-70-4-revoked"),
        pytest.param("recalled", True, ["revoked_recalled_taken_away"], id="art-70-4-recalled"),
        pytest.param("taken_away", False, ["revoked_recalled_taken_away"], id="art-70-4-taken-away"),
        pytest.param("suspended", False, ["organisation_ended", "force_majeure", "other_lawful"],
                     id="art-70-5-and-6-of-a-suspended-one"),
        pytest.param("cancelled", False, [], id="once-only"),
        pytest.param("superseded", False, [], id="a-replaced-edition-has-nothing-to-cancel"),
    ],
)  # fmt: skip
def test_the_grounds_of_a_cancellation_follow_from_how_the_licence_stands(standing, is_person, grounds):
    assert list(cancellation_grounds(Standing(standing), is_person=is_person)) == grounds


def test_every_standing_has_a_code_of_the_interface():
    assert set(CODE_OF) == set(Standing)
    assert set(CODE_OF.values()) <= set(CODES)


@pytest.mark.parametrize(
    ("standing", "word"),
    [
        pytest.param("valid", "有效", id="01"),
        pytest.param("suspended", "暂扣", id="02"),
        pytest.param("revoked", "撤销", id="03"),
        pytest.param("cancelled", "注销", id="04"),
        pytest.param("expired", "失效", id="05"),
        pytest.param("superseded", "失效", id="05-replaced"),
        pytest.param("taken_away", "吊销", id="07"),
        pytest.param("recalled", "其他", id="99-the-list-has-no-word-for-a-recall"),
    ],
)
def test_a_standing_is_told_in_the_code_of_the_interface(standing, word):
    assert CODES[CODE_OF[Standing(standing)]] == word


@pytest.mark.parametrize(
    ("state", "on", "standing"),
    [
        pytest.param("suspended", date(2031, 3, 3), "suspended", id="suspended"),
        pytest.param("suspended", date(2031, 3, 4), "expired", id="a-suspended-one-runs-out-too"),
        pytest.param("recalled", date(2031, 3, 4), "recalled", id="recalled-counts-before-expired"),
        pytest.param("taken_away", date(2031, 3, 4), "taken_away", id="taken-away-counts-before-expired"),
        pytest.param("cancelled", date(2031, 3, 4), "cancelled", id="cancelled-counts-before-expired"),
    ],
)
def test_how_an_ended_licence_stands(state, on, standing):
    assert standing_on(LicenceState(state), valid_until_on=date(2031, 3, 3), today=on) == Standing(standing)


UNTIL = date(2031, 3, 3)
LADDER = (90, 60, 35)


@pytest.mark.parametrize(
    ("after", "on"),
    [
        pytest.param(date(2026, 3, 4), date(2030, 12, 3), id="first-ninety-days-before"),
        pytest.param(date(2030, 12, 3), date(2031, 1, 2), id="then-sixty"),
        pytest.param(date(2031, 1, 2), date(2031, 1, 27), id="then-thirty-five"),
        pytest.param(date(2031, 1, 27), None, id="then-none"),
    ],
)
def test_reminders_come_one_after_another(after, on):
    assert next_reminder_on(UNTIL, days=LADDER, after=after) == on


@pytest.mark.parametrize(
    ("today", "days_before"),
    [
        pytest.param(date(2030, 12, 2), None, id="the-day-before-the-first"),
        pytest.param(date(2030, 12, 3), 90, id="on-the-day"),
        pytest.param(date(2030, 12, 10), 90, id="a-week-late"),
        pytest.param(date(2031, 1, 27), 35, id="after-an-outage-only-the-last"),
        pytest.param(date(2031, 3, 3), 35, id="last-day"),
        pytest.param(date(2031, 3, 4), None, id="over"),
    ],
)
def test_after_an_outage_one_reminder_is_due_and_not_all(today, days_before):
    assert reminder_reached(UNTIL, days=LADDER, today=today) == days_before


@pytest.mark.parametrize(
    ("unit", "asked_by"),
    [
        pytest.param(Unit.NATURAL_DAY, date(2031, 2, 1), id="thirty-days-before"),
        pytest.param(Unit.WORKING_DAY, date(2031, 1, 20), id="thirty-working-days-before-where-the-law-says-so"),
    ],
)
def test_a_renewal_is_asked_for_thirty_days_before_the_last_day(unit, asked_by):
    assert renewal_asked_by(UNTIL, days=30, unit=unit, calendar=Calendar([])) == asked_by
