"""Every row of the desk's table, and every limit on its boundary days."""

from datetime import date

import pytest

from oneseal.evaluation.rules.matter_answers import ARTICLES, DisclosureAnswer, Remedy, Verdict, remedies, verdict_told
from oneseal.evaluation.rules.matter_limits import (
    DEFAULTS,
    LAW,
    Limits,
    MatterClock,
    consulted_until,
    is_over,
    limits_fit,
    matter_derivation,
    matter_due,
    matter_face,
    pause_of,
)
from oneseal.evaluation.rules.matters import (
    LIFECYCLES,
    NUMBER_WORDS,
    OPEN,
    TABLE,
    MatterAction,
    MatterKind,
    MatterState,
    first_desk,
    may_act,
)
from oneseal.kernel.lifecycle import NoSuchMove
from tests.unit.kernel.calendars import reference_calendar

K, S, A = MatterKind, MatterState, MatterAction
CALENDAR = reference_calendar()
FILED = date(2026, 2, 12)  # a Thursday before the Spring Festival: 15 to 23 February off, 14 and 28 February worked


# --- the table -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "state", "action", "target"),
    [
        pytest.param(K.COMPLAINT, S.RECEIVED, A.ACCEPT, S.HANDLING, id="E01-accepted-is-handled"),
        pytest.param(K.DISCLOSURE, S.RECEIVED, A.ACCEPT, S.HANDLING, id="E01-a-request-is-registered"),
        pytest.param(K.REPORT, S.RECEIVED, A.NOT_ACCEPT, S.NOT_ACCEPTED, id="E02-not-accepted-ends"),
        pytest.param(K.DISCLOSURE, S.RECEIVED, A.NOT_ACCEPT, None, id="E02-a-request-is-always-answered"),
        pytest.param(K.COMPLAINT, S.RECEIVED, A.TRANSFER, None, id="E03-nothing-is-handed-on-undecided"),
        pytest.param(K.COMPLAINT, S.HANDLING, A.TRANSFER, S.TRANSFERRED, id="E03-handed-on"),
        pytest.param(K.COMPLAINT, S.TRANSFERRED, A.RETURN, S.HANDLING, id="E04-returned"),
        pytest.param(K.COMPLAINT, S.TRANSFERRED, A.TAKE_UP, S.HANDLING, id="E05-taken-up"),
        pytest.param(K.COMPLAINT, S.TRANSFERRED, A.ANSWER, None, id="E05-nobody-answers-what-he-has-not-taken-up"),
        pytest.param(K.CONSULTATION, S.HANDLING, A.ASK_EXTENSION, S.HANDLING, id="E06-more-time-is-asked-for"),
        pytest.param(K.COMMENDATION, S.HANDLING, A.ASK_EXTENSION, None, id="E06-thanks-take-no-more-time"),
        pytest.param(K.REPORT, S.HANDLING, A.EXTEND, S.HANDLING, id="E07-more-time-is-granted"),
        pytest.param(K.REPORT, S.HANDLING, A.DECLINE_EXTENSION, S.HANDLING, id="E08-more-time-is-declined"),
        pytest.param(K.DISCLOSURE, S.HANDLING, A.CONSULT, S.HANDLING, id="E09-a-third-party-is-consulted"),
        pytest.param(K.COMPLAINT, S.HANDLING, A.CONSULT, None, id="E09-only-for-disclosure"),
        pytest.param(K.DISCLOSURE, S.HANDLING, A.END_CONSULT, S.HANDLING, id="E10-the-days-run-on"),
        pytest.param(K.DISCLOSURE, S.HANDLING, A.ANSWER, S.ANSWERED, id="E11-answered"),
        pytest.param(K.COMPLAINT, S.ANSWERED, A.REOPEN, S.HANDLING, id="E12-handled-again"),
        pytest.param(K.DISCLOSURE, S.ANSWERED, A.REOPEN, None, id="E12-a-request-goes-to-reconsideration-instead"),
        pytest.param(K.COMMENDATION, S.ANSWERED, A.REOPEN, None, id="E12-thanks-are-not-handled-again"),
        pytest.param(K.COMPLAINT, S.ANSWERED, A.SATISFY, S.CLOSED, id="E13-content"),
        pytest.param(K.COMPLAINT, S.ANSWERED, A.DISSATISFY, S.CLOSED, id="E14-not-content"),
        pytest.param(K.COMPLAINT, S.ANSWERED, A.SETTLE, S.CLOSED, id="E15-settled-by-itself"),
        pytest.param(K.COMPLAINT, S.ANSWERED, A.WITHDRAW, None, id="E16-what-is-answered-is-not-taken-back"),
        pytest.param(K.REPORT, S.TRANSFERRED, A.WITHDRAW, S.WITHDRAWN, id="E16-taken-back"),
        pytest.param(K.COMPLAINT, S.RECEIVED, A.URGE, S.RECEIVED, id="E17-urged"),
        pytest.param(K.COMPLAINT, S.ANSWERED, A.URGE, None, id="E17-what-is-answered-is-not-urged"),
    ],
)
def test_each_row_leads_where_it_says(kind, state, action, target):
    lifecycle = LIFECYCLES[kind]

    if target is None:
        with pytest.raises(NoSuchMove):
            lifecycle.apply(state, action.value)
    else:
        assert lifecycle.apply(state, action.value).leads_from(state) is target
    assert may_act(kind, state, action) is (target is not None)


@pytest.mark.parametrize("kind", K)
@pytest.mark.parametrize("state", [S.CLOSED, S.NOT_ACCEPTED, S.WITHDRAWN])
def test_what_has_ended_stays_as_it_is(kind, state):
    assert LIFECYCLES[kind].open_actions(state) == ()


def test_codes_of_rows_are_one_to_one_and_every_action_has_a_row():
    codes = [move.code for _kinds, move in TABLE]

    assert codes == [f"E{number:02d}" for number in range(1, len(TABLE) + 1)]
    assert {move.action for _kinds, move in TABLE} == {action.value for action in A}
    assert len(set(NUMBER_WORDS.values())) == len(K)


@pytest.mark.parametrize(
    ("kind", "about", "desks", "desk"),
    [
        pytest.param(K.COMPLAINT, "b", ("a", "b"), "b", id="a-complaint-goes-to-the-agency-itself"),
        pytest.param(K.COMPLAINT, "c", ("a", "b"), "a", id="else-to-the-first-that-answers"),
        pytest.param(K.COMPLAINT, "c", (), "c", id="nobody-answers-yet"),
        pytest.param(K.REPORT, "a", ("a", "b"), "b", id="a-report-never-goes-to-the-reported"),
        pytest.param(K.REPORT, "b", ("a", "b"), "a", id="a-report-goes-to-the-first"),
        pytest.param(K.REPORT, "a", ("a",), "a", id="unless-there-is-no-other"),
    ],
)
def test_who_receives_a_matter(kind, about, desks, desk):
    assert first_desk(kind, about=about, desks=desks) == desk


# --- answers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "told", "result"),
    [
        pytest.param(K.COMPLAINT, "upheld", "upheld", id="a-complaint-is-upheld"),
        pytest.param(K.COMPLAINT, "", None, id="or-the-result-is-missing"),
        pytest.param(K.REPORT, "disclosed", None, id="not-with-the-result-of-another-kind"),
        pytest.param(K.CONSULTATION, "", "", id="a-consultation-has-none"),
        pytest.param(K.CONSULTATION, "upheld", None, id="and-may-have-none"),
        pytest.param(K.DISCLOSURE, "not_disclosed", "not_disclosed", id="a-request-has-an-item-of-OGI-36"),
    ],
)
def test_an_answer_has_the_coded_result_of_its_kind(kind, told, result):
    assert verdict_told(kind, told) == result


def test_every_answer_to_a_request_names_its_article():
    assert set(ARTICLES) == set(DisclosureAnswer)
    assert len(set(ARTICLES.values())) == len(DisclosureAnswer)
    assert {one.value for one in Verdict} == {"upheld", "not_upheld"}


def test_reconsideration_and_suit_are_named_only_where_the_law_has_them():
    assert Remedy.RECONSIDERATION_OR_SUIT in remedies(K.DISCLOSURE, was_reopened=False)
    for kind in set(K) - {K.DISCLOSURE}:
        assert Remedy.RECONSIDERATION_OR_SUIT not in remedies(kind, was_reopened=False)
    assert remedies(K.COMPLAINT, was_reopened=True) == (Remedy.AGENCY_ABOVE,)
    assert remedies(K.COMPLAINT, was_reopened=False)[0] is Remedy.HANDLED_AGAIN
    assert remedies(K.COMPLAINT, was_reopened=False, is_refused=True) == (Remedy.AGENCY_ABOVE,)


# --- limits --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("clock", "due"),
    [
        pytest.param(MatterClock(FILED, 5), date(2026, 2, 26), id="five-days-decide-over-the-festival"),
        pytest.param(MatterClock(FILED, 20), date(2026, 3, 18), id="twenty-days-of-OGI-33"),
        pytest.param(MatterClock(FILED, 20, 20), date(2026, 4, 16), id="and-twenty-more"),
        pytest.param(
            MatterClock(FILED, 20, 0, (pause_of(date(2026, 3, 2), date(2026, 3, 9), "第三方"),)),
            date(2026, 3, 25),
            id="the-days-of-a-consultation-do-not-count",
        ),
        pytest.param(
            MatterClock(FILED, 20, 0, (pause_of(date(2026, 3, 2), None, "第三方"),)),
            date(2026, 3, 19),
            id="an-open-one-is-supposed-to-end-today",
        ),
    ],
)
def test_the_last_day(clock, due):
    told = matter_due(clock, calendar=CALENDAR, today=date(2026, 3, 3))

    assert told.on == due
    assert matter_derivation(clock, calendar=CALENDAR, today=date(2026, 3, 3)).due_on == due


def test_who_is_consulted_has_fifteen_working_days():
    assert consulted_until(date(2026, 3, 2), calendar=CALENDAR).on == date(2026, 3, 23)


@pytest.mark.parametrize(
    ("today", "over"),
    [
        pytest.param(date(2026, 3, 18), False, id="the-last-day-is-not-over"),
        pytest.param(date(2026, 3, 19), True, id="the-day-after-is"),
    ],
)
def test_a_term_is_over_the_day_after_its_last(today, over):
    assert is_over(MatterClock(FILED, 20), calendar=CALENDAR, today=today) is over
    still = MatterClock(FILED, 20, 0, (pause_of(date(2026, 3, 2), None, "第三方"),))
    assert not is_over(still, calendar=CALENDAR, today=today)


@pytest.mark.parametrize(
    ("kind", "days", "state", "today", "light"),
    [
        pytest.param(K.COMPLAINT, 15, S.HANDLING, date(2026, 3, 2), "green", id="far"),
        pytest.param(K.COMPLAINT, 15, S.HANDLING, date(2026, 3, 10), "yellow", id="near"),
        pytest.param(K.COMPLAINT, 15, S.HANDLING, date(2026, 3, 11), "yellow", id="last-day"),
        pytest.param(K.COMPLAINT, 15, S.HANDLING, date(2026, 3, 12), "red", id="over-the-promise"),
        pytest.param(K.DISCLOSURE, 20, S.HANDLING, date(2026, 3, 19), "black", id="over-the-law"),
        pytest.param(K.DISCLOSURE, 10, S.HANDLING, date(2026, 3, 20), "black", id="over-the-law-after-less"),
        pytest.param(K.DISCLOSURE, 10, S.HANDLING, date(2026, 3, 10), "red", id="over-a-promise-shorter-than-the-law"),
        pytest.param(K.DISCLOSURE, 5, S.RECEIVED, date(2026, 3, 3), "red", id="the-law-sets-no-day-to-decide"),
        pytest.param(K.COMPLAINT, 15, S.ANSWERED, date(2026, 5, 13), "grey", id="answered"),
    ],
)
def test_the_light_of_a_matter(kind, days, state, today, light):
    shown = matter_face(MatterClock(FILED, days), kind=kind, state=state, calendar=CALENDAR, today=today)

    assert shown.light == light


def test_a_consultation_turns_the_light_blue():
    clock = MatterClock(FILED, 20, 0, (pause_of(date(2026, 3, 2), None, "第三方"),))

    assert matter_face(
        clock, kind=K.DISCLOSURE, state=S.HANDLING, calendar=CALENDAR, today=date(2026, 4, 20)
    ).light == "blue"  # fmt: skip


def test_a_year_without_a_notice_is_estimated_and_says_so():
    told = matter_due(MatterClock(date(2035, 3, 1), 5), calendar=CALENDAR, today=date(2035, 3, 1))

    assert told.is_provisional


@pytest.mark.parametrize(
    ("kind", "told", "fits"),
    [
        pytest.param(K.DISCLOSURE, Limits(5, 20, 20, 0, 10), True, id="what-the-law-says"),
        pytest.param(K.DISCLOSURE, Limits(5, 10, 5, 0, 10), True, id="shorter-than-the-law"),
        pytest.param(K.DISCLOSURE, Limits(5, 21, 20, 0, 10), False, id="a-day-longer-than-the-law"),
        pytest.param(K.DISCLOSURE, Limits(5, 20, 21, 0, 10), False, id="extended-a-day-beyond-the-law"),
        pytest.param(K.DISCLOSURE, Limits(5, 20, 20, 0, 10, True), False, id="the-law-counts-from-receipt"),
        pytest.param(K.COMPLAINT, Limits(5, 60, 0, 0, 1, True), True, id="where-no-law-speaks-the-city-decides"),
        pytest.param(K.COMPLAINT, Limits(0, 15, 0, 0, 10), False, id="a-decision-is-owed-some-day"),
        pytest.param(K.COMPLAINT, Limits(5, 0, 0, 0, 10), False, id="an-answer-is-owed-some-day"),
        pytest.param(K.COMPLAINT, Limits(5, 251, 0, 0, 10), False, id="within-a-year"),
        pytest.param(K.COMPLAINT, Limits(5, 15, -1, 0, 10), False, id="never-negative"),
    ],
)
def test_a_city_chooses_within_the_law(kind, told, fits):
    assert limits_fit(kind, told) is fits


def test_the_defaults_are_limits_that_a_city_may_choose():
    assert set(DEFAULTS) == set(K)
    assert all(limits_fit(kind, told) for kind, told in DEFAULTS.items())
    assert (LAW[K.DISCLOSURE].answer, LAW[K.DISCLOSURE].extend) == (20, 20)
    assert all(told.decide == 5 for told in DEFAULTS.values())
    assert {S.RECEIVED, S.HANDLING, S.TRANSFERRED} == OPEN
