"""A and B (AB岗): B acts in A's post while A is away, and in one post at a time."""

from datetime import date, timedelta

import pytest

from oneseal.foundation.timekeeping import now
from oneseal.identity.errors import (
    AbsenceWrong,
    HoldingNotFound,
    NotAllowed,
    NotYourPost,
    SubstituteKnown,
    SubstituteWrong,
)
from oneseal.identity.models import PostHolding
from oneseal.identity.selectors import actor_for_account, posts_to_act_in
from oneseal.identity.services import (
    absence_cancel,
    absence_record,
    post_take,
    staff_release,
    substitute_appoint,
    substitute_release,
)
from oneseal.identity.services.substituting import Away
from tests.apps.traces import acts, refused, verbs
from tests.factories import world

pytestmark = [pytest.mark.django_db]


def holding_of(kind):
    return PostHolding.objects.get(account__username=kind, until_on=None, stands_in_for=None)


def stand_in(b="reviewer", a="approver", *, ends_on=None, by=None):
    return substitute_appoint(
        holding_id=holding_of(a).id, account_id=world.staff(b).account_id, ends_on=ends_on,
        actor=by or world.staff(world.ADMINISTRATOR), now=now(),
    )  # fmt: skip


def away(a="approver", *, days=(0, 2), by=None):
    today = now().date()
    told = Away(today + timedelta(days=days[0]), today + timedelta(days=days[1]), "年休假")
    actor = by or world.staff(world.ADMINISTRATOR)
    return absence_record(holding_id=holding_of(a).id, away=told, actor=actor, now=now())


def reviewer_on(day):
    return actor_for_account(world.staff("reviewer").account_id, "", day)


def test_b_acts_in_the_post_of_a_while_a_is_away_and_chose_to(city, clock):
    arrangement = stand_in()
    away()
    own = reviewer_on(clock.today)

    title = post_take(holding_id=arrangement, actor=own, now=now())

    acting = reviewer_on(clock.today)
    assert title == "首席审批员"
    assert (acting.post_title, acting.post_id) == ("首席审批员（B岗）", holding_of("approver").post_id)
    assert acting.permissions == {"cases.read", "cases.decide", "licences.revoke", "performance.read"}
    assert verbs(own.account_id) == ["identity.post_taken"]
    assert acts(own.account_id)[0].after["absent"] == "首席审批员"


def test_nobody_acts_in_two_posts_at_a_time(city, clock):
    arrangement = stand_in()
    away()
    post_take(holding_id=arrangement, actor=reviewer_on(clock.today), now=now())

    assert "cases.review" not in reviewer_on(clock.today).permissions

    post_take(holding_id=holding_of("reviewer").id, actor=reviewer_on(clock.today), now=now())
    assert reviewer_on(clock.today).permissions == {"cases.read", "cases.review"}


@pytest.mark.parametrize(
    ("shift", "stands_in"),
    [
        pytest.param(0, True, id="first-day-of-absence"),
        pytest.param(2, True, id="last-day-of-absence"),
        pytest.param(3, False, id="a-is-back"),
    ],
)
def test_the_choice_ends_with_the_absence(city, clock, shift, stands_in):
    arrangement = stand_in()
    away()
    post_take(holding_id=arrangement, actor=reviewer_on(clock.today), now=now())

    acting = reviewer_on(clock.today + timedelta(days=shift))

    assert acting.may("cases.decide") is stands_in
    assert acting.may("cases.review") is not stands_in


def test_an_arrangement_ends_on_its_last_day(city, clock):
    stand_in(ends_on=clock.today)
    away()
    account_id = world.staff("reviewer").account_id

    assert len(posts_to_act_in(account_id, on=clock.today)) == 2
    assert len(posts_to_act_in(account_id, on=clock.today + timedelta(days=1))) == 1


def test_without_a_day_nobody_stands_in(city, clock):
    arrangement = stand_in()
    away()
    post_take(holding_id=arrangement, actor=reviewer_on(clock.today), now=now())

    assert actor_for_account(world.staff("reviewer").account_id, "").may("cases.review")


def test_b_takes_nothing_while_a_is_at_his_desk(city, clock):
    arrangement = stand_in()

    with refused(NotYourPost):
        post_take(holding_id=arrangement, actor=reviewer_on(clock.today), now=now())


def test_nobody_takes_the_post_of_another(city, clock):
    with refused(NotYourPost):
        post_take(holding_id=holding_of("approver").id, actor=reviewer_on(clock.today), now=now())


def test_a_cancelled_absence_ends_the_substitution(city, clock):
    arrangement = stand_in()
    absence = away()
    post_take(holding_id=arrangement, actor=reviewer_on(clock.today), now=now())

    absence_cancel(absence_id=absence, actor=world.staff(world.ADMINISTRATOR), now=now())

    assert reviewer_on(clock.today).may("cases.review")
    with refused(HoldingNotFound):
        absence_cancel(absence_id=absence, actor=world.staff(world.ADMINISTRATOR), now=now())


@pytest.mark.parametrize("who", [pytest.param("approver", id="a-left"), pytest.param("reviewer", id="b-left")])
def test_who_leaves_ends_his_arrangements(city, clock, who):
    arrangement = stand_in()

    staff_release(holding_id=holding_of(who).id, actor=world.staff(world.ADMINISTRATOR), now=now())

    assert PostHolding.objects.get(pk=arrangement).until_on == clock.today


def test_an_arrangement_is_released_once(city, clock):
    arrangement = stand_in()
    administrator = world.staff(world.ADMINISTRATOR)

    substitute_release(holding_id=arrangement, actor=administrator, now=now())

    with refused(HoldingNotFound):
        substitute_release(holding_id=arrangement, actor=administrator, now=now())
    with refused(HoldingNotFound):
        substitute_release(holding_id=holding_of("reviewer").id, actor=administrator, now=now())


def test_a_substitute_is_a_colleague(city):
    someone = world.person()

    with refused(SubstituteWrong):
        stand_in("approver", "approver")
    with refused(SubstituteWrong):
        substitute_appoint(
            holding_id=holding_of("approver").id, account_id=someone.account_id, ends_on=None,
            actor=world.staff(world.ADMINISTRATOR), now=now(),
        )  # fmt: skip


def test_one_arrangement_each(city):
    stand_in()

    with refused(SubstituteKnown):
        stand_in()


@pytest.mark.parametrize("days", [pytest.param((2, 1), id="wrong-order"), pytest.param((-1, 1), id="began-yesterday")])
def test_an_absence_lies_ahead_and_in_order(city, days):
    with refused(AbsenceWrong):
        away(days=days)


def test_an_arrangement_that_is_over_is_not_made(city):
    with refused(AbsenceWrong):
        stand_in(ends_on=date(2026, 1, 1))


@pytest.mark.parametrize("kind", [pytest.param(kind, id=kind) for kind in world.STAFF])
def test_only_the_administrator_arranges(city, kind):
    clerk = world.staff(kind)

    with refused(NotAllowed):
        stand_in(by=clerk)
    with refused(NotAllowed):
        away(by=clerk)
