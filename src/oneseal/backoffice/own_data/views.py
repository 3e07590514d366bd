"""What people ask about their own data, answered with reasons (PIPL 44-50)."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from oneseal.backoffice.forms import OfficeForm
from oneseal.backoffice.pages import sent_in, show
from oneseal.backoffice.sheets import Sheet, filled_in
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.timekeeping import now
from oneseal.identity.errors import DataRequestNotFound
from oneseal.identity.selectors import data_requests_to
from oneseal.identity.services import data_request_answer

KINDS = {
    "correct": gettext_lazy("更正或者补充"), "delete": gettext_lazy("删除"),
    "explain": gettext_lazy("解释说明处理规则"),
}  # fmt: skip
DECISIONS = {
    "granted": gettext_lazy("照办"), "partly": gettext_lazy("部分照办"), "refused": gettext_lazy("不能照办"),
}  # fmt: skip


class AnswerForm(OfficeForm):
    """A decision and its reasons."""

    decision = forms.ChoiceField(label=gettext_lazy("答复"), choices=DECISIONS.items(), widget=forms.RadioSelect)
    answer = forms.CharField(
        label=gettext_lazy("理由"), max_length=1000, widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("申请人会看到这段话。不能照办的，写明依据，例如依法应当留存的办件档案。"),
    )  # fmt: skip


@require_safe
@requires("identity.manage")
def requests(request: SignedInRequest) -> HttpResponse:
    """List the requests to the agency, those that wait first."""
    rows = [
        {"request": row, "kind": KINDS.get(row.kind, row.kind), "decision": DECISIONS.get(row.decision, "")}
        for row in data_requests_to(request.actor)
    ]
    return show(request, "backoffice/own_data/requests.html", {"rows": rows}, room="data_requests")


@require_http_methods(["GET", "HEAD", "POST"])
@requires("identity.manage")
def answer(request: SignedInRequest, request_id: UUID) -> HttpResponse:
    """Answer one request, once."""
    row = next((one for one in data_requests_to(request.actor) if one.id == request_id and not one.decision), None)
    if row is None:
        raise DataRequestNotFound("no such request waits")
    form = AnswerForm(sent_in(request))

    def act() -> str:
        told = form.cleaned_data
        data_request_answer(
            request_id=request_id, decision=told["decision"], answer=told["answer"], actor=request.actor, now=now()
        )
        return _("已答复%(name)s。") % {"name": row.person.name}

    told = {"name": row.person.name, "kind": KINDS.get(row.kind, row.kind), "about": row.about, "reason": row.reason}
    purpose = _("%(name)s请求%(kind)s：%(about)s。理由：%(reason)s") % told
    sheet = Sheet(_("答复请求"), purpose, _("答复"), "data_requests", reverse("backoffice:data_requests"))
    return filled_in(request, form, sheet=sheet, act=act)
