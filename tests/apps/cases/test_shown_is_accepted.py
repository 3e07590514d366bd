"""What a list of acts offers a move accepts, and what it accepts is offered: substitutes, letters with a last day."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from django.db import transaction

from oneseal.cases import services
from oneseal.cases.errors import LetterExpired, SamePerson
from oneseal.cases.rules.lifecycle import LIFECYCLE
from oneseal.cases.rules.states import TerminationGround
from oneseal.cases.selectors import Action, actions_judged, actions_open, barred
from oneseal.cases.selectors.moves import left_open
from oneseal.cases.services.deciding import OpinionTold
from oneseal.cases.services.moving import begin
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.models import Absence
from oneseal.identity.services import letters_demand
from oneseal.kernel.errors import RuleError
from tests.apps.cases.test_authorisation import admin, letter
from tests.apps.cases.test_blind_apart import at_the_window, standing_in
from tests.factories import blind, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
STAFF = ("intake_clerk", "reviewer", "approver", "agency_head", "chief_window", "issue_clerk", "supervisor")
TOLD = OpinionTold("grant", "符合条件。")
OVER = services.Termination(TerminationGround.OBJECT_GONE, "申请的事项已经不存在。")
PRESSES = {
    Action.ACCEPT: lambda case, press: services.case_accept(case_id=case.id, press=press),
    Action.RECOMMEND: lambda case, press: services.case_recommend(case_id=case.id, told=TOLD, press=press),
    Action.GRANT: lambda case, press: services.case_grant(case_id=case.id, text="同意。", press=press),
    Action.REFUSE: lambda case, press: services.case_refuse(case_id=case.id, text="不符合。", press=press),
    Action.TERMINATE: lambda case, press: services.case_terminate(case_id=case.id, told=OVER, press=press),
}


def is_accepted(case, action, actor):
    """Return whether a move begins for an actor, and is done where it needs few words; nothing of it is kept."""
    with suppress(RuleError), transaction.atomic():
        if action in PRESSES:
            PRESSES[action](case, world.press(actor))
        else:
            begin(case.id, action, world.press(actor))
        transaction.set_rollback(True)
        return True
    return False


def agrees(case, actor):
    """Assert that what is shown is what is accepted of all that the case's item leaves open."""
    facts = case.facts
    every = tuple(Action(name) for name in LIFECYCLE.open_actions(facts.state))
    left = left_open(every, facts, actor=actor, today=today())
    accepted = {action for action in left if is_accepted(case, action, actor)}
    assert set(actions_open(facts, actor=actor, today=today())) == accepted, (facts.state, actor.post_title)
    return accepted


def everybody():
    """Return the staff as they are, and each as the substitute of each (AB岗)."""
    own = [world.staff(kind) for kind in STAFF]
    return own + [standing_in(one, other) for one in own for other in own if one is not other]


@pytest.mark.parametrize("make", [world.submitted_case, world.accepted_case, world.reviewed_case])
def test_what_substitutes_are_shown_they_may_do_and_nothing_else(make):
    case = make()

    found = [agrees(case, actor) for actor in everybody()]

    assert any(found)


def test_a_substitute_is_told_why_his_own_step_keeps_him_from_another():
    case = world.accepted_case()
    clerk = standing_in(world.staff("intake_clerk"), world.staff("reviewer"))

    judged = actions_judged(case.facts, actor=clerk, today=today())

    assert judged[Action.RECOMMEND].code == SamePerson.code
    assert Action.RECOMMEND in barred(judged)
    assert Action.RECOMMEND not in actions_open(case.facts, actor=clerk, today=today())


@pytest.mark.parametrize("seed", range(3))
def test_what_letters_give_is_shown_and_accepted_until_their_last_day(seed, clock):
    random = Random(seed)
    cases = [world.submitted_case(), world.accepted_case(), world.reviewed_case()]
    letters_demand(is_demanded=True, actor=admin(), now=now())
    first, seen = today(), set()
    for number in range(3):
        given = random.sample(["accept", "examine", "decide", "issue"], k=random.randint(1, 3))
        from_on = first + timedelta(days=random.randint(-5, 3))
        until_on = first + timedelta(days=random.randint(0, 6))
        letter(f"濮审授〔2026〕{number}号", authorities=tuple(given), from_on=min(from_on, until_on), until_on=until_on)

    for days in (0, 2, 7):
        clock.move(days=days)
        for case in cases:
            for kind in ("intake_clerk", "reviewer", "approver"):
                seen |= agrees(case, world.staff(kind))
                agrees(case, standing_in(world.staff("agency_head"), world.staff(kind)))

    assert seen


def test_the_page_says_which_letter_is_over(clock):
    case = world.submitted_case()
    letters_demand(is_demanded=True, actor=admin(), now=now())
    letter(until_on=today())
    clerk = world.staff("intake_clerk")
    assert Action.ACCEPT in actions_open(case.facts, actor=clerk, today=today())

    clock.move(days=1)

    judged = actions_judged(case.facts, actor=clerk, today=today())
    assert judged[Action.ACCEPT].code == LetterExpired.code
    assert Action.ACCEPT not in actions_open(case.facts, actor=clerk, today=today())


def test_in_blind_mode_who_stands_in_at_the_window_today_is_shown_no_decision():
    blind.publish()
    blind.examiners()
    case = blind.accepted_case()
    world.recommend(case, by=blind.examiner_of(case))
    approver = world.staff("approver")
    assert Action.GRANT in agrees(case, approver)

    at_the_window(approver)

    assert Action.GRANT not in agrees(case, approver)
    Absence.objects.update(cancelled_at=now())
    assert Action.GRANT in agrees(case, replace(approver))
