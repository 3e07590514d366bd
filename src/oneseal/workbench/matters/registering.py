"""Enter a matter for somebody at a window, on the telephone or from a letter, and give him number and code."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from oneseal.evaluation.selectors import KIND_WORDS, matter_followed
from oneseal.evaluation.services import matter_register
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.foundation.timekeeping import now, today
from oneseal.kernel.errors import RuleError
from oneseal.papers.selectors import papers_of
from oneseal.workbench.desk import show
from oneseal.workbench.matters.forms import RegisterForm

RECEIPT: Final = "workbench_matter"
MINUTES: Final = 10


@requires("matters.register")
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: SignedInRequest) -> HttpResponseBase:
    """Enter one matter."""
    form = RegisterForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            filed = matter_register(told=form.told(), channel=form.channel_told(), actor=request.actor, now=now())
        except RuleError as problem:
            form.add_error(None, sentence(problem))
            status = status_of(problem)
        else:
            until = now() + timedelta(minutes=MINUTES)
            kept = {"number": filed.number, "code": filed.code, "until": until.isoformat()}
            request.session[RECEIPT] = kept
            return redirect("workbench:matter_receipt")
    return show(request, "workbench/matters/register.html", {"form": form}, current="matter_new", status=status)


@requires("matters.register")
@never_cache
def receipt(request: SignedInRequest) -> HttpResponseBase:
    """Show number and code of what was just entered, for a short while, to be told or handed over."""
    kept = request.session.get(RECEIPT)
    found, code = None, ""
    if kept and datetime.fromisoformat(kept["until"]) >= now():
        code = kept["code"]
        found = matter_followed(kept["number"], code, today=today())
    if found is None:
        return redirect("workbench:matter_new")
    entries = {"matter": found, "kind": KIND_WORDS[found.kind], "code": code}
    context = {**entries, "papers": papers_of(found.id, for_public=True)}
    answer: HttpResponse = show(request, "workbench/matters/receipt.html", context, current="matter_new")
    return answer
