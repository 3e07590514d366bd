"""What the agency entrusts to a centre, or what departments entrusted to it: made, seen, ended (A92)."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from oneseal.backoffice.entrusting.forms import EndForm, EntrustmentForm
from oneseal.backoffice.pages import sent_in, show
from oneseal.backoffice.sheets import Sheet, filled_in
from oneseal.catalog.selectors import items_of_agency
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.searching import words_told
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.errors import EntrustmentNotFound
from oneseal.identity.selectors import EntrustmentLine, centres, entrustment_of, entrustments_of
from oneseal.identity.services import entrustment_end, entrustment_make
from oneseal.kernel.access import Standing

PAGE: Final = 50
ROOM: Final = "entrustments"
STANDINGS: Final = {
    Standing.IN_FORCE: (gettext_lazy("有效"), "success"),
    Standing.FUTURE: (gettext_lazy("尚未开始"), "info"),
    Standing.EXPIRED: (gettext_lazy("已到期"), ""),
    Standing.REVOKED: (gettext_lazy("已终止"), ""),
}


@require_safe
@requires("identity.manage")
def entrustments(request: SignedInRequest) -> HttpResponse:
    """List what is entrusted by the agency and to it, the last to be recorded first."""
    rows = entrustments_of(request.actor, after=words_told(request, "after"), most=PAGE + 1)
    context = {
        "lines": [_line(row) for row in rows[:PAGE]],
        "is_centre": _is_centre(request),
        "next_url": "?" + urlencode({"after": str(rows[PAGE - 1].id)}) if len(rows) > PAGE else "",
    }
    return show(request, "backoffice/entrusting/entrustments.html", context, room=ROOM)


def _is_centre(request: SignedInRequest) -> bool:
    return centres().filter(pk=request.actor.own_agency).exists()


def _line(row: EntrustmentLine) -> dict[str, object]:
    standing, kind = STANDINGS[row.entrusted.standing(today())]
    return {"row": row, "standing": standing, "kind": kind}


@require_http_methods(["GET", "HEAD", "POST"])
@requires("identity.manage")
def make(request: SignedInRequest) -> HttpResponse:
    """Ask what is entrusted to which centre, and record it."""
    form = EntrustmentForm(sent_in(request), actor=request.actor)

    def act() -> str:
        entrustment_make(told=form.told(), actor=request.actor, now=now())
        return _("委托收件已登记。")

    purpose = _(
        "中心的综合窗口代本机关收件、出件；受理、审查、决定仍由本机关办理。登记以后不能修改，有变化时终止，另行登记。"
    )
    sheet = Sheet(_("登记委托收件"), purpose, _("登记委托收件"), ROOM, reverse("backoffice:entrustments"))
    return filled_in(request, form, sheet=sheet, act=act)


@require_safe
@requires("identity.manage")
def entrustment(request: SignedInRequest, entrustment_id: UUID) -> HttpResponse:
    """Show what is entrusted, on what paper it rests, and how it stands."""
    row = _found(request, entrustment_id)
    names = items_of_agency(row.entrusted.department_id, on=today())
    context = {
        **_line(row),
        "items": [names.get(item_id, _("已不在用的事项")) for item_id in sorted(row.entrusted.item_ids)],
        "may_end": row.entrusted.department_id == request.actor.own_agency and row.entrusted.ended_on is None,
    }
    return show(request, "backoffice/entrusting/entrustment.html", context, room=ROOM)


def _found(request: SignedInRequest, entrustment_id: UUID) -> EntrustmentLine:
    row = entrustment_of(request.actor, entrustment_id)
    if row is None:
        raise EntrustmentNotFound("no such entrustment")
    return row


@require_http_methods(["GET", "HEAD", "POST"])
@requires("identity.manage")
def end(request: SignedInRequest, entrustment_id: UUID) -> HttpResponse:
    """Ask why, then end an entrustment from today on."""
    row = _found(request, entrustment_id)
    form = EndForm(sent_in(request))

    def act() -> str:
        entrustment_end(
            entrustment_id=entrustment_id, reason=form.cleaned_data["reason"], actor=request.actor, now=now()
        )
        return _("委托已终止。")

    purpose = _("自今天起%(centre)s不再代本机关收件。已经收的件，仍由收件窗口移交和出件。") % {"centre": row.centre}
    back = reverse("backoffice:entrustments")
    return filled_in(request, form, sheet=Sheet(_("终止委托收件"), purpose, _("终止委托"), ROOM, back), act=act)
