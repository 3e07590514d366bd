"""The working calendar: what is loaded, what is missing, and loading a notice by hand."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from oneseal.backoffice.calendars.forms import NoticeForm
from oneseal.backoffice.calendars.years import changes, year_shown
from oneseal.backoffice.pages import refused, sent_in, show
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.timekeeping import now, today
from oneseal.kernel.clock import notice_from_mapping
from oneseal.kernel.errors import RuleError
from oneseal.workflow.selectors import calendar_notices
from oneseal.workflow.services import calendar_notice_load

RECENT = 2


@require_http_methods(["GET", "HEAD", "POST"])
@requires("installation.view", "identity.manage")
def calendar(request: SignedInRequest) -> HttpResponse:
    """Show every year, preview an uploaded notice, and load it once it was confirmed."""
    is_sent, status = request.method == "POST", 200
    form = NoticeForm(sent_in(request), request.FILES if is_sent else None)
    if is_sent and form.is_valid() and "confirm" in request.POST:
        try:
            return _load(request, form)
        except RuleError as problem:
            status = refused(form, problem)
    notices = calendar_notices()
    years = [year_shown(notice, loaded_at) for notice, loaded_at in notices]
    known = {notice.year: notice for notice, _at in notices}
    this_year = today().year
    context = {
        "form": form, "recent": years[:RECENT], "earlier": years[RECENT:], "this_year": this_year,
        "preview": None, "changes": [],
        "missing": [year for year in (this_year, this_year + 1) if year not in known],
    }  # fmt: skip
    if is_sent and form.is_valid():
        told = notice_from_mapping(form.cleaned_data["notice"])
        context |= {"preview": year_shown(told, None), "changes": changes(known.get(told.year), told)}
        context["content"] = form.cleaned_data["content"]
    elif is_sent and status == 200:
        status = 422
    return show(request, "backoffice/calendars/calendar.html", context, room="calendar", status=status)


def _load(request: SignedInRequest, form: NoticeForm) -> HttpResponse:
    notice = form.cleaned_data["notice"]
    changed = calendar_notice_load(content=notice, actor=request.actor, now=now())
    said = gettext("%(year)s年的放假通知已载入。") if changed else gettext("%(year)s年的放假通知没有变化。")
    messages.success(request, said % {"year": notice["year"]})
    return redirect("backoffice:calendar")
