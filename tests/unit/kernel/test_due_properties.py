"""Invariants of the clock, against an oracle that looks at one day after another."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from oneseal.kernel.clock import (
    CalendarYearMissing,
    ClockPaused,
    Pause,
    Term,
    Unit,
    derive,
    derive_or_estimate,
    due_on,
    due_or_estimate,
    remaining_days,
    used_days,
)
from tests.unit.kernel.calendars import (
    oracle_due,
    oracle_month_later,
    oracle_used,
    reference_calendar,
)

CALENDAR = reference_calendar()
settings.register_profile("kernel", max_examples=60, deadline=None, database=None)
kernel = settings(settings.get_profile("kernel"))

starts = st.dates(date(2013, 1, 1), date(2024, 12, 31))
lengths = st.integers(0, 60)
day_units = st.sampled_from([Unit.WORKING_DAY, Unit.NATURAL_DAY])
offset_and_length = st.tuples(st.integers(-10, 90), st.integers(0, 25))
offsets = st.lists(offset_and_length, max_size=4)


def spans_from(start, drawn):
    begins = [(start + timedelta(days=offset), length) for offset, length in drawn]
    return [(begin, begin + timedelta(days=length)) for begin, length in begins]


def pauses_from(spans):
    return [Pause(begin, end, "drawn") for begin, end in spans]


def answer_or_refusal(ask, question, refusal):
    try:
        return ask(**question), None
    except refusal as refused:
        return None, refused


@kernel
@given(start=starts, length=lengths, drawn=offsets, unit=day_units)
def test_due_on_and_the_derivation_agree_with_the_oracle(start, length, drawn, unit):
    spans = spans_from(start, drawn)
    question = {
        "start_on": start,
        "term": Term(length, unit),
        "calendar": CALENDAR,
        "pauses": pauses_from(spans),
    }

    expected = oracle_due(start, length, spans, natural=unit is Unit.NATURAL_DAY)

    assert due_on(**question) == expected
    derivation = derive(**question)
    assert derivation.due_on == expected
    assert sum(day.counted for day in derivation.days) == length
    assert [day.number for day in derivation.days if day.counted] == list(range(1, length + 1))


@kernel
@given(start=starts, ahead=st.integers(-5, 120), drawn=offsets, unit=day_units)
def test_used_days_agree_with_the_oracle(start, ahead, drawn, unit):
    spans, on = spans_from(start, drawn), start + timedelta(days=ahead)

    used = used_days(start_on=start, on=on, calendar=CALENDAR, pauses=pauses_from(spans), unit=unit)

    assert used == oracle_used(start, on, spans, natural=unit is Unit.NATURAL_DAY)


@kernel
@given(start=starts, months=st.integers(1, 15))
def test_months_agree_with_the_oracle(start, months):
    days = (oracle_month_later(start, months) - start).days

    due = due_on(start_on=start, term=Term(months, Unit.MONTH), calendar=CALENDAR)

    assert due == oracle_due(start, days, [], natural=True)


@kernel
@given(start=starts, length=lengths, drawn=offsets, one_more=st.tuples(st.integers(-10, 90), st.integers(0, 25)))
def test_a_further_pause_never_brings_the_due_date_forward(start, length, drawn, one_more):
    term = Term(length)
    fewer = pauses_from(spans_from(start, drawn))
    more = pauses_from(spans_from(start, [*drawn, one_more]))

    before = due_on(start_on=start, term=term, calendar=CALENDAR, pauses=fewer)
    after = due_on(start_on=start, term=term, calendar=CALENDAR, pauses=more)

    assert after >= before


@kernel
@given(start=starts, length=lengths, drawn=offsets, unit=day_units)
def test_order_and_repetition_of_pauses_do_not_matter(start, length, drawn, unit):
    pauses = pauses_from(spans_from(start, drawn))
    question = {"start_on": start, "term": Term(length, unit), "calendar": CALENDAR}

    assert due_on(**question, pauses=pauses) == due_on(**question, pauses=[*reversed(pauses), *pauses])


@kernel
@given(start=starts, length=lengths, extra=st.integers(0, 20), drawn=offsets, unit=day_units)
def test_an_extension_is_the_longer_term_and_never_shortens(start, length, extra, drawn, unit):
    pauses = pauses_from(spans_from(start, drawn))
    question = {"start_on": start, "calendar": CALENDAR, "pauses": pauses}

    extended = due_on(**question, term=Term(length, unit), extended_by=Term(extra, unit))

    assert extended == due_on(**question, term=Term(length + extra, unit))
    assert extended >= due_on(**question, term=Term(length, unit))


@kernel
@given(start=starts, length=st.integers(1, 60), drawn=offsets)
def test_on_the_due_date_exactly_the_term_is_used(start, length, drawn):
    pauses = pauses_from(spans_from(start, drawn))
    due = due_on(start_on=start, term=Term(length), calendar=CALENDAR, pauses=pauses)

    assert used_days(start_on=start, on=due, calendar=CALENDAR, pauses=pauses) == length
    eve = due - timedelta(days=1)
    assert used_days(start_on=start, on=eve, calendar=CALENDAR, pauses=pauses) == length - 1


@kernel
@given(start=starts, drawn=offsets)
def test_a_term_of_no_working_days_ends_on_the_first_day_that_is_worked(start, drawn):
    question = {
        "start_on": start,
        "term": Term(0),
        "calendar": CALENDAR,
        "pauses": pauses_from(spans_from(start, drawn)),
    }
    due = due_on(**question)

    assert CALENDAR.is_working_day(due)
    assert (due == start) == CALENDAR.is_working_day(start)
    assert remaining_days(**question, on=due) == 0
    assert derive(**question).due_on == due


@kernel
@given(start=starts, length=st.integers(1, 30), drawn=offsets, unit=day_units, first=st.integers(0, 80))
def test_remaining_days_never_grow_and_are_negative_only_after_the_due_date(start, length, drawn, unit, first):
    pauses, term = pauses_from(spans_from(start, drawn)), Term(length, unit)
    due = due_on(start_on=start, term=term, calendar=CALENDAR, pauses=pauses)
    days = [start + timedelta(days=first + step) for step in range(10)]

    left = [remaining_days(start_on=start, term=term, on=day, calendar=CALENDAR, pauses=pauses) for day in days]

    assert left == sorted(left, reverse=True)
    assert all((remaining >= 0) or day > due for day, remaining in zip(days, left, strict=True))


@kernel
@given(start=starts, length=st.integers(1, 30), drawn=offsets, offset=st.integers(0, 60), unit=day_units)
def test_an_open_pause_stops_both_ways_of_counting_alike(start, length, drawn, offset, unit):
    open_pause = Pause(start + timedelta(days=offset), None, "open")
    pauses = [*pauses_from(spans_from(start, drawn)), open_pause]
    question = {"start_on": start, "term": Term(length, unit), "calendar": CALENDAR, "pauses": pauses}

    due, paused = answer_or_refusal(due_on, question, ClockPaused)
    derivation, also_paused = answer_or_refusal(derive, question, ClockPaused)

    assert (paused is None) == (also_paused is None)
    if paused is None:
        assert due <= open_pause.start
        assert derivation.due_on == due


@kernel
@given(
    start=st.dates(date(2026, 9, 1), date(2027, 3, 1)),
    length=lengths,
    drawn=offsets,
    unit=st.sampled_from([Unit.WORKING_DAY, Unit.NATURAL_DAY, Unit.MONTH]),
)
def test_at_the_edge_of_the_known_years_both_ways_refuse_or_guess_alike(start, length, drawn, unit):
    pauses = pauses_from(spans_from(start, drawn))
    question = {"start_on": start, "term": Term(length, unit), "calendar": CALENDAR, "pauses": pauses}

    guess, derivation = due_or_estimate(**question), derive_or_estimate(**question)

    assert derivation.due_on == guess.on
    due, missing = answer_or_refusal(due_on, question, CalendarYearMissing)
    derived, also_missing = answer_or_refusal(derive, question, CalendarYearMissing)
    assert (missing is None) == (also_missing is None) == (not guess.is_provisional)
    if missing is None:
        assert due == derived.due_on == guess.on
    else:
        assert missing.year == also_missing.year
