"""The rules of supervision: what each means, what it found, how the city wants it; changed by two."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.foundation.timekeeping import now, today
from oneseal.kernel.access import Actor
from oneseal.kernel.errors import RuleError
from oneseal.supervision.selectors import (
    MonthCount,
    RuleShown,
    SettingFacts,
    agency_names,
    round_last,
    rule_shown,
    rules_listed,
    watches_city,
)
from oneseal.supervision.services import Trial, setting_confirm, setting_decline, setting_propose, setting_try
from oneseal.workbench.desk import show
from oneseal.workbench.rules.forms import PREFIX, AnswerForm, SettingForm, shares


@require_safe
@requires("supervision.read")
def rules(request: SignedInRequest) -> HttpResponse:
    """List the rules by what they watch over."""
    lines = rules_listed(request.actor, today=today())
    grouped = [
        {"title": title, "lines": list(group)}
        for title, group in groupby(sorted(lines, key=_by_group(lines)), key=attrgetter("group"))
    ]
    context = {"groups": grouped, "looked_at": round_last(), "is_city": watches_city(request.actor)}
    return show(request, "workbench/rules/rules.html", context, current="rules")


def _by_group(lines: list[Any]) -> Any:  # noqa: ANN401 - a key of sorting
    order = list(dict.fromkeys(line.group for line in lines))
    return lambda line: (order.index(line.group), line.id)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("supervision.read")
def rule(request: SignedInRequest, rule_id: str) -> HttpResponseBase:
    """Show one rule; try and propose another setting of it."""
    shown = rule_shown(rule_id, actor=request.actor, today=today())
    form = SettingForm(request.POST or None, shown=shown, today=today())
    trial: Trial | None = None
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            if "propose" in request.POST:
                setting_propose(rule_id, form.wanted(), actor=request.actor, now=now())
                messages.success(request, _("改动已提出，等另一名监察员复核。复核以前规则照旧。"))
                return redirect("workbench:rule", rule_id=rule_id)
            trial = setting_try(rule_id, form.wanted(), actor=request.actor, now=now())
            status = 200
        except RuleError as problem:
            form.add_error(_field_of(problem), _told(problem, shown))
            status = status_of(problem)
    context = {**_of_rule(shown), **_of_proposal(shown, request.actor), "form": form}
    context["trial"] = _trial(trial.as_kept) if trial else None
    return show(request, "workbench/rules/rule.html", context, current="rules", status=status)


def _of_rule(shown: RuleShown) -> dict[str, Any]:
    """Return what the page says of the rule itself and of what it found."""
    found = zip(shown.findings, _names(shown), strict=True)
    return {
        "shown": shown, "title": f"{shown.line.id} {shown.line.title}", "columns": _columns(),
        "months": [_month(month) for month in shown.months],
        "rows": [{"finding": row, "agency": name} for row, name in found],
        "past": [{"setting": one, "lines": _lines(shown, one)} for one in shown.history],
    }  # fmt: skip


def _of_proposal(shown: RuleShown, actor: Actor) -> dict[str, Any]:
    """Return what the page says of the proposal that waits, if one does."""
    waiting = shown.waiting
    return {
        "waiting_trial": _trial(waiting.tried) if waiting else None,
        "waiting_lines": _lines(shown, waiting) if waiting else [],
        "answer_form": AnswerForm(),
        "is_own": waiting is not None and waiting.proposed_by in actor.own_accounts,
    }


def _lines(shown: RuleShown, setting: SettingFacts) -> list[str]:
    """Return what one version of a setting says, line by line."""
    switch = _("开关：启用") if setting.is_on else _("开关：停用")
    told = [(one, setting.thresholds.get(one.name, one.default)) for one in shown.thresholds]
    return [switch, *(f"{one.title}：{value} {one.unit}" for one, value in told)]


def _names(shown: RuleShown) -> list[str]:
    names = agency_names([row.agency_id for row in shown.findings])
    return [names.get(row.agency_id, "") for row in shown.findings]


@require_http_methods(["POST"])
@requires("supervision.set")
def answer(request: SignedInRequest, setting_id: UUID) -> HttpResponse:
    """Confirm a proposal or send it back."""
    try:
        if "confirm" in request.POST:
            setting_confirm(setting_id, actor=request.actor, now=now())
            messages.success(request, _("改动已启用。以前的发现不变。"))
        else:
            setting_decline(setting_id, answer=request.POST.get("answer", ""), actor=request.actor, now=now())
            messages.success(request, _("改动已退回，规则照旧。"))
    except RuleError as problem:
        messages.error(request, sentence(problem))
    rule_id = request.POST.get("rule", "")
    return redirect("workbench:rule", rule_id=rule_id) if rule_id.isalnum() else redirect("workbench:rules")


def _field_of(problem: RuleError) -> str | None:
    fields = {
        "supervision.setting_reason_missing": "reason", "supervision.trial_too_long": "first",
        "supervision.setting_unchanged": "is_on",
    }  # fmt: skip
    if problem.code == "supervision.threshold_unfit":
        return f"{PREFIX}{problem.facts['name']}"
    return fields.get(problem.code)


def _told(problem: RuleError, shown: RuleShown) -> str:
    """Return the sentence of a refusal, with the threshold's own name."""
    titles = {one.name: one.title for one in shown.thresholds}
    if "name" in problem.facts:
        problem.facts["name"] = titles.get(str(problem.facts["name"]), problem.facts["name"])
    return str(sentence(problem))


def _trial(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return a trial as people read it: what is new and what vanishes, by agency."""
    names = agency_names([UUID(key) for key in {*kept["new"], *kept["gone"]}])

    def by_agency(counts: Mapping[str, int]) -> str:
        return shares([(names.get(UUID(key), ""), count) for key, count in sorted(counts.items())])

    return {
        "first": kept["first"], "last": kept["last"], "cases": kept["cases"], "is_whole": kept["is_whole"],
        "kept": kept["kept"], "new": sum(kept["new"].values()), "gone": sum(kept["gone"].values()),
        "new_by": by_agency(kept["new"]), "gone_by": by_agency(kept["gone"]),
        "named_new": "、".join(kept["named_new"]), "named_gone": "、".join(kept["named_gone"]),
    }  # fmt: skip


def _month(month: MonthCount) -> dict[str, Any]:
    light = month.red + month.black
    return {
        "label": f"{month.month:%Y-%m}", "url": "",
        "cells": [{"text": month.yellow, "value": month.yellow}, {"text": light, "value": light}],
    }  # fmt: skip


def _columns() -> list[dict[str, str]]:
    return [{"label": _("黄灯"), "tone": "before"}, {"label": _("红灯和黑灯"), "tone": "now"}]
