"""A mail address is confirmed by its owner, and notices go there only with consent (PIPL 13-15, 47)."""

import re
from types import SimpleNamespace

import pytest

from oneseal.cases.services import case_accept
from oneseal.foundation.notify.models import Message
from oneseal.foundation.notify.services import message_send
from oneseal.foundation.outside.services import forget_failures
from oneseal.foundation.timekeeping import now
from oneseal.identity import services
from oneseal.identity.errors import (
    MailAddressMissing,
    MailAddressWrong,
    MailCodeOver,
    MailCodesUsedUp,
    MailCodeTooSoon,
    MailNotConnected,
    NotAllowed,
)
from oneseal.identity.errors import MailCodeWrong as WrongCode
from oneseal.identity.models import MailAddress, Mandate
from oneseal.identity.selectors import mail_of, person_of
from oneseal.simulation.outside.faults import Fault, FaultFile
from oneseal.simulation.outside.mail import Mailbox, serve_mail
from tests.apps.traces import acts, refused, told, verbs
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city", "clock")]
ADDRESS = "lin.xiaoman@example.org"


@pytest.fixture
def mail(tmp_path, settings):
    """Return the running mail server's box and its faults."""
    forget_failures()
    faults, box = FaultFile(tmp_path / "faults.json"), Mailbox.at(tmp_path / "mail.jsonl")
    running = serve_mail(box, faults)
    settings.ONESEAL_MAIL = {"host": "127.0.0.1", "port": running.port, "sender": "oneseal@anlan.example"}
    settings.ONESEAL_SENDERS = {"mail": "oneseal.foundation.notify.senders.MailServer"}
    yield SimpleNamespace(faults=faults, box=box)
    running.stop()
    forget_failures()


def state(actor, address=ADDRESS):
    services.mail_state(address=address, actor=actor, now=now())


def sent(box):
    """Let the worker do its work; return every mail that arrived."""
    world.deliver_events()
    for row in Message.objects.filter(state="waiting", channel="mail"):
        message_send(row.id, now=now())
    return [(row["to"], row["text"]) for row in box.rows()]


def code_in(box):
    return re.search(r"\d{6}", sent(box)[-1][1]).group()


def confirm(actor, code):
    services.mail_confirm(code=code, actor=actor, now=now())


def wrong(code):
    return f"{(int(code) + 1) % 10**6:06d}"


def filed_by_who_agreed(box):
    """Return a filled case of an applicant who confirmed his address and agreed to notices."""
    case = world.filled_case()
    state(case.applicant)
    confirm(case.applicant, code_in(box))
    services.mail_notices_agree(actor=case.applicant, now=now())
    return case


def accept(case):
    case_accept(case_id=case.id, press=world.press(world.staff("intake_clerk")))


def notices(box):
    return [text for to, text in sent(box) if to == ADDRESS and "验证码" not in text]


# --- the address and its code --------------------------------------------------------------------


def test_a_code_goes_to_the_very_address_and_confirms_it(mail):
    actor = world.person()
    state(actor)
    assert [to for to, _text in sent(mail.box)] == [ADDRESS]

    confirm(actor, code_in(mail.box))

    assert mail_of(actor).confirmed_at == now()
    assert mail_of(actor).agreed_at is None
    assert verbs(person_of(actor).id)[-2:] == ["identity.mail_stated", "identity.mail_confirmed"]


def test_neither_the_address_nor_the_code_is_kept_in_clear_or_told_in_event_and_trace(mail):
    actor = world.person()
    state(actor)
    code = code_in(mail.box)

    row = MailAddress.objects.get()

    assert row.masked == "l***@example.org"
    assert b"xiaoman" not in bytes(row.address)
    assert code.encode() not in bytes(row.code)
    kept = str([told("identity.mail_code_made"), [act.after for act in acts(person_of(actor).id)]])
    assert "xiaoman" not in kept
    assert code not in kept


def test_an_address_that_is_not_confirmed_gets_nothing_but_the_code(mail):
    case = world.filled_case()
    state(case.applicant)
    world.submit(case)

    assert notices(mail.box) == []
    with refused(MailAddressMissing):
        services.mail_notices_agree(actor=case.applicant, now=now())
    accept(case)
    assert notices(mail.box) == []


def test_a_wrong_code_is_counted_and_after_five_of_them_none_counts(mail):
    actor = world.person()
    state(actor)
    code = code_in(mail.box)

    left = []
    for _try in range(5):
        with pytest.raises(WrongCode) as problem:
            confirm(actor, wrong(code))
        left.append(problem.value.facts["left"])

    assert left == [4, 3, 2, 1, 0]
    with refused(MailCodeOver):
        confirm(actor, code)


def test_a_code_is_over_after_a_quarter_of_an_hour(mail, clock):
    actor = world.person()
    state(actor)
    code = code_in(mail.box)
    clock.move(minutes=15)

    with refused(MailCodeOver):
        confirm(actor, code)


def test_another_code_comes_after_a_minute_and_the_one_before_counts_no_more(mail, clock):
    actor = world.person()
    state(actor)
    with refused(MailCodeTooSoon, seconds=60):
        services.mail_code_again(actor=actor, now=now())
    first = code_in(mail.box)
    clock.move(minutes=1)

    services.mail_code_again(actor=actor, now=now())

    second = code_in(mail.box)
    assert len(sent(mail.box)) == 2
    if first != second:
        with pytest.raises(WrongCode):
            confirm(actor, first)
    confirm(actor, second)


def test_nobody_pesters_others_with_codes_not_even_by_removing_the_address(mail, clock, settings):
    settings.ONESEAL_MAIL_CODES = {**settings.ONESEAL_MAIL_CODES, "most_per_day": 2}
    actor = world.person()
    state(actor)
    services.mail_remove(actor=actor, now=now())
    with refused(MailCodeTooSoon):
        state(actor, "other@example.org")
    clock.move(minutes=1)
    state(actor, "other@example.org")
    clock.move(minutes=1)

    with refused(MailCodesUsedUp, most=2):
        state(actor, "third@example.org")
    clock.move(days=1)
    state(actor, "third@example.org")


def test_a_code_that_another_replaced_before_it_was_sent_is_not_sent(mail, clock):
    actor = world.person()
    state(actor, "typo@example.org")
    clock.move(minutes=1)
    state(actor)

    assert [to for to, _text in sent(mail.box)] == [ADDRESS]


@pytest.mark.parametrize(
    "address",
    ["", "nobody", "a@b", "two words@example.org", "a@b@example.org", "甲@example.org", "a\n@example.org",
     "a@example..org", "a@-example.org", f"{'a' * 65}@example.org", "a,b@example.org"],
)  # fmt: skip
def test_what_is_no_mail_address_is_refused(mail, address):
    actor = world.person()

    with refused(MailAddressWrong):
        state(actor, address)


def test_without_a_mail_server_no_address_is_asked_for(settings):
    settings.ONESEAL_SENDERS = {}
    actor = world.person()

    with refused(MailNotConnected):
        state(actor)


def test_only_a_registered_person_has_an_address(mail):
    with refused(NotAllowed):
        state(world.staff("reviewer"))


# --- notices -------------------------------------------------------------------------------------


def test_whoever_agreed_is_told_by_mail_what_is_told_by_short_message(mail):
    case = filed_by_who_agreed(mail.box)
    world.submit(case)
    accept(case)

    received = notices(mail.box)

    assert len(received) == 2
    assert [any(word in text for text in received) for word in ("已收到", "已受理")] == [True, True]
    assert all("撤回同意" in text and case.facts.number in text for text in received)
    rows = Message.objects.filter(subject_id=case.id, channel="mail")
    assert {row.masked for row in rows} == {"l***@example.org"}


def test_consent_is_asked_apart_and_can_be_withdrawn(mail):
    case = filed_by_who_agreed(mail.box)
    actor = case.applicant
    assert acts(person_of(actor).id)[-1].basis == "《个人信息保护法》第十四条"

    services.mail_notices_withdraw(actor=actor, now=now())
    world.submit(case)

    assert notices(mail.box) == []
    assert acts(person_of(actor).id)[-1].basis == "《个人信息保护法》第十五条"
    assert mail_of(actor).confirmed_at is not None


def test_another_address_is_confirmed_and_agreed_to_anew(mail, clock):
    case = filed_by_who_agreed(mail.box)
    actor = case.applicant
    clock.move(minutes=1)

    state(actor, "new@example.org")

    assert (mail_of(actor).confirmed_at, mail_of(actor).agreed_at) == (None, None)
    world.submit(case)
    assert notices(mail.box) == []


def test_removing_the_address_leaves_nothing_of_it(mail):
    case = filed_by_who_agreed(mail.box)
    actor = case.applicant

    services.mail_remove(actor=actor, now=now())

    row = MailAddress.objects.get()
    assert (bytes(row.address), row.masked, bytes(row.code), row.agreed_at) == (b"", "", b"", None)
    assert mail_of(actor) is None
    world.submit(case)
    assert notices(mail.box) == []


def test_whoever_acts_for_the_applicant_no_more_is_told_nothing_more(mail):
    case = filed_by_who_agreed(mail.box)
    world.submit(case)
    assert len(notices(mail.box)) == 1
    Mandate.objects.filter(organisation_id=case.facts.party_id).update(until_on=now().date())

    world.request_correction(case)

    assert len(notices(mail.box)) == 1
    assert mail_of(case.applicant).agreed_at is not None


def test_a_notice_that_waits_does_not_go_out_after_the_consent_is_withdrawn(mail):
    case = filed_by_who_agreed(mail.box)
    world.submit(case)
    world.deliver_events()

    services.mail_notices_withdraw(actor=case.applicant, now=now())

    assert notices(mail.box) == []
    assert Message.objects.get(subject_id=case.id, channel="mail").state == "withdrawn"


def test_a_mail_server_that_is_down_holds_nothing_up(mail):
    case = filed_by_who_agreed(mail.box)
    mail.faults.set("mail", Fault.DOWN)

    world.submit(case)
    accept(case)
    world.deliver_events()

    assert case.facts.accepted_at is not None
    assert set(Message.objects.filter(subject_id=case.id).values_list("state", flat=True)) == {"waiting"}
