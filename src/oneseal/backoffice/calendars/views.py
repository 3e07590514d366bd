"""The working calendar: what is loaded, what is missing, local papers, and the changes people made."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from oneseal.backoffice.calendars.changes import hours_in_words
from oneseal.backoffice.calendars.forms import NoticeForm
from oneseal.backoffice.calendars.years import year_shown
from oneseal.backoffice.pages import refused, sent_in, show
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.timekeeping import now, today
from oneseal.kernel.errors import RuleError
from oneseal.workflow.selectors import calendar_notices, changes_confirmed, closures_in_force, office_hours_loaded
from oneseal.workflow.services import notice_draft

RECENT = 2


@require_http_methods(["GET", "HEAD", "POST"])
@requires("installation.view")
def calendar(request: SignedInRequest) -> HttpResponse:
    """Show every year and local paper; keep an uploaded notice as a draft and show what it would change."""
    is_sent, status = request.method == "POST", 200
    form = NoticeForm(sent_in(request), request.FILES if is_sent else None)
    if is_sent and form.is_valid():
        try:
            change_id = notice_draft(content=form.cleaned_data["notice"], actor=request.actor, now=now())
        except RuleError as problem:
            if problem.code != "workflow.change_same":
                status = refused(form, problem)
            else:
                year = form.cleaned_data["notice"]["year"]
                messages.success(request, gettext("%(year)s年的放假通知没有变化。") % {"year": year})
                return redirect("backoffice:calendar")
        else:
            return redirect("backoffice:calendar_change", change_id)
    elif is_sent:
        status = 422
    notices = calendar_notices()
    years = [year_shown(notice, loaded_at) for notice, loaded_at in notices]
    known = {notice.year for notice, _at in notices}
    this_year = today().year
    context = {
        "form": form, "recent": years[:RECENT], "earlier": years[RECENT:], "this_year": this_year,
        "missing": [year for year in (this_year, this_year + 1) if year not in known],
        "closures": closures_in_force(request.actor), "confirmed": changes_confirmed(request.actor),
        "hours": [(hours, hours_in_words(hours)) for hours in office_hours_loaded()],
    }  # fmt: skip
    return show(request, "backoffice/calendars/calendar.html", context, room="calendar", status=status)
