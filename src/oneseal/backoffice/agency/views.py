"""What the public and the papers are told of the agency."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from oneseal.backoffice.founding.forms import ShownFacts
from oneseal.backoffice.pages import refused, sent_in, show
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.timekeeping import beijing_date, now
from oneseal.identity.selectors import agency_by_id, division_by_code, followers_of, is_division_over
from oneseal.identity.services import agency_describe
from oneseal.identity.services.setup import AgencyFacts
from oneseal.kernel.errors import RuleError


@require_http_methods(["GET", "HEAD", "POST"])
@requires("identity.manage")
def agency(request: SignedInRequest) -> HttpResponse:
    """Show the agency and change what may change: name and credit code stay."""
    row = agency_by_id(request.actor.own_agency)
    form = ShownFacts(sent_in(request), initial={name: getattr(row, name) for name in ShownFacts.base_fields})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            fixed = {"name": row.name, "uscc": row.uscc, "division_code": row.division_code}
            try:
                agency_describe(facts=AgencyFacts(**fixed, **form.cleaned_data), actor=request.actor, now=now())
            except RuleError as problem:
                status = refused(form, problem)
            else:
                messages.success(request, gettext("机关信息已保存。已发出的文书不变，今后的文书用新的内容。"))
                return redirect("backoffice:agency")
    division = division_by_code(row.division_code)
    is_over = division is not None and is_division_over(division, on=beijing_date(now()))
    followers = followers_of([division]).get(division.code, []) if division is not None and is_over else []
    context = {"form": form, "agency": row, "division": division, "is_over": is_over, "followers": followers}
    return show(request, "backoffice/agency/agency.html", context, room="agency", status=status)
