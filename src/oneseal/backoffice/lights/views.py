"""When the lights change: what each rule shows, choosing one for the whole city, and the choices before."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from oneseal.backoffice.lights.forms import RULES, LightsForm
from oneseal.backoffice.pages import refused, sent_in, show
from oneseal.cases.selectors import LightSpan, known_presets, light_choices, light_preset, light_spans, preset_told
from oneseal.cases.services import lights_choose
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.timekeeping import now
from oneseal.kernel.clock import LightPreset
from oneseal.kernel.errors import RuleError


@require_http_methods(["GET", "HEAD", "POST"])
@requires("identity.found")
def lights(request: SignedInRequest) -> HttpResponse:
    """Show the rules side by side, preview numbers of one's own, and choose."""
    choices = light_choices(request.actor)
    form, status = LightsForm(sent_in(request), initial=_initial(choices[0]) if choices else {"code": "P0"}), 200
    preview: LightPreset | None = None
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                preview = preset_told(form.chosen())
                if "preview" not in request.POST:
                    lights_choose(
                        chosen=form.chosen(), reason=form.cleaned_data["reason"], actor=request.actor, now=now()
                    )
                    messages.success(request, _("亮灯规则已启用。"))
                    return redirect("backoffice:lights")
                status = 200
            except RuleError as problem:
                status = refused(form, problem, fields={"cases.thresholds_unfit": "yellow_days"})
    rows = [_row(RULES[preset.code], preset) for preset in known_presets()]
    context = {
        "form": form, "in_force": _row(_("在用的规则"), light_preset()), "rows": rows,
        "preview": _row(_("预览"), preview) if preview else None,
        "history": [{"row": row, "rule": RULES[row.code]} for row in choices],
    }  # fmt: skip
    return show(request, "backoffice/lights/lights.html", context, room="lights", status=status)


def _initial(row: Any) -> dict[str, Any]:  # noqa: ANN401 - a row of choices
    return {name: getattr(row, name) for name in ("code", "yellow_percent", "yellow_days", "red_from")}


def _row(label: str | Promise, preset: LightPreset) -> dict[str, Any]:
    return {"label": label, "cells": [_said(span) for span in light_spans(preset)]}


def _said(span: LightSpan) -> list[dict[str, str]]:
    """Return what a case of one length shows as it comes near its end, light by light."""
    said = []
    if span.has_green:
        told = {"first": span.length, "last": span.green_until}
        said.append({"light": "green", "text": _("绿灯：剩余%(first)s天到%(last)s天") % told})
    if span.has_yellow:
        told = {"first": min(span.yellow_from, span.length), "last": span.yellow_until}
        said.append({"light": "yellow", "text": _("黄灯：剩余%(first)s天到%(last)s天") % told})
    red = _("红灯：超过承诺期限") if span.red_from < 0 else _("红灯：剩余%(days)s天起") % {"days": span.red_from}
    return [*said, {"light": "red", "text": red}]
