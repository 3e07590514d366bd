"""A promise in hours: from the instant of acceptance to that of its end, on rows, papers, lists and in the proof."""

import json
from datetime import date, datetime, time, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from oneseal.cases import selectors as cases
from oneseal.cases import services
from oneseal.cases.errors import ExtensionTooLate
from oneseal.cases.selectors import CaseFilter
from oneseal.cases.services.redating import cases_redate
from oneseal.catalog.errors import PublicationRefused
from oneseal.foundation.timekeeping import BEIJING, now, today
from oneseal.kernel.access import Actor
from oneseal.kernel.clock import HoursMalformed, Light
from oneseal.workflow.selectors import calendar_after, change_by_id
from oneseal.workflow.services import change_confirm
from tests.apps.cases.test_clocks import words_of
from tests.apps.foundation.proving import found, made_this_morning
from tests.apps.traces import refused
from tests.factories import aside, hours, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]

MINUTE = timedelta(minutes=1)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


def light(case):
    return cases.clock_of(case.facts, now=now()).light


@pytest.fixture
def case(clock):
    """Return a case that was accepted on Wednesday 4 March 2026 at 11:00 on a promise of four office hours."""
    clock.stand_at("2026-03-04 11:00")
    hours.open_offices()
    return hours.accepted_case()


def test_four_office_hours_run_from_the_acceptance_over_the_midday_break(case):
    facts = case.facts

    assert facts.clock_from_at == facts.accepted_at
    assert facts.due_at == facts.accepted_at + timedelta(hours=5, minutes=30)
    assert facts.due_on == date(2026, 3, 4)
    assert (facts.statutory_from_at, facts.statutory_due_at) == (facts.received_at, None)


def test_the_acceptance_notice_prints_the_instant_and_the_unit(case):
    clock = f"{case.facts.due_at.astimezone(BEIJING):%H时%M分}"

    assert f"2026年3月4日{clock}（4个工作小时）" in words_of(case, "acceptance_notice")


def test_the_light_turns_red_with_the_hour_and_stays_so_on_the_row(case, clock):
    assert light(case) is Light.GREEN
    clock.stand_at(case.facts.due_at)
    assert light(case) is Light.YELLOW
    clock.stand_at(case.facts.due_at + MINUTE)
    assert light(case) is Light.RED
    world.recommend(case)
    assert case.facts.worst_light == "red"


@pytest.mark.parametrize(("moment", "due"), [("2026-03-04 12:00", "today"), ("2026-03-04 17:00", "over")])
def test_lists_find_it_by_the_hour(case, clock, moment, due):
    clock.stand_at(moment)
    clerk = world.staff("reviewer")

    said = {one: cases.cases_listed(clerk, CaseFilter(due=one), now=now()).rows for one in ("today", "over")}

    assert [one for one, rows in said.items() if case.id in [row.facts.id for row in rows]] == [due]


def test_a_procedure_takes_its_time_out_to_the_minute(case, clock):
    clock.stand_at("2026-03-04 11:30")
    begun_at = now()
    procedure_id = aside.open_procedure(case)
    assert light(case) is Light.BLUE

    clock.stand_at("2026-03-06 10:00")
    aside.close_procedure(case, procedure_id)

    # What is left of four hours runs from Friday at ten.
    used = begun_at - case.facts.accepted_at
    left = timedelta(hours=4) - used - timedelta(hours=2)
    assert MINUTE > case.facts.due_at - (at("2026-03-06 13:30") + left) > -3 * MINUTE


def test_a_procedure_whose_result_is_told_for_an_earlier_day_takes_that_day_out_whole(case, clock):
    procedure_id = aside.open_procedure(case)
    clock.stand_at("2026-03-06 10:00")
    aside.close_procedure(case, procedure_id, on=date(2026, 3, 5))

    assert case.facts.due_at.astimezone(BEIJING).date() == date(2026, 3, 6)
    assert case.facts.due_at.astimezone(BEIJING).hour in {12, 13, 14}


def test_an_extension_moves_the_end_by_working_days_to_the_same_time(case):
    before = case.facts.due_at
    aside.extend(case, days=2)

    assert case.facts.due_at == before + timedelta(days=2)
    assert "延长2个工作日" in words_of(case, "extension_notice")


def test_an_extension_after_the_hour_of_the_law_is_too_late(clock):
    clock.stand_at("2026-03-04 11:00")
    hours.open_offices()
    case = hours.accepted_case(stat_limit=4, stat_limit_unit="OH")
    clock.stand_at("2026-03-04 17:00")

    with refused(ExtensionTooLate, due_on=date(2026, 3, 4)):
        aside.extend(case, days=2)


def test_what_the_law_accepted_has_hours_from_its_receipt(clock):
    clock.stand_at("2026-03-04 11:00")
    hours.open_offices()
    hours.promise(4, "OH")
    case = world.submitted_case()
    clock.stand_at("2026-03-12 08:00")
    services.case_deem_accepted(case_id=case.id, press=world.press(Actor.system("时限")))

    assert case.facts.clock_from_at == case.facts.received_at
    assert case.facts.due_on == date(2026, 3, 4)


def test_new_office_hours_are_seen_beforehand_move_what_runs_and_the_proof_is_clean(case, clock):
    admin, before = world.staff(world.ADMINISTRATOR), case.facts.due_at
    change_id = hours.draft(date(2026, 3, 4), ((time(9), time(12)), (time(14), time(18))))
    then = calendar_after(change_by_id(change_id))
    (moved,), _next = cases.dues_moved_page(calendar=then, today=today(), actor=admin)
    assert (moved.due_on, moved.due_on_then) == (before, before + timedelta(minutes=30))

    change_confirm(change_id=change_id, actor=admin, now=now())
    assert cases_redate(change_id, tell=now) == 1

    assert case.facts.due_at == before + timedelta(minutes=30)
    made_this_morning(clock)
    assert found() == []


def test_the_command_explains_from_when_to_when_each_day_counted(case):
    out = StringIO()
    call_command("clock_explain", case.facts.number, "--json", stdout=out)

    promised = json.loads(out.getvalue())["deadlines"][0]
    assert datetime.fromisoformat(promised["due_at"]) == case.facts.due_at
    assert "11:02–12:00" in promised["days"][0]["reason"]


def test_a_term_in_office_hours_needs_office_hours():
    with pytest.raises(PublicationRefused):
        hours.promise(4, "OH")


def test_hours_round_the_clock_need_none(clock):
    clock.stand_at("2026-03-04 11:00")
    case = hours.accepted_case(48, "H")

    assert case.facts.due_at == case.facts.accepted_at + timedelta(hours=48)


def test_office_hours_that_run_backwards_are_refused():
    with pytest.raises(HoursMalformed):
        hours.draft(date(2026, 1, 1), ((time(12), time(9)),))
