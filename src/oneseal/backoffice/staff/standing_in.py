"""Who is away, and who stands in for him (AB岗)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from oneseal.backoffice.forms import OfficeForm
from oneseal.backoffice.pages import sent_in
from oneseal.backoffice.sheets import Sheet, confirmed, filled_in
from oneseal.backoffice.staff.wording import title_of
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.timekeeping import now
from oneseal.identity.errors import HoldingNotFound
from oneseal.identity.selectors import absences_of_agency, staff_of_agency, substitutes_of_agency
from oneseal.identity.services import absence_cancel, absence_record, substitute_appoint, substitute_release
from oneseal.identity.services.substituting import Away


def _date(label: Any, **kwargs: Any) -> forms.DateField:  # noqa: ANN401 - a lazy text and Django's own arguments
    return forms.DateField(label=label, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **kwargs)


class AbsenceForm(OfficeForm):
    """From when to when somebody is away, and why."""

    from_on = _date(gettext_lazy("第一天"))
    to_on = _date(gettext_lazy("最后一天"))
    reason = forms.CharField(label=gettext_lazy("原因"), max_length=200, help_text=gettext_lazy("例如“年休假”“培训”。"))

    def away(self) -> Away:
        """Return the absence."""
        return Away(**self.cleaned_data)


class SubstituteForm(OfficeForm):
    """Who stands in, and until when."""

    colleague = forms.ChoiceField(label=gettext_lazy("B岗"), widget=forms.RadioSelect)
    ends_on = _date(
        gettext_lazy("到哪一天为止"), required=False, help_text=gettext_lazy("留空表示一直有效，直到您结束它。")
    )

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        """Offer the colleagues."""
        super().__init__(*args, **kwargs)
        self.fields["colleague"].choices = offered  # type: ignore[attr-defined]  # a ChoiceField


def _sheet(title: str, purpose: str, action: str) -> Sheet:
    return Sheet(title, purpose, action, "staff", reverse("backoffice:staff"))


def _holding(request: SignedInRequest, holding_id: UUID) -> Any:  # noqa: ANN401 - a row of another room
    found = staff_of_agency(request.actor).filter(pk=holding_id).first()
    if found is None:
        raise HoldingNotFound("no such holding in the agency")
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@requires("identity.manage")
def absence(request: SignedInRequest, holding_id: UUID) -> HttpResponse:
    """Record that somebody is away."""
    name = _holding(request, holding_id).account.display_name
    form = AbsenceForm(sent_in(request))

    def act() -> str:
        absence_record(holding_id=holding_id, away=form.away(), actor=request.actor, now=now())
        return _("已登记%(name)s离岗。期间由B岗代为办理。") % {"name": name}

    purpose = _("离岗期间，%(name)s的B岗可以在这个岗位上办理。") % {"name": name}
    return filled_in(request, form, sheet=_sheet(_("登记离岗"), purpose, _("登记离岗")), act=act)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("identity.manage")
def absence_end(request: SignedInRequest, absence_id: UUID) -> HttpResponse:
    """Ask, then cancel an absence."""
    row = absences_of_agency(request.actor).filter(pk=absence_id).first()
    if row is None:
        raise HoldingNotFound("no such absence in the agency")
    name = row.holding.account.display_name

    def act() -> str:
        absence_cancel(absence_id=absence_id, actor=request.actor, now=now())
        return _("%(name)s已回岗。") % {"name": name}

    told = _("%(name)s回到岗位，B岗从现在起不再代为办理。") % {"name": name}
    return confirmed(request, sheet=_sheet(_("取消离岗"), told, _("取消离岗")), act=act)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("identity.manage")
def substitute(request: SignedInRequest, holding_id: UUID) -> HttpResponse:
    """Let a colleague stand in for a holder while he is away."""
    holding = _holding(request, holding_id)
    offered = [
        (str(row.account_id), f"{row.account.display_name}（{title_of(row.post.kind, row.post.title)}）")
        for row in staff_of_agency(request.actor)
        if row.account_id != holding.account_id
    ]
    form = SubstituteForm(sent_in(request), offered=offered)

    def act() -> str:
        told = form.cleaned_data
        substitute_appoint(
            holding_id=holding_id, account_id=UUID(told["colleague"]), ends_on=told["ends_on"], actor=request.actor,
            now=now(),
        )  # fmt: skip
        return _("B岗已设定。A岗登记离岗期间，B岗登录后可以选择代为办理。")

    told = {"name": holding.account.display_name, "title": title_of(holding.post.kind, holding.post.title)}
    purpose = _("%(name)s（%(title)s）离岗时，由B岗以这个岗位的权限和限制代为办理。录入和审批仍须分开。") % told
    return filled_in(request, form, sheet=_sheet(_("设定B岗"), purpose, _("设定B岗")), act=act)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("identity.manage")
def substitute_end(request: SignedInRequest, holding_id: UUID) -> HttpResponse:
    """Ask, then end an arrangement."""
    row = substitutes_of_agency(request.actor).filter(pk=holding_id).first()
    if row is None:
        raise HoldingNotFound("no such substitution in the agency")
    names = {"b": row.account.display_name, "a": row.stands_in_for.account.display_name if row.stands_in_for else ""}

    def act() -> str:
        substitute_release(holding_id=holding_id, actor=request.actor, now=now())
        return _("%(b)s不再是%(a)s的B岗。") % names

    told = _("%(b)s从今天起不再代%(a)s办理。") % names
    return confirmed(request, sheet=_sheet(_("结束B岗"), told, _("结束B岗")), act=act)
