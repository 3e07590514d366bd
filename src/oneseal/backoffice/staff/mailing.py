"""At which address a member of staff is told of what is due."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from oneseal.backoffice.forms import OfficeForm
from oneseal.backoffice.pages import sent_in
from oneseal.backoffice.sheets import Sheet, filled_in
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.timekeeping import now
from oneseal.identity.errors import HoldingNotFound
from oneseal.identity.selectors import staff_of_agency, work_mails_masked
from oneseal.identity.services import work_mail_state


class WorkMailForm(OfficeForm):
    """The address of somebody's work."""

    address = forms.CharField(
        label=gettext_lazy("工作邮箱"), required=False, max_length=254,
        help_text=gettext_lazy("到期提醒发到这里；留空则不发。请填单位的邮箱，不要填个人邮箱。"),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@requires("identity.manage")
def mail(request: SignedInRequest, holding_id: UUID) -> HttpResponse:
    """State at which address somebody is told of what is due."""
    holding = staff_of_agency(request.actor).filter(pk=holding_id).first()
    if holding is None:
        raise HoldingNotFound("no such holding in the agency")
    name, form = holding.account.display_name, WorkMailForm(sent_in(request))

    def act() -> str:
        address = form.cleaned_data["address"]
        work_mail_state(holding_id=holding_id, address=address, actor=request.actor, now=now())
        return (
            _("已登记%(name)s的工作邮箱。") % {"name": name}
            if address
            else _("不再向%(name)s发送提醒。") % {"name": name}
        )

    known = work_mails_masked([holding.account_id]).get(holding.account_id, "")
    told = (
        _("%(name)s现在的工作邮箱是%(mail)s。") if known else _("%(name)s还没有登记工作邮箱，到期提醒只显示在“待办”。")
    )
    purpose = told % {"name": name, "mail": known}
    sheet = Sheet(_("工作邮箱"), purpose, _("保存"), "staff", reverse("backoffice:staff"))
    return filled_in(request, form, sheet=sheet, act=act)
