"""Where the agency works: sections, halls with zones and windows, and the addresses of the centre."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from oneseal.backoffice.pages import sent_in, show
from oneseal.backoffice.places.forms import FORMS, WORDS
from oneseal.backoffice.sheets import Sheet, confirmed, filled_in
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.timekeeping import now
from oneseal.identity.errors import PlaceNotFound
from oneseal.identity.selectors import (
    address_ranges_of,
    agency_by_id,
    halls_of_agency,
    place_told,
    sections_of_agency,
)
from oneseal.identity.services import place_close, place_keep


@require_safe
@requires("identity.manage")
def places(request: SignedInRequest) -> HttpResponse:
    """Show every place of the agency."""
    agency_id = request.actor.own_agency
    context = {
        "sections": sections_of_agency(agency_id),
        "halls": halls_of_agency(agency_id),
        "ranges": address_ranges_of(request.actor),
        "agency": agency_by_id(agency_id),
    }
    return show(request, "backoffice/places/places.html", context, room="places")


def _known(kind: str) -> str:
    if kind not in FORMS:
        raise Http404
    return str(WORDS[kind])


def _sheet(title: str, purpose: str, action: str) -> Sheet:
    return Sheet(title, purpose, action, "places", reverse("backoffice:places"))


@require_http_methods(["GET", "HEAD", "POST"])
@requires("identity.manage")
def make(request: SignedInRequest, kind: str) -> HttpResponse:
    """Open a place."""
    word = _known(kind)
    inside = {name: request.GET[name] for name in ("hall", "zone") if name in request.GET}
    form = FORMS[kind](sent_in(request), actor=request.actor, initial=inside)

    def act() -> str:
        place_keep(told=form.told(), actor=request.actor, now=now())
        return _("已添加%(kind)s。") % {"kind": word}

    title = _("添加%(kind)s") % {"kind": word}
    return filled_in(request, form, sheet=_sheet(title, "", title), act=act)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("identity.manage")
def change(request: SignedInRequest, kind: str, place_id: UUID) -> HttpResponse:
    """Change a place."""
    word = _known(kind)
    form = FORMS[kind](sent_in(request), actor=request.actor, initial=_kept(request, kind, place_id))

    def act() -> str:
        place_keep(told=form.told(), actor=request.actor, now=now(), place_id=place_id)
        return _("%(kind)s已保存。") % {"kind": word}

    title = _("修改%(kind)s") % {"kind": word}
    return filled_in(request, form, sheet=_sheet(title, "", _("保存")), act=act)


def _kept(request: SignedInRequest, kind: str, place_id: UUID) -> dict[str, Any]:
    told = place_told(kind, place_id, actor=request.actor)
    if told is None:
        raise PlaceNotFound("no such place of the agency")
    return told


@require_http_methods(["GET", "HEAD", "POST"])
@requires("identity.manage")
def close(request: SignedInRequest, kind: str, place_id: UUID) -> HttpResponse:
    """Ask, then close a place."""
    word = _known(kind)
    kept = _kept(request, kind, place_id)
    name = kept.get("name") or kept.get("network") or ""

    def act() -> str:
        place_close(kind=kind, place_id=place_id, actor=request.actor, now=now())
        return _("“%(name)s”已停用。") % {"name": name}

    told = _("“%(name)s”从今天起停用，经办记录里的名称保留。") % {"name": name}
    return confirmed(request, sheet=_sheet(_("停用%(kind)s") % {"kind": word}, told, _("停用")), act=act)
