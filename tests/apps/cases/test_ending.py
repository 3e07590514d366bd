"""Cases that end without a decision: not mended in time, or nothing left to decide."""

from datetime import timedelta

import pytest

from oneseal.cases import services
from oneseal.cases.errors import ReasonMissing, ReplyDayUnfit, ReplyPeriodRuns
from oneseal.cases.selectors import actions_open, correction_open
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.errors import NotAllowed
from oneseal.kernel.lifecycle import NoSuchMove
from oneseal.workflow.services.timers import timers_fire
from tests.apps.traces import acts, ledger, paper_kinds, steps, verbs
from tests.factories import aside, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def asked(days=10, case=None):
    """Ask for a correction in so many days."""
    case = case or world.submitted_case()
    services.case_request_correction(
        case_id=case.id, defects=(world.RULES_LIST,), reply_by=today() + timedelta(days=days),
        press=world.press(world.staff("intake_clerk")),
    )  # fmt: skip
    return case


def test_what_is_not_mended_in_the_period_of_its_notice_is_returned_with_a_notice(clock):
    case = aside.returned_case(clock)

    assert (case.facts.state, case.facts.outcome, case.facts.reply_by_on) == ("returned", "returned", None)
    assert verbs(case.id)[-1] == "cases.return_case"
    assert paper_kinds(case.id)[-1] == "return_notice"
    assert ledger(case.id)[-1] == ("stopped", "returned")
    assert steps(case.id)[-2:] == [("correction", False), ("archiving", True)]


def test_the_timer_returns_it_when_the_last_day_is_over_and_not_before(clock):
    case = asked(days=10)

    clock.move(days=10)
    timers_fire(now=now())
    assert case.facts.state == "correction_pending"

    clock.move(days=1)
    timers_fire(now=now())
    assert case.facts.state == "returned"
    assert acts(case.id)[-1].actor_name == "期限计算"


def test_what_was_returned_asks_its_applicant_for_nothing_any_more(clock):
    case = asked(days=10)
    assert correction_open(case.facts) is not None

    clock.move(days=11)
    timers_fire(now=now())

    assert correction_open(case.facts) is None


def test_what_was_mended_in_time_is_not_returned_later(clock):
    case = asked(days=10)
    clock.move(days=3)
    world.mend(case)

    clock.move(days=9)
    timers_fire(now=now())

    assert case.facts.state != "returned"


def test_on_the_last_day_itself_it_may_still_be_mended(clock):
    case = asked(days=10)
    clock.move(days=10)

    with pytest.raises(ReplyPeriodRuns):
        services.case_return(case_id=case.id, press=world.press(world.staff("intake_clerk")))

    world.mend(case)
    assert case.facts.state == "submitted"


def test_without_a_period_nothing_is_returned_for_the_law_sets_none(clock):
    case = world.correction_pending_case()
    clock.move(days=400)

    assert "return_case" not in actions_open(case.facts, actor=world.staff("intake_clerk"), today=today())
    with pytest.raises(ReplyPeriodRuns):
        services.case_return(case_id=case.id, press=world.press(world.staff("intake_clerk")))


@pytest.mark.parametrize("days", [0, -1])
def test_a_period_ends_after_today(days):
    with pytest.raises(ReplyDayUnfit):
        asked(days=days)


@pytest.mark.parametrize(
    "made", [world.submitted_case, world.correction_pending_case, world.accepted_case, world.reviewed_case]
)
def test_a_case_is_ended_in_every_state_before_its_decision(made):
    case = made()

    aside.terminate(case)

    assert (case.facts.state, case.facts.outcome) == ("returned", "terminated")
    assert acts(case.id)[-1].after["ground"] == "applicant_ended"


@pytest.mark.parametrize("made", [world.granted_case, world.refused_case])
def test_what_is_decided_is_not_ended(made):
    case = made()

    with pytest.raises(NoSuchMove):
        aside.terminate(case)


def test_an_end_says_why():
    case = world.accepted_case()

    with pytest.raises(ReasonMissing):
        aside.terminate(case, reason=" ")

    assert case.facts.state == "under_review"


@pytest.mark.parametrize("kind", ["intake_clerk", "reviewer", "supervisor"])
def test_only_the_approver_ends_a_case(kind):
    case = world.accepted_case()
    told = services.Termination("duplicate", "同一事项已经受理。")

    with pytest.raises(NotAllowed):
        services.case_terminate(case_id=case.id, told=told, press=world.press(world.staff(kind)))
