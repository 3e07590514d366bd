"""Registries, credit and messages over their real protocols, right and wrong; and filing that never waits for them."""

import socket
import time
from contextlib import contextmanager, suppress
from threading import Event, Thread

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from oneseal.backoffice.installation.checks import checks
from oneseal.cases.selectors import State
from oneseal.credit.rules import CreditEntry, CreditList, entry_from
from oneseal.credit.selectors import credit_of
from oneseal.credit.services import credit_check
from oneseal.exchange.rules import Verdict
from oneseal.exchange.selectors import registry_answer_of
from oneseal.exchange.services import party_check
from oneseal.foundation.notify.models import Message
from oneseal.foundation.notify.services import Channel, Told, masked, message_send, message_write
from oneseal.foundation.outside import services as asking
from oneseal.foundation.outside.models import OutsideCall
from oneseal.foundation.outside.selectors import systems_health
from oneseal.foundation.outside.services import Outcome, OutsideNoAnswer, Question, ask
from oneseal.foundation.outside.wire import answering, is_signed, signature
from oneseal.foundation.timekeeping import now
from oneseal.simulation import world as demo
from oneseal.simulation.outside import serving
from oneseal.simulation.outside.faults import Fault
from oneseal.simulation.outside.places import SYSTEMS
from tests.factories import world

pytestmark = pytest.mark.django_db


def waiting_jobs():
    return sorted(ProcrastinateJob.objects.filter(status="todo").values_list("task_name", flat=True))


@contextmanager
def trickling():
    """Listen and answer one byte every tenth of a second, without end."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        stop = Event()

        def answer():
            peer, _address = server.accept()
            with peer, suppress(OSError):
                peer.recv(65536)
                while not stop.wait(0.1):
                    peer.send(b"H")

        thread = Thread(target=answer, daemon=True)
        thread.start()
        yield server.getsockname()[1]
        stop.set()
        thread.join()


def question(case_id):
    content = {"id_number": demo.city()["applicant"]["id_number"], "name": demo.city()["applicant"]["name"]}
    return Question("population", "/v1/persons/check", content, "test", ("case", case_id))


# --- the envelope --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        pytest.param({}, True, id="as-it-was-signed"),
        pytest.param({"body": b'{"a":2}'}, False, id="another-body"),
        pytest.param({"path": "/v1/other"}, False, id="another-path"),
        pytest.param({"method": "ANSWER"}, False, id="an-answer-for-a-question"),
        pytest.param({"at": 1_000_400}, False, id="too-old"),
        pytest.param({"secret": "guessed"}, False, id="another-secret"),
    ],
)
def test_a_signature_covers_the_whole_message(changed, expected):
    header = signature("secret", method="POST", path="/v1/x", body=b'{"a":1}', at=1_000_000)
    told = {"secret": "secret", "method": "POST", "path": "/v1/x", "body": b'{"a":1}', "at": 1_000_010, **changed}

    assert is_signed(header, told.pop("secret"), **told) is expected


@pytest.mark.parametrize("header", ["", "t=,v1=", "t=x,v1=00", "nonsense"])
def test_what_is_no_signature_signs_nothing(header):
    assert not is_signed(header, "secret", method="POST", path="/", body=b"", at=0)


# --- questions and faults ------------------------------------------------------------------------


@pytest.mark.usefixtures("city")
def test_a_registry_answers_and_the_call_is_recorded_without_the_personal_data(outside, clock):
    case = world.submitted_case()

    assert ask(question(case.id), now=now()) == {"verdict": "matches"}

    call = OutsideCall.objects.get()
    assert (call.system, call.outcome, call.subject_id) == ("population", "answered", case.id)
    assert demo.city()["applicant"]["id_number"] not in str(call.__dict__)


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        pytest.param(Fault.DOWN, Outcome.UNREACHABLE, id="down"),
        pytest.param(Fault.SLOW, Outcome.TIMED_OUT, id="slow"),
    ],
)
def test_a_fault_ends_in_its_outcome_within_the_time_limit(outside, clock, monkeypatch, fault, outcome):
    monkeypatch.setattr(asking, "TIMEOUT_SECONDS", 0.2)
    outside.systems["population"].slow_seconds = 1.0
    outside.faults.set("population", fault)
    case = world.submitted_case()

    with pytest.raises(OutsideNoAnswer) as refused:
        ask(question(case.id), now=now())

    assert refused.value.outcome is outcome
    assert OutsideCall.objects.get().outcome == outcome.value


@pytest.mark.usefixtures("city")
def test_an_answer_under_another_secret_is_not_believed(outside, clock, settings):
    settings.ONESEAL_OUTSIDE["population"]["secret"] = "not-theirs"
    case = world.submitted_case()

    with pytest.raises(OutsideNoAnswer) as refused:
        ask(question(case.id), now=now())

    assert refused.value.outcome is Outcome.REFUSED


@pytest.mark.usefixtures("city")
def test_a_system_that_keeps_failing_is_left_alone_for_a_while(outside, clock):
    outside.stop("population")
    case = world.submitted_case()

    outcomes = []
    for _try in range(4):
        with pytest.raises(OutsideNoAnswer) as refused:
            ask(question(case.id), now=now())
        outcomes.append(refused.value.outcome)

    assert outcomes == [Outcome.UNREACHABLE] * 3 + [Outcome.CUT_OFF]


@pytest.mark.usefixtures("city")
def test_the_health_of_each_system_is_known(outside, clock):
    case = world.submitted_case()
    ask(question(case.id), now=now())

    found = {row.system: row for row in systems_health()}

    assert found["population"].is_connected
    assert found["population"].is_well
    assert found["population"].answered_at is not None
    assert found["sms"].answered_at is None
    assert set(found) == {*SYSTEMS, "mail"}


@pytest.mark.usefixtures("city")
def test_the_doctor_names_a_system_that_did_not_answer(outside, clock):
    outside.faults.set("credit", Fault.DOWN)
    case = world.submitted_case()
    with pytest.raises(OutsideNoAnswer):
        credit_check(case.id, now=now())

    found = {check.name: check for check in checks(now=now())}["Outside systems"]

    assert not found.ok
    assert found.detail == "credit did not answer the last question"


@pytest.mark.usefixtures("city")
def test_an_answer_to_another_question_is_not_believed(outside, clock, monkeypatch):
    """Whoever can hold back a signed answer cannot serve it again for somebody else."""
    case = world.submitted_case()
    monkeypatch.setattr(serving, "answering", lambda _question: answering("t=1,v1=another"))

    with pytest.raises(OutsideNoAnswer) as refused:
        ask(question(case.id), now=now())

    assert refused.value.outcome is Outcome.MALFORMED


@pytest.mark.usefixtures("city")
def test_a_call_ends_in_time_even_when_bytes_trickle_in(outside, clock, monkeypatch, settings):
    monkeypatch.setattr(asking, "TIMEOUT_SECONDS", 0.5)
    case = world.submitted_case()
    with trickling() as port:
        settings.ONESEAL_OUTSIDE["population"]["url"] = f"http://127.0.0.1:{port}"
        started = time.monotonic()

        with pytest.raises(OutsideNoAnswer) as refused:
            ask(question(case.id), now=now())

    assert refused.value.outcome is Outcome.TIMED_OUT
    assert time.monotonic() - started < 5


@pytest.mark.usefixtures("city")
def test_a_refused_question_cuts_nobody_off(outside, clock):
    case = world.submitted_case()
    wrong = Question("population", "/v1/persons/check", {}, "test", ("case", case.id))
    for _try in range(asking.FAILURES_BEFORE_CUT):
        with pytest.raises(OutsideNoAnswer) as refused:
            ask(wrong, now=now())
        assert refused.value.outcome is Outcome.REFUSED

    assert ask(question(case.id), now=now()) == {"verdict": "matches"}


# --- registries and credit -----------------------------------------------------------------------


@pytest.mark.usefixtures("city")
def test_an_applicant_whom_the_register_does_not_know_is_shown_as_unknown(outside, clock):
    case = world.submitted_case()
    assert registry_answer_of(case.facts).verdict is Verdict.NOT_CHECKED

    assert party_check(case.id, now=now()) is Verdict.UNKNOWN

    answer = registry_answer_of(case.facts)
    assert (answer.registry, answer.verdict, answer.checked_at) == ("companies", Verdict.UNKNOWN, now())


@pytest.mark.usefixtures("city")
def test_a_wrong_answer_of_a_registry_is_no_verdict(outside, clock):
    outside.faults.set("companies", Fault.WRONG)
    case = world.submitted_case()

    with pytest.raises(OutsideNoAnswer):
        party_check(case.id, now=now())

    assert registry_answer_of(case.facts).verdict is Verdict.NOT_CHECKED


@pytest.mark.usefixtures("city")
def test_credit_entries_of_somebody_else_are_not_believed(outside, clock):
    outside.faults.set("credit", Fault.WRONG)
    case = world.submitted_case()

    with pytest.raises(OutsideNoAnswer):
        credit_check(case.id, now=now())

    assert credit_of(case.facts, today=clock.today).checked_at is None


@pytest.mark.usefixtures("city")
def test_no_entry_is_an_answer_too(outside, clock):
    case = world.submitted_case()

    assert credit_check(case.id, now=now()) == ()
    assert credit_of(case.facts, today=clock.today).checked_at == now()


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        pytest.param("2026-03-01", False, id="before"),
        pytest.param("2026-03-02", True, id="first-day"),
        pytest.param("2026-06-30", True, id="last-day"),
        pytest.param("2026-07-01", False, id="after"),
    ],
)
def test_an_entry_counts_from_its_first_to_its_last_day(day, counts):
    row = {"list": "black", "source": "某法院", "reason": "未履行", "from_on": "2026-03-02", "to_on": "2026-06-30"}
    entry = entry_from(row)

    assert entry.counts_on(type(entry.from_on).fromisoformat(day)) is counts
    assert entry.as_row() == row
    assert entry == CreditEntry(CreditList.BLACK, "某法院", "未履行", entry.from_on, entry.to_on)


# --- a failing outside part never blocks filing --------------------------------------------------


@pytest.mark.usefixtures("city")
def test_a_failing_outside_part_never_blocks_filing(outside, clock):
    outside.stop()
    started = time.monotonic()

    case = world.submitted_case()
    world.deliver_events()

    assert case.facts.state is State.SUBMITTED
    assert time.monotonic() - started < asking.TIMEOUT_SECONDS
    assert {"credit.check", "exchange.check_party", "notify.send"} <= set(waiting_jobs())
    assert not OutsideCall.objects.exists()


@pytest.mark.usefixtures("city")
def test_where_nothing_is_connected_nothing_is_asked_and_nothing_waits(clock):
    world.submitted_case()
    world.deliver_events()

    assert not {"credit.check", "exchange.check_party", "notify.send"} & set(waiting_jobs())
    assert not Message.objects.exists()


# --- messages ------------------------------------------------------------------------------------


def told(case):
    return Told(Channel.SMS, "13000000000", ("case", case.id), "办件进展", "您的申请已收到。")


@pytest.mark.usefixtures("city")
def test_a_message_is_sent_once_and_its_address_is_not_kept_in_clear(outside, clock):
    case = world.submitted_case()
    message_id = message_write(told(case), now=now())

    assert message_send(message_id, now=now())
    assert not message_send(message_id, now=now())

    row = Message.objects.get(pk=message_id)
    assert (row.state, row.masked, row.tries) == ("sent", "130****0000", 1)
    assert b"13000000000" not in bytes(row.address)
    assert [sms["text"] for sms in outside.sms] == ["您的申请已收到。"]


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize("fault", [Fault.DOWN, Fault.WRONG])
def test_a_message_that_was_not_taken_stays_and_is_sent_later_once(outside, clock, fault):
    outside.faults.set("sms", fault)
    case = world.submitted_case()
    message_id = message_write(told(case), now=now())
    with pytest.raises(OutsideNoAnswer):
        message_send(message_id, now=now())
    assert Message.objects.get(pk=message_id).state == "waiting"

    outside.faults.set("sms", Fault.NONE)
    message_send(message_id, now=now())

    row = Message.objects.get(pk=message_id)
    assert (row.state, row.tries, row.problem) == ("sent", 2, "")
    assert len(outside.sms) == 1


@pytest.mark.usefixtures("city")
def test_a_number_that_the_gateway_refuses_is_not_tried_for_ever(outside, clock):
    case = world.submitted_case()
    refused = Told(Channel.SMS, "+86 130 0000 0000", ("case", case.id), "办件进展", "您的申请已收到。")
    message_id = message_write(refused, now=now())

    assert not message_send(message_id, now=now())
    assert not message_send(message_id, now=now())

    row = Message.objects.get(pk=message_id)
    assert (row.state, row.tries, row.problem) == ("refused", 1, "refused")


@pytest.mark.usefixtures("city")
def test_the_applicant_is_told_that_something_is_missing(outside, clock):
    case = world.correction_pending_case()
    world.deliver_events()

    assert any("补正" in row.text for row in Message.objects.filter(subject_id=case.id))


@pytest.mark.usefixtures("city")
def test_the_applicant_is_told_of_every_stage_without_the_outcome(outside, clock):
    case = world.granted_case()
    world.deliver_events()

    texts = [row.text for row in Message.objects.filter(subject_id=case.id)]
    told = sorted(next(word for word in ("收到", "已受理", "决定") if word in text) for text in texts)
    assert told == sorted(["收到", "已受理", "决定"])
    assert not any("准予" in text for text in texts)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        pytest.param("13012345678", "130****5678", id="mobile"),
        pytest.param("someone@example.org", "s***@example.org", id="mail"),
        pytest.param("12345", "****", id="too-short-to-show"),
    ],
)
def test_of_an_address_only_the_ends_can_be_read(address, shown):
    assert masked(address) == shown
