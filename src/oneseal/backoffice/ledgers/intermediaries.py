"""The list of intermediary services: found, entered, told anew, cleaned and kept."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from oneseal.backoffice.ledgers.intermediary_forms import MOVING, MoveForm, ServiceForm
from oneseal.backoffice.ledgers.tabs import ROOM, shown, state_asked, state_chips
from oneseal.backoffice.pages import sent_in
from oneseal.backoffice.sheets import Sheet, filled_in
from oneseal.catalog.selectors.intermediaries import (
    intermediaries_ahead,
    intermediaries_between,
    intermediaries_listed,
    told_of,
)
from oneseal.catalog.selectors.intermediary_shown import intermediary_shown
from oneseal.catalog.selectors.intermediary_words import STATES, basis_words, document_words, service_said
from oneseal.catalog.services.intermediaries import intermediary_list, intermediary_move, intermediary_tell
from oneseal.catalog.services.lists import IntermediaryState
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.searching import words_told
from oneseal.foundation.timekeeping import now, today


@require_safe
@requires("catalog.edit")
def intermediaries(request: SignedInRequest) -> HttpResponse:
    """List the services that the city keeps or has cleaned; two days in the address narrow to those cleaned between."""
    words, state = words_told(request, "q"), state_asked(request, STATES)
    between = intermediaries_between(request.GET)
    listed = between.rows if between else intermediaries_listed(on=today(), words=words, state=state)
    rows = [{"row": row, "basis": basis_words(row)} for row in listed]
    context = {
        "rows": rows, "words": words, "is_narrowed": bool(words or state), "between": between,
        "ahead": [] if between else intermediaries_ahead(on=today(), words=words),
        "chips": state_chips(words, state, [(key, str(label)) for key, label in STATES.items()]),
    }  # fmt: skip
    return shown(request, "backoffice/ledgers/intermediaries.html", context, tab="intermediaries")


@require_safe
@requires("catalog.edit")
def intermediary(request: SignedInRequest, service_id: UUID) -> HttpResponse:
    """Show a service, everything that was said of it, and which published items ask for it."""
    found = intermediary_shown(service_id, on=today())
    history = [{"row": row, "basis": basis_words(row), "document": document_words(row)} for row in found.versions]
    context = {"shown": found, "said": service_said(found.row), "history": history}
    return shown(request, "backoffice/ledgers/intermediary.html", context, tab="intermediaries")


@require_http_methods(["GET", "HEAD", "POST"])
@requires("catalog.publish")
def intermediary_new(request: SignedInRequest) -> HttpResponse:
    """Put a service on the list."""
    form = ServiceForm(sent_in(request), initial={"state": "kept", "effective_on": today()}, without=["seen"])

    def act() -> str:
        data = form.cleaned_data
        intermediary_list(
            number=data["number"], name=data["name"], told=form.told(), effective_on=data["effective_on"],
            actor=request.actor, now=now(),
        )  # fmt: skip
        return _("“%(name)s”已列入中介服务事项清单。") % {"name": data["name"]}

    purpose = _("没有列入清单或者已经清理的中介服务，任何事项都不得作为办理条件。")
    sheet = Sheet(_("列入中介服务"), purpose, _("列入清单"), ROOM, reverse("backoffice:intermediaries"))
    return filled_in(request, form, sheet=sheet, act=act)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("catalog.publish")
def intermediary_edit(request: SignedInRequest, service_id: UUID) -> HttpResponse:
    """Say something else of a service from a day on; what was said before stays in its history."""
    newest = intermediary_shown(service_id, on=today()).versions[0]
    initial = {**asdict(told_of(newest)), "seen": newest.number, "effective_on": max(today(), newest.effective_on)}
    form = ServiceForm(sent_in(request), initial=initial, without=["number", "name", "state", *MOVING])

    def act() -> str:
        data = form.cleaned_data
        intermediary_tell(
            service_id=service_id, told=form.told(), effective_on=data["effective_on"], seen=data["seen"] or 0,
            actor=request.actor, now=now(),
        )  # fmt: skip
        return _("“%(name)s”已保存。") % {"name": newest.service.name}

    purpose = _("以前说过的不改动，保存以后从写明的那一天起按新的执行。")
    back = reverse("backoffice:intermediary", args=[service_id])
    return filled_in(request, form, sheet=Sheet(newest.service.name, purpose, _("保存"), ROOM, back), act=act)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("catalog.publish")
def intermediary_move_page(request: SignedInRequest, service_id: UUID, state: str) -> HttpResponse:
    """Clean a service, or keep it after all, by a document."""
    newest = intermediary_shown(service_id, on=today()).versions[0]
    initial = {"seen": newest.number, "effective_on": max(today(), newest.effective_on)}
    form, wanted = MoveForm(sent_in(request), initial=initial), IntermediaryState(state)

    def act() -> str:
        intermediary_move(
            service_id=service_id, moved=form.told(wanted), seen=form.cleaned_data["seen"], actor=request.actor,
            now=now(),
        )  # fmt: skip
        said = _("“%(name)s”已清理。") if wanted is IntermediaryState.CLEANED else _("“%(name)s”恢复保留。")
        return said % {"name": newest.service.name}

    back = reverse("backoffice:intermediary", args=[service_id])
    return filled_in(request, form, sheet=_move_sheet(newest.service.name, wanted, back), act=act)


def _move_sheet(name: str, wanted: IntermediaryState, back: str) -> Sheet:
    if wanted is IntermediaryState.CLEANED:
        purpose = _("从那一天起，要求它的事项不能发布；已经发布的事项列在它的页面上，请通知部门修改。")
        return Sheet(_("清理“%(name)s”") % {"name": name}, purpose, _("清理"), ROOM, back)
    purpose = _("从那一天起，有依据的事项又可以要求它。")
    return Sheet(_("恢复保留“%(name)s”") % {"name": name}, purpose, _("恢复保留"), ROOM, back)
