"""The terms of answers and the points: who watches the whole city sets them, everybody who reads findings sees them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.foundation.timekeeping import BEIJING, now
from oneseal.kernel.errors import RuleError
from oneseal.supervision.selectors import TERMS, tariff_in_force, tariffs_kept, terms_told, watches_city
from oneseal.supervision.services import tariff_set
from oneseal.workbench.desk import show


class TermsForm(forms.Form):
    """Terms and points, with the reason of a change."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django passes them
        super().__init__(*args, **kwargs)
        for term in terms_told(tariff_in_force().tariff):
            self.fields[term.name] = forms.IntegerField(
                label=str(TERMS[term.name]), initial=term.value, min_value=term.least, max_value=term.most,
                help_text=_("%(least)s到%(most)s，默认%(default)s")
                % {"least": term.least, "most": term.most, "default": term.default},
            )  # fmt: skip
        self.fields["reason"] = forms.CharField(
            label=gettext_lazy("修改的理由或者依据"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
        )


@requires("supervision.read")
def terms(request: SignedInRequest) -> HttpResponseBase:
    """Show the terms and points in force and before, and set them."""
    may_set = watches_city(request.actor)
    form = TermsForm(request.POST if request.method == "POST" and may_set else None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        told = dict(form.cleaned_data)
        try:
            tariff_set(reason=told.pop("reason"), told=told, actor=request.actor, now=now())
        except RuleError as problem:
            form.add_error(None, sentence(problem))
            status = status_of(problem)
        else:
            messages.success(request, _("已启用新的期限和分值。已经发出的文书期限不变。"))
            return redirect("workbench:finding_terms")
    context = {
        "form": form, "may_set": may_set,
        "entries": [
            {"label": TERMS[term.name], "value": term.value} for term in terms_told(tariff_in_force().tariff)
        ],
        "versions": [
            {"version": row.version, "reason": row.reason, "maker": row.maker,
             "at": row.made_at.astimezone(BEIJING) if row.made_at else None}
            for row in tariffs_kept()
        ],
    }  # fmt: skip
    return show(request, "workbench/findings/terms.html", context, current="findings", status=status)
