"""The applicant takes his application back: says why, reads what it means, confirms."""

from __future__ import annotations

from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from oneseal.cases.selectors import Action, actions_open
from oneseal.cases.services import case_withdraw
from oneseal.foundation import timekeeping
from oneseal.foundation.http.access import SignedInRequest, signed_in
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.kernel.errors import RuleError
from oneseal.portal.ahead import changes_ahead
from oneseal.portal.own import own_case
from oneseal.portal.pages import page
from oneseal.portal.presses import press_told


class WithdrawForm(forms.Form):
    """Why, and that it is meant."""

    use_required_attribute = False
    press = forms.UUIDField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("撤回的理由"),
        help_text=gettext_lazy("会写进撤回申请书。"),
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": gettext_lazy("请写明撤回的理由。")},
    )
    is_meant = forms.BooleanField(
        label=gettext_lazy("我知道：撤回后本件不再办理，需要时重新申请。"),
        error_messages={"required": gettext_lazy("请确认您知道撤回的后果。")},
    )


@signed_in
@require_http_methods(["GET", "POST"])
def withdraw(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Withdraw an application before its decision."""
    facts = own_case(case_id, actor=request.actor)
    if facts.state.value == "withdrawn" and request.method == "GET":
        return redirect("portal:my_case", case_id)
    form = WithdrawForm(request.POST or None, initial={"press": uuid4()})
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        press = press_told(request, form.cleaned_data["press"])
        try:
            case_withdraw(case_id=case_id, reason=form.cleaned_data["reason"], press=press)
        except RuleError as problem:
            form.add_error(None, sentence(problem))
            status = status_of(problem)
        else:
            messages.success(request, _("申请已撤回。撤回申请书和同意撤回通知书在本页的文书中。"))
            return redirect("portal:my_case", case_id)
    is_open = Action.WITHDRAW in actions_open(facts, actor=request.actor, today=timekeeping.today())
    context = {"facts": facts, "form": form, "is_open": is_open, "ahead": changes_ahead(Action.WITHDRAW)}
    return page(request, "portal/mine/withdraw.html", context, status=status)
