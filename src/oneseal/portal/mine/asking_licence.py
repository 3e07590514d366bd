"""The holder asks to cancel his licence, or to have a lost or damaged one issued again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from oneseal.foundation import timekeeping
from oneseal.foundation.http.access import SignedInRequest, signed_in
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.kernel.access import Actor
from oneseal.kernel.errors import RuleError
from oneseal.licences.policies import is_holder
from oneseal.licences.selectors import Doing, Licence, doings_of, licence_for_actor, licence_verified
from oneseal.licences.selectors.history import Life, LifeEvent
from oneseal.licences.services import licence_ask
from oneseal.licences.services.wording import CANCELLATION, HAPPENED, RECALL, REISSUE
from oneseal.portal.pages import page


class CancelAskForm(forms.Form):
    """Why a licence is to be cancelled, and that it is meant."""

    use_required_attribute = False
    reason = forms.CharField(
        label=gettext_lazy("申请注销的理由"), max_length=1000, widget=forms.Textarea({"rows": 4}),
        error_messages={"required": gettext_lazy("请写明申请注销的理由。")},
    )  # fmt: skip
    is_meant = forms.BooleanField(
        label=gettext_lazy("我知道：注销后证照不再有效，不能恢复，需要时重新申请许可。"),
        error_messages={"required": gettext_lazy("请确认您知道注销的后果。")},
    )


class ReissueAskForm(forms.Form):
    """Whether a licence was lost or damaged, and how."""

    use_required_attribute = False
    ground = forms.ChoiceField(
        label=gettext_lazy("补发的原因"), choices=list(REISSUE.items()), widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("请选择补发的原因。")},
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("经过"), help_text=gettext_lazy("写明何时、怎样遗失或者损毁。"), max_length=1000,
        widget=forms.Textarea({"rows": 4}), error_messages={"required": gettext_lazy("请写明经过。")},
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asking:
    """One thing that a holder asks for: its form, its words, and the kind of its button."""

    doing: Doing
    form: type[forms.Form]
    title: Promise
    warning: Promise
    button: Promise
    kind: str


ASKING: Final = {
    "cancel": Asking(
        Doing.CANCEL, CancelAskForm, gettext_lazy("申请注销许可"),
        gettext_lazy("发证机关核对后办理注销，并在核验页面公告。办理以前证照仍然有效。"), gettext_lazy("提交注销申请"),
        "danger",
    ),
    "reissue": Asking(
        Doing.REISSUE, ReissueAskForm, gettext_lazy("申请补发证照"),
        gettext_lazy("发证机关核对后补发。补发的证照编号和有效期不变，标识换新，原证照作废。"),
        gettext_lazy("提交补发申请"),
        "primary",
    ),
}  # fmt: skip


def askable(licence: Licence, life: Life, actor: Actor) -> list[str]:
    """Return what the reader may ask for: what the licence's standing allows and he has not asked already."""
    if not is_holder(actor, holder_id=licence.holder_id):
        return []
    found = doings_of(licence, today=timekeeping.today())
    is_running = Doing.REVOKE in found  # what the agency ended, its holder has nothing to ask for
    waiting = {one.kind for one in life.requests}
    return [
        kind for kind, one in ASKING.items() if is_running and one.doing in found and one.doing.value not in waiting
    ]


@signed_in
@require_http_methods(["GET", "POST"])
def licence_ask_page(request: SignedInRequest, licence_id: UUID, kind: str) -> HttpResponse:
    """Ask for the cancellation or the re-issue of the reader's own licence."""
    licence, asking = licence_for_actor(licence_id, actor=request.actor), ASKING[kind]
    form = asking.form(request.POST or None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        try:
            licence_ask(
                licence_id=licence_id, doing=asking.doing, reason=told["reason"], ground=told.get("ground", ""),
                actor=request.actor, now=timekeeping.now(),
            )  # fmt: skip
        except RuleError as problem:
            form.add_error(None, sentence(problem))
            status = status_of(problem)
        else:
            messages.success(request, _("申请已提交。处理结果会显示在这份证照的页面。"))
            return redirect("portal:my_licence", licence_id)
    badge = licence_verified(licence.identifier, today=timekeeping.today()).verdict.value
    context = {"licence": licence, "asking": asking, "form": form, "standing": badge}
    return page(request, "portal/mine/licence_ask.html", context, status=status)


def history_shown(life: Life) -> list[dict[str, Any]]:
    """Return what happened to a licence, as its holder reads it."""
    return [
        {"title": HAPPENED[event.kind], "on": event.on, "texts": _texts(event), "papers": event.papers}
        for event in life.events
    ]


def _texts(event: LifeEvent) -> list[str]:
    words: dict[str, dict[str, Promise]] = {"recall": RECALL, "cancel": CANCELLATION, "reissue": REISSUE}
    ground = words.get(event.kind, {}).get(event.ground, "")
    days = event.details.get("days_before")
    left = _("距离有效期届满 %(days)s 天。") % {"days": days} if days else ""
    penalty = [event.details[key] for key in ("decided_by", "number") if key in event.details]
    return [str(text) for text in (ground, left, *penalty, event.reason) if text]
