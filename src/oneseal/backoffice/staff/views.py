"""Who holds which post: appoint, and end a holding."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from oneseal.backoffice.pages import refused, sent_in, show
from oneseal.backoffice.staff.forms import AppointForm
from oneseal.backoffice.staff.vacant import vacant_titles
from oneseal.backoffice.staff.wording import permissions_in_words, title_of
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.sentences import sentence
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.errors import HoldingNotFound, LastAdministrator
from oneseal.identity.selectors import absences_of_agency, staff_of_agency, substitutes_of_agency
from oneseal.identity.services import staff_appoint, staff_release
from oneseal.kernel.errors import RuleError


@require_safe
@requires("identity.manage")
def staff(request: SignedInRequest) -> HttpResponse:
    """List who holds which post at present, and which posts are vacant."""
    rows = [
        {
            "holding": holding, "title": title_of(holding.post.kind, holding.post.title),
            "permissions": permissions_in_words(holding.post.permissions),
        }
        for holding in staff_of_agency(request.actor)
    ]  # fmt: skip
    vacant = vacant_titles(request.actor)
    context = {
        "rows": rows,
        "vacant": "、".join(vacant),
        "substitutes": substitutes_of_agency(request.actor),
        "absences": absences_of_agency(request.actor).filter(to_on__gte=today()),
    }
    return show(request, "backoffice/staff/staff.html", context, room="staff")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@requires("identity.manage")
def appoint(request: SignedInRequest) -> HttpResponse:
    """Make a login and give it a post."""
    form = AppointForm(sent_in(request), actor=request.actor)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            account, post_id = form.account(), UUID(form.cleaned_data["post"])
            try:
                staff_appoint(account=account, post_id=post_id, actor=request.actor, now=now())
            except RuleError as problem:
                status = refused(form, problem, fields={"identity.name_taken": "username"})
            else:
                told = {"name": account.display_name, "username": account.username}
                messages.success(request, gettext("已任命%(name)s，登录名“%(username)s”。请当面告知密码。") % told)
                return redirect("backoffice:staff")
    return show(request, "backoffice/staff/appoint.html", {"form": form}, room="staff", status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("identity.manage")
def release(request: SignedInRequest, holding_id: UUID) -> HttpResponse:
    """Ask, then end a holding today and close its login."""
    holding = staff_of_agency(request.actor).filter(pk=holding_id).first()
    if holding is None:
        raise HoldingNotFound("no such holding in the agency")
    said, status = "", 200
    if request.method == "POST":
        try:
            staff_release(holding_id=holding_id, actor=request.actor, now=now())
        except LastAdministrator as problem:
            said, status = sentence(problem), 409
        else:
            name = holding.account.display_name
            messages.success(request, gettext("%(name)s的任职今天结束，登录名已停用。") % {"name": name})
            return redirect("backoffice:staff")
    title = title_of(holding.post.kind, holding.post.title)
    context = {"holding": holding, "title": title, "said": said}
    return show(request, "backoffice/staff/release.html", context, room="staff", status=status)
