"""The responsibility list of one item: what each step obliges to, who is bound, what is accounted for."""

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
from oneseal.catalog.selectors import version_for_editor
from oneseal.catalog.selectors.ledgers import duties_for_editor, duty_for_editor
from oneseal.catalog.services import DutyTold, duty_set
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.timekeeping import now


class DutyForm(OfficeForm):
    """One step's duty, post, accountability and basis."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    duty = forms.CharField(label=gettext_lazy("责任事项"), max_length=5000, widget=forms.Textarea({"rows": 4}))
    post = forms.CharField(label=gettext_lazy("责任岗位"), max_length=200)
    accountability = forms.CharField(
        label=gettext_lazy("追责情形"), max_length=5000, required=False, widget=forms.Textarea({"rows": 6}),
        help_text=gettext_lazy("一行一种情形，照法律、法规的条文写；没有查明的，留空，页面上会如实显示。"),
    )  # fmt: skip
    basis = forms.CharField(
        label=gettext_lazy("依据"), max_length=5000, required=False, widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("责任和追责的条文，例如《中华人民共和国行政许可法》第七十二条。"),
    )  # fmt: skip


@require_safe
@requires("catalog.edit")
def duties(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """List the responsibilities of an item's steps."""
    facts = version_for_editor(version_id, actor=request.actor)
    rows = duties_for_editor(facts.item_id, actor=request.actor)
    return show(request, "backoffice/items/duties.html", {"facts": facts, "rows": rows}, room="items")


@require_http_methods(["GET", "HEAD", "POST"])
@requires("catalog.edit")
def duty(request: SignedInRequest, version_id: UUID, step: str) -> HttpResponse:
    """Write one row; from then on it no longer follows the flow of the item."""
    facts = version_for_editor(version_id, actor=request.actor)
    row = duty_for_editor(facts.item_id, step, actor=request.actor)
    initial = {name: getattr(row, name) for name in DutyForm.base_fields}
    form = DutyForm(sent_in(request), initial=initial)

    def act() -> str:
        told = DutyTold(step=step, **form.cleaned_data)
        duty_set(item_id=facts.item_id, told=told, actor=request.actor, now=now())
        return _("“%(step)s”的责任已保存，公众可以看到。") % {"step": row.step_name}

    purpose = _("%(item)s，环节“%(step)s”。保存后不再随办理流程更新。") % {"item": facts.name, "step": row.step_name}
    back = reverse("backoffice:duties", args=[version_id])
    return filled_in(request, form, sheet=Sheet(_("环节的责任"), purpose, _("保存"), "items", back), act=act)
