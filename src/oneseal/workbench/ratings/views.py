"""Bad ratings: the list with its lights, one of them with its steps and moves, and the rater for who calls back."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from oneseal.evaluation.selectors.rectifications import (
    RectificationFacts,
    RectificationLine,
    agencies_to_choose,
    rectification_for_actor,
    rectifications_for_actor,
)
from oneseal.evaluation.services import rater_reveal, rectification_move
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.identifiers import uuid_told
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.foundation.timekeeping import now, today
from oneseal.kernel.errors import RuleError
from oneseal.workbench.desk import show
from oneseal.workbench.ratings.forms import StepForm
from oneseal.workbench.ratings.words import ACTIONS, CHANNELS, DONE, GRADES, LIGHTS, SIGNS, STATES

HANDLES: Final = "ratings.handle"
SUPERVISES: Final = "ratings.supervise"
FILTERS: Final = ("light", "state", "agency")


@require_safe
@requires(HANDLES, SUPERVISES)
def rectifications(request: SignedInRequest) -> HttpResponse:
    """List the bad ratings to follow up or to supervise, by light, state and agency."""
    told = {name: request.GET.get(name, "") for name in FILTERS}
    rows = rectifications_for_actor(
        request.actor, today=today(), state=told["state"], shade=told["light"], agency_id=uuid_told(told["agency"])
    )
    context = {
        "rows": [_row(row) for row in rows],
        "groups": _chips(told, agencies_to_choose(request.actor)),
        "is_narrowed": any(told.values()),
        "has_agencies": request.actor.may(SUPERVISES),
        "tabs": tabs_of(request, "ratings"),
    }
    return show(request, "workbench/ratings/rectifications.html", context, current="ratings")


def tabs_of(request: SignedInRequest, current: str) -> list[dict[str, Any]]:
    """Return the rooms of ratings that the reader may enter."""
    rooms = (
        ("ratings", _("差评整改"), (HANDLES, SUPERVISES)),
        ("rating_marks", _("可疑评价"), (SUPERVISES,)),
        ("rating_phone", _("电话回访录入"), (HANDLES,)),
    )
    return [
        {"label": label, "url": reverse(f"workbench:{name}"), "is_current": name == current, "count": None, "icon": ""}
        for name, label, permissions in rooms
        if any(map(request.actor.may, permissions))
    ]


def _row(line: RectificationLine) -> dict[str, Any]:
    word, kind = STATES[line.state]
    return {"line": line, "grade": GRADES[line.grade], "state": word, "kind": kind}


def _chips(told: dict[str, str], agencies: dict[UUID, str]) -> list[dict[str, Any]]:
    choices: tuple[tuple[str, str, list[tuple[str, Any]]], ...] = (
        ("light", _("亮灯"), list(LIGHTS.items())),
        ("state", _("状态"), [(code, word) for code, (word, _kind) in STATES.items()]),
        ("agency", _("机关"), [(str(key), name) for key, name in agencies.items()]),
    )
    return [
        {"label": label, "chips": [_chip(told, name, value, word=word) for value, word in values]}
        for name, label, values in choices
        if values
    ]


def _chip(told: dict[str, str], name: str, value: str, *, word: object) -> dict[str, Any]:
    is_on = told[name] == value
    query = {key: kept for key, kept in {**told, name: "" if is_on else value}.items() if kept}
    url = reverse("workbench:ratings") + (f"?{urlencode(query)}" if query else "")
    return {"label": word, "url": url, "is_on": is_on, "is_chinese": name == "agency"}


@require_http_methods(["GET", "HEAD", "POST"])
@requires(HANDLES, SUPERVISES)
def rectification(request: SignedInRequest, rectification_id: UUID) -> HttpResponseBase:
    """Read one bad rating with its steps, and take the next one."""
    found = rectification_for_actor(rectification_id, actor=request.actor, today=today())
    form, status = StepForm(request.POST if request.method == "POST" else None), 200
    if form.is_bound and form.is_valid():
        try:
            rectification_move(
                rectification_id=rectification_id, action=request.POST.get("action", ""),
                text=form.cleaned_data["text"], actor=request.actor, now=now(),
            )  # fmt: skip
        except RuleError as problem:
            is_of_text = problem.code == "evaluation.rectification_words_missing"
            form.add_error("text" if is_of_text else None, sentence(problem))
            status = status_of(problem)
        else:
            messages.success(request, _("这一步已经记录。"))
            return redirect("workbench:rectification", rectification_id)
    return _page(request, found, form=form, status=422 if form.errors and status == 200 else status)


@never_cache
@require_POST
@requires(HANDLES)
def rater(request: SignedInRequest, rectification_id: UUID) -> HttpResponse:
    """Show who rated to who calls him back; each look stands in the read log."""
    found = rectification_for_actor(rectification_id, actor=request.actor, today=today())
    name, contact = rater_reveal(rectification_id=rectification_id, actor=request.actor, now=now())
    return _page(request, found, form=StepForm(), rater={"name": name, "contact": contact})


def _page(
    request: SignedInRequest,
    found: RectificationFacts,
    *,
    form: StepForm,
    status: int = 200,
    **more: Any,  # noqa: ANN401 - what the page shows beside
) -> HttpResponse:
    context = {
        "found": found,
        "row": _row(found.line),
        "channel": CHANNELS.get(found.rating.channel, found.rating.channel),
        "events": [
            {"title": DONE[step.action], "at": step.at, "who": f"{step.post_title} {step.name}", "text": step.text}
            for step in found.steps
        ],
        "acts": [
            {"action": action, "label": ACTIONS[action][0], "help": ACTIONS[action][1]} for action in found.actions
        ],
        "marks": [SIGNS[mark.sign] % {"count": mark.count, "within": mark.within} for mark in found.rating.marks],
        "form": form,
        "rater": None,
        **more,
    }
    return show(request, "workbench/ratings/rectification.html", context, current="ratings", status=status)
