"""What is stored about me, who looked at it and why, and what I ask about it (PIPL 44-50)."""

from __future__ import annotations

from uuid import UUID

from allauth.mfa.utils import is_mfa_enabled
from django import forms
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from oneseal.foundation import timekeeping
from oneseal.foundation.http.access import SignedInRequest, signed_in
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.foundation.readlog.selectors import readings_of
from oneseal.identity.selectors import (
    agencies_all,
    data_requests_of,
    mandates_of,
    masked_number,
    parties_for,
    person_of,
)
from oneseal.identity.services import data_request_make
from oneseal.identity.services.own_data import RequestTold
from oneseal.kernel.access import ActorKind
from oneseal.kernel.errors import RuleError
from oneseal.licences.selectors import licences_for_actor
from oneseal.portal.own_data.mailing import mail_words
from oneseal.portal.own_data.registries import checked
from oneseal.portal.own_data.stored import agency_names, cases_all, export_of, reading_shown
from oneseal.portal.pages import page

READ = {
    "case": gettext_lazy("办件"), "file": gettext_lazy("材料"), "paper": gettext_lazy("文书"),
    "person": gettext_lazy("身份信息"), "licence": gettext_lazy("证照"),
    "payment": gettext_lazy("缴费记录"),
    "rating": gettext_lazy("评价人"),
    "matter": gettext_lazy("来件"),
}  # fmt: skip
KINDS = {
    "correct": gettext_lazy("更正或者补充"),
    "delete": gettext_lazy("删除"),
    "explain": gettext_lazy("解释说明处理规则"),
}
DECISIONS = {
    "": (gettext_lazy("等待答复"), "warning"),
    "granted": (gettext_lazy("已照办"), "success"),
    "partly": (gettext_lazy("部分照办"), "info"),
    "refused": (gettext_lazy("不能照办"), ""),
}


class RequestForm(forms.Form):
    """What the reader asks about his data."""

    use_required_attribute = False
    kind = forms.ChoiceField(label=gettext_lazy("您请求"), choices=KINDS.items(), widget=forms.RadioSelect)
    agency = forms.ChoiceField(label=gettext_lazy("向哪个机关提出"))
    about = forms.CharField(
        label=gettext_lazy("哪些信息"), max_length=1000, widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("例如“办件中的联系地址”，更正的请写明正确的内容。"),
    )  # fmt: skip
    reason = forms.CharField(label=gettext_lazy("理由"), max_length=1000, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Offer the agencies of the city."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own arguments
        self.fields["agency"].choices = [(str(row.id), row.name) for row in agencies_all()]  # type: ignore[attr-defined]  # a choice


def _after(request: SignedInRequest) -> str:
    told = request.GET.get("after", "")
    try:
        return str(UUID(told)) if told else ""
    except ValueError:
        return ""


@signed_in
@require_GET
def own_data(request: SignedInRequest) -> HttpResponse:
    """Show what is stored about the reader, and who looked at it."""
    actor, agencies = request.actor, agency_names()
    person, readings = person_of(actor), readings_of(actor, after=_after(request))
    cases = cases_all(actor, now=timekeeping.now()) if actor.kind is ActorKind.APPLICANT else []
    stored = [
        {"label": _("登录名"), "value": request.user.get_username()},
        {"label": _("姓名"), "value": actor.name},
        {"label": _("公民身份号码"), "value": masked_number(person.number) if person else None},
        {"label": _("身份核对"), "value": checked([person])[0]["checked"] if person else None},
        {"label": _("手机号"), "value": f"{person.mobile[:3]}****{person.mobile[-4:]}" if person else None},
        {"label": _("电子邮箱"), "value": mail_words(actor)},
        {"label": _("两步验证"), "value": _("已开启") if is_mfa_enabled(request.user) else _("没有开启")},
        {"label": _("可以代表的单位和个人"), "value": "、".join(p.name for p in parties_for(actor)[1:]) or _("没有")},
        {"label": _("书面委托"), "value": _("%(number)s 份") % {"number": len(mandates_of(actor))}},
        {"label": _("办件和草稿"), "value": _("%(number)s 件") % {"number": len(cases)}},
        {"label": _("证照"), "value": _("%(number)s 张") % {"number": len(list(licences_for_actor(actor)))}},
    ]
    context = {
        "stored": stored,
        "readings": [{**reading_shown(row, agencies), "what": READ.get(row.kind, row.kind)} for row in readings.rows],
        "next_url": f"?after={readings.after}#readings" if readings.after else "",
        "previous_url": reverse("portal:own_data") if _after(request) else "",
        "requests": [
            {"request": row, "kind": KINDS.get(row.kind, row.kind), "state": DECISIONS[row.decision]}
            for row in data_requests_of(actor)
        ],
    }
    return page(request, "portal/own_data/own_data.html", context)


@signed_in
@require_GET
def export(request: SignedInRequest) -> HttpResponse:
    """Give everything that is stored about the reader as one file."""
    told = export_of(
        request.actor, username=request.user.get_username(), has_second_factor=is_mfa_enabled(request.user),
        now=timekeeping.now(),
    )  # fmt: skip
    answer = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = 'attachment; filename="my-data.json"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@signed_in
@require_http_methods(["GET", "POST"])
def ask(request: SignedInRequest) -> HttpResponse:
    """Put a request about one's own data into the queue of an agency."""
    form = RequestForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        asked = RequestTold(UUID(told["agency"]), told["kind"], told["about"], told["reason"])
        try:
            data_request_make(told=asked, actor=request.actor, now=timekeeping.now())
        except RuleError as problem:
            form.add_error(None, sentence(problem))
            status = status_of(problem)
        else:
            messages.success(request, _("请求已提交。答复和理由会显示在这个页面上。"))
            return redirect("portal:own_data")
    return page(request, "portal/own_data/ask.html", {"form": form}, status=status)
