"""Open cases follow an adjustment of their item: finished, handed over, or ended with notice; never off the list."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from oneseal.cases import policies, services
from oneseal.cases.errors import ItemNotOpen, OutsideCentre
from oneseal.cases.models import Case, FollowedCase
from oneseal.cases.receivers import follow_adjustment
from oneseal.cases.rules.following import stays_because
from oneseal.cases.rules.states import Action
from oneseal.cases.selectors import case_facts
from oneseal.cases.selectors.following import cases_followed, open_cases_of_items
from oneseal.cases.services import Press, following
from oneseal.cases.services.following import JOB, NotAllFollowed, adjustment_followed
from oneseal.catalog.events import AdjustmentEffective
from oneseal.catalog.services import item_publish
from oneseal.foundation.audit.selectors import entries_of
from oneseal.foundation.outbox.models import Event
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.services.places import RangeTold, place_keep
from oneseal.kernel.access import Actor
from oneseal.papers.selectors import papers_of
from oneseal.papers.services import SealFacts, seal_enable
from oneseal.workflow.models import Task, Timer
from oneseal.workflow.services import timers_fire
from tests.apps.traces import chain_is_whole
from tests.factories import life, processes, world
from tests.factories.life import DOCUMENT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def follow(adjustment):
    return adjustment_followed(adjustment, tell=now)


def test_what_is_finished_by_the_old_body_is_left_alone():
    case = world.accepted_case()

    life.adjust("abolish")
    world.recommend(case)

    assert case_facts(case.id).state == "decision_pending"
    assert not Event.objects.filter(name="catalog.adjustment_effective").exists()


def test_open_cases_end_with_a_notice_that_names_the_document():
    at_the_door, examined, done = world.submitted_case(), world.reviewed_case(), world.granted_case()
    adjustment = life.adjust("abolish", open_cases="end", instead="不需要再办理。")

    assert follow(adjustment) == 2

    for case in (at_the_door, examined):
        assert (case_facts(case.id).state, case_facts(case.id).outcome) == ("returned", "terminated")
        act = entries_of(case.id).last()
        assert act.verb == "cases.terminate"
        assert DOCUMENT.number in act.after["reason"]
        assert "不需要再办理" in act.after["reason"]
        assert papers_of(case.id, for_public=True)[-1].kind == "termination_notice"
        assert chain_is_whole(case)
    assert case_facts(done.id).state == "granted"
    assert cases_followed(adjustment) == {("ended", ""): 2}


def test_what_was_done_is_not_done_again():
    world.submitted_case()
    adjustment = life.adjust("abolish", open_cases="end")

    assert [follow(adjustment), follow(adjustment)] == [1, 0]


def test_open_cases_go_to_the_body_that_gets_the_item_and_their_limits_run_on():
    case = world.accepted_case()
    before = case_facts(case.id)
    adjustment = life.adjust("delegate_down", to_body=life.county().id, open_cases="hand_over")

    assert follow(adjustment) == 1

    after = case_facts(case.id)
    assert after.agency_id == life.county().id
    assert (after.state, after.due_on, after.statutory_due_on) == (before.state, before.due_on, before.statutory_due_on)
    task = Task.objects.get(subject_id=case.id, closed_at=None)
    assert (task.id, task.agency_id, task.permission) == (after.open_task_id, life.county().id, "cases.review")
    act = entries_of(case.id).last()
    assert (act.verb, act.basis) == ("cases.transferred", DOCUMENT.basis)
    assert (act.before["agency"], act.after["agency"]) == (world.AGENCY.name, life.county().name)
    assert chain_is_whole(case)
    assert Event.objects.filter(name="cases.transferred", payload__case_id=str(case.id)).exists()


def test_the_new_body_goes_on_and_the_old_one_sees_nothing_more():
    case = world.accepted_case()
    follow(life.adjust("delegate_down", to_body=life.county().id, open_cases="hand_over"))

    facts = case_facts(case.id)
    assert not policies.can_see(world.staff("reviewer"), facts)
    world.recommend(case, by=life.county_clerk("reviewer"))

    assert case_facts(case.id).state == "decision_pending"


def test_what_only_the_old_body_can_end_stays_there_and_the_reason_is_kept():
    case = processes.accepted_case()
    adjustment = life.adjust("delegate_down", to_body=life.county().id, open_cases="hand_over")

    follow(adjustment)

    assert case_facts(case.id).agency_id == world.city().agency_id
    assert cases_followed(adjustment) == {("stayed", "process"): 1}


def test_a_body_without_a_seal_gets_no_case():
    case = world.accepted_case()
    adjustment = life.adjust("delegate_down", to_body=life.county(sealed=False).id, open_cases="hand_over")

    follow(adjustment)

    assert case_facts(case.id).agency_id == world.city().agency_id
    assert cases_followed(adjustment) == {("stayed", "seal"): 1}


def test_a_case_that_fails_stops_no_other_and_is_tried_again():
    failing, case, last = world.accepted_case(), world.accepted_case(), world.accepted_case()
    unsealed = life.county(sealed=False).id
    Case.objects.filter(pk=failing.id).update(agency_id=unsealed)  # whose paper nobody can seal
    adjustment = life.adjust("abolish", open_cases="end")

    for _try in range(2):
        with pytest.raises(NotAllFollowed, match="1 of"):
            follow(adjustment)
        assert cases_followed(adjustment) == {("ended", ""): 2, ("failed", "papers.no_seal_in_force"): 1}
    assert [case_facts(one.id).state for one in (failing, case, last)] == ["under_review", "returned", "returned"]

    seal_enable(facts=SealFacts(), actor=world.actor_named("county_admin"), now=now())
    assert follow(adjustment) == 1
    assert cases_followed(adjustment) == {("ended", ""): 3}
    assert chain_is_whole(failing)


def test_a_fault_of_the_program_in_one_case_is_kept_by_its_name(monkeypatch):
    failing, case = world.accepted_case(), world.accepted_case()
    real = following.case_terminate

    def breaks(*, case_id, **told):
        if case_id == failing.id:
            raise ZeroDivisionError
        real(case_id=case_id, **told)

    monkeypatch.setattr(following, "case_terminate", breaks)
    adjustment = life.adjust("abolish", open_cases="end")

    with pytest.raises(NotAllFollowed):
        follow(adjustment)

    assert case_facts(case.id).state == "returned"
    assert cases_followed(adjustment) == {("ended", ""): 1, ("failed", "ZeroDivisionError"): 1}


def test_each_reason_to_stay_is_told():
    facts = case_facts(world.accepted_case().id)
    pause = {"start": "2026-03-04", "end": None}
    told = {
        "": facts, "state": replace(facts, state="suspended"), "blind": replace(facts, is_blind=True),
        "procedure": replace(facts, pauses=[pause]), "extension": replace(facts, extension_asked_of_id=facts.id),
        "void": replace(facts, void_request_id=facts.id), "centre": replace(facts, centre_id=facts.id),
        "above": replace(facts, lower_case_id=facts.id),
    }  # fmt: skip

    assert {why: stays_because(one, has_process=False) for why, one in told.items()} == {why: why for why in told}
    assert stays_because(facts, has_process=True) == "process"


def test_on_the_day_the_timer_tells_and_the_job_is_asked_for(clock, monkeypatch):
    world.submitted_case()
    day = today() + timedelta(3)
    adjustment = life.adjust("abolish", on=day, open_cases="end")
    assert Timer.objects.filter(subject_id=adjustment, kind="catalog.adjustment_effective", fired_at=None).exists()

    clock.stand_at(f"{day} 00:01")
    timers_fire(now=now())

    (event,) = Event.objects.filter(name="catalog.adjustment_effective")
    assert event.payload == {"adjustment_id": str(adjustment)}
    asked = []
    monkeypatch.setattr(
        "oneseal.cases.services.following.app.configure_task",
        lambda name, **_told: type("Job", (), {"defer": lambda _self, **told: asked.append((name, told))})(),
    )
    follow_adjustment(AdjustmentEffective(adjustment), now())
    assert asked == [(JOB, {"adjustment_id": str(adjustment)})]


def test_numbers_of_open_cases_alone_are_counted():
    world.submitted_case(), world.accepted_case(), world.granted_case(), world.started_case()

    assert open_cases_of_items([world.city().item_id]) == {world.city().item_id: 2}


def test_a_case_follows_an_adjustment_once():
    case = world.submitted_case()
    adjustment = life.adjust("abolish", open_cases="end")
    follow(adjustment)

    with pytest.raises(IntegrityError), transaction.atomic():
        FollowedCase.objects.create(
            id=world.uuid4(), adjustment_id=adjustment, case_id=case.id, outcome="ended", done_at=now()
        )


# --- off the list --------------------------------------------------------------------------------------


def test_nobody_applies_for_what_is_suspended_and_a_draft_is_not_handed_in():
    case = world.filled_case()
    life.adjust("suspend")

    with pytest.raises(ItemNotOpen):
        world.started_case()
    with pytest.raises(ItemNotOpen):
        world.submit(case)


def inserted(version_id, *, on=None):
    """Put a copy of a case into the table, as nobody should, on a version and a day."""
    case = world.started_case()
    columns = [field.column for field in Case._meta.concrete_fields]
    kept = {"id": "gen_random_uuid()", "item_version_id": "%s", "started_at": "%s"}
    told = ", ".join(kept.get(column, f'"{column}"') for column in columns)
    values = {"item_version_id": version_id, "started_at": on or now()}
    ordered = [values[column] for column in columns if column in values]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO cases_case ({', '.join(columns)}) SELECT {told} FROM cases_case WHERE id = %s",
            [*ordered, case.id],
        )
        return cursor.rowcount


def test_the_database_takes_a_case_on_the_version_in_force():
    assert inserted(world.city().version_id) == 1


def test_the_database_refuses_a_case_on_a_draft():
    draft = life.revised(purpose="新的。")

    with pytest.raises(IntegrityError, match="version in force"):
        inserted(draft)


def test_the_database_refuses_a_case_on_a_version_that_is_superseded_or_not_yet_in_force(clock):
    old, draft = world.city().version_id, life.revised(purpose="新的。")
    editor, day = world.staff("item_administrator"), today() + timedelta(5)
    item_publish(version_id=draft, effective_on=day, actor=editor, now=now())

    with pytest.raises(IntegrityError, match="version in force"):
        inserted(draft)
    assert inserted(old) == 1
    clock.move(days=5)
    with pytest.raises(IntegrityError, match="version in force"):
        inserted(old)
    assert inserted(draft) == 1


@pytest.mark.parametrize(
    ("day", "is_taken"),
    [
        pytest.param(-1, True, id="the-day-before"),
        pytest.param(0, False, id="the-first-day"),
        pytest.param(3, False, id="the-last-day"),
        pytest.param(4, True, id="the-day-after"),
    ],
)
def test_the_database_refuses_a_case_while_the_item_is_suspended(day, is_taken):
    first = today() + timedelta(2)
    life.adjust("suspend", on=first, until_on=first + timedelta(3))
    begun = now() + timedelta(2 + day)

    if is_taken:
        assert inserted(world.city().version_id, on=begun) == 1
    else:
        with pytest.raises(IntegrityError, match="in use"):
            inserted(world.city().version_id, on=begun)


def test_the_database_takes_cases_again_from_the_day_of_the_resumption(clock):
    life.adjust("suspend", on=today() + timedelta(1))
    clock.move(days=1)
    life.adjust("resume", on=today() + timedelta(1))
    clock.move(days=1)

    assert inserted(world.city().version_id) == 1
    with pytest.raises(IntegrityError, match="in use"):
        inserted(world.city().version_id, on=now() - timedelta(1))


# --- the centre ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("station", "may"),
    [
        pytest.param(None, False, id="nothing-recorded"),
        pytest.param("stationed", False, id="stationed"),
        pytest.param("left", True, id="left"),
        pytest.param("excepted", True, id="excepted-by-approval"),
    ],
)
def test_from_elsewhere_only_what_left_the_centre_or_is_excepted_is_accepted(station, may):
    case = world.submitted_case()
    place_keep(told=RangeTold("10.1.0.0/16", "政务服务中心"), actor=world.staff("system_administrator"), now=now())
    if station:
        life.station(station)
    clerk = Press(replace(world.staff("intake_clerk"), address="203.0.113.7"), now(), world.uuid4())

    if may:
        services.case_accept(case_id=case.id, press=clerk)
        assert case_facts(case.id).state == "under_review"
    else:
        with pytest.raises(OutsideCentre):
            services.case_accept(case_id=case.id, press=clerk)


def test_the_law_and_the_system_are_bound_to_no_address():
    assert policies.can_act(Actor.system("x"), Action.TERMINATE, case_facts(world.submitted_case().id))
