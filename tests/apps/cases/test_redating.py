"""Changes of the calendar: seen beforehand, followed case by case, told to the applicant."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from oneseal.cases.selectors import due_move_of, dues_moved_count, dues_moved_page
from oneseal.cases.services import redating
from oneseal.cases.services.redating import cases_redate
from oneseal.cases.tasks import redate_after_loading
from oneseal.foundation.audit.selectors import entries_of
from oneseal.foundation.outbox.models import Event
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.errors import NotAllowed
from oneseal.kernel.clock import DayKind
from oneseal.workflow.errors import ChangeConfirmed, ChangeNotFound, ClosureUnfit
from oneseal.workflow.models import CalendarChange, LocalClosure, Timer
from oneseal.workflow.selectors import calendar, calendar_after, change_by_id
from oneseal.workflow.services import (
    ClosureTold,
    calendar_load,
    change_confirm,
    closure_draft,
    timers_catch_up,
    timers_fire,
    withdrawal_draft,
)
from tests.apps.traces import everything, refused
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]

PAPER = "关于防汛停止办公的通知（濮政发明电〔2026〕3号）"


def admin():
    return world.staff(world.ADMINISTRATOR)


def next_worked():
    return calendar().nth_after(today(), 1)


def closure(**changed):
    told = {
        "first_on": next_worked(), "last_on": next_worked(), "is_working": False, "name": "防汛停止办公",
        "title": "关于防汛停止办公的通知", "number": "濮政发明电〔2026〕3号", **changed,
    }  # fmt: skip
    return closure_draft(told=ClosureTold(**told), actor=admin(), now=now())


def seen(change_id, after=None):
    then = calendar_after(change_by_id(change_id))
    page, following = dues_moved_page(calendar=then, today=today(), actor=admin(), after=after)
    return dues_moved_count(calendar=then, today=today(), actor=admin()), page, following


def confirm(change_id):
    change_confirm(change_id=change_id, actor=admin(), now=now())
    return cases_redate(change_id, tell=now)


def test_what_the_preview_counts_and_lists_is_what_moves():
    moving = [world.submitted_case(), world.accepted_case(), world.accepted_case()]
    world.correction_pending_case(), world.archived_case()
    change_id = closure()
    before = everything()

    count, page, following = seen(change_id)

    assert everything() == before  # a preview changes nothing
    assert (count.moved, following) == (3, None)
    assert {case.id for case in page} == {case.id for case in moving}
    assert confirm(change_id) == 3
    dates = {case.id: (case.facts.due_on, case.facts.statutory_due_on) for case in moving}
    assert {case.id: (case.due_on_then, case.statutory_due_on_then) for case in page} == dates
    change = change_by_id(change_id)
    assert (change.running, change.looked_at, change.redated) == (count.running, count.running, 3)
    assert change.finished_at is not None


def test_where_a_closure_moves_the_last_day_for_an_answer_the_law_accepts_after_the_later_day(clock):
    case = world.submitted_case()
    before = case.facts.due_on
    confirm(closure())
    last = case.facts.due_on
    assert last > before

    for day in (before, last):
        clock.stand_at(f"{day + timedelta(days=1)} 00:00")
        assert case.facts.state == "submitted"
        timers_fire(now=now())

    assert case.facts.state == "under_review"


def closure_of_three_days():
    first, last = calendar().nth_after(today(), 2), calendar().nth_after(today(), 4)
    change_id = closure(first_on=first, last_on=last)
    confirm(change_id)
    return change_id


def withdrawn(change_id):
    confirm(withdrawal_draft(closure_id=change_id, reason="雨停了", actor=admin(), now=now()))


def warnings(case):
    return Event.objects.filter(name="cases.receipt_due_today", payload__case_id=str(case.id)).count()


def test_where_a_closure_is_withdrawn_the_law_accepts_after_the_earlier_day(clock):
    change_id = closure_of_three_days()
    case = world.submitted_case()
    late = case.facts.due_on

    withdrawn(change_id)

    last = case.facts.due_on
    assert last < late
    clock.stand_at(f"{last} 09:00")
    timers_fire(now=now())
    assert (case.facts.state, warnings(case)) == ("submitted", 1)
    clock.stand_at(f"{last + timedelta(days=1)} 00:00")
    timers_fire(now=now())
    assert (case.facts.state, case.facts.accepted_on) == ("under_review", case.facts.statutory_from_on)
    clock.stand_at(f"{late + timedelta(days=1)} 00:00")
    timers_fire(now=now())
    assert sum(act.verb == "cases.deem_accepted" for act in entries_of(case.id)) == 1
    assert warnings(case) == 1


def test_a_last_day_that_moved_to_and_fro_is_told_of_once(clock):
    case = world.submitted_case()
    change_id = closure_of_three_days()
    withdrawn(change_id)
    closure_of_three_days()

    clock.stand_at(f"{case.facts.due_on} 09:00")
    timers_catch_up(tell=now)

    assert warnings(case) == 1


def test_what_is_accepted_already_gets_no_timer_of_the_receipt():
    change_id = closure_of_three_days()
    world.accepted_case()
    before = Timer.objects.count()

    withdrawn(change_id)

    assert Timer.objects.count() == before


def test_each_case_has_its_act_and_the_applicant_is_told_why():
    case = world.accepted_case()
    before = case.facts.due_on
    confirm(closure())

    act = entries_of(case.id).last()
    moved = due_move_of(case.facts, list(entries_of(case.id)))

    assert (act.verb, act.after["paper"]) == ("cases.due_recomputed", PAPER)
    assert (moved.before, moved.after, moved.paper) == (before, case.facts.due_on, PAPER)


def test_a_withdrawn_closure_gives_the_dates_back_and_is_told_as_such():
    case = world.accepted_case()
    before = case.facts.due_on
    loaded = closure()
    confirm(loaded)
    assert case.facts.due_on > before

    back = withdrawal_draft(closure_id=loaded, reason="雨停了", actor=admin(), now=now())
    assert seen(back)[0].moved == 1
    confirm(back)

    assert case.facts.due_on == before
    assert due_move_of(case.facts, list(entries_of(case.id))).paper == f"{PAPER}已撤回"
    assert LocalClosure.objects.get().withdrawn_reason == "雨停了"
    with refused(ChangeNotFound):
        withdrawal_draft(closure_id=loaded, reason="再一次", actor=admin(), now=now())


def test_a_local_paper_stands_over_the_notice_with_its_number():
    closed_on = next_worked()
    confirm(closure())

    day = calendar().day(closed_on)
    assert (day.kind, day.name, day.paper.number) == (DayKind.LOCAL_CLOSURE, "防汛停止办公", "濮政发明电〔2026〕3号")


def test_the_list_goes_on_where_its_page_ended(monkeypatch):
    monkeypatch.setattr("oneseal.cases.selectors.redating.PAGE", 2)
    cases = {world.submitted_case().id for _ in range(3)}
    change_id = closure()

    _count, first, after = seen(change_id)
    _count, second, end = seen(change_id, after)

    assert (len(first), len(second), end) == (2, 1, None)
    assert {case.id for case in (*first, *second)} == cases


def test_many_cases_that_move_alike_are_asked_about_once():
    for _ in range(4):
        world.submitted_case()
    then, actor = calendar_after(change_by_id(closure())), admin()

    with CaptureQueriesContext(connection) as asked:
        dues_moved_count(calendar=then, today=today(), actor=actor)
        dues_moved_page(calendar=then, today=today(), actor=actor)

    assert len(asked) == 2


def test_a_run_that_was_killed_goes_on_with_what_is_left(monkeypatch):
    cases = [world.submitted_case() for _ in range(3)]
    monkeypatch.setattr(redating, "STEP", 1)
    change_id = closure()
    change_confirm(change_id=change_id, actor=admin(), now=now())
    real, calls = redating.recompute_case, []

    def dies_at_the_second(case_id, **told):
        calls.append(case_id)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(case_id, **told)

    monkeypatch.setattr(redating, "recompute_case", dies_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        cases_redate(change_id, tell=now)
    monkeypatch.setattr(redating, "recompute_case", real)
    cases_redate(change_id, tell=now)

    change = change_by_id(change_id)
    assert (change.looked_at, change.redated) == (3, 3)
    assert all(sum(act.verb == "cases.due_recomputed" for act in entries_of(case.id)) == 1 for case in cases)


def test_a_change_is_confirmed_once():
    change_id = closure()
    change_confirm(change_id=change_id, actor=admin(), now=now())

    with refused(ChangeConfirmed):
        change_confirm(change_id=change_id, actor=admin(), now=now())


@pytest.mark.parametrize(
    "days",
    [
        pytest.param((date(2026, 6, 2), date(2026, 6, 1)), id="wrong-order"),
        pytest.param((date(2026, 6, 1), date(2026, 7, 31)), id="too-many"),
    ],
)
def test_days_that_cannot_be_are_refused(days):
    with refused(ClosureUnfit):
        closure(first_on=days[0], last_on=days[1])


def test_others_neither_see_nor_make_changes():
    change_id = closure()
    approver = world.staff("approver")
    then = calendar_after(change_by_id(change_id))

    assert dues_moved_page(calendar=then, today=today(), actor=approver) == ([], None)
    with refused(NotAllowed):
        change_confirm(change_id=change_id, actor=approver, now=now())
    assert not CalendarChange.objects.filter(confirmed_at__isnull=False).exists()


def test_a_date_that_moved_again_for_another_reason_is_not_explained_by_the_paper():
    case = world.accepted_case()
    confirm(closure())
    moved_by_hand = case.facts.due_on.replace(year=2027)

    assert due_move_of(replace(case.facts, due_on=moved_by_hand), list(entries_of(case.id))) is None


def test_a_notice_that_ships_with_the_program_is_named_as_well(clock):
    clock.stand_at("2026-12-25 10:00")
    case = world.accepted_case()
    world.deliver_events()
    notice = {
        "year": 2027, "notice": {"title": "放假通知", "number": "国办发明电〔2026〕9号"}, "work": [],
        "off": [{"name": "元旦", "from": "2027-01-01", "to": "2027-01-07"}],
    }  # fmt: skip
    before = case.facts.due_on
    calendar_load(contents=[notice], now=now())
    world.deliver_events()
    assert case.facts.due_on == before  # the delivery asks for a job, and holds no case
    args = ProcrastinateJob.objects.filter(task_name=redating.LOADED).latest("id").args
    assert args == {"years": [2027]}
    redate_after_loading(**args)

    assert due_move_of(case.facts, list(entries_of(case.id))).paper == "放假通知（国办发明电〔2026〕9号）"
