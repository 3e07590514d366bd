"""A scan of the minutes of a hearing as they were signed, attached to the record."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from oneseal.cases.selectors import Action, CaseFacts, actions_open, case_for_actor, minutes_scans_of
from oneseal.cases.services import Press, minutes_attach
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.presses import told_digest
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.foundation.timekeeping import now, today
from oneseal.kernel.errors import RuleError
from oneseal.workbench.cases import casefile
from oneseal.workbench.cases.effects import effects_ahead
from oneseal.workbench.cases.reading import Read, note_reading
from oneseal.workbench.desk import show
from oneseal.workbench.receiving.filling import ACCEPT


@requires("cases.review")
@require_http_methods(["GET", "POST"])
def attach(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Attach a scan of the signed minutes; the file is told by its content, whatever its name says."""
    facts = case_for_actor(case_id, actor=request.actor)
    if Action.ATTACH_MINUTES not in actions_open(facts, actor=request.actor, today=today()):
        return redirect("workbench:case_procedures", case_id)
    file = request.FILES.get("file")
    if request.method != "POST":
        note_reading(Read.CASE, facts.id, facts, actor=request.actor)
        return _page(request, facts)
    try:
        press = Press(request.actor, now(), UUID(request.POST.get("press", "")), told=told_digest(request.POST))
    except ValueError:
        return _page(request, facts, error=_("页面已过期，请再提交一次。"), status=422)
    if file is None:
        return _page(request, facts, error=_("请选择听证笔录签字件的扫描件。"), status=422)
    try:
        minutes_attach(case_id=case_id, file_name=file.name or "", chunks=file.chunks(), press=press)
    except RuleError as problem:
        return _page(request, facts, error=sentence(problem), status=status_of(problem))
    messages.success(request, _("听证笔录签字件已附在案卷中，申请人可以查看。"))
    return redirect("workbench:case_procedures", case_id)


def _page(request: SignedInRequest, facts: CaseFacts, *, error: str = "", status: int = 200) -> HttpResponse:
    context = {
        **casefile.head_of(facts),
        "scans": minutes_scans_of(facts),
        "ahead": effects_ahead(facts, Action.ATTACH_MINUTES),
        "press": request.POST.get("press") or uuid4(),
        "error": error,
        "accept": ACCEPT,
    }
    return show(request, "workbench/procedures/minutes.html", context, current="procedures", status=status)
