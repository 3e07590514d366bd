"""The agencies of the city: the administrator of the first founds the others, says where they stand, closes them."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from oneseal.backoffice.agencies.forms import SHORT, FoundForm, PlaceForm
from oneseal.backoffice.pages import sent_in, show
from oneseal.backoffice.sheets import Sheet, confirmed, filled_in
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.timekeeping import now
from oneseal.identity.errors import AgencyNotFound
from oneseal.identity.selectors import agencies_all, agencies_kept, first_agency
from oneseal.identity.services import agency_close, agency_found, agency_place


@require_safe
@requires("identity.found")
def agencies(request: SignedInRequest) -> HttpResponse:
    """List the agencies of the city, the closed ones last."""
    first = first_agency().id
    rows = [
        {"agency": row, "kind": SHORT.get(row.kind, row.kind), "is_first": row.id == first} for row in agencies_kept()
    ]
    return show(request, "backoffice/agencies/agencies.html", {"rows": rows}, room="agencies")


def _sheet(title: str, purpose: str, action: str) -> Sheet:
    return Sheet(title, purpose, action, "agencies", reverse("backoffice:agencies"))


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@requires("identity.found")
def found(request: SignedInRequest) -> HttpResponse:
    """Found a further agency with its posts and its first administrator."""
    form = FoundForm(sent_in(request))

    def act() -> str:
        facts = form.agency()
        agency_found(facts=facts, place=form.place(), administrator=form.account(), actor=request.actor, now=now())
        return _("已设立“%(name)s”。请把登录名和密码当面告知它的系统管理员。") % {"name": facts.name}

    purpose = _("登记机关，同时建立它的岗位和第一位系统管理员；人员、印章、场所由它自己的管理员办理。")
    return filled_in(request, form, sheet=_sheet(_("设立机关"), purpose, _("设立机关")), act=act)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("identity.found")
def place(request: SignedInRequest, agency_id: UUID) -> HttpResponse:
    """Say anew where an agency stands in the city."""
    row = agencies_all().filter(pk=agency_id).first()
    if row is None:
        raise AgencyNotFound("no such agency")
    initial = {"kind": row.kind, "upper": str(row.upper_id or ""), "origin": row.origin}
    form = PlaceForm(sent_in(request), initial=initial)

    def act() -> str:
        agency_place(agency_id=agency_id, place=form.place(), actor=request.actor, now=now())
        return _("“%(name)s”的类型和上级机关已保存。") % {"name": row.name}

    purpose = _("机关类型只说明它在本市怎样运行，已有的岗位和权限不变。")
    return filled_in(request, form, sheet=_sheet(row.name, purpose, _("保存")), act=act)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("identity.found")
def close(request: SignedInRequest, agency_id: UUID) -> HttpResponse:
    """Ask, then close an agency from today on."""
    row = agencies_all().filter(pk=agency_id).first()
    if row is None:
        raise AgencyNotFound("no such agency")

    def act() -> str:
        agency_close(agency_id=agency_id, actor=request.actor, now=now())
        return _("“%(name)s”从今天起撤销。") % {"name": row.name}

    told = _("“%(name)s”从今天起撤销：它的人员不能再办理，已经办理的事项和文书保留。") % {"name": row.name}
    return confirmed(request, sheet=_sheet(_("撤销机关"), told, _("撤销机关")), act=act)
