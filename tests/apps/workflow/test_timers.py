"""Timers fire once, at their instant by the city's clock; one that fails stops no other."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from oneseal.cases import services
from oneseal.foundation.timekeeping import BEIJING, now
from oneseal.foundation.writes import flush
from oneseal.workflow.models import Timer
from oneseal.workflow.services import timer_received, timer_set, timers_catch_up, timers_fire, timers_received
from oneseal.workflow.services import timers as timers_module
from tests.apps.traces import acts, chain_is_whole, ledger, paper_kinds, told, verbs
from tests.factories import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def fired(monkeypatch):
    """Return what fired, and let the kinds "good" and "bad" be received."""
    seen = []
    monkeypatch.setattr(timers_module, "_receivers", dict(timers_module._receivers))
    monkeypatch.setattr(timers_module, "_together", dict(timers_module._together))

    def bad(subject_id, *, fires_at, now):
        raise ValueError("a receiver that fails")

    timer_received("good", lambda subject_id, *, fires_at, now: seen.append((subject_id, fires_at, now)))
    timer_received("bad", bad)
    return seen


def set_timer(kind="good", *, after):
    subject = uuid4()
    flush(timer_set(subject=("case", subject), kind=kind, fires_at=now() + after, now=now()))
    return subject


def test_a_timer_fires_at_its_instant_and_not_before(clock, fired):
    subject = set_timer(after=timedelta(hours=1))
    at = now() + timedelta(hours=1)

    assert timers_fire(now=at - timedelta(seconds=1)) == 0
    assert timers_fire(now=at) == 1
    assert timers_fire(now=at) == 0
    assert fired == [(subject, at, at)]


def test_after_an_outage_each_fires_in_order_and_knows_its_instant(clock, fired):
    second, first = set_timer(after=timedelta(hours=2)), set_timer(after=timedelta(hours=1))
    later = clock.move(days=3)

    assert timers_fire(now=later) == 2
    assert [row[0] for row in fired] == [first, second]
    assert fired[0][1] < fired[1][1] < later


def test_a_failing_timer_stops_no_other_and_is_tried_again_later(clock, fired):
    set_timer("bad", after=timedelta(hours=1))
    good = set_timer(after=timedelta(hours=2))
    at = clock.move(hours=3)

    assert timers_fire(now=at) == 1
    assert [row[0] for row in fired] == [good]
    failed = Timer.objects.get(kind="bad")
    assert (failed.failures, failed.fired_at) == (1, None)
    assert timers_fire(now=at) == 0
    timers_fire(now=at + timedelta(minutes=10))
    assert Timer.objects.get(kind="bad").failures == 2


def test_failing_timers_do_not_take_the_place_of_others(clock, fired):
    for _ in range(3):
        set_timer("bad", after=timedelta(hours=1))
    set_timer(after=timedelta(hours=2))
    at = clock.move(hours=3)

    timers_fire(now=at, limit=3)

    assert timers_fire(now=at, limit=3) == 1


# --- many at a time ----------------------------------------------------------------------------


@pytest.fixture
def together(fired):
    """Return the batches in which timers of the kind "many" fired; subjects in `faulty` make their batch fail."""
    batches, faulty = [], set()

    def many(due, *, now):
        for timer in due:
            flush(timer_set(subject=("case", timer.subject_id), kind="mark", fires_at=now + timedelta(days=9), now=now))
        if faulty & {timer.subject_id for timer in due}:
            raise ValueError("one of them fails")
        batches.append([timer.subject_id for timer in due])

    timers_received("many", many)
    return batches, faulty


def marked():
    return list(Timer.objects.filter(kind="mark").order_by("id").values_list("subject_id", flat=True))


def test_timers_that_are_received_together_fire_at_once_in_the_order_of_their_instants(clock, together):
    batches, _faulty = together
    third, first, second = (set_timer("many", after=timedelta(hours=hours)) for hours in (3, 1, 2))
    at = clock.move(hours=4)

    assert timers_fire(now=at) == 3
    assert batches == [[first, second, third]]
    assert timers_fire(now=at) == 0


def test_a_timer_of_another_kind_keeps_its_place_among_those_received_together(clock, fired, together):
    batches, _faulty = together
    early = [set_timer("many", after=timedelta(hours=1)) for _ in range(2)]
    between = set_timer(after=timedelta(hours=2))
    late = [set_timer("many", after=timedelta(hours=3)) for _ in range(2)]

    timers_fire(now=clock.move(hours=4))

    assert [sorted(batch) for batch in batches] == [sorted(early), sorted(late)]
    assert [row[0] for row in fired] == [between]


def test_one_that_fails_among_many_stops_none_of_them_and_nothing_is_done_twice(clock, together):
    batches, faulty = together
    good = [set_timer("many", after=timedelta(hours=hours)) for hours in (1, 3)]
    bad = set_timer("many", after=timedelta(hours=2))
    faulty.add(bad)
    at = clock.move(hours=4)

    assert timers_fire(now=at) == 2
    assert batches == [[good[0]], [good[1]]]
    assert sorted(marked()) == sorted(good)
    assert Timer.objects.get(subject_id=bad, kind="many").failures == 1
    faulty.clear()
    assert timers_fire(now=at + timedelta(minutes=10)) == 1


def test_a_sweep_of_warnings_needs_the_same_statements_for_two_and_for_many(city, clock):
    def swept(count):
        cases = [world.submitted_case() for _ in range(count)]
        with CaptureQueriesContext(connection) as seen:
            timers_fire(now=clock.stand_at(f"{cases[0].facts.due_on} 09:00"))
        Timer.objects.filter(fired_at=None).update(fired_at=now())  # those of the day after are another matter
        return len(seen)

    two, many = swept(2), swept(7)

    assert two == many
    assert len(told("cases.receipt_due_today")) == 9


def test_after_a_week_everything_is_caught_up_in_the_order_of_instants_in_batches(clock, fired):
    wanted = [(set_timer(after=timedelta(hours=hour)), now() + timedelta(hours=hour)) for hour in (9, 2, 7, 4, 8, 1, 3)]
    clock.move(days=7)

    assert timers_catch_up(tell=now, batch=2) == 7

    assert [row[0] for row in fired] == [subject for subject, _at in sorted(wanted, key=lambda row: row[1])]
    assert not Timer.objects.filter(fired_at=None).exists()


def test_catching_up_goes_on_behind_timers_that_fail_and_ends(clock, fired):
    for hour in (1, 2, 3, 4):
        set_timer("bad", after=timedelta(hours=hour))
    good = set_timer(after=timedelta(hours=5))
    clock.move(days=7)

    assert timers_catch_up(tell=now, batch=2) == 1

    assert [row[0] for row in fired] == [good]
    assert set(Timer.objects.filter(kind="bad").values_list("failures", flat=True)) == {1}


def test_a_timer_that_a_receiver_sets_for_an_instant_past_fires_in_the_same_sweep(clock, fired):
    first = set_timer("chained", after=timedelta(hours=1))
    then = uuid4()
    timer_received(
        "chained",
        lambda subject_id, *, fires_at, now: flush(
            timer_set(subject=("case", then), kind="good", fires_at=fires_at, now=now)
        ),
    )
    clock.move(days=7)

    assert timers_catch_up(tell=now, batch=1) == 2
    assert [row[0] for row in fired] == [then]
    assert first != then


def test_a_timer_of_a_kind_nobody_receives_stops_no_other(clock, fired):
    set_timer("unknown", after=timedelta(hours=1))
    good = set_timer(after=timedelta(hours=2))
    clock.move(days=1)

    assert timers_catch_up(tell=now) == 1
    assert [row[0] for row in fired] == [good]


def test_each_batch_is_told_the_hour_at_which_it_is_done(clock, fired):
    for hour in (1, 2, 3):
        set_timer(after=timedelta(hours=hour))
    clock.move(days=1)

    timers_catch_up(tell=lambda: clock.move(minutes=1), batch=1)

    told_at = [row[2] for row in fired]
    assert told_at == sorted(set(told_at))


# --- deemed acceptance (T08) -------------------------------------------------------------------


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


def test_what_nobody_answered_in_five_working_days_is_accepted_by_law_from_its_receipt(city, clock):
    case = world.submitted_case()
    received_on, due_on = case.facts.clock_from_on, case.facts.due_on

    timers_fire(now=clock.stand_at(f"{due_on} 23:59"))
    assert case.facts.state == "submitted"
    assert told("cases.receipt_due_today") == [{"case_id": str(case.id)}]
    timers_fire(now=clock.stand_at(at(f"{due_on} 00:00") + timedelta(days=1)))

    facts = case.facts
    assert (facts.state, facts.clock_from_on, facts.acceptor_id) == ("under_review", received_on, None)
    assert verbs(case.id)[-2:] == ["cases.deem_accepted", "cases.assign"]
    assert acts(case.id)[-2].after["deemed_on"] == received_on.isoformat()
    assert ledger(case.id)[-1] == ("accepted", "deemed")
    assert paper_kinds(case.id)[-1] == "acceptance_notice"


def test_an_answered_application_is_left_alone(city, clock):
    case = world.accepted_case()

    timers_fire(now=clock.move(days=30))

    assert verbs(case.id).count("cases.deem_accepted") == 0
    assert told("cases.receipt_due_today") == []


def test_a_correction_starts_the_five_days_anew(city, clock):
    case = world.correction_pending_case()
    clock.move(days=20)
    world.mend(case)

    timers_fire(now=now())

    assert case.facts.state == "submitted"


def test_a_city_without_the_coming_notice_deems_nothing_and_asks_again(city, clock):
    clock.stand_at("2026-12-29 10:00")
    case = world.submitted_case()
    assert case.facts.due_is_provisional

    timers_fire(now=clock.stand_at("2027-01-20 10:00"))

    assert case.facts.state == "submitted"
    assert Timer.objects.filter(subject_id=case.id, fired_at=None).count() == 1


def test_what_is_swept_a_week_late_was_accepted_when_the_law_says_and_recorded_when_it_was(city, clock):
    case = world.submitted_case()
    received_on, due_on = case.facts.clock_from_on, case.facts.due_on

    swept_at = clock.stand_at(at(f"{due_on} 15:30") + timedelta(days=7))
    timers_catch_up(tell=now)

    facts = case.facts
    assert facts.accepted_at == at(f"{due_on} 00:00") + timedelta(days=1)
    assert (facts.accepted_on, facts.clock_from_on) == (received_on, received_on)
    deemed = acts(case.id)[-2]
    assert (deemed.verb, deemed.occurred_at) == ("cases.deem_accepted", swept_at)
    assert [act.occurred_at for act in acts(case.id)] == sorted(act.occurred_at for act in acts(case.id))
    assert chain_is_whole(case)
    assert told("cases.receipt_due_today") == []


def test_a_clerk_who_accepts_after_the_five_days_records_what_the_law_had_done(city, clock):
    case = world.submitted_case()
    due_on = case.facts.due_on

    clock.stand_at(at(f"{due_on} 15:30") + timedelta(days=3))
    services.case_accept(case_id=case.id, press=world.press(world.staff("intake_clerk")))

    assert case.facts.accepted_at == at(f"{due_on} 00:00") + timedelta(days=1)
    assert case.facts.accepted_on == case.facts.clock_from_on


def test_a_case_accepted_by_law_can_be_decided_on_the_day_it_is_swept(city, clock):
    case = world.submitted_case()
    clock.move(days=14)
    timers_catch_up(tell=now)

    world.recommend(case)
    services.case_grant(case_id=case.id, text="符合法定条件。", press=world.press(world.staff("approver")))

    assert case.facts.decided_at > case.facts.accepted_at
