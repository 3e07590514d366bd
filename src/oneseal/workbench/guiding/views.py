"""Guidance before an application: who asked what, what he was advised, and what he still lacks."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from oneseal.cases.selectors import guidance_given
from oneseal.cases.services import GuidanceTold, guidance_give
from oneseal.catalog.selectors import ItemTerms, item_public, items_received
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.foundation.timekeeping import now, today
from oneseal.kernel.errors import RuleError
from oneseal.papers.services import papers_previewed
from oneseal.workbench.cases.words import chosen
from oneseal.workbench.desk import show
from oneseal.workbench.previews import preview_kept
from oneseal.workbench.procedures.fields import line, words


class GuidanceForm(forms.Form):
    """Who asked, what, what he was advised, and what he lacks."""

    use_required_attribute = False
    key = forms.UUIDField(widget=forms.HiddenInput)
    name = line(_("咨询人"), _("请填写咨询人的姓名或者名称。"), most=100)
    number = line(_("身份证号码或者统一社会信用代码（选填）"), most=18,
                  hint=_("填写的，咨询人以后提出的申请会显示这次辅导。号码本身不保存。"))  # fmt: skip
    questions = words(_("咨询的问题"), _("请写明咨询的问题。"), most=2000)
    advice = words(_("答复和建议"), _("请写明答复和建议。"), rows=6, most=4000)
    missing = forms.MultipleChoiceField(
        label=_("申请前还需准备的材料"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("勾选的材料会列在告知单上。"),
    )  # fmt: skip

    def __init__(self, terms: ItemTerms, told: Any = None) -> None:  # noqa: ANN401 - what Django's form takes
        super().__init__(told, initial={"key": uuid4()})
        field = self.fields["missing"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(need.key, chosen(need.name, need.name_en)) for need in terms.materials]

    def told(self, item_id: UUID) -> GuidanceTold:
        """Return what was filled in as the service knows it."""
        told = self.cleaned_data
        return GuidanceTold(
            item_id=item_id, name=told["name"], number=told["number"], questions=told["questions"],
            advice=told["advice"], missing=tuple(told["missing"]),
        )  # fmt: skip


@requires("cases.receive")
def guidance(request: SignedInRequest) -> HttpResponse:
    """List the guidance that the agency gave, and the items about which it may be asked."""
    rows = items_received([request.actor.own_agency], on=today())
    context = {
        "rows": guidance_given(request.actor),
        "items": [{"id": row.item_id, "name": chosen(row.name, row.name_en)} for row in rows],
    }
    return show(request, "workbench/guiding/guidance.html", context, current="guidance")


@requires("cases.receive")
def give(request: SignedInRequest, item_id: UUID) -> HttpResponseBase:
    """Record guidance on one item: fill in, look at the paper, confirm."""
    terms = item_public(item_id, on=today())
    form = GuidanceForm(terms, request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form, "item": chosen(terms.name, terms.name_en), "papers": []}
    status = 200
    if form.is_bound:
        try:
            if not form.is_valid():
                status = 422
            elif request.POST.get("step") == "confirm":
                guidance_give(
                    guidance_id=form.cleaned_data["key"], told=form.told(item_id), actor=request.actor, now=now()
                )
                messages.success(request, gettext("辅导已记录，告知单已出具。请交给咨询人。"))
                return redirect("workbench:guidance")
            else:
                context["papers"] = _previewed(request, form, item_id)
        except RuleError as problem:
            form.add_error(None, sentence(problem))
            status = status_of(problem)
    return show(request, "workbench/guiding/give.html", context, current="guidance", status=status)


def _previewed(request: SignedInRequest, form: GuidanceForm, item_id: UUID) -> list[dict[str, Any]]:
    key, told = form.cleaned_data["key"], form.told(item_id)
    _id, papers = papers_previewed(
        key, work=lambda: guidance_give(guidance_id=key, told=told, actor=request.actor, now=now())
    )
    return [preview_kept(paper, actor=request.actor) for paper in papers]
