"""By which citizen number a member of staff is kept from his own cases."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from oneseal.backoffice.forms import OfficeForm
from oneseal.backoffice.pages import sent_in
from oneseal.backoffice.sheets import Sheet, filled_in
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.sentences import sentence
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.errors import HoldingNotFound
from oneseal.identity.selectors import staff_numbers_masked, staff_of_agency
from oneseal.identity.services import staff_number_state
from oneseal.kernel.numbering import NumberRefused, parse_citizen_number


class NumberForm(OfficeForm):
    """The citizen number of somebody; what is known is not filled in."""

    number = forms.CharField(
        label=gettext_lazy("身份证号码"), required=False, max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        help_text=gettext_lazy("加密保存，只用来比对回避，不再完整显示。留空保存即删除。"),
    )  # fmt: skip

    def clean_number(self) -> str:
        """Return the number, or say what of it is wrong."""
        told: str = self.cleaned_data["number"].strip()
        try:
            return parse_citizen_number(told, today=today()).number if told else ""
        except NumberRefused as problem:
            raise forms.ValidationError(sentence(problem)) from problem


@sensitive_post_parameters("number")
@require_http_methods(["GET", "HEAD", "POST"])
@requires("identity.manage")
def number(request: SignedInRequest, holding_id: UUID) -> HttpResponse:
    """State by which citizen number somebody is kept from his own cases."""
    holding = staff_of_agency(request.actor).filter(pk=holding_id).first()
    if holding is None:
        raise HoldingNotFound("no such holding in the agency")
    name, form = holding.account.display_name, NumberForm(sent_in(request))

    def act() -> str:
        told = form.cleaned_data["number"]
        staff_number_state(holding_id=holding_id, number=told, actor=request.actor, now=now())
        said = _("已登记%(name)s的身份证号码，以后不能经办自己的办件。") if told else _("已删除%(name)s的身份证号码。")
        return said % {"name": name}

    known = staff_numbers_masked(request.actor, [holding.account_id]).get(holding.account_id, "")
    told = (
        _("已登记%(name)s的号码%(number)s。他是申请人、代办人或者申请表写有这个号码的办件，他不能经办。")
        if known
        else _("还没有登记%(name)s的身份证号码，系统看不出哪些办件是他自己的。登记以后，他不能经办自己是当事人的办件。")
    )
    sheet = Sheet(
        _("回避比对"), told % {"name": name, "number": known}, _("保存"), "staff", reverse("backoffice:staff")
    )
    return filled_in(request, form, sheet=sheet, act=act)
