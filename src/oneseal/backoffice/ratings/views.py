"""Set limits, thresholds and tags of ratings for the city; bind a screen to a window."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from oneseal.backoffice.pages import refused, sent_in, show
from oneseal.backoffice.ratings.forms import RatingRulesForm
from oneseal.evaluation.selectors.inviting import pads_of
from oneseal.evaluation.selectors.parameters import rating_choices, rating_rules
from oneseal.evaluation.services import pad_bind, pad_unbind, rating_rules_choose
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.identifiers import uuid_told
from oneseal.foundation.timekeeping import now
from oneseal.kernel.errors import RuleError


@require_http_methods(["GET", "HEAD", "POST"])
@requires("identity.found")
def rating_rules_page(request: SignedInRequest) -> HttpResponse:
    """Show what holds for ratings, and let other numbers and tags hold from now on."""
    form, status = RatingRulesForm(sent_in(request), rules=rating_rules()), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                rating_rules_choose(
                    rules=form.told(), reason=form.cleaned_data["reason"], actor=request.actor, now=now()
                )
            except RuleError as problem:
                status = refused(form, problem)
            else:
                messages.success(request, _("评价规则已启用。"))
                return redirect("backoffice:rating_rules")
    context = {"form": form, "history": rating_choices(request.actor)}
    return show(request, "backoffice/ratings/rules.html", context, room="rating_rules", status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires("identity.manage")
def pads(request: SignedInRequest) -> HttpResponse:
    """List the windows with their screens; the address of a new screen is shown this once."""
    address, window_id = "", uuid_told(request.POST.get("window", ""))
    if request.method == "POST" and window_id is not None:
        if "unbind" in request.POST:
            pad_unbind(window_id=window_id, actor=request.actor, now=now())
            messages.success(request, _("评价屏已停用。"))
            return redirect("backoffice:pads")
        key = pad_bind(window_id=window_id, actor=request.actor, now=now())
        address = request.build_absolute_uri(reverse("portal:by_code", args=["pad", key]))
    context = {"rows": pads_of(request.actor), "address": address, "window_id": window_id}
    return show(request, "backoffice/ratings/pads.html", context, room="pads")
