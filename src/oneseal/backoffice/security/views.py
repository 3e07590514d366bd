"""Which kinds of post must use a second factor, and a link with which somebody sets his password anew."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from oneseal.backoffice.forms import OfficeForm
from oneseal.backoffice.pages import sent_in, show
from oneseal.backoffice.sheets import Sheet, filled_in
from oneseal.backoffice.staff.wording import TITLES
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.timekeeping import now
from oneseal.identity.errors import HoldingNotFound
from oneseal.identity.selectors import second_factor_kinds, staff_of_agency
from oneseal.identity.services import password_link_make, second_factor_demand


class SecurityForm(OfficeForm):
    """Kinds of post that must use a second factor."""

    post_kinds = forms.MultipleChoiceField(
        label=gettext_lazy("必须两步验证的岗位"),
        choices=TITLES.items(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("没有勾选的岗位可以自愿开启。"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires("identity.found")
def security(request: SignedInRequest) -> HttpResponse:
    """Say which kinds of post must use a second factor."""
    form = SecurityForm(sent_in(request), initial={"post_kinds": sorted(second_factor_kinds())})

    def act() -> str:
        kinds = frozenset(form.cleaned_data["post_kinds"])
        second_factor_demand(post_kinds=kinds, actor=request.actor, now=now())
        return _("已保存。相关岗位的人员下次打开页面时，要先开启两步验证。")

    purpose = _("对全市各机关的岗位有效。要求两步验证的岗位，没有开启的人员只能打开设置页面。")
    sheet = Sheet(_("登录安全"), purpose, _("保存"), "security", reverse("backoffice:security"))
    return filled_in(request, form, sheet=sheet, act=act)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("identity.manage")
def password_link(request: SignedInRequest, holding_id: UUID) -> HttpResponse:
    """Ask, then show once a link with which a member of staff sets his password anew."""
    holding = staff_of_agency(request.actor).filter(pk=holding_id).first()
    if holding is None:
        raise HoldingNotFound("no such holding in the agency")
    link = ""
    if request.method == "POST":
        token = password_link_make(account_id=holding.account_id, actor=request.actor, now=now())
        link = request.build_absolute_uri(reverse("portal:new_password", args=[holding.account_id, token]))
    context = {"name": holding.account.display_name, "link": link}
    answer = show(request, "backoffice/security/password.html", context, room="staff")
    answer["Cache-Control"] = "private, no-store"
    return answer
