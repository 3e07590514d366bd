"""Differences of a day at the workbench: one person looks into one, another confirms that it is settled."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.foundation.timekeeping import now
from oneseal.kernel.errors import RuleError
from oneseal.payments.selectors import finding_for_actor, order_facts
from oneseal.payments.services import finding_handle, finding_settle
from oneseal.workbench.cases.reading import note_readings_of_payments
from oneseal.workbench.desk import show
from oneseal.workbench.payments.forms import FindingForm
from oneseal.workbench.payments.shown import finding_entries


@requires("payments.collect")
@require_http_methods(["GET", "POST"])
def handle(request: SignedInRequest, finding_id: UUID) -> HttpResponseBase:
    """Say what came of a difference."""

    def act(note: str) -> None:
        finding_handle(finding_id=finding_id, note=note, actor=request.actor, now=now())

    said = _("已写明处理情况，等待另一位有权限的人员确认了结。")
    return _answered(request, finding_id, act, said=said, is_settling=False)


@requires("payments.refund")
@require_http_methods(["GET", "POST"])
def settle(request: SignedInRequest, finding_id: UUID) -> HttpResponseBase:
    """Confirm a difference as settled."""

    def act(note: str) -> None:
        finding_settle(finding_id=finding_id, note=note, actor=request.actor, now=now())

    return _answered(request, finding_id, act, said=_("这条对账差异已了结。"), is_settling=True)


def _answered(
    request: SignedInRequest, finding_id: UUID, act: Callable[[str], None], *, said: str, is_settling: bool
) -> HttpResponseBase:
    found = finding_for_actor(finding_id, actor=request.actor)
    day_url = f"{reverse('workbench:payments')}?day={found.day.isoformat()}"
    form = FindingForm(request.POST or None)
    if request.method == "GET" and found.order is not None:
        note_readings_of_payments([order_facts(found.order)], actor=request.actor)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            act(form.cleaned_data["note"])
        except RuleError as problem:
            form.add_error(None, sentence(problem))
            status = status_of(problem)
        else:
            messages.success(request, said)
            return redirect(day_url)
    context = {"form": form, "entries": finding_entries(found), "is_settling": is_settling, "day_url": day_url}
    return show(request, "workbench/payments/finding.html", context, current="payments", status=status)
