"""Signs of ratings that are made rather than given, over plain facts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from oneseal.evaluation.rating_errors import RatingRulesUnfit
from oneseal.evaluation.rules.grades import Counted, share
from oneseal.evaluation.rules.parameters import RatingRules, require_fit, rules_from, rules_kept
from oneseal.evaluation.rules.watching import Sign, Trace, marks_of

START = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
RULES = RatingRules(burst_count=3, burst_minutes=10, device_cases=4, rater_count=3)
CLERK = UUID(int=99)


def traces(count, *, apart=1, one_case=False, **told):
    """Return ratings so many minutes apart."""
    return [
        Trace(
            UUID(int=number), UUID(int=1000 if one_case else 1000 + number), START + timedelta(minutes=apart * number),
            **{"grade": 1, "channel": "sms", **told},
        )
        for number in range(1, count + 1)
    ]  # fmt: skip


def signs(rows):
    return [(mark.rating_id.int, mark.sign) for mark in marks_of(rows, rules=RULES)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(traces(2, device=b"d"), [], id="two-are-no-burst"),
        pytest.param(traces(3, device=b"d"), [(n, Sign.BURST) for n in (1, 2, 3)], id="three-in-ten-minutes-are"),
        pytest.param(traces(3, address=b"a"), [(n, Sign.BURST) for n in (1, 2, 3)], id="from-one-address-too"),
        pytest.param(traces(3, apart=6, device=b"d"), [], id="twelve-minutes-are-none"),
        pytest.param(traces(3, apart=5, device=b"d"), [(n, Sign.BURST) for n in (1, 2, 3)], id="ten-minutes-exactly"),
        pytest.param(traces(3), [], id="nothing-known-nothing-marked"),
        pytest.param(traces(9, device=b"d", channel="pad"), [], id="a-screen-serves-many"),
        pytest.param(
            traces(4, apart=60, device=b"d"), [(n, Sign.ONE_DEVICE) for n in (1, 2, 3, 4)], id="one-device-many-cases"
        ),
        pytest.param(traces(4, apart=60, device=b"d", one_case=True), [], id="one-device-one-case"),
        pytest.param(traces(1, is_from_staff=True), [(1, Sign.STAFF_NETWORK)], id="from-where-staff-sit"),
        pytest.param(traces(1, is_from_staff=None), [], id="no-range-is-named"),
        pytest.param(
            traces(3, apart=60, rater=b"r", clerk_id=CLERK), [(n, Sign.ONE_RATER) for n in (1, 2, 3)], id="one-admirer"
        ),
        pytest.param(
            traces(3, apart=60, rater=b"r", clerk_id=CLERK, grade=5),
            [(n, Sign.ONE_RATER) for n in (1, 2, 3)], id="one-enemy",
        ),
        pytest.param(traces(3, apart=60, rater=b"r", clerk_id=CLERK, grade=2), [], id="a-usual-grade-is-none"),
        pytest.param(traces(3, apart=60, rater=b"r"), [], id="of-no-known-clerk"),
    ],
)  # fmt: skip
def test_what_is_striking(rows, expected):
    assert signs(rows) == expected


def test_a_mark_tells_how_many_there_were_and_within_how_long():
    (first, *_rest) = marks_of(traces(5, device=b"d"), rules=replace(RULES, device_cases=9))

    assert (first.sign, first.count, first.within) == (Sign.BURST, 5, 10)


@pytest.mark.parametrize(
    ("grades", "rate"),
    [
        pytest.param((0, 0, 0, 0, 0), None, id="nobody-rated-so-no-share"),
        pytest.param((1, 1, 1, 0, 0), "100.0", id="the-first-three-are-satisfied"),
        pytest.param((0, 0, 1, 1, 1), "33.3", id="the-last-two-are-not"),
        pytest.param((0, 0, 0, 0, 4), "0.0", id="nothing-is-not-no-data"),
    ],
)
def test_the_satisfied_share(grades, rate):
    told = Counted(grades).rate

    assert (None if told is None else str(told)) == rate


def test_a_share_over_nothing_is_unknown():
    assert share(0, 0) is None


def test_rules_are_kept_and_read_back():
    rules = RatingRules(contact_days=2, tags={1: (("好", "Good"),)})

    assert rules_from(rules_kept(rules)) == rules


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        pytest.param({"contact_days": 0}, "contact_days", id="no-day-at-all"),
        pytest.param({"fix_days": 91}, "fix_days", id="too-long"),
        pytest.param({"contact_days": 10, "fix_days": 5}, "contact_days", id="contact-after-correction"),
        pytest.param({"tags": {4: (("", "Nothing"),)}}, "tags_4", id="a-tag-without-words"),
        pytest.param({"tags": {4: (("长" * 21, ""),)}}, "tags_4", id="a-tag-nobody-reads"),
    ],
)
def test_rules_that_do_not_fit_are_refused(changed, field):
    with pytest.raises(RatingRulesUnfit) as caught:
        require_fit(replace(RatingRules(), **changed))

    assert caught.value.facts["field"] == field
