"""Posts of an agency: which there are, where they stand, what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.foundation.timekeeping import beijing_date
from oneseal.identity import policies
from oneseal.identity.errors import LastAdministrator, PermissionUnknown, PlaceNotFound, PlaceTaken, PostHeld
from oneseal.identity.models import Post, PostHolding, Section, ServiceWindow
from oneseal.identity.rules.posts import FOUNDING, POST_KINDS
from oneseal.identity.selectors import posts_of_agency, windows_for_posts
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id

OWN_KIND = "own"
_KNOWN = frozenset().union(*(kind.permissions for kind in POST_KINDS.values()))


@dataclass(frozen=True, slots=True)
class PostTold:
    """A post as the administrator describes it; section and window may be unknown (None)."""

    title: str
    permissions: tuple[str, ...]
    section_id: UUID | None = None
    window_id: UUID | None = None


def _checked(told: PostTold, actor: Actor) -> tuple[Section | None, ServiceWindow | None]:
    """Return section and window of a post, when both are of the agency and every permission is known."""
    strange = set(told.permissions) - _KNOWN
    if strange or not told.permissions:
        raise PermissionUnknown("not a permission of any post", permission="、".join(sorted(strange)))
    section, window = None, None
    if told.section_id is not None:
        section = Section.objects.filter(pk=told.section_id, agency_id=actor.own_agency, closed_on=None).first()
    if told.window_id is not None:
        window = windows_for_posts(actor.own_agency).filter(pk=told.window_id).first()
    if (told.section_id and section is None) or (told.window_id and window is None):
        raise PlaceNotFound("no such section or window of the agency")
    return section, window


@transaction.atomic
def post_keep(*, told: PostTold, actor: Actor, now: datetime, post_id: UUID | None = None) -> UUID:
    """Open a post of the actor's agency, or change an open one; return its id.

    The permission to found agencies is nobody's to give: it stays where it is.

    Raises:
        NotAllowed, PermissionUnknown, PlaceNotFound. PlaceTaken: another post bears the title.
        LastAdministrator: nobody could keep the posts any more.
    """
    policies.require(allowed=policies.can_manage_identity(actor))
    section, window = _checked(told, actor)
    before: dict[str, object] = {}
    if post_id is None:
        row = Post(id=new_id(now), agency_id=actor.own_agency, kind=OWN_KIND)
    else:
        row = _own(post_id, actor)
        before = {"title": row.title, "permissions": row.permissions}
    kept = {FOUNDING} & set(row.permissions or ())
    row.title, row.section, row.window = told.title, section, window
    row.permissions = sorted({*told.permissions, *kept})
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as problem:
        raise PlaceTaken("another post bears this title", name=told.title) from problem
    _require_administrator(actor)
    after = {
        "title": row.title, "permissions": row.permissions, "section": str(section or ""), "window": str(window or ""),
    }  # fmt: skip
    act = Act("identity.post_kept", before=before, after=after)
    record_now(act, subject=Subject("agency", actor.own_agency), actor=actor, now=now)
    return row.id


def _own(post_id: UUID, actor: Actor) -> Post:
    row = Post.objects.select_for_update().filter(pk=post_id, agency_id=actor.own_agency, closed_on=None).first()
    if row is None:
        raise PlaceNotFound("no such post of the agency")
    return row


def _require_administrator(actor: Actor) -> None:
    held = PostHolding.objects.filter(until_on=None, stands_in_for=None, post__in=posts_of_agency(actor.own_agency))
    if not held.filter(post__permissions__contains=["identity.manage"]).exists():
        raise LastAdministrator("nobody could keep posts and staff any more")


@transaction.atomic
def post_close(*, post_id: UUID, actor: Actor, now: datetime) -> None:
    """Close a post that nobody holds; it stays as history.

    Raises:
        NotAllowed, PlaceNotFound. PostHeld: somebody holds it.
    """
    policies.require(allowed=policies.can_manage_identity(actor))
    row = _own(post_id, actor)
    holding = PostHolding.objects.filter(post=row, until_on=None).select_related("account").order_by("id").first()
    if holding is not None:
        raise PostHeld("somebody holds the post", name=holding.account.display_name)
    row.closed_on = beijing_date(now)
    row.save(update_fields=["closed_on"])
    act = Act("identity.post_closed", before={"title": row.title})
    record_now(act, subject=Subject("agency", actor.own_agency), actor=actor, now=now)
