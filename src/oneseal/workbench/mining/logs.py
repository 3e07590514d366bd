"""Bring logs of other systems in: hand in, say what the columns hold, look; and delete them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.foundation.timekeeping import now
from oneseal.kernel.errors import RuleError
from oneseal.kernel.mining import HEADS, corrected
from oneseal.performance.policies import can_change_log
from oneseal.performance.selectors.log_words import REASONS
from oneseal.performance.selectors.logs import LogFacts, log_facts, log_raw, logs_brought
from oneseal.performance.services.importing_logs import Brought, log_bring, log_read, log_remove, table_rows
from oneseal.workbench.desk import show
from oneseal.workbench.mining.forms import ColumnsForm, LogForm

SAMPLE = 6
FAULTS_SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
@requires("audit.read")
def logs(request: SignedInRequest) -> HttpResponse:
    """List the logs that were brought in, and take one more."""
    sent = request.method == "POST"
    form, status = LogForm(request.POST if sent else None, request.FILES if sent else None), 200
    if sent and form.is_valid():
        file = form.cleaned_data["file"]
        name = form.cleaned_data["name"] or str(file.name)[:200]
        told = Brought(name, file.read(), request.actor.own_agency)
        try:
            return redirect("workbench:mining_log", log_bring(told=told, actor=request.actor, now=now()))
        except RuleError as problem:
            form.add_error("file", sentence(problem))
            status = status_of(problem)
    elif sent:
        status = 422
    context = {"form": form, "logs": logs_brought(request.actor)}
    return show(request, "workbench/mining/logs.html", context, current="mining", status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("audit.read")
def log(request: SignedInRequest, log_id: UUID) -> HttpResponse:
    """Show one log: its faults by line, or what its columns hold, to be corrected and told."""
    facts = log_facts(request.actor, log_id)
    if facts.is_read or not can_change_log(request.actor, facts.agency_id):
        return show(request, "workbench/mining/log.html", _of_read(request, facts), current="mining")
    rows = table_rows(log_raw(request.actor, log_id))
    heads = next(rows, (0, []))[1]
    sample = [cells for _row, (_number, cells) in zip(range(SAMPLE), rows, strict=False)]
    guess = {name: getattr(facts.mapped, name) for name in HEADS}
    form, status = ColumnsForm(request.POST or None, heads=heads, initial=guess), 200
    if form.is_bound and form.is_valid():
        try:
            mapped = corrected(facts.mapped, form.cleaned_data)
            log_read(log_id=log_id, mapped=mapped, actor=request.actor, now=now())
        except RuleError as problem:
            form.add_error(None, sentence(problem))
            status = status_of(problem)
        else:
            return redirect("workbench:mining_log", log_id)
    context = {"facts": facts, "form": form, "heads": heads, "sample": sample}
    return show(request, "workbench/mining/columns.html", context, current="mining", status=status)


def _of_read(request: SignedInRequest, facts: LogFacts) -> dict[str, Any]:
    shown = facts.faults[:FAULTS_SHOWN]
    faults = [{"line": fault["line"], "why": REASONS[fault["reason"]], "text": fault["text"]} for fault in shown]
    return {
        "facts": facts, "faults": faults, "more": facts.fault_total - len(faults),
        "counts": [(REASONS[reason], count) for reason, count in facts.fault_counts.items()],
        "look_url": f"{reverse('workbench:mining')}?log={facts.id}",
        "may_remove": can_change_log(request.actor, facts.agency_id),
    }  # fmt: skip


@require_POST
@requires("audit.read")
def remove(request: SignedInRequest, log_id: UUID) -> HttpResponse:
    """Delete a log of the agency."""
    log_remove(log_id=log_id, actor=request.actor, now=now())
    messages.success(request, _("日志已删除。何时由谁导入和删除仍有记录。"))
    return redirect("workbench:mining_logs")
