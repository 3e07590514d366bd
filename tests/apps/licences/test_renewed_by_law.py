"""Reminders of a renewal, and the renewal that the law grants when nobody decides (APL art. 50)."""

from datetime import datetime, timedelta

import pytest

from oneseal.cases import services
from oneseal.cases.errors import RenewalDeemed
from oneseal.cases.rules.states import TerminationGround
from oneseal.cases.services import Press
from oneseal.foundation.timekeeping import BEIJING, now, today
from oneseal.kernel.access import Actor
from oneseal.kernel.lifecycle import NoSuchMove
from oneseal.licences.errors import RenewalUndecided
from oneseal.licences.models import Licence, RenewalReminder
from oneseal.licences.rules.life import CancellationGround
from oneseal.licences.selectors import Verdict, licence_of_case, licence_verified
from oneseal.licences.selectors.history import life_of
from oneseal.licences.services import licence_timers_catch_up
from oneseal.workflow.models import Timer
from oneseal.workflow.services import timers_fire
from tests.apps.traces import acts, chain_is_whole, ledger, paper_kinds, refused, told, verbs
from tests.factories import licences as life
from tests.factories import special, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


@pytest.fixture
def renewed(clock):
    """Return a function that applies for the renewal of a licence some days before its last day."""

    def apply(days_before=60, *, upto="accepted"):
        case, licence = life.issued()
        item_id = life.sibling("renewal")
        clock.stand_at(f"{licence.valid_until_on - timedelta(days=days_before)} 10:00")
        case_id = services.case_start(
            item_id=item_id, party_id=case.facts.party_id, actor=case.applicant, now=now(), base_licence_id=licence.id
        )
        later = world.Filed(case_id, case.applicant)
        world.save(later, **world.ANSWERS)
        for key, _name in services.missing_of(later.facts, today=today()).materials:
            world.attach(later, key)
        world.submit(later)
        if upto != "submitted":
            services.case_accept(case_id=later.id, press=world.press(world.staff("intake_clerk")))
        if upto == "decision":
            world.recommend(later)
        return licence, later

    return apply


def midnight_after(licence):
    return datetime.combine(licence.valid_until_on + timedelta(days=1), datetime.min.time(), tzinfo=BEIJING)


# --- reminders ---------------------------------------------------------------------------------


def test_a_holder_is_reminded_on_each_day_once(clock):
    _case, licence = life.issued()
    seen = []

    for days in (91, 90, 89, 60, 35, 10):
        clock.stand_at(f"{licence.valid_until_on - timedelta(days=days)} 09:00")
        timers_fire(now=now())
        timers_fire(now=now())
        seen.append(len(told("licences.renewal_due")))

    assert seen == [0, 1, 1, 2, 3, 3]
    assert [row["days_before"] for row in told("licences.renewal_due")] == [90, 60, 35]
    assert verbs(licence.id).count("licences.renewal_reminded") == 3


def test_after_an_outage_one_reminder_is_sent_and_not_two(clock):
    _case, licence = life.issued()
    clock.stand_at(f"{licence.valid_until_on - timedelta(days=50)} 09:00")

    timers_fire(now=now())

    assert [row["days_before"] for row in told("licences.renewal_due")] == [60]


def test_the_days_of_reminder_are_a_setting(clock, settings):
    settings.ONESEAL_RENEWAL_REMINDER_DAYS = (10,)
    _case, licence = life.issued()

    clock.stand_at(f"{licence.valid_until_on - timedelta(days=10)} 09:00")
    timers_fire(now=now())

    assert [row["days_before"] for row in told("licences.renewal_due")] == [10]


@pytest.mark.parametrize("do", [pytest.param(life.recall, id="recalled"), pytest.param(life.cancel, id="cancelled")])
def test_nobody_is_reminded_of_a_licence_that_counts_no_more(clock, do):
    _case, licence = life.issued()
    do(licence)

    clock.stand_at(f"{licence.valid_until_on - timedelta(days=60)} 09:00")
    timers_fire(now=now())

    assert told("licences.renewal_due") == []


def test_nobody_is_reminded_whose_renewal_is_under_way(clock, renewed):
    licence, _later = renewed(80)
    before = len(told("licences.renewal_due"))

    clock.stand_at(f"{licence.valid_until_on - timedelta(days=60)} 09:00")
    timers_fire(now=now())

    assert len(told("licences.renewal_due")) == before
    assert not RenewalReminder.objects.filter(days_before=60).exists()


def test_licences_from_before_get_their_timers_in_one_night_and_once(clock):
    _case, licence = life.issued()
    Timer.objects.filter(subject_id=licence.id).delete()
    Licence.objects.update(timed_at=None)

    assert licence_timers_catch_up(now=now()) == 1
    assert licence_timers_catch_up(now=now()) == 0
    assert sorted(Timer.objects.filter(subject_id=licence.id).values_list("kind", flat=True)) == [
        "licences.renewal_reminder", "licences.term_over",
    ]  # fmt: skip


def test_catching_up_costs_the_same_for_many_as_for_one(clock, django_assert_max_num_queries):
    for _ in range(3):
        life.issued()
    Licence.objects.update(timed_at=None)

    with django_assert_max_num_queries(8):
        licence_timers_catch_up(now=now())


# --- renewed by law ----------------------------------------------------------------------------


@pytest.mark.parametrize("upto", ["accepted", "decision"])
@pytest.mark.parametrize(
    "late", [pytest.param(timedelta(0), id="at-midnight"), pytest.param(timedelta(days=7), id="after-a-week-of-outage")]
)
def test_what_nobody_decided_is_renewed_on_the_last_day_of_the_licence(clock, renewed, upto, late):
    licence, later = renewed(upto=upto)
    clock.stand_at(midnight_after(licence) - timedelta(seconds=1))
    timers_fire(now=now())
    assert later.facts.decided_at is None

    timers_fire(now=clock.stand_at(midnight_after(licence) + late))

    facts = later.facts
    assert (facts.state, facts.outcome) == ("granted", "granted")
    assert facts.decided_at == midnight_after(licence) - timedelta(seconds=1)
    assert facts.delivery_from_on == licence.valid_until_on
    assert acts(later.id)[-1].verb == "cases.deem_renewed"
    assert acts(later.id)[-1].after["deemed_on"] == licence.valid_until_on.isoformat()
    assert ledger(later.id)[-2:] == [("stopped", "deemed"), ("delivery_started", "granted")]
    assert paper_kinds(later.id)[-1] == "deemed_renewal_notice"
    assert chain_is_whole(later)


def test_the_new_edition_goes_on_from_the_day_the_old_one_ended(clock, renewed):
    licence, later = renewed()
    timers_fire(now=clock.stand_at(midnight_after(licence)))
    world.deliver_events(without=world.MAKES_BYTES)

    new = licence_of_case(later.id)
    assert (new.number, new.replaces_id, new.made_by) == (licence.number, licence.id, "deemed_renewal")
    assert new.valid_until_on.year == licence.valid_until_on.year + 5
    assert licence_verified(new.identifier, today=today()).verdict is Verdict.VALID
    assert licence_verified(licence.identifier, today=today()).verdict is Verdict.SUPERSEDED
    kinds = [event.kind for event in life_of(new.id, actor=later.applicant).events if event.kind != "reminded"]
    assert kinds == ["new", "deemed_renewal"]
    titles = [title for title, _id in life_of(licence.id, actor=later.applicant).events[-1].papers]
    assert titles[0] == "视为准予延续通知书"


def test_what_was_asked_for_too_late_is_not_renewed_by_law(clock, renewed):
    licence, later = renewed(20)

    timers_fire(now=clock.stand_at(midnight_after(licence)))

    assert later.facts.state == "under_review"
    assert verbs(later.id).count("cases.deem_renewed") == 0


def test_what_was_decided_in_time_is_left_alone(clock, renewed):
    licence, later = renewed(upto="decision")
    services.case_refuse(case_id=later.id, text="条件已不具备。", press=world.press(world.staff("approver")))

    timers_fire(now=clock.stand_at(midnight_after(licence)))

    assert later.facts.outcome == "refused"


@pytest.mark.parametrize(
    "do", [pytest.param(life.recall, id="recalled"), pytest.param(life.take_away, id="taken-away")]
)
def test_a_licence_that_was_ended_is_not_renewed_by_law(clock, renewed, do):
    licence, later = renewed()
    do(licence)

    timers_fire(now=clock.stand_at(midnight_after(licence)))

    assert later.facts.state == "under_review"


def test_a_suspended_examination_does_not_keep_the_law_waiting(clock, renewed):
    licence, later = renewed()
    special.suspend(later)

    timers_fire(now=clock.stand_at(midnight_after(licence)))

    assert later.facts.state == "granted"
    assert later.facts.open_procedures == ()


def test_nobody_decides_after_the_law_has_even_before_the_timer_fired(clock, renewed):
    licence, later = renewed(upto="decision")
    clock.stand_at(midnight_after(licence) + timedelta(hours=9))
    press = world.press(world.staff("approver"))

    with refused(RenewalDeemed):
        services.case_refuse(case_id=later.id, text="条件已不具备。", press=press)
    ending = services.Termination(TerminationGround.OBJECT_GONE, "场所已拆除。")
    with refused(RenewalDeemed):
        services.case_terminate(case_id=later.id, told=ending, press=press)
    timers_fire(now=now())

    with refused(NoSuchMove):
        services.case_refuse(case_id=later.id, text="条件已不具备。", press=press)


def test_the_last_day_itself_belongs_to_the_clerk(clock, renewed):
    licence, later = renewed(upto="decision")
    clock.stand_at(midnight_after(licence) - timedelta(minutes=5))

    services.case_refuse(case_id=later.id, text="条件已不具备。", press=world.press(world.staff("approver")))
    timers_fire(now=clock.stand_at(midnight_after(licence)))

    assert later.facts.outcome == "refused"


def test_renewing_by_law_twice_changes_nothing(clock, renewed):
    licence, later = renewed()
    press = Press(Actor.system("期限计算"), clock.stand_at(midnight_after(licence)), world.uuid4())

    assert services.case_deem_renewed(case_id=later.id, press=press)
    assert not services.case_deem_renewed(case_id=later.id, press=press)
    assert paper_kinds(later.id).count("deemed_renewal_notice") == 1


def test_an_expired_licence_with_an_undecided_renewal_is_not_cancelled_as_unrenewed(clock, renewed):
    licence, _later = renewed()
    clock.stand_at(midnight_after(licence))

    with refused(RenewalUndecided):
        life.cancel(licence, ground=CancellationGround.EXPIRED_UNRENEWED)
