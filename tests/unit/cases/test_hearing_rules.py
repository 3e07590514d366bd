"""Hearings, targets and tests by the articles: a table with a reason in each row (APL 45 to 48, 55)."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from config import env
from oneseal.cases.procedure_errors import (
    ChairUnfit,
    HearingOwed,
    HearingPeriodRuns,
    HearingRequestLate,
    HearingTooLate,
    HearingTooSoon,
)
from oneseal.cases.rules.hearing import (
    Ground,
    Phase,
    RequestPeriod,
    earliest_hearing,
    hold_by,
    request_is_doubtful,
    request_period,
    require_chair,
    require_endable,
    require_hearing_day,
    right_stands,
)
from oneseal.cases.rules.procedure_moves import PROCEDURAL
from oneseal.cases.rules.procedures import Standing, assign_by, is_procedure_offered, reminder_on, target_face
from oneseal.cases.rules.states import Action
from oneseal.cases.rules.ways import ItemWays, ProcedureWay
from oneseal.kernel.clock import Light, Unit
from tests.journeys.legal_days import official_calendar

DAYS = official_calendar()
# 2025: off 1-8 October, made up on Sunday 28 September and Saturday 11 October.
FRIDAY = date(2025, 9, 26)


@pytest.mark.parametrize(
    ("told_on", "unit", "until", "late"),
    [
        pytest.param(date(2025, 9, 1), Unit.NATURAL_DAY, date(2025, 9, 8), date(2025, 9, 8),
                     id="five-natural-days-end-on-a-saturday-and-move-to-monday"),
        pytest.param(date(2025, 9, 2), Unit.NATURAL_DAY, date(2025, 9, 8), date(2025, 9, 9),
                     id="the-later-reading-is-kept-beside"),
        pytest.param(date(2025, 9, 2), Unit.WORKING_DAY, date(2025, 9, 9), date(2025, 9, 9),
                     id="five-working-days-where-the-city-says-so"),
        pytest.param(FRIDAY, Unit.NATURAL_DAY, date(2025, 10, 9), date(2025, 10, 10),
                     id="the-holiday-moves-the-last-day"),
    ],
)  # fmt: skip
def test_the_period_to_ask_for_a_hearing(told_on, unit, until, late):
    assert request_period(told_on, unit=unit, calendar=DAYS) == RequestPeriod(until, late)


@pytest.mark.parametrize("offset", range(40))
def test_the_late_reading_never_ends_before_the_one_the_city_counts(offset):
    period = request_period(FRIDAY + timedelta(days=offset), unit=Unit.NATURAL_DAY, calendar=DAYS)
    assert period.until_late_on >= period.until_on


@pytest.mark.parametrize(
    ("asked_on", "is_doubtful"),
    [
        pytest.param(date(2025, 9, 8), False, id="in-time-by-both-readings"),
        pytest.param(date(2025, 9, 9), True, id="in-time-by-one-reading-is-taken"),
    ],
)
def test_a_doubtful_day_is_never_held_against_who_asks(asked_on, is_doubtful):
    period = RequestPeriod(date(2025, 9, 8), date(2025, 9, 9))
    assert request_is_doubtful(asked_on, period) == is_doubtful


def test_late_by_both_readings_is_late():
    with pytest.raises(HearingRequestLate):
        request_is_doubtful(date(2025, 9, 10), RequestPeriod(date(2025, 9, 8), date(2025, 9, 9)))


@pytest.mark.parametrize(
    ("computed", "expected"),
    [
        pytest.param(hold_by(FRIDAY, calendar=DAYS), date(2025, 10, 30), id="twenty-working-days-over-the-holiday"),
        pytest.param(earliest_hearing(FRIDAY, calendar=DAYS), date(2025, 10, 13), id="seven-working-days-before"),
        pytest.param(assign_by(FRIDAY, calendar=DAYS), date(2025, 10, 10), id="five-working-days-to-assign-testers"),
        pytest.param(
            reminder_on(date(2025, 10, 9), calendar=DAYS), date(2025, 9, 30), id="reminded-before-the-holiday"
        ),
        pytest.param(reminder_on(date(2025, 9, 29), calendar=DAYS), date(2025, 9, 28), id="a-made-up-sunday-is-worked"),
    ],
)
def test_days_of_the_agency_are_working_days(computed, expected):
    assert computed == expected


def day(held_on, **changed):
    told = {"today": FRIDAY, "hold_by_on": date(2025, 10, 30), "calendar": DAYS, **changed}
    require_hearing_day(held_on, **told)


def test_a_hearing_lies_seven_days_after_its_notice_and_within_twenty_of_the_request():
    day(date(2025, 10, 13))
    day(date(2025, 10, 30))
    with pytest.raises(HearingTooSoon):
        day(date(2025, 10, 11))
    with pytest.raises(HearingTooLate):
        day(date(2025, 10, 31))


def test_the_notice_goes_before_the_twenty_days_where_both_cannot_be_kept():
    day(date(2025, 10, 20), hold_by_on=date(2025, 10, 10))
    day(date(2026, 1, 5), hold_by_on=None)


A, B = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize(
    ("examiners", "able"),
    [pytest.param({A}, {A, B}, id="examined"), pytest.param({B}, {B}, id="no-colleague")],
)
def test_who_examined_or_is_a_stranger_does_not_chair(examiners, able):
    with pytest.raises(ChairUnfit):
        require_chair(A, examiners=examiners, able=able)
    require_chair(A, examiners={B, None}, able={A, B})


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        pytest.param({"phase": Phase.TOLD}, HearingPeriodRuns, id="somebody-may-still-ask"),
        pytest.param({"phase": Phase.TOLD, "today": date(2025, 9, 10)}, None, id="nobody-asked-in-time"),
        pytest.param({"phase": Phase.REQUESTED}, HearingOwed, id="asked-for"),
        pytest.param({"phase": Phase.ARRANGED, "is_taken_back": True}, None, id="taken-back"),
        pytest.param({"phase": Phase.ARRANGED, "ground": Ground.BY_LAW, "is_taken_back": True}, HearingOwed,
                     id="a-law-wants-it"),
        pytest.param({"phase": Phase.ARRANGED, "ground": Ground.PUBLIC_INTEREST}, None, id="on-its-own-motion"),
    ],
)  # fmt: skip
def test_when_a_hearing_may_end_without_being_held(told, kind):
    base = {
        "ground": Ground.ON_REQUEST, "until_late_on": date(2025, 9, 9), "today": date(2025, 9, 9),
        "is_taken_back": False,
    }  # fmt: skip
    if kind is None:
        require_endable(**{**base, **told})
        return
    with pytest.raises(kind):
        require_endable(**{**base, **told})


@pytest.mark.parametrize(
    ("until", "waiting", "stands"),
    [
        pytest.param(date(2025, 9, 9), ("邻居",), True, id="on-the-last-day-the-neighbour-may-ask"),
        pytest.param(date(2025, 9, 8), ("邻居",), False, id="the-period-is-over"),
        pytest.param(date(2025, 9, 9), (), False, id="nobody-else-was-told-or-wants-one"),
        pytest.param(None, ("邻居",), False, id="nobody-was-told-of-a-right"),
    ],
)
def test_the_right_of_the_others_stands_when_one_takes_his_request_back(until, waiting, stands):
    assert right_stands(until_late_on=until, today=date(2025, 9, 9), waiting=waiting) is stands


@pytest.mark.parametrize(
    ("today", "light", "remaining"),
    [
        pytest.param(FRIDAY, Light.GREEN, 7, id="far"),
        pytest.param(date(2025, 10, 11), Light.YELLOW, 1, id="one-day-left"),
        pytest.param(date(2025, 10, 13), Light.YELLOW, 0, id="the-day-itself"),
        pytest.param(date(2025, 10, 14), Light.RED, -1, id="over"),
    ],
)
def test_a_procedure_has_a_light_of_its_own(today, light, remaining):
    face = target_face(opened_on=FRIDAY, target_on=date(2025, 10, 13), today=today, calendar=DAYS)
    assert (face.light, face.remaining) == (light, remaining)


WAYS = ItemWays(
    at_once=False, first_examination=False, two_step=False, two_examiners=False, makes_licence=True, has_survey=False,
    survey_basis="", procedures=(ProcedureWay("testing", "检测", "Testing", 10, ""),), extension_days=10,
    extension_basis="", tolerant=False, by_commitment=False,
)  # fmt: skip


@pytest.mark.parametrize(
    ("standing", "action", "is_offered"),
    [
        pytest.param(Standing(), Action.TELL_HEARING_RIGHT, True, id="a-right-may-be-told"),
        pytest.param(Standing(hearing=Phase.HELD), Action.TELL_HEARING_RIGHT, False, id="not-after-a-hearing"),
        pytest.param(Standing(hearing=Phase.TOLD), Action.REQUEST_HEARING, True, id="who-was-told-may-ask"),
        pytest.param(Standing(), Action.REQUEST_HEARING, False, id="who-was-not-told-may-not"),
        pytest.param(Standing(hearing=Phase.TOLD), Action.ARRANGE_HEARING, False, id="nobody-asked-yet"),
        pytest.param(Standing(hearing=Phase.ARRANGED), Action.ASK_RECUSAL, True, id="the-chair-is-known"),
        pytest.param(Standing(hearing=Phase.ARRANGED, recusal_is_asked=True), Action.ASK_RECUSAL, False, id="once"),
        pytest.param(Standing(), Action.ASSIGN_TEST, True, id="the-item-names-a-test"),
        pytest.param(Standing(), Action.ARRANGE_EXPERT_REVIEW, False, id="the-item-names-no-review"),
        pytest.param(Standing(kinds=frozenset({"publicity"})), Action.PUBLICISE, False, id="public-already"),
        pytest.param(Standing(), Action.GRANT, True, id="other-acts-are-not-asked-about"),
    ],
)
def test_what_is_under_way_leaves_room_for(standing, action, is_offered):
    assert is_procedure_offered(action, standing=standing, ways=WAYS) == is_offered


def test_every_procedural_act_is_one_of_the_twenty_three():
    assert len(PROCEDURAL) == 23


def test_the_citys_way_to_count_is_one_of_two_words(monkeypatch):
    allowed = ("natural_day", "working_day")
    monkeypatch.delenv("ONESEAL_HEARING_REQUEST_UNIT", raising=False)
    assert env.one_of("ONESEAL_HEARING_REQUEST_UNIT", *allowed) == "natural_day"

    monkeypatch.setenv("ONESEAL_HEARING_REQUEST_UNIT", "working days")

    with pytest.raises(ValueError, match="natural_day or working_day"):
        env.one_of("ONESEAL_HEARING_REQUEST_UNIT", *allowed)
