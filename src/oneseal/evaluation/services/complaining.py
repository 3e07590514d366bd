"""Complain, about one's own case or in general, and answer."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction

from oneseal.cases.selectors import CaseFacts
from oneseal.evaluation.errors import (
    AnswerMissing,
    ComplaintAnsweredBefore,
    ComplaintEmpty,
    ComplaintHandledBySame,
    ComplaintNotFound,
    ComplaintOwn,
)
from oneseal.evaluation.events import ComplaintAnswered, ComplaintFiled
from oneseal.evaluation.models import Complaint
from oneseal.evaluation.selectors import (
    ANSWERS,
    COMPLAINANT,
    COMPLAINT_CODE,
    CONTACT,
    complained_of,
    parties_of_complaint,
)
from oneseal.foundation.audit.services import Act, Subject, record
from oneseal.foundation.encryption import blind_index, encrypt
from oneseal.foundation.outbox.services import message
from oneseal.foundation.sequences.services import allocate
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import Insert, Update, flush
from oneseal.identity.policies import require
from oneseal.identity.selectors import agencies_all
from oneseal.kernel.access import Actor, ActorKind
from oneseal.kernel.clock import Term, Unit, due_or_estimate
from oneseal.kernel.ids import new_id
from oneseal.workflow.selectors import calendar

LONGEST: Final = 4000
_SIGNS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without 0 O 1 I L, which people confuse
_CODE_LENGTH: Final = 8


@dataclass(frozen=True, slots=True)
class ComplaintTold:
    """What somebody complains of: to which agency, in which words; who he is and how to reach him may be empty."""

    agency_id: UUID | None
    text: str
    name: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Filed:
    """What the complainant keeps: the receipt number, and the code that opens the answer."""

    complaint_id: UUID
    number: str
    code: str


@transaction.atomic
def complaint_file(
    *, told: ComplaintTold, actor: Actor | None, address: str = "", now: datetime, case: CaseFacts | None = None
) -> Filed:
    """Receive a complaint; `case` is the complainant's own, which the caller was allowed to load.

    How long the answer may take is the city's own rule (ONESEAL_COMPLAINT_WORKING_DAYS).

    Raises:
        ComplaintEmpty.
    """
    agency_id = case.agency_id if case else told.agency_id
    agency = agencies_all().filter(pk=agency_id).first() if agency_id else None
    text = told.text.strip()[:LONGEST]
    if agency is None or not text:
        raise ComplaintEmpty("an agency and words are needed")
    term = Term(settings.ONESEAL_COMPLAINT_WORKING_DAYS, Unit.WORKING_DAY)
    filed_on = beijing_date(now)
    due = due_or_estimate(start_on=filed_on, term=term, calendar=calendar())
    code = "".join(secrets.choice(_SIGNS) for _ in range(_CODE_LENGTH))
    complaint_id, who = new_id(now), actor or _public(address)
    serial = allocate(issuer="city", kind="complaint", period=f"{filed_on:%Y%m%d}")
    number = f"TS{filed_on:%Y%m%d}{serial:04d}"
    row = {
        "id": complaint_id, "number": number, "code_index": blind_index(code, context=COMPLAINT_CODE),
        "agency_id": agency.id, "case_id": case.id if case else None,
        "case_number": (case.number or "") if case else "",
        "account_id": who.account_id, "name": encrypt(told.name.strip()[:100], context=COMPLAINANT),
        "contact": encrypt(told.contact.strip()[:100], context=CONTACT), "text": text, "filed_at": now,
        "due_on": due.on, "due_is_provisional": due.is_provisional, "answer": "", "answerer": "",
    }  # fmt: skip
    act = Act("evaluation.complained", after={"number": number, "due_on": due.on.isoformat()})
    flush(
        Insert("evaluation_complaint", [row]),
        *record(act, subject=Subject("complaint", complaint_id), actor=who, now=now),
        message(ComplaintFiled(complaint_id=complaint_id), now),
    )
    return Filed(complaint_id, number, code)


def _public(address: str) -> Actor:
    """Return somebody who did not sign in."""
    return Actor(account_id=None, kind=ActorKind.APPLICANT, name="未登录的投诉人", address=address)


@transaction.atomic
def complaint_answer(*, complaint_id: UUID, text: str, actor: Actor, now: datetime) -> None:
    """Answer a complaint to the actor's agency, once; the complainant reads the whole of it.

    Who handled the case it is about does not answer it, nor does who stands in for him, nor a party to it.

    Raises:
        ComplaintNotFound, ComplaintAnsweredBefore, ComplaintHandledBySame, ComplaintOwn, AnswerMissing,
        NotAllowed.
    """
    row = Complaint.objects.select_for_update().filter(pk=complaint_id).first()
    if row is None or row.agency_id != actor.agency_id:
        raise ComplaintNotFound("no such complaint")
    require(allowed=actor.may(ANSWERS))
    if row.answered_at is not None:
        raise ComplaintAnsweredBefore("answered already")
    if not complained_of(row.case_id).isdisjoint(actor.own_accounts):
        raise ComplaintHandledBySame("who handled the case does not answer for it")
    if actor.account_id in parties_of_complaint(row.case_id, complainant=row.account_id):
        raise ComplaintOwn("a party does not answer his own complaint")
    words = text.strip()[:LONGEST]
    if not words:
        raise AnswerMissing("an answer has words")
    changes = {
        "answer": words, "answered_at": now, "answered_by": actor.account_id,
        "answerer": f"{actor.post_title} {actor.name}".strip(),
    }  # fmt: skip
    flush(
        Update("evaluation_complaint", {"id": row.id}, changes),
        *record(Act("evaluation.complaint_answered"), subject=Subject("complaint", row.id), actor=actor, now=now),
        message(ComplaintAnswered(complaint_id=row.id), now),
    )
