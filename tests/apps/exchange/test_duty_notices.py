"""Clerks are told by mail of what is due, once, at the address of their work; whoever is away is not."""

from datetime import timedelta

import pytest

from oneseal.cases.events import ProcedureDueSoon
from oneseal.cases.services import case_accept
from oneseal.exchange.duty_receivers import tell_procedure_due
from oneseal.foundation.notify.models import Message
from oneseal.foundation.notify.services import message_send
from oneseal.foundation.outbox.models import Event
from oneseal.foundation.outbox.services import deliver
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.errors import HoldingNotFound, MailAddressWrong, NotAllowed
from oneseal.identity.models import Account, PostHolding, WorkMail
from oneseal.identity.selectors import work_mails, work_mails_masked
from oneseal.identity.services import absence_record, substitute_appoint, work_mail_state
from oneseal.identity.services.substituting import Away
from oneseal.workflow.services import timers_fire
from tests.apps.cases.test_received_at_a_centre import received
from tests.apps.traces import refused
from tests.factories import aside, centre, world
from tests.factories import procedures as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


@pytest.fixture(autouse=True)
def _connected(settings):
    settings.ONESEAL_SENDERS = {"mail": "oneseal.foundation.notify.senders.MailServer"}


def holding(username):
    return PostHolding.objects.get(account__username=username, until_on=None, stands_in_for=None)


def state(username, address=None, by=world.ADMINISTRATOR):
    told = f"{username}@bureau.example" if address is None else address
    actor = world.actor_named(by)
    work_mail_state(holding_id=holding(username).id, address=told, actor=actor, now=now())


def told():
    """Let everything that happened be told; return who was written to and what, in order."""
    world.deliver_events()
    rows = Message.objects.filter(channel="mail").order_by("id")
    names = dict(Account.objects.values_list("id", "username"))
    return [(names[row.subject_id], row.text) for row in rows]


def on_its_last_day(clock):
    """Return an application whose answer is due today, after the city's clock has reached nine o'clock."""
    case = world.submitted_case()
    timers_fire(now=clock.stand_at(f"{case.facts.due_on} 09:30"))
    return case


def test_the_clerks_of_the_window_are_told_on_the_last_day_and_nobody_else(clock):
    for name in ("intake_clerk", "chief_window", "reviewer"):
        state(name)
    case = on_its_last_day(clock)

    found = told()

    assert {name for name, _text in found} == {"intake_clerk", "chief_window"}
    assert all(case.facts.number in text and case.facts.item_name in text for _name, text in found)
    assert all(case.facts.party_name not in text for _name, text in found)


def test_they_are_told_once(clock):
    state("intake_clerk")
    on_its_last_day(clock)
    assert len(told()) == 1

    (event,) = Event.objects.filter(name="cases.receipt_due_today")
    deliver(event_id=event.id, receiver="oneseal.exchange.duty_receivers.tell_receipt_due", now=now())
    timers_fire(now=now())

    assert len(told()) == 1


def test_whoever_is_away_is_not_told_but_who_stands_in_for_him(clock):
    other = world.appoint("reviewer", username="stand-in")
    state("intake_clerk")
    state("stand-in")
    admin = world.staff(world.ADMINISTRATOR)
    own = holding("intake_clerk")
    substitute_appoint(holding_id=own.id, account_id=other.account_id, ends_on=None, actor=admin, now=now())
    away = Away(today(), today() + timedelta(days=30), "年休假")
    absence_record(holding_id=own.id, away=away, actor=admin, now=now())
    on_its_last_day(clock)

    assert [name for name, _text in told()] == ["stand-in"]


def test_an_answer_that_was_given_meanwhile_is_not_asked_for(clock):
    state("intake_clerk")
    case = on_its_last_day(clock)
    case_accept(case_id=case.id, press=world.press(world.staff("intake_clerk")))

    assert told() == []


def test_the_window_of_a_centre_is_told_of_what_it_received_itself(clock):
    for name in ("centre_window", "other_window"):
        centre.clerk(name)
        state(name, by="centre_admin")
    state("intake_clerk")
    case = received()

    timers_fire(now=clock.stand_at(f"{case.facts.due_on} 09:30"))

    assert [name for name, _text in told()] == ["centre_window"]


def test_who_answers_for_a_procedure_is_told_the_working_day_before(clock):
    state("reviewer")
    state("approver")
    case = world.accepted_case()
    make.plan_meeting(case, held_on=make.workday(5))

    timers_fire(now=clock.stand_at(f"{make.workday(4)} 09:30"))

    ((name, text),) = told()
    assert name == "reviewer"
    assert case.facts.number in text


def test_of_what_ended_nobody_is_told(clock):
    state("reviewer")
    case = world.accepted_case()
    make.plan_meeting(case, held_on=make.workday(5))
    row = make.procedure_of(case, "joint_meeting")
    aside.withdraw(case)
    event = ProcedureDueSoon(case_id=case.id, procedure_id=row.id)

    tell_procedure_due(event, now())

    assert told() == []


def test_without_an_address_or_a_gateway_nothing_is_written(clock, settings):
    on_its_last_day(clock)
    assert told() == []

    state("intake_clerk")
    settings.ONESEAL_SENDERS = {}
    on_its_last_day(clock)
    assert told() == []


def test_at_an_address_that_was_taken_back_nobody_is_told_any_more(clock):
    state("intake_clerk")
    on_its_last_day(clock)
    assert told()

    state("intake_clerk", "")
    row = Message.objects.get(channel="mail")
    assert message_send(row.id, now=now()) is False
    row.refresh_from_db()
    assert row.state == "withdrawn"


def test_an_address_is_kept_encrypted_shown_masked_and_in_the_trace():
    state("reviewer")

    account = Account.objects.get(username="reviewer")
    row = WorkMail.objects.get()
    assert b"reviewer" not in bytes(row.address)
    assert work_mails([account.id]) == {account.id: "reviewer@bureau.example"}
    assert work_mails_masked([account.id]) == {account.id: "r***@bureau.example"}


def test_only_the_administrator_states_it_for_his_own_staff():
    with refused(NotAllowed):
        state("reviewer", by="agency_head")
    with refused(MailAddressWrong):
        state("reviewer", "not an address")
    with refused(HoldingNotFound):
        work_mail_state(
            holding_id=world.city().item_id, address="a@bureau.example", actor=world.staff(world.ADMINISTRATOR),
            now=now(),
        )  # fmt: skip
