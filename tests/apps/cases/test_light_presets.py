"""The lights a city chose: the clock and the database say the same of every case, under each preset."""

import random
from datetime import time, timedelta

import pytest

from oneseal.cases.models import Case, LightChoice
from oneseal.cases.rules.dues import dues_changed
from oneseal.cases.rules.presets import LightsChosen, PresetUnknown, ThresholdsUnfit
from oneseal.cases.selectors import CaseFilter, Order, cases_streamed, light_preset, light_spans
from oneseal.cases.services import lights_choose
from oneseal.foundation.timekeeping import beijing_instant, now, today
from oneseal.identity.errors import NotAllowed
from oneseal.kernel.clock import P0, Light
from oneseal.workflow.selectors import calendar
from tests.apps.traces import refused
from tests.factories import hours, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]

CHOICES = [
    pytest.param(LightsChosen("P0"), id="tenth-rounded-up"),
    pytest.param(LightsChosen("P1"), id="nine-tenths-used"),
    pytest.param(LightsChosen("P2"), id="one-day-before"),
    pytest.param(LightsChosen("P3"), id="red-on-the-last-day"),
    pytest.param(LightsChosen("P4", yellow_percent=35, red_from=1), id="own-share-early-red"),
    pytest.param(LightsChosen("P4", yellow_days=4, red_from=-1), id="own-days"),
    pytest.param(LightsChosen("P4", yellow_days=9, red_from=3), id="own-days-early-red"),
]


def choose(chosen, actor=None):
    return lights_choose(chosen=chosen, reason="试行", actor=actor or world.staff(world.ADMINISTRATOR), now=now())


def pauses(luck, start):
    """Return a closed pause, an open one, both or none, each between the beginning of the clock and today."""
    passed = (today() - start).days
    if passed < 3:
        return []
    first, last, again = (start + timedelta(day) for day in sorted(luck.sample(range(passed + 1), 3)))
    row = {"cause": "hearing", "stops_statutory": luck.random() < 0.5, "basis": "APL 45"}
    closed = {**row, "start": first.isoformat(), "end": last.isoformat()}
    opened = {**row, "start": again.isoformat(), "end": None}
    if luck.random() < 0.5:
        opened["start_at"] = beijing_instant(again, time(luck.randrange(24))).isoformat()
    return luck.choice([[], [], [], [closed], [opened], [closed, opened]])


def scatter(case, luck):
    """Give a case any promise, any beginning, any pauses, and the due dates that follow from them."""
    start = today() - timedelta(luck.randrange(0, 45))
    told = {
        "clock_from_on": start, "statutory_from_on": start,
        "promised_days": luck.choice([0, 1, 2, 5, 9, 10, 11, 20, 41]),
        "statutory_length": luck.choice([3, 12, 45]), "statutory_unit": luck.choice(["working_day", "natural_day"]),
        "promised_unit": "working_day", "clock_from_at": None, "statutory_from_at": None,
        "extended_days": luck.choice([0, 0, 0, 3]), "pauses": pauses(luck, start) if case.facts.accepted_at else [],
    }  # fmt: skip
    if case.facts.accepted_at and luck.random() < 0.5:
        at = beijing_instant(start, time(luck.randrange(8, 19), luck.randrange(60)))
        told |= {"promised_unit": luck.choice(["hour", "office_hour"]), "clock_from_at": at, "statutory_from_at": at}
    Case.objects.filter(pk=case.id).update(**told)
    Case.objects.filter(pk=case.id).update(**dues_changed(case.facts, calendar=calendar(), today=today()))


def spoken(facts):
    """Return what a light follows from, for a failure to name."""
    names = (
        "state",
        "clock_from_on",
        "promised_days",
        "extended_days",
        "pauses",
        "due_on",
        "statutory_due_on",
        "due_at",
    )
    return {name: str(getattr(facts, name)) for name in names}


@pytest.mark.parametrize("chosen", CHOICES)
def test_filter_and_clock_agree_on_every_case_under_each_preset(chosen):
    choose(chosen)
    hours.open_offices()
    luck = random.Random(chosen.code + str(chosen.yellow_days))
    made = [world.submitted_case(), world.submitted_case(), world.granted_case(), world.correction_pending_case()]
    running = [*made[:2], *(world.accepted_case() for _ in range(9))]
    supervisor, seen = world.staff("supervisor"), set()

    for _round in range(12):
        for case in running:
            scatter(case, luck)
        near = luck.choice(running).facts.due_on - timedelta(luck.randrange(0, 4))
        day = max(today(), luck.choice([near, today() + timedelta(luck.randrange(0, 30))]))
        at = beijing_instant(day, time(luck.randrange(24), luck.randrange(60)))
        rows = list(cases_streamed(supervisor, CaseFilter(), now=at, order=Order.DUE))
        shown = {row.facts.id: row.clock.light for row in rows}
        for light in Light:
            found = {
                row.facts.id
                for row in cases_streamed(supervisor, CaseFilter(light=light), now=at, order=Order.DUE)
            }  # fmt: skip
            wanted = {case_id for case_id, one in shown.items() if one == light}
            told = [spoken(row.facts) for row in rows if row.facts.id in found ^ wanted]
            assert found == wanted, f"{light} {at} {told}"
            seen |= {light} if found else set()

    assert seen >= {Light.GREEN, Light.YELLOW, Light.RED, Light.BLUE, Light.BLACK}


def test_a_choice_is_kept_with_who_and_why_and_the_newest_holds():
    assert light_preset() == P0
    assert [choose(LightsChosen("P2")), choose(LightsChosen("P4", yellow_days=3))] == [1, 2]

    assert (light_preset().yellow_days, light_preset().red_from) == (3, -1)
    assert [(row.code, row.reason) for row in LightChoice.objects.all()] == [("P4", "试行"), ("P2", "试行")]


@pytest.mark.parametrize(
    ("chosen", "problem"),
    [
        pytest.param(LightsChosen("P9"), PresetUnknown, id="unknown"),
        pytest.param(LightsChosen("P4"), ThresholdsUnfit, id="own-without-numbers"),
        pytest.param(LightsChosen("P4", yellow_days=3, yellow_percent=10), ThresholdsUnfit, id="two-yellows"),
        pytest.param(LightsChosen("P4", yellow_days=3, red_from=3), ThresholdsUnfit, id="red-as-early-as-yellow"),
        pytest.param(LightsChosen("P4", yellow_days=3, red_from=-2), ThresholdsUnfit, id="red-after-the-promise"),
        pytest.param(LightsChosen("P4", yellow_percent=91), ThresholdsUnfit, id="share-too-large"),
    ],
)
def test_lights_that_make_no_sense_are_refused(chosen, problem):
    with refused(problem):
        choose(chosen)


def test_only_who_sets_the_city_up_chooses_its_lights():
    with refused(NotAllowed):
        choose(LightsChosen("P1"), world.staff("approver"))


def test_the_table_says_what_cases_would_show():
    spans = [(span.length, span.yellow_from, span.has_green, span.has_yellow) for span in light_spans(P0)]

    assert spans == [(5, 1, True, True), (10, 1, True, True), (20, 2, True, True)]
