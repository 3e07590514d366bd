"""Rate a case or a visit, once (GB/T 39735-2020: five grades; voluntary); a bad grade opens its rectification."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction

from oneseal.cases.selectors import CaseFacts, case_facts, staff_of_case
from oneseal.catalog.selectors import version_terms
from oneseal.evaluation.errors import AlreadyRated, GradeUnknown, NotYetDelivered
from oneseal.evaluation.events import RatingGiven
from oneseal.evaluation.models import Rating, RatingLink, WindowVisit
from oneseal.evaluation.policies import can_handle, can_rate
from oneseal.evaluation.rating_errors import RatingByHandler, RatingLinkUnknown, TagUnknown, VisitOver
from oneseal.evaluation.rules.grades import GRADES, Channel, is_bad
from oneseal.evaluation.selectors.inviting import PadFacts, link_by_code
from oneseal.evaluation.selectors.parameters import rating_rules
from oneseal.evaluation.selectors.ratings import RATER_CONTACT, RATER_NAME
from oneseal.evaluation.services.rectifying import rectification_opened
from oneseal.foundation.audit.services import Act, Subject, record
from oneseal.foundation.encryption import blind_index, encrypt
from oneseal.foundation.outbox.services import message
from oneseal.foundation.writes import Update, Write, flush, row_of
from oneseal.identity.policies import require
from oneseal.identity.selectors import is_centre_address
from oneseal.kernel.access import Actor, ActorKind
from oneseal.kernel.ids import new_id

# The trace of a rating names nobody: it would tell the rated who rated.
SOMEBODY: Final = Actor(account_id=None, kind=ActorKind.APPLICANT, name="评价人")
BASIS: Final = "国办发〔2019〕51号"
LONGEST: Final = 500


@dataclass(frozen=True, slots=True)
class RatingTold:
    """A rating: grade 1 (very satisfied) to 5 (very dissatisfied), words, channel, tags of the grade.

    `name` and `contact` are what the rater left of himself; `is_anonymous`: he is signed in and wants no name.
    """

    grade: int
    text: str = ""
    channel: str = "pc"
    tags: tuple[str, ...] = ()
    name: str = ""
    contact: str = ""
    is_anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """From where a rating comes: the cookie of a device and the network address, kept as blind indexes only."""

    device: str = ""
    address: str = ""


UNKNOWN: Final = Origin()


@dataclass(frozen=True, slots=True)
class _Session:
    """What is rated: the case as a whole (`id` is the case's), or a visit at a window with its clerk."""

    id: UUID
    case: CaseFacts
    clerk_id: UUID | None
    account_id: UUID | None = None


def case_rate(*, facts: CaseFacts, told: RatingTold, actor: Actor, now: datetime, origin: Origin = UNKNOWN) -> UUID:
    """Rate a delivered case the rater was allowed to load; the trace names neither the grade nor the rater.

    Raises:
        NotAllowed, NotYetDelivered, GradeUnknown, TagUnknown, AlreadyRated.
    """
    require(allowed=can_rate(actor))
    if facts.delivered_at is None:
        raise NotYetDelivered("nothing was handed over yet")
    named = told if told.is_anonymous else _named(told, actor)
    session = _Session(facts.id, facts, _decider(facts), actor.account_id)
    return _given(session, named, origin, now=now)


def _named(told: RatingTold, actor: Actor) -> RatingTold:
    """Return a rating under the name of who is signed in; he is reached as his case says."""
    return RatingTold(told.grade, told.text, told.channel, told.tags, actor.name, told.contact)


def link_rate(*, code: str, told: RatingTold, now: datetime, origin: Origin = UNKNOWN) -> UUID:
    """Rate what a single-use code opens, without a login; the code is used up with the rating.

    Raises:
        RatingLinkUnknown, GradeUnknown, TagUnknown, AlreadyRated.
    """
    found = link_by_code(code, now=now)
    visit = None if found.session_id == found.case.id else WindowVisit.objects.get(pk=found.session_id)
    session = _Session(found.session_id, found.case, visit.clerk_id if visit else _decider(found.case))
    used = Update("evaluation_rating_link", {"id": found.id}, {"used_at": now})
    with transaction.atomic():
        if not RatingLink.objects.select_for_update().filter(pk=found.id, used_at=None).exists():
            raise RatingLinkUnknown("used meanwhile")
        return _given(session, _of(told, found.channel), origin, used, *_rated(visit, now), now=now)


def visit_rate(*, pad: PadFacts, visit_id: UUID, told: RatingTold, now: datetime) -> UUID:
    """Rate the visit that a screen at a window shows (一次一评).

    Raises:
        VisitOver, GradeUnknown, AlreadyRated.
    """
    visit = WindowVisit.objects.filter(pk=visit_id, window_id=pad.window_id).first()
    if visit is None or visit.expires_at <= now:
        raise VisitOver("nothing to rate at this window")
    session = _Session(visit.id, case_facts(visit.case_id), visit.clerk_id)
    origin = Origin(device=str(pad.id))
    return _given(session, _of(told, Channel.PAD.value), origin, *_rated(visit, now), now=now)


def rating_take_by_phone(*, facts: CaseFacts, told: RatingTold, actor: Actor, now: datetime) -> UUID:
    """Enter the rating of whoever was called back (电话回访); nobody enters one of a case on which he worked.

    Raises:
        NotAllowed, RatingByHandler, NotYetDelivered, GradeUnknown, TagUnknown, AlreadyRated.
    """
    require(allowed=can_handle(actor, agency_id=facts.agency_id))
    if not staff_of_case(facts).isdisjoint(actor.own_accounts):
        raise RatingByHandler("who worked on the case enters no rating of it")
    if facts.delivered_at is None:
        raise NotYetDelivered("nothing was handed over yet")
    session = _Session(facts.id, facts, _decider(facts))
    taken = RatingTold(told.grade, told.text, Channel.PHONE.value, told.tags, facts.party_name)
    return _given(session, taken, UNKNOWN, now=now, by=actor)


def _of(told: RatingTold, channel: str) -> RatingTold:
    return RatingTold(told.grade, told.text, channel, told.tags, told.name, told.contact)


def _decider(facts: CaseFacts) -> UUID | None:
    """Return whom the rating of a whole case is about first: who examined it, else who accepted it."""
    return facts.examiner_id or facts.acceptor_id


def _rated(visit: WindowVisit | None, now: datetime) -> list[Write]:
    return [] if visit is None else [Update("evaluation_window_visit", {"id": visit.id}, {"rated_at": now})]


def _given(
    session: _Session, told: RatingTold, origin: Origin, *more: Write, now: datetime, by: Actor = SOMEBODY
) -> UUID:
    if told.grade not in GRADES:
        raise GradeUnknown("not one of the five", grade=told.grade)
    rules = rating_rules()
    if not set(told.tags) <= rules.known_tags(told.grade):
        raise TagUnknown("not a tag of this grade")
    row = Rating(**_who(session, told), **_whence(origin), **_what(session, told, now))
    task = rectification_opened(row, rules=rules, now=now) if is_bad(told.grade) else []
    act = Act("evaluation.rated", basis=BASIS, after={"channel": told.channel})
    given = message(RatingGiven(rating_id=row.id, case_id=row.case_id), now)
    try:
        with transaction.atomic():
            traced = record(act, subject=Subject("rating", row.id), actor=by, now=now)
            flush(row_of(row), *traced, given, *task, *more)
    except IntegrityError as problem:
        if "evaluation_once_a_session" not in str(problem):
            raise
        raise AlreadyRated("one session, one rating") from problem
    return row.id


def _what(session: _Session, told: RatingTold, now: datetime) -> dict[str, Any]:
    case = session.case
    return {
        "id": new_id(now), "case_id": case.id, "session_id": session.id, "agency_id": case.agency_id,
        "case_number": case.number or "", "item_id": version_terms(case.item_version_id).item_id,
        "item_name": case.item_name, "clerk_id": session.clerk_id, "grade": told.grade,
        "text": told.text.strip()[:LONGEST], "tags": list(told.tags), "channel": told.channel, "rated_at": now,
        "closed_at": None if is_bad(told.grade) else now,
    }  # fmt: skip


def _who(session: _Session, told: RatingTold) -> dict[str, Any]:
    """Return what is kept of the rater; a name without a way to reach it is no named rating unless he is known."""
    contact, name = told.contact.strip()[:100], told.name.strip()[:100]
    is_reached = bool(contact) or session.account_id is not None or told.channel == Channel.PHONE
    key = str(session.account_id) if session.account_id else contact
    return {
        "account_id": session.account_id, "is_named": bool(name) and is_reached,
        "rater_name": encrypt(name, context=RATER_NAME) if name else None,
        "rater_contact": encrypt(contact, context=RATER_CONTACT) if contact else None,
        "rater_index": blind_index(key, context="rating.rater") if key else None,
    }  # fmt: skip


def _whence(origin: Origin) -> dict[str, Any]:
    names_ranges = bool(origin.address) and not is_centre_address("")
    return {
        "device_index": blind_index(origin.device, context="rating.device") if origin.device else None,
        "address_index": blind_index(origin.address, context="rating.address") if origin.address else None,
        "is_from_staff": is_centre_address(origin.address) if names_ranges else None,
    }
