"""Read ratings and complaints; who was rated cannot see a rating before the public can."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from oneseal.cases.errors import CaseNotFound
from oneseal.cases.selectors import case_facts, logins_of_parties, staff_of_case
from oneseal.evaluation.errors import ComplaintNotFound
from oneseal.evaluation.models import Complaint
from oneseal.evaluation.rules.grades import GRADES
from oneseal.evaluation.selectors.figures import grades_counted
from oneseal.evaluation.selectors.ratings import rating_of_case
from oneseal.foundation.encryption import blind_index, decrypt
from oneseal.identity.selectors import colleagues_with, logins_of_people
from oneseal.kernel.access import Actor, ActorKind

__all__ = [
    "ANSWERS",
    "COMPLAINANT",
    "COMPLAINT_CODE",
    "CONTACT",
    "GRADES",
    "Answerers",
    "ComplaintFacts",
    "answerers_of",
    "complained_of",
    "complaint_facts",
    "complaint_followed",
    "complaint_for_actor",
    "complaints_for_actor",
    "grades_counted",
    "rating_of_case",
]
COMPLAINT_CODE: Final = "complaint.code"
COMPLAINANT: Final = "complaint.name"
CONTACT: Final = "complaint.contact"
ANSWERS: Final = "complaints.answer"
LIST_LIMIT: Final = 200


@dataclass(frozen=True, slots=True)
class ComplaintFacts:
    """A complaint as its reader sees it; `answered_at` is None while it waits."""

    id: UUID
    number: str
    agency_id: UUID
    agency_name: str
    case_id: UUID | None
    case_number: str
    name: str
    contact: str
    text: str
    filed_at: datetime
    due_on: date
    due_is_provisional: bool
    answer: str
    answered_at: datetime | None
    answerer: str


def complaint_facts(row: Complaint) -> ComplaintFacts:
    """Return what a reader who may see a complaint reads."""
    return ComplaintFacts(
        id=row.id, number=row.number, agency_id=row.agency_id, agency_name=row.agency.name, case_id=row.case_id,
        case_number=row.case_number, name=decrypt(row.name, context=COMPLAINANT),
        contact=decrypt(row.contact, context=CONTACT), text=row.text, filed_at=row.filed_at, due_on=row.due_on,
        due_is_provisional=row.due_is_provisional, answer=row.answer, answered_at=row.answered_at,
        answerer=row.answerer,
    )  # fmt: skip


def complaints_for_actor(actor: Actor) -> list[ComplaintFacts]:
    """Return the complaints the actor answers, those that wait first by their due day; or those he filed himself."""
    rows = Complaint.objects.select_related("agency")
    if actor.kind is ActorKind.STAFF and actor.may(ANSWERS):
        mine = rows.filter(agency_id=actor.own_agency).order_by("-answered_at", "due_on", "id")
    elif actor.kind is ActorKind.APPLICANT and actor.account_id is not None:
        mine = rows.filter(account_id=actor.account_id).order_by("-filed_at", "id")
    else:
        return []
    return [complaint_facts(row) for row in mine[:LIST_LIMIT]]


def complaint_for_actor(complaint_id: UUID, *, actor: Actor | None) -> ComplaintFacts:
    """Return a complaint that the actor filed, or that his agency has to answer.

    Raises:
        ComplaintNotFound: no such complaint, or not his.
    """
    row = Complaint.objects.select_related("agency").filter(pk=complaint_id).first()
    if row is None or actor is None:
        raise ComplaintNotFound("no such complaint")
    answers = actor.kind is ActorKind.STAFF and actor.agency_id == row.agency_id and actor.may(ANSWERS)
    is_own = actor.kind is ActorKind.APPLICANT and row.account_id is not None and row.account_id == actor.account_id
    if not answers and not is_own:
        raise ComplaintNotFound("not the actor's complaint")
    return complaint_facts(row)


def complained_of(case_id: UUID | None) -> frozenset[UUID]:
    """Return who of the staff worked on the case of a complaint; nobody where it names none or a lost draft."""
    try:
        return staff_of_case(case_facts(case_id)) if case_id is not None else frozenset()
    except CaseNotFound:
        return frozenset()


def parties_of_complaint(case_id: UUID | None, *, complainant: UUID | None) -> frozenset[UUID]:
    """Return the logins of whoever complained while signed in, and of the parties to the case that it names."""
    own = logins_of_people(None, filed_by=complainant) if complainant is not None else frozenset()
    try:
        return own | (logins_of_parties(case_facts(case_id)) if case_id is not None else frozenset())
    except CaseNotFound:
        return own


@dataclass(frozen=True, slots=True)
class Answerers:
    """Whether the reader may answer a complaint, whether it is his own, and the names of all who may."""

    is_reader: bool
    names: tuple[str, ...]
    is_own: bool = False


def answerers_of(found: ComplaintFacts, *, actor: Actor) -> Answerers:
    """Return who of its agency may answer a complaint: no party to it, and nobody who handled its case (S1)."""
    handlers = complained_of(found.case_id)
    complainant = Complaint.objects.values_list("account_id", flat=True).get(pk=found.id)
    parties = parties_of_complaint(found.case_id, complainant=complainant)
    others = colleagues_with(ANSWERS, agency_id=found.agency_id)
    names = tuple(name for account, name in others.items() if account not in handlers | parties)
    is_own = actor.account_id in parties
    return Answerers(handlers.isdisjoint(actor.own_accounts) and not is_own, names, is_own)


def complaint_followed(number: str, code: str) -> ComplaintFacts | None:
    """Return the complaint of a number and its code, or None for any wrong pair; both take equally long."""
    row = Complaint.objects.select_related("agency").filter(number=number.strip().upper()).first()
    given = blind_index(code.strip().upper(), context=COMPLAINT_CODE)
    kept = bytes(row.code_index) if row else bytes(32)
    fits = hmac.compare_digest(given, kept)
    return complaint_facts(row) if row and fits else None
