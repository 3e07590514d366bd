"""The wording of papers: what is in force, a draft with its sample, putting it in force, the ones before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from oneseal.backoffice.pages import refused, sent_in, show
from oneseal.backoffice.papers.forms import EnforceForm, WordingForm
from oneseal.backoffice.papers.words import FIXED, SLOTS
from oneseal.backoffice.sheets import Sheet, confirmed
from oneseal.foundation.http.access import SignedInRequest, private_file, requires
from oneseal.foundation.http.sentences import sentence
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.selectors import agency_by_id
from oneseal.kernel.errors import RuleError
from oneseal.papers.selectors import (
    SlotFacts,
    WordedKind,
    fixed_for,
    number_sample,
    slots_for,
    worded_kind,
    worded_kinds,
    wordings_before,
)
from oneseal.papers.services import (
    digest_of_texts,
    wording_discard,
    wording_draft,
    wording_enforce,
    wording_reset,
    wording_sample,
)

HISTORY = 20
Texts = Mapping[str, str]


@require_safe
@requires("seals.manage")
def kinds(request: SignedInRequest) -> HttpResponse:
    """List every kind of paper with the wording in force."""
    rows = worded_kinds(request.actor)
    worded = [row for row in rows if row.in_force is not None and row.in_force.slots]
    context = {"rows": rows, "worded": len(worded), "drafts": sum(row.draft is not None for row in rows)}
    return show(request, "backoffice/papers/kinds.html", context, room="papers")


@require_http_methods(["GET", "HEAD", "POST"])
@requires("seals.manage")
def wording(request: SignedInRequest, kind: str) -> HttpResponse:
    """Show the texts of a kind beside a sample, and keep a draft of them."""
    row, slots = worded_kind(request.actor, kind), slots_for(kind)
    form = WordingForm(sent_in(request), slots=slots, initial=_whole(slots, _shown(row)))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                wording_draft(kind=kind, told=form.told(), actor=request.actor, now=now())
            except RuleError as problem:
                status = _refused(form, problem)
            else:
                messages.success(request, _("草稿已保存，样本已更新。"))
                return redirect(reverse("backoffice:wording", args=[kind]) + "#sample")
    return show(request, "backoffice/papers/wording.html", _context(request, row, form), room="papers", status=status)


def _refused(form: WordingForm, problem: RuleError) -> int:
    slot = problem.facts.get("slot")
    return refused(form, problem, fields={problem.code: slot} if slot in form.fields else None)


def _context(request: SignedInRequest, row: WordedKind, form: WordingForm) -> dict[str, Any]:
    slots, kind = slots_for(row.kind), row.kind
    preview = wording_sample(kind, _shown(row), agency_id=request.actor.own_agency, now=now())
    in_force = row.in_force.slots if row.in_force else {}
    word = _whole(slots, _shown(row))["number_word"]
    agency_word = agency_by_id(request.actor.own_agency).document_word
    return {
        "row": row,
        "form": form,
        "fixed": [FIXED[name] for name in fixed_for(kind)],
        "pages": [
            reverse("backoffice:wording_sample_page", args=[kind, page + 1]) for page in range(len(preview.pages))
        ],
        "number": number_sample(word, agency_word=agency_word, year=today().year),
        "differences": differences(slots, in_force, row.draft.slots) if row.draft else differences(slots, {}, in_force),
        "enforce": EnforceForm(initial={"seen": digest_of_texts(row.draft.slots)}) if row.draft else None,
        "history": list(wordings_before(request.actor, kind)[:HISTORY]),
    }


def _shown(row: WordedKind) -> Texts:
    """Return the texts that the page shows: the draft's, else those in force, else none but the defaults."""
    wanted = row.draft or row.in_force
    texts: Texts = wanted.slots if wanted else {}
    return texts


def _whole(slots: list[SlotFacts], texts: Texts) -> dict[str, str]:
    return {slot.name: texts.get(slot.name, slot.default) for slot in slots}


def differences(slots: list[SlotFacts], before: Texts, after: Texts) -> list[dict[str, Any]]:
    """Return the places whose texts differ, with both texts."""
    old, new = _whole(slots, before), _whole(slots, after)
    names = [slot.name for slot in slots if old[slot.name] != new[slot.name]]
    return [{"label": SLOTS[name], "before": old[name], "after": new[name]} for name in names]


@require_POST
@requires("seals.manage")
def enforce(request: SignedInRequest, kind: str) -> HttpResponse:
    """Put the draft in force that was seen."""
    worded_kind(request.actor, kind)
    form = EnforceForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("没有启用。请再看一遍样本，然后启用。"))
        return redirect("backoffice:wording", kind)
    told = form.cleaned_data
    try:
        wording_enforce(kind=kind, seen=told["seen"], reason=told["reason"], actor=request.actor, now=now())
    except RuleError as problem:
        messages.error(request, sentence(problem))
    else:
        messages.success(request, _("已启用，今后的文书使用新的用语；已经发出的文书不变。"))
    return redirect("backoffice:wording", kind)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("seals.manage")
def discard(request: SignedInRequest, kind: str) -> HttpResponse:
    """Ask, then throw the draft away."""
    row = worded_kind(request.actor, kind)

    def act() -> str:
        wording_discard(kind=kind, actor=request.actor, now=now())
        return _("草稿已放弃。")

    title = _("放弃“%(title)s”的草稿") % {"title": row.title}
    sheet = _sheet(
        kind, title, purpose=_("草稿删除以后不能恢复，在用的用语不变。"), action=_("放弃草稿")
    )  # fmt: skip
    return confirmed(request, sheet=sheet, act=act)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("seals.manage")
def reset(request: SignedInRequest, kind: str) -> HttpResponse:
    """Ask, then put the default texts in force again."""
    row = worded_kind(request.actor, kind)

    def act() -> str:
        wording_reset(kind=kind, reason=_("恢复默认用语"), actor=request.actor, now=now())
        return _("已恢复默认用语，今后的文书使用默认用语；已经发出的文书不变。")

    title = _("“%(title)s”恢复默认用语") % {"title": row.title}
    sheet = _sheet(
        kind, title, purpose=_("默认用语立即启用，没有启用的草稿删除。此前的用语保留在历史中。"),
        action=_("恢复默认用语"),
    )  # fmt: skip
    return confirmed(request, sheet=sheet, act=act)


def _sheet(kind: str, title: str, *, purpose: str, action: str) -> Sheet:
    return Sheet(title, purpose, action, "papers", reverse("backoffice:wording", args=[kind]))


@require_safe
@requires("seals.manage")
def sample(request: SignedInRequest, kind: str) -> HttpResponse:
    """Give the sample as a PDF."""
    made = wording_sample(
        kind, _shown(worded_kind(request.actor, kind)), agency_id=request.actor.own_agency, now=now()
    )  # fmt: skip
    return private_file(HttpResponse(made.pdf, content_type="application/pdf"), "sample.pdf")


@require_safe
@requires("seals.manage")
def sample_page(request: SignedInRequest, kind: str, page: int) -> HttpResponse:
    """Give one page of the sample as a picture."""
    made = wording_sample(
        kind, _shown(worded_kind(request.actor, kind)), agency_id=request.actor.own_agency, now=now()
    )  # fmt: skip
    if not 0 < page <= len(made.pages):
        raise Http404
    return private_file(HttpResponse(made.pages[page - 1], content_type="image/png"), "sample.png")
