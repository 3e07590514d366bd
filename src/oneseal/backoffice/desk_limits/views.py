"""How long the desk may take with each kind of matter: what holds, what the law says, choosing, the past."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from oneseal.backoffice.forms import OfficeForm
from oneseal.backoffice.pages import refused, sent_in, show
from oneseal.evaluation.selectors import KIND_WORDS, LAW, Limits, MatterKind, limit_choices, limits_all
from oneseal.evaluation.services import limits_choose
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.timekeeping import now
from oneseal.kernel.errors import RuleError

_NUMBER = {"inputmode": "numeric"}


def _days(label: Any, *, least: int = 1) -> forms.IntegerField:  # noqa: ANN401 - lazy words
    return forms.IntegerField(label=label, min_value=least, max_value=250, widget=forms.TextInput(_NUMBER))


class LimitsForm(OfficeForm):
    """The limits of one kind, and why."""

    kind = forms.ChoiceField(
        label=gettext_lazy("类别"), choices=[(kind.value, word) for kind, word in KIND_WORDS.items()],
        widget=forms.RadioSelect,
    )  # fmt: skip
    decide = _days(gettext_lazy("几个工作日内决定是否受理"))
    answer = _days(gettext_lazy("几个工作日内答复"))
    extend = _days(gettext_lazy("最多延长几个工作日（0为不延长）"), least=0)
    again = _days(gettext_lazy("重新办理几个工作日（0为不重新办理）"), least=0)
    settle = _days(gettext_lazy("答复后几个工作日没有异议就办结"))
    restarts_on_transfer = forms.BooleanField(
        label=gettext_lazy("转办后重新计算答复期限"),
        required=False,
        help_text=gettext_lazy("依申请公开从收到申请之日起计算，不能重新计算。"),
    )
    reason = forms.CharField(
        label=gettext_lazy("依据"), max_length=200, help_text=gettext_lazy("写入历史，例如批准文件。")
    )

    def told(self) -> tuple[MatterKind, Limits]:
        """Return the kind and its limits."""
        told = self.cleaned_data
        names = ("decide", "answer", "extend", "again", "settle", "restarts_on_transfer")
        return MatterKind(told["kind"]), Limits(**{name: told[name] for name in names})


@require_http_methods(["GET", "HEAD", "POST"])
@requires("identity.found")
def matter_limits(request: SignedInRequest) -> HttpResponse:
    """Show what holds for each kind, and choose; what was received before keeps what it had."""
    form, status = LimitsForm(sent_in(request)), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            kind, told = form.told()
            try:
                limits_choose(kind=kind, told=told, reason=form.cleaned_data["reason"], actor=request.actor, now=now())
                messages.success(request, _("期限已启用，以后收到的来件按它计算。"))
                return redirect("backoffice:matter_limits")
            except RuleError as problem:
                status = refused(form, problem, fields={"evaluation.matter_limits_unfit": "answer"})
    rows = [{"kind": KIND_WORDS[kind], "limits": limits, "law": LAW.get(kind)} for kind, limits in limits_all().items()]
    history = [
        {"row": row, "kind": KIND_WORDS[kind]} for kind in MatterKind for row in limit_choices(request.actor, kind)
    ]
    context = {"form": form, "rows": rows, "history": history}
    return show(request, "backoffice/desk_limits/limits.html", context, room="matter_limits", status=status)
