"""Whoever applied is told of every turn of his case, once, and of the day for which he promised (APL 32, 42)."""

from datetime import timedelta

import pytest

from oneseal.foundation.notify.models import Message
from oneseal.foundation.timekeeping import now
from oneseal.workflow.services import timers_fire
from tests.apps.traces import told
from tests.factories import aside, special, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city", "clock", "connected")]


@pytest.fixture
def connected(settings):
    """Name a gateway for short messages; what is written waits for it, nothing else is connected."""
    settings.ONESEAL_SENDERS = {"sms": "oneseal.foundation.notify.senders.SmsGateway"}


def texts(case):
    """Return what was written to the applicant of a case."""
    world.deliver_events()
    world.deliver_events()
    return [row.text for row in Message.objects.filter(subject_id=case.id, channel="sms")]


def one_with(case, words):
    """Return the one message to the applicant of a case that says something."""
    (found,) = [text for text in texts(case) if words in text]
    return found


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (world.not_accepted_case, "不予受理，理由和救济途径"),
        (aside.terminated_case, "已终止办理"),
        (aside.extended_case, "办理期限已延长，理由和新的期限"),
        (special.suspended_case, "已中止办理"),
        (special.resumed_case, "已恢复办理"),
        (special.voided_case, "已作废"),
    ],
)
def test_each_turn_of_a_case_is_told_once_with_its_number(make, words):
    case = make()

    assert case.facts.number in one_with(case, words)


def test_what_was_not_mended_in_time_is_told_as_returned(clock):
    case = aside.returned_case(clock)

    assert one_with(case, "没有在期限内补正，已退回")


def test_what_was_promised_and_did_not_come_is_told_as_such(clock):
    case = special.tolerant_case()
    clock.move(days=4)
    special.return_unkept(case)

    assert one_with(case, "没有按承诺补交材料，已退回")


# --- the promised day -----------------------------------------------------------------------------


def at_nine_before(due_on, clock):
    """Let the worker look at nine o'clock of the day before the promised one, which is a working day."""
    before = due_on - timedelta(days=1)
    clock.stand_at(f"{before} 08:59")
    timers_fire(now=now())
    assert not told("cases.supplement_due_soon")
    clock.stand_at(f"{before} 09:00")
    timers_fire(now=now())


def test_who_promised_a_material_is_reminded_on_the_working_day_before(clock):
    case = special.promised_case()
    at_nine_before(case.facts.supplements_due_on, clock)

    assert one_with(case, "承诺补交的材料即将到期")
    timers_fire(now=now())
    assert len(told("cases.supplement_due_soon")) == 1


def test_nobody_is_reminded_of_what_has_come(clock):
    case = special.promised_case()
    due_on = case.facts.supplements_due_on
    special.supply(case)
    at_nine_before(due_on, clock)

    assert not told("cases.supplement_due_soon")


def test_nobody_is_reminded_of_a_case_that_is_over(clock):
    case = special.promised_case()
    due_on = case.facts.supplements_due_on
    aside.withdraw(case)
    at_nine_before(due_on, clock)

    assert not told("cases.supplement_due_soon")


def test_a_worker_that_was_down_until_the_day_was_over_reminds_nobody(clock):
    case = special.promised_case()
    clock.stand_at(f"{case.facts.supplements_due_on + timedelta(days=1)} 09:00")
    timers_fire(now=now())

    assert not told("cases.supplement_due_soon")
