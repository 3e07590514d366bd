"""A person states a mail address, confirms it by the code sent there, and agrees to notices or not (PIPL 13-15)."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from oneseal.foundation.audit.services import Act, Subject, record
from oneseal.foundation.encryption import decrypt, encrypt
from oneseal.foundation.notify.services import Channel, masked, sender
from oneseal.foundation.outbox.services import message
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import Insert, Update, Write, flush
from oneseal.identity.errors import MailAddressMissing, MailCodeWrong, MailNotConnected, NotAllowed
from oneseal.identity.events import MailCodeMade
from oneseal.identity.models import MailAddress, Person
from oneseal.identity.rules.mail import (
    CODE_DIGITS,
    CodeSent,
    mail_address,
    require_code,
    require_may_send,
    sent_before,
)
from oneseal.identity.selectors import MAIL_ADDRESS, MAIL_CODE, mail_code_limits
from oneseal.kernel.access import Actor

TABLE: Final = "identity_mail_address"
AGREED: Final = "《个人信息保护法》第十四条"
WITHDRAWN: Final = "《个人信息保护法》第十五条"
_NO_CODE: Final = {"code": b"", "wrong_codes": 0}


def _locked(actor: Actor) -> tuple[Person, MailAddress | None]:
    """Lock the actor's own person and return it with what is kept of its address."""
    person = Person.objects.select_for_update().filter(account_id=actor.own_account).first()
    if person is None:
        raise NotAllowed("only a registered person states a mail address")
    return person, MailAddress.objects.filter(pk=person.pk).first()


def _with_address(actor: Actor) -> MailAddress:
    _person, row = _locked(actor)
    if row is None or not row.masked:
        raise MailAddressMissing("no address is kept")
    return row


def _sent(row: MailAddress | None) -> CodeSent:
    if row is None:
        return CodeSent("", None, 0, None, 0)
    code = decrypt(row.code, context=MAIL_CODE) if bytes(row.code) else ""
    return CodeSent(code, row.code_made_at, row.wrong_codes, row.codes_on, row.codes_count)


def _new_code(row: MailAddress | None, *, now: datetime) -> dict[str, Any]:
    """Return the columns of a new code, when one may be sent now."""
    if sender(Channel.MAIL) is None:
        raise MailNotConnected("no mail server")
    sent, on = _sent(row), beijing_date(now)
    require_may_send(sent, mail_code_limits(), now=now, on=on)
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
    return {
        "code": encrypt(code, context=MAIL_CODE), "code_made_at": now, "wrong_codes": 0, "codes_on": on,
        "codes_count": sent_before(sent, on=on) + 1,
    }  # fmt: skip


def _write(person_id: Any, act: Act, *writes: Write, actor: Actor, now: datetime) -> None:  # noqa: ANN401 - an id
    flush(*writes, *record(act, subject=Subject("person", person_id), actor=actor, now=now))


@transaction.atomic
def mail_state(*, address: str, actor: Actor, now: datetime) -> None:
    """Keep a mail address, or another in its place, and let a code be sent to it; nothing else is until it comes back.

    Raises:
        NotAllowed, MailNotConnected, MailAddressWrong, MailCodeTooSoon, MailCodesUsedUp.
    """
    told = mail_address(address)
    person, row = _locked(actor)
    changes = {
        **_new_code(row, now=now), "address": encrypt(told, context=MAIL_ADDRESS), "masked": masked(told),
        "stated_at": now, "confirmed_at": None, "agreed_at": None,
    }  # fmt: skip
    kept: Write
    if row is None:
        kept = Insert(TABLE, [{"person_id": person.id, **changes}])
    else:
        kept = Update(TABLE, {"person_id": person.id}, changes)
    act = Act("identity.mail_stated", before={"address": row.masked if row else ""}, after={"address": masked(told)})
    _write(person.id, act, kept, message(MailCodeMade(person.id, now), now), actor=actor, now=now)


@transaction.atomic
def mail_code_again(*, actor: Actor, now: datetime) -> None:
    """Let another code be sent; the one before it counts no more.

    Raises:
        NotAllowed, MailAddressMissing: none waits for a code. MailNotConnected, MailCodeTooSoon, MailCodesUsedUp.
    """
    row = _with_address(actor)
    if row.confirmed_at is not None:
        raise MailAddressMissing("confirmed before")
    kept = Update(TABLE, {"person_id": row.pk}, _new_code(row, now=now))
    act = Act("identity.mail_code_sent_again", after={"address": row.masked})
    _write(row.pk, act, kept, message(MailCodeMade(row.pk, now), now), actor=actor, now=now)


def mail_confirm(*, code: str, actor: Actor, now: datetime) -> None:
    """Confirm the address with the code that came to it; a wrong code is counted although it is refused.

    Raises:
        NotAllowed, MailAddressMissing, MailCodeOver, MailCodeWrong.
    """
    with transaction.atomic():
        problem = _confirmed(code, actor=actor, now=now)
    if problem is not None:
        raise problem


def _confirmed(code: str, *, actor: Actor, now: datetime) -> MailCodeWrong | None:
    row = _with_address(actor)
    if row.confirmed_at is not None:
        return None
    try:
        require_code(_sent(row), code, mail_code_limits(), now=now)
    except MailCodeWrong as problem:
        act = Act("identity.mail_code_wrong", after={"address": row.masked})
        _write(row.pk, act, _update(row, {"wrong_codes": row.wrong_codes + 1}), actor=actor, now=now)
        return problem
    act = Act("identity.mail_confirmed", after={"address": row.masked})
    _write(row.pk, act, _update(row, {**_NO_CODE, "confirmed_at": now}), actor=actor, now=now)
    return None


def _update(row: MailAddress, changes: dict[str, Any]) -> Update:
    return Update(TABLE, {"person_id": row.pk}, changes)


@transaction.atomic
def mail_notices_agree(*, actor: Actor, now: datetime) -> None:
    """Record the consent to notices by mail, asked apart from everything else (PIPL 14).

    Raises:
        NotAllowed. MailAddressMissing: none that is confirmed.
    """
    row = _with_address(actor)
    if row.confirmed_at is None:
        raise MailAddressMissing("not confirmed")
    if row.agreed_at is None:
        act = Act("identity.mail_notices_agreed", basis=AGREED, after={"address": row.masked})
        _write(row.pk, act, _update(row, {"agreed_at": now}), actor=actor, now=now)


@transaction.atomic
def mail_notices_withdraw(*, actor: Actor, now: datetime) -> None:
    """Record that the consent to notices by mail is withdrawn; the address stays (PIPL 15).

    Raises:
        NotAllowed, MailAddressMissing.
    """
    row = _with_address(actor)
    if row.agreed_at is not None:
        act = Act("identity.mail_notices_withdrawn", basis=WITHDRAWN, after={"address": row.masked})
        _write(row.pk, act, _update(row, {"agreed_at": None}), actor=actor, now=now)


@transaction.atomic
def mail_remove(*, actor: Actor, now: datetime) -> None:
    """Remove the address, and with it every consent.

    Raises:
        NotAllowed, MailAddressMissing.
    """
    row = _with_address(actor)
    changes = {
        **_NO_CODE, "address": b"", "masked": "", "stated_at": None, "confirmed_at": None, "agreed_at": None,
    }  # fmt: skip
    act = Act("identity.mail_removed", basis=WITHDRAWN, before={"address": row.masked})
    _write(row.pk, act, _update(row, changes), actor=actor, now=now)
