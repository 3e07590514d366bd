"""A holder is told of his licence by the ways on which he is told of his cases."""

from datetime import timedelta

import pytest

from oneseal.foundation.notify.models import Message
from oneseal.foundation.timekeeping import now
from oneseal.licences.rules.life import Doing
from oneseal.licences.services import licence_request_decline
from oneseal.workflow.services import timers_fire
from tests.factories import licences as life
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


class Silent:
    """A gateway that takes nothing: only what is written counts here."""


@pytest.fixture
def held(clock, settings):
    """Return a licensed case and its licence; short messages are connected from now on."""
    case, licence = life.issued()
    settings.ONESEAL_SENDERS = {"sms": f"{__name__}.Silent"}
    return case, licence


def messages(licence):
    world.deliver_events(without=world.MAKES_BYTES)
    return [row.text for row in Message.objects.filter(subject_id=licence.case_id).order_by("written_at")]


def test_a_reminder_names_the_licence_and_its_last_day(held, clock):
    _case, licence = held
    clock.stand_at(f"{licence.valid_until_on - timedelta(days=60)} 09:00")

    timers_fire(now=now())

    (text,) = messages(licence)
    assert licence.number in text
    assert "2031年3月3日到期" in text


def test_a_change_of_state_is_told_without_saying_which(held):
    _case, licence = held

    life.recall(licence)

    (text,) = messages(licence)
    assert "的状态有变化" in text
    assert "撤回" not in text


def test_a_declined_request_is_told(held):
    case, licence = held
    request_id = life.ask(case, licence, Doing.CANCEL)

    licence_request_decline(request_id=request_id, answer="有未了结的处罚。", actor=world.staff("approver"), now=now())

    (text,) = messages(licence)
    assert "没有同意" in text
