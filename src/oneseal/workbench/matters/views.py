"""What the public brought: the list of the desk and of the whole city, and one matter with everything about it."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from oneseal.evaluation.selectors import (
    CHANNEL_WORDS,
    KIND_WORDS,
    OUTCOME_WORDS,
    REMEDY_WORDS,
    RESULT_WORDS,
    STATE_WORDS,
    STEP_WORDS,
    MatterFacts,
    MatterKind,
    MattersWanted,
    answerers_of,
    consultations_of_matter,
    extensions_of_matter,
    files_of_matter,
    matter_counts,
    matter_days,
    matter_for_staff,
    matters_for_staff,
    question_of_matter,
    remedies,
    steps_of_matter,
)
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.searching import words_told
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.foundation.readlog.services import Look, Read, reading_note
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.selectors import agencies_all, display_names
from oneseal.kernel.access import Actor
from oneseal.kernel.clock import Light
from oneseal.kernel.errors import RuleError
from oneseal.papers.selectors import papers_of
from oneseal.papers.services import papers_previewed
from oneseal.workbench.desk import show
from oneseal.workbench.matters.acting import DONE, LABELS, PRIMARY, act_done, acts_of
from oneseal.workbench.matters.forms import FORMS, ActForm
from oneseal.workbench.previews import preview_kept

PREVIEWED: Final = frozenset({"answer", "extend", "not_accept"})
_LIGHTS: Final = (Light.GREEN, Light.YELLOW, Light.RED, Light.BLACK, Light.BLUE)


def asked_in(request: HttpRequest) -> MattersWanted:
    """Return which list the address asks for; what it does not know is left out."""
    kind, light = request.GET.get("kind", ""), request.GET.get("light", "")
    return MattersWanted(
        kind=kind if kind in set(MatterKind) else "", is_open=request.GET.get("show") != "done",
        light=light if light in set(_LIGHTS) else "", words=words_told(request, "words"),
        is_own=request.GET.get("own") == "1",
    )  # fmt: skip


def query_of(wanted: MattersWanted, **changed: str) -> str:
    """Return the address of a list with some of its filters changed; empty ones are left out."""
    told = {
        "kind": wanted.kind, "show": "" if wanted.is_open else "done", "light": wanted.light, "words": wanted.words,
        "own": "1" if wanted.is_own else "",
    } | changed  # fmt: skip
    return "?" + urlencode({name: value for name, value in told.items() if value})


@requires("complaints.answer", "matters.extend", "matters.oversee")
def matters(request: SignedInRequest) -> HttpResponse:
    """Show what waits for the desk, or in the whole city, by the last day; what is done comes in a list of its own."""
    wanted = asked_in(request)
    counts = matter_counts(request.actor, wanted)
    tabs = [
        {
            "label": _("全部"), "url": query_of(wanted, kind=""), "is_current": not wanted.kind,
            "count": sum(counts.values()),
        },
        *(
            {
                "label": word, "url": query_of(wanted, kind=kind.value), "is_current": wanted.kind == kind,
                "count": counts.get(kind.value, 0),
            }
            for kind, word in KIND_WORDS.items()
        ),
    ]  # fmt: skip
    context = {
        "rows": [_row(row) for row in matters_for_staff(request.actor, wanted, today=today())], "tabs": tabs,
        "chips": _chips(wanted), "wanted": wanted, "list_query": query_of(wanted),
        "can_register": request.actor.may("matters.register"),
    }  # fmt: skip
    return show(request, "workbench/matters/matters.html", context, current="matters")


def _chips(wanted: MattersWanted) -> list[dict[str, Any]]:
    words = {
        Light.GREEN: _("正常"), Light.YELLOW: _("将到期"), Light.RED: _("超承诺"), Light.BLACK: _("超法定"),
        Light.BLUE: _("不计时"),
    }  # fmt: skip
    chips = [
        {"label": _("本机关办理"), "url": query_of(wanted, own="" if wanted.is_own else "1"), "is_on": wanted.is_own},
        {
            "label": _("已答复和办结"), "url": query_of(wanted, show="done" if wanted.is_open else "", light=""),
            "is_on": not wanted.is_open,
        },
    ]  # fmt: skip
    if wanted.is_open:
        chips += [
            {
                "label": words[one], "url": query_of(wanted, light="" if wanted.light == one else one.value),
                "is_on": wanted.light == one,
            }
            for one in _LIGHTS
        ]  # fmt: skip
    return chips


def _row(found: MatterFacts) -> dict[str, Any]:
    return {"matter": found, "kind": KIND_WORDS[found.kind], "state": STATE_WORDS[found.state]}


@requires("complaints.answer", "matters.extend", "matters.oversee")
@require_http_methods(["GET", "HEAD", "POST"])
def matter(request: SignedInRequest, matter_id: UUID) -> HttpResponseBase:
    """Show one matter, and do what the reader may do with it."""
    found = matter_opened(matter_id, request.actor)
    acts = acts_of(found, request.actor)
    act = request.GET.get("act", "")
    if act and act not in acts:
        if request.method == "POST":
            raise Http404
        act = ""
    form, status, preview = (FORMS[act](found, request.POST or None) if act else None), 200, None
    if form is not None and request.method == "POST":
        form = FORMS[act](found, request.POST)
        status = 422
        if form.is_valid():
            try:
                if not _is_previewed(found, act) or request.POST.get("step") == "confirm":
                    act_done(act, found, form.cleaned_data, actor=request.actor)
                    messages.success(request, str(DONE[act]))
                    return redirect("workbench:matters" if act == "transfer" else request.path)
                preview, status = _previewed(form, act, request.actor), 200
            except RuleError as problem:
                form.add_error(None, sentence(problem))
                status = status_of(problem)
    context = {**matter_shown(found, request.actor), "form": form, "act": act, "preview": preview}
    context["act_label"] = LABELS.get(act, "")
    context["acts"] = [
        {"label": LABELS[one], "url": f"?act={one}", "kind": "primary" if one in PRIMARY else "secondary"}
        for one in acts
    ]
    return show(request, "workbench/matters/matter.html", context, current="matters", status=status)


def matter_opened(matter_id: UUID, actor: Actor) -> MatterFacts:
    """Return a matter and note the look where its reader sees who brought it."""
    found = matter_for_staff(matter_id, actor=actor, today=today())
    if found.is_who_shown and not found.is_nameless:
        reading_note(Look(Read.MATTER, found.id, found.account_id or found.id, found.number), actor=actor, now=now())
    return found


def _is_previewed(found: MatterFacts, act: str) -> bool:
    """Return True for acts that issue a paper or send words; who may not read the name sees no paper that bears it."""
    return act in PREVIEWED and found.is_who_shown


def _previewed(form: ActForm, act: str, actor: Actor) -> dict[str, Any]:
    """Run an act without keeping it: the papers it would issue, or the words as they will be read."""
    told, found = form.cleaned_data, form.found
    _none, papers = papers_previewed(found.id, work=lambda: act_done(act, found, told, actor=actor))
    return {
        "papers": [preview_kept(paper, actor=actor) for paper in papers],
        "text": told.get("text") or told.get("reason", ""), "result": RESULT_WORDS.get(told.get("result", ""), ""),
    }  # fmt: skip


def matter_shown(found: MatterFacts, actor: Actor) -> dict[str, Any]:
    """Return what the page of a matter shows."""
    waiting = [row for row in extensions_of_matter(found) if row.decided_at is None]
    ways = remedies(found.kind, was_reopened=found.reopened_at is not None)
    may_open = found.case_id is not None and actor.may("cases.read")
    return {
        "matter": found, "kind": KIND_WORDS[found.kind], "state": STATE_WORDS[found.state],
        "channel": CHANNEL_WORDS[found.channel], "result": RESULT_WORDS.get(found.result, ""),
        "days": matter_days(found, today=today()) if found.is_open else [],
        "history": _history(found), "files": files_of_matter(found),
        "papers": papers_of(found.id, for_public=False), "extension": waiting[0] if waiting else None,
        "consultations": [
            {"row": row, "outcome": OUTCOME_WORDS.get(row.outcome, "")} for row in consultations_of_matter(found)
        ],
        "question": question_of_matter(found), "accused": sorted(display_names(found.accused_ids).values()),
        "answerers": answerers_of(found, actor=actor) if found.is_open else None,
        "is_own": found.agency_id == actor.agency_id and actor.may("complaints.answer"),
        "remedies": [REMEDY_WORDS[way] for way in ways] if found.answered_at else [],
        "case_url": reverse("workbench:case", args=[found.case_id]) if may_open else "",
    }  # fmt: skip


def _history(found: MatterFacts) -> list[dict[str, Any]]:
    """Return every move with who made it; of whoever brought it only that it was him."""
    names = {row.id: row.name for row in agencies_all()}
    return [
        {
            "title": STEP_WORDS.get(row.action, row.action), "at": f"{localtime(row.at):%Y-%m-%d %H:%M}",
            "who": " · ".join(filter(None, (names.get(row.agency_id) if row.agency_id else "", row.who))),
            "text": row.words, "state": "done",
        }
        for row in steps_of_matter(found, for_public=False)
    ]  # fmt: skip
