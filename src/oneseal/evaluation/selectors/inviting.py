"""What opens a rating: the screen at a window and what it shows now, and links with a code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from oneseal.cases.selectors import CaseFacts, case_facts
from oneseal.evaluation.models import Pad, Rating, RatingLink, WindowVisit
from oneseal.evaluation.policies import can_bind_pads
from oneseal.evaluation.rating_errors import PadUnknown, RatingLinkUnknown
from oneseal.foundation.encryption import blind_index, decrypt
from oneseal.identity.selectors import halls_of_agency
from oneseal.kernel.access import Actor

LINK_CODE: Final = "rating.link"
PAD_KEY: Final = "rating.pad"
THANKS: Final = timedelta(seconds=15)
_CODE_IN_TEXT: Final = re.compile(r"/rate/[A-Za-z0-9_-]+/?")


@dataclass(frozen=True, slots=True)
class PadFacts:
    """A screen and its window."""

    id: UUID
    window_id: UUID
    window_name: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What a screen shows: `greeting`, `asking` (a visit and the code for one's own telephone) or `thanks`."""

    what: str
    visit_id: UUID | None = None
    case: CaseFacts | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """What a valid code opens."""

    id: UUID
    case: CaseFacts
    session_id: UUID
    channel: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class WindowPad:
    """A window of an agency and since when a screen is bound to it; None: there is none."""

    window_id: UUID
    window: str
    place: str
    bound_at: datetime | None


def pad_by_key(key: str) -> PadFacts:
    """Return the screen of an address.

    Raises:
        PadUnknown: no such key, or it was replaced.
    """
    index = blind_index(key, context=PAD_KEY)
    row = Pad.objects.select_related("window").filter(key_index=index, revoked_at=None).first()
    if row is None:
        raise PadUnknown("no such screen")
    return PadFacts(row.id, row.window_id, str(row.window))


def shown_on(pad: PadFacts, *, now: datetime) -> Shown:
    """Return what a screen shows at an instant: the newest visit at its window while it can be rated."""
    visit = WindowVisit.objects.filter(window_id=pad.window_id).order_by("-opened_at", "id").first()
    if visit is None or visit.expires_at <= now:
        return Shown("greeting")
    if visit.rated_at is not None:
        return Shown("thanks") if now - visit.rated_at < THANKS else Shown("greeting")
    link = RatingLink.objects.filter(visit_id=visit.id, used_at=None).order_by("made_at", "id").first()
    code = decrypt(link.code, context=LINK_CODE) if link else ""
    return Shown("asking", visit.id, case_facts(visit.case_id), code)


def link_by_code(code: str, *, now: datetime) -> LinkFacts:
    """Return what a code opens.

    Raises:
        RatingLinkUnknown: no such code, it is over, it was used, or what it opens was rated otherwise.
    """
    index = blind_index(code, context=LINK_CODE)
    row = RatingLink.objects.filter(code_index=index, used_at=None, expires_at__gt=now).first()
    if row is None:
        raise RatingLinkUnknown("no such code")
    session_id = row.visit_id or row.case_id
    if Rating.objects.filter(case_id=row.case_id, session_id=session_id).exists():
        raise RatingLinkUnknown("rated otherwise")
    return LinkFacts(row.id, case_facts(row.case_id), session_id, row.channel, row.expires_at)


def pads_of(actor: Actor) -> list[WindowPad]:
    """Return the open windows of the actor's agency with their screens, for those who keep them."""
    if not can_bind_pads(actor):
        return []
    windows = [(window, f"{hall.name} · {zone.name}") for hall in halls_of_agency(actor.own_agency)
               for zone in hall.zones.all() for window in zone.windows.all()]  # fmt: skip
    rows = Pad.objects.filter(window_id__in=[window.id for window, _place in windows], revoked_at=None)
    bound = dict(rows.values_list("window_id", "bound_at"))
    return [WindowPad(window.id, str(window), place, bound.get(window.id)) for window, place in windows]


def without_codes(text: str) -> str:
    """Return a message as staff may read it: a code to rate is for the rater alone."""
    return _CODE_IN_TEXT.sub("/rate/…/", text)
