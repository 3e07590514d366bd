"""Mail over real SMTP: sent once, refused for good, delayed by a server that is slow or down."""

import time
from types import SimpleNamespace

import pytest

from oneseal.foundation.notify.models import Message
from oneseal.foundation.notify.services import Channel, Told, message_send, message_write
from oneseal.foundation.outside.models import OutsideCall
from oneseal.foundation.outside.selectors import systems_health
from oneseal.foundation.outside.services import OutsideNoAnswer, forget_failures
from oneseal.foundation.timekeeping import now
from oneseal.kernel.ids import new_id
from oneseal.simulation.outside.faults import Fault, FaultFile
from oneseal.simulation.outside.mail import Mailbox, serve_mail

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
TEXT = "您的食品经营许可申请已收到。\n.一行以点开头。"


@pytest.fixture
def mail(tmp_path, settings):
    """Return the running mail server, its box and its faults."""
    forget_failures()
    faults, box = FaultFile(tmp_path / "faults.json"), Mailbox.at(tmp_path / "mail.jsonl")
    running = serve_mail(box, faults)
    settings.ONESEAL_MAIL = {"host": "127.0.0.1", "port": running.port, "sender": "oneseal@anlan.example"}
    settings.ONESEAL_SENDERS = {"mail": "oneseal.foundation.notify.senders.MailServer"}
    yield SimpleNamespace(faults=faults, box=box, running=running)
    running.stop()
    forget_failures()


def written():
    told = Told(Channel.MAIL, "someone@example.org", ("person", new_id(now())), "办件进展", TEXT)
    return message_write(told, now=now())


def test_a_mail_arrives_once_and_its_address_is_not_kept_in_clear(mail):
    message_id = written()

    assert message_send(message_id, now=now())
    assert not message_send(message_id, now=now())

    row = Message.objects.get(pk=message_id)
    assert (row.state, row.masked, row.reference) == ("sent", "s***@example.org", f"<{message_id}@oneseal>")
    assert b"someone" not in bytes(row.address)
    assert [(kept["to"], kept["title"], kept["text"]) for kept in mail.box.rows()] == [
        ("someone@example.org", "办件进展", TEXT)
    ]


def test_a_call_is_recorded_without_the_address(mail):
    message_send(written(), now=now())

    call = OutsideCall.objects.get()
    assert (call.system, call.outcome) == ("mail", "answered")
    assert "example.org" not in str(call.__dict__)
    assert {row.system: row.is_connected for row in systems_health()}["mail"]


def test_an_address_that_the_server_refuses_is_not_tried_for_ever(mail):
    mail.faults.set("mail", Fault.WRONG)
    message_id = written()

    assert not message_send(message_id, now=now())

    assert Message.objects.get(pk=message_id).state == "refused"
    assert mail.box.rows() == []


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [pytest.param(Fault.DOWN, "unreachable", id="down"), pytest.param(Fault.SLOW, "timed_out", id="slow")],
)
def test_a_server_that_fails_delays_a_mail_and_nothing_else(mail, monkeypatch, fault, outcome):
    monkeypatch.setattr("oneseal.foundation.notify.senders.TIMEOUT_SECONDS", 0.3)
    mail.running.server.slow_seconds = 0.8
    mail.faults.set("mail", fault)
    message_id = written()
    started = time.monotonic()

    with pytest.raises(OutsideNoAnswer) as refused:
        message_send(message_id, now=now())

    assert refused.value.outcome.value == outcome
    assert time.monotonic() - started < 2
    mail.faults.set("mail", Fault.NONE)
    assert message_send(message_id, now=now())
    assert len(mail.box.rows()) == 1


def test_a_password_is_never_sent_in_clear(mail, settings):
    """The server here knows no AUTH, so an attempt to log in would fail."""
    settings.ONESEAL_MAIL |= {"user": "oneseal", "password": "secret"}

    assert message_send(written(), now=now())


def test_where_no_mail_server_is_named_no_mail_is_written(settings):
    settings.ONESEAL_SENDERS = {}

    assert written() is None
