"""Complaints to the agency, and their answers; supervisors alone read them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oneseal.evaluation.selectors import answerers_of, complaint_for_actor, complaints_for_actor
from oneseal.evaluation.services import complaint_answer
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.foundation.timekeeping import now, today
from oneseal.kernel.errors import RuleError
from oneseal.workbench.desk import show


class AnswerForm(forms.Form):
    """What the complainant is told."""

    use_required_attribute = False
    text = forms.CharField(
        label=gettext_lazy("答复"),
        help_text=gettext_lazy("写明查实的情况、处理结果和改进。投诉人会看到全文。"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": gettext_lazy("请写明答复内容。投诉人会看到全文。")},
    )


@requires("complaints.answer")
def complaints(request: SignedInRequest) -> HttpResponse:
    """Show the complaints to the agency; those that wait come first, by their due day."""
    rows = complaints_for_actor(request.actor)
    context = {
        "waiting": [row for row in rows if row.answered_at is None],
        "answered": [row for row in rows if row.answered_at is not None],
        "day": today(),
    }
    return show(request, "workbench/complaints/complaints.html", context, current="complaints")


@requires("complaints.answer")
def complaint(request: SignedInRequest, complaint_id: UUID) -> HttpResponseBase:
    """Read one complaint and answer it."""
    found = complaint_for_actor(complaint_id, actor=request.actor)
    form = AnswerForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            complaint_answer(complaint_id=found.id, text=form.cleaned_data["text"], actor=request.actor, now=now())
        except RuleError as problem:
            form.add_error(None, sentence(problem))
            status = status_of(problem)
        else:
            messages.success(request, _("答复已送达投诉人。"))
            return redirect("workbench:complaints")
    context: dict[str, Any] = {"complaint": found, "form": form}
    if found.answered_at is None:
        context["answerers"] = answerers_of(found, actor=request.actor)
    return show(request, "workbench/complaints/complaint.html", context, current="complaints", status=status)
