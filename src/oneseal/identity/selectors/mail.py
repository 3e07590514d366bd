"""The mail address of a person: masked on pages, in clear for its owner and for what is sent to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from oneseal.foundation.encryption import decrypt
from oneseal.identity.models import MailAddress
from oneseal.identity.rules.mail import CodeLimits
from oneseal.identity.selectors.acting import actor_for_account
from oneseal.kernel.access import Actor

MAIL_ADDRESS: Final = "person.mail"
MAIL_CODE: Final = "person.mail_code"
WORK_MAIL: Final = "staff.mail"


@dataclass(frozen=True, slots=True)
class MailFacts:
    """The reader's own address; `confirmed_at` None: not confirmed; `agreed_at` None: no notices by mail."""

    address: str
    masked: str
    confirmed_at: datetime | None
    agreed_at: datetime | None


def mail_of(actor: Actor) -> MailFacts | None:
    """Return the actor's own mail address; None: he states none."""
    row = MailAddress.objects.filter(person__account_id=actor.own_account).exclude(masked="").first()
    if row is None:
        return None
    return MailFacts(decrypt(row.address, context=MAIL_ADDRESS), row.masked, row.confirmed_at, row.agreed_at)


def mail_code_limits() -> CodeLimits:
    """Return how codes are limited in this city."""
    return CodeLimits.of(settings.ONESEAL_MAIL_CODES)


def mail_code_to_send(person_id: UUID, *, made_at: datetime) -> tuple[str, str] | None:
    """Return address and code of a person for the mail that carries it; None: another took its place, or none waits."""
    row = MailAddress.objects.filter(person_id=person_id, code_made_at=made_at).exclude(masked="").first()
    if row is None or not bytes(row.code):
        return None
    return decrypt(row.address, context=MAIL_ADDRESS), decrypt(row.code, context=MAIL_CODE)


def mail_for_notices(party_id: UUID, *, filed_by: UUID, on: date) -> str:
    """Return where notices of a case go by mail, empty where nobody agreed to it; for messages only.

    They go to who filed the case while he still acts for the applicant; of a case filed at a window, to the
    applicant himself when he is a natural person with a login.
    """
    wanted = Q(person__account_id=filed_by) | Q(person_id=party_id, person__account__isnull=False)
    rows = MailAddress.objects.filter(wanted, agreed_at__isnull=False).select_related("person")
    for row in sorted(rows.order_by("person_id"), key=lambda row: row.person.account_id != filed_by):
        actor = actor_for_account(row.person.account_id, "", on) if row.person.account_id else None
        if actor is not None and actor.acts_for(party_id, filed_by=filed_by):
            return decrypt(row.address, context=MAIL_ADDRESS)
    return ""
