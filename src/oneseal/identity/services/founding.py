"""Further agencies of the city, in both operating models: one bureau, or departments stationed in a centre."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.foundation.timekeeping import beijing_date
from oneseal.identity import policies
from oneseal.identity.errors import (
    AgencyIsFirst,
    AgencyKindUnknown,
    AgencyKnown,
    AgencyNotFound,
    GovernmentKnown,
    UpperCircle,
)
from oneseal.identity.models import Agency, Post
from oneseal.identity.rules.posts import POSTS_OF_AGENCY, AgencyKind
from oneseal.identity.selectors import first_agency
from oneseal.identity.services.dividing import division_require
from oneseal.identity.services.setup import AgencyFacts, NewAccount, appoint, columns_of, posts_open
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class AgencyPlace:
    """Where an agency stands in the city: its kind, the agency above it (None: none here), whence its powers came."""

    kind: str
    upper_id: UUID | None = None
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Founded:
    """A new agency, and the account of its administrator."""

    agency_id: UUID
    administrator_id: UUID


def _kind(told: str) -> AgencyKind:
    try:
        return AgencyKind(told)
    except ValueError as problem:
        raise AgencyKindUnknown("none of the kinds of agency") from problem


@transaction.atomic
def agency_found(
    *, facts: AgencyFacts, place: AgencyPlace, administrator: NewAccount, actor: Actor, now: datetime
) -> Founded:
    """Found a further agency with the posts of its kind and its own administrator.

    Raises:
        NotAllowed: not the administrator of the first agency. AgencyKnown, AgencyKindUnknown, AgencyNotFound,
        GovernmentKnown, NameTaken, NumberRefused, DivisionOver, DivisionFollowed.
    """
    policies.require(allowed=policies.can_found_agencies(actor))
    columns, kind = columns_of(facts), _kind(place.kind)
    division_require(facts.division_code, on=beijing_date(now))
    known = Agency.objects.filter(name=columns["name"]) | Agency.objects.filter(uscc=columns["uscc"])
    other = known.order_by("id").first()
    if other is not None:
        raise AgencyKnown("name or code belong to another agency", name=other.name)
    _require_one_government(kind, facts.division_code)
    upper = _upper(place.upper_id)
    row = Agency.objects.create(id=new_id(now), created_at=now, kind=kind, upper=upper, origin=place.origin, **columns)
    posts_open(row, kinds=POSTS_OF_AGENCY[kind], now=now)
    after = {"name": row.name, "uscc": row.uscc, "kind": kind.value, "upper": upper.name if upper else ""}
    record_now(Act("identity.agency_founded", after=after), subject=Subject("agency", row.id), actor=actor, now=now)
    post = Post.objects.get(agency=row, kind="system_administrator")
    return Founded(row.id, appoint(administrator, post=post, actor=actor, now=now))


def _require_one_government(kind: AgencyKind, division_code: str, *, but: UUID | None = None) -> None:
    """Refuse a second agency that stands for the government of one division."""
    if kind is not AgencyKind.GOVERNMENT:
        return
    others = Agency.objects.filter(kind=kind, division_code=division_code, closed_on=None)
    known = next((row for row in others.order_by("id") if row.id != but), None)
    if known is not None:
        raise GovernmentKnown("the division has its government", name=known.name)


def _upper(upper_id: UUID | None) -> Agency | None:
    if upper_id is None:
        return None
    upper = Agency.objects.filter(pk=upper_id, closed_on=None).first()
    if upper is None:
        raise AgencyNotFound("no such upper agency")
    return upper


@transaction.atomic
def agency_place(*, agency_id: UUID, place: AgencyPlace, actor: Actor, now: datetime) -> None:
    """Say anew where an agency stands: kind, agency above it, whence its powers came; its posts stay as they are.

    Raises:
        NotAllowed, AgencyNotFound, AgencyKindUnknown, GovernmentKnown. UpperCircle: it would be above itself.
    """
    policies.require(allowed=policies.can_found_agencies(actor))
    row = Agency.objects.select_for_update().filter(pk=agency_id, closed_on=None).first()
    if row is None:
        raise AgencyNotFound("no such agency")
    upper = _upper(place.upper_id)
    above = upper
    while above is not None:
        if above.id == row.id:
            raise UpperCircle("an agency cannot be above itself")
        above = above.upper
    _require_one_government(_kind(place.kind), row.division_code, but=row.id)
    before = {"kind": row.kind, "upper": str(row.upper_id or ""), "origin": row.origin}
    row.kind, row.upper, row.origin = _kind(place.kind), upper, place.origin
    row.save(update_fields=["kind", "upper", "origin"])
    after = {"kind": row.kind, "upper": str(row.upper_id or ""), "origin": row.origin}
    act = Act("identity.agency_placed", before=before, after=after)
    record_now(act, subject=Subject("agency", row.id), actor=actor, now=now)


@transaction.atomic
def agency_close(*, agency_id: UUID, actor: Actor, now: datetime) -> None:
    """Close an agency from today on: its staff act no more, what it did stays.

    Raises:
        NotAllowed, AgencyNotFound. AgencyIsFirst: nobody could found agencies any more.
    """
    policies.require(allowed=policies.can_found_agencies(actor))
    row = Agency.objects.select_for_update().filter(pk=agency_id, closed_on=None).first()
    if row is None:
        raise AgencyNotFound("no such agency")
    if row.id == first_agency().id:
        raise AgencyIsFirst("the first agency cannot be closed")
    row.closed_on = beijing_date(now)
    row.save(update_fields=["closed_on"])
    act = Act("identity.agency_closed", before={"name": row.name})
    record_now(act, subject=Subject("agency", row.id), actor=actor, now=now)
