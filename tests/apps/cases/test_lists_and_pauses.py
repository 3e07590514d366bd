"""Lists and the clock of the rules say the same of a case, over whatever pauses and extensions it had."""

from datetime import date, time, timedelta
from random import Random

import pytest

from oneseal.cases import selectors as cases
from oneseal.cases.models import Case
from oneseal.cases.rules.clock import dues_cached
from oneseal.cases.selectors import CaseFilter, Order
from oneseal.foundation.timekeeping import beijing_instant
from oneseal.kernel.clock import Light
from oneseal.workflow.selectors import calendar
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
FRIDAY, MONDAY, TUESDAY = date(2026, 3, 13), date(2026, 3, 16), date(2026, 3, 17)


def listed(wanted, day):
    rows = cases.cases_streamed(world.staff("supervisor"), wanted, now=beijing_instant(day, time(10)), order=Order.DUE)
    return {row.facts.id: row.clock for row in rows}


def told(case, day, *, pauses, law_days=None, **columns):
    """Put a history on the row of a case, with the due dates that follow on a day; the law may limit its pauses."""
    rows = [
        {"start": start.isoformat(), "end": end and end.isoformat(), "cause": "hearing", "stops_statutory": by_law,
         "basis": "APL 45"}
        for start, end, by_law in pauses
    ]  # fmt: skip
    rows = [{**row, "law_days": law_days} if row["stops_statutory"] and law_days else row for row in rows]
    Case.objects.filter(pk=case.id).update(pauses=rows, worst_light="", **columns)
    Case.objects.filter(pk=case.id).update(**dues_cached(case.facts, calendar=calendar(), today=day))


def five_days(case, pause_end, *, today, by_law=True):
    """A promise of five working days from Friday 6 March on: its last day is Friday 13 March, on which it stopped."""
    told(
        case, today, pauses=[(FRIDAY, pause_end, by_law)], promised_days=5, clock_from_on=date(2026, 3, 6),
        statutory_from_on=date(2026, 3, 6), statutory_length=5, statutory_unit="working_day",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("ended_on", "day", "light", "due"),
    [
        pytest.param(MONDAY, MONDAY, Light.YELLOW, "today", id="began-on-the-last-day-and-ended-today"),
        pytest.param(MONDAY, TUESDAY, Light.BLACK, "over", id="the-day-after-is-late"),
        pytest.param(FRIDAY, MONDAY, Light.BLACK, "over", id="a-pause-of-no-day-gives-none"),
        pytest.param(date(2026, 3, 15), MONDAY, Light.BLACK, "over", id="over-on-the-sunday-before"),
        pytest.param(date(2026, 3, 15), date(2026, 3, 15), Light.YELLOW, "today", id="still-the-weekend"),
    ],
)
def test_a_pause_over_the_day_after_the_last_one_makes_nobody_late(ended_on, day, light, due):
    case = world.accepted_case()
    five_days(case, ended_on, today=day)

    assert listed(CaseFilter(), day)[case.id].light is light
    assert [one for one in Light if case.id in listed(CaseFilter(light=one), day)] == [light]
    assert [one for one in ("over", "today") if case.id in listed(CaseFilter(due=one), day)] == [due]


def a_history(random, first):
    """Return pauses, one after the other or over each other, the last perhaps open; and the columns of the terms."""
    pauses = []
    for _ in range(random.randint(0, 3)):
        start = first + timedelta(days=random.randint(0, 16))
        end = start + timedelta(days=random.choice([0, 1, 1, 2, 3, 5]))
        pauses.append((start, end, random.random() < 0.7))
    if pauses and random.random() < 0.2:
        pauses[-1] = (pauses[-1][0], None, pauses[-1][2])
    promised = random.choice([2, 5, 5, 9, 11, 20])
    return sorted(pauses, key=lambda pause: pause[0]), {
        "promised_days": promised, "clock_from_on": first, "statutory_from_on": first,
        "statutory_length": promised + random.choice([0, 0, 1, 20]),
        "statutory_unit": random.choice(["working_day", "working_day", "natural_day", "month"]),
        "extended_days": random.choice([0, 0, 0, 3]),
    }  # fmt: skip


def happened(pauses, day):
    """Return of a history what has happened by a day: what has not ended yet is open, what has not begun is not."""
    seen = [(start, end, law) for start, end, law in pauses if start <= day]
    return [(start, end if end is not None and end <= day else None, law) for start, end, law in seen]


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("unit", ["working_day", "natural_day"])
def test_lists_and_rule_agree_over_random_pauses_and_extensions(seed, unit, monkeypatch):
    monkeypatch.setattr("oneseal.cases.selectors.facts.unit_of_version", lambda _version: unit)
    random, first = Random(f"{unit}:{seed}"), date(2026, 3, 2)
    filed = [(world.accepted_case(), *a_history(random, first)) for _ in range(10)]
    beyond = 0

    for step in range(1, 32, 3):
        day = first + timedelta(days=step)
        for case, pauses, columns in filed:
            told(case, day, pauses=happened(pauses, day), law_days=2, **columns)
        shown = listed(CaseFilter(), day)
        for light in Light:
            wanted = {key for key, clock in shown.items() if clock.light is light}
            assert listed(CaseFilter(light=light), day).keys() == wanted, (day, light)
        running = {key: clock.remaining for key, clock in shown.items() if clock.is_by_law or not is_paused(key)}
        assert listed(CaseFilter(due="over"), day).keys() == {key for key, left in running.items() if left < 0}, day
        beyond += sum(clock.is_by_law for clock in shown.values())
    assert beyond


def is_paused(case_id):
    return any(pause["end"] is None for pause in Case.objects.get(pk=case_id).pauses)


def test_the_threshold_of_a_term_extended_in_another_unit_is_a_share_of_its_days(monkeypatch):
    monkeypatch.setattr("oneseal.cases.selectors.facts.unit_of_version", lambda _version: "natural_day")
    case, day = world.accepted_case(), date(2026, 3, 6)
    # 20 working days and 14 days hold 30 working days (no 34): yellow begins with the third last, not the fourth.
    columns = {"promised_days": 20, "extended_days": 14, "clock_from_on": day, "statutory_from_on": day}
    told(case, day, pauses=[], statutory_length=60, statutory_unit="working_day", **columns)
    due = case.facts.due_on

    lights = {}
    while day < due:
        day = calendar().nth_after(day, 1)
        clock = listed(CaseFilter(), day)[case.id]
        lights[clock.remaining] = clock.light
        assert (case.id in listed(CaseFilter(light="yellow"), day)) is (clock.light is Light.YELLOW)

    assert min(left for left, light in lights.items() if light is Light.GREEN) == 4


@pytest.mark.parametrize(
    ("day", "light", "due"),
    [
        pytest.param(date(2026, 3, 10), Light.BLUE, [], id="second-and-last-day-that-the-law-gives"),
        pytest.param(date(2026, 3, 11), Light.GREEN, ["week"], id="the-day-after-it-runs-again"),
        pytest.param(date(2026, 3, 16), Light.YELLOW, ["week"], id="one-day-left-of-the-law"),
        pytest.param(date(2026, 3, 17), Light.YELLOW, ["today", "week"], id="last-day-of-the-law"),
        pytest.param(date(2026, 3, 18), Light.BLACK, ["over", "week"], id="past-the-law-and-never-closed"),
    ],
)
def test_a_procedure_open_for_longer_than_its_law_stands_in_the_lists_of_what_runs(day, light, due):
    case, first = world.accepted_case(), date(2026, 3, 6)
    told(
        case, day, pauses=[(first, None, True)], law_days=2, promised_days=5, clock_from_on=first,
        statutory_from_on=first, statutory_length=5, statutory_unit="working_day",
    )  # fmt: skip

    assert listed(CaseFilter(), day)[case.id].light is light
    assert [one for one in Light if case.id in listed(CaseFilter(light=one), day)] == [light]
    assert [one for one in ("over", "today", "week") if case.id in listed(CaseFilter(due=one), day)] == due
