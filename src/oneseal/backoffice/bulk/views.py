"""Choose what to change in the items that match, look at what it does, confirm, follow it, take it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from oneseal.backoffice.bulk.forms import ONE_ELEMENT, ElementChoice, OperationForm
from oneseal.backoffice.bulk.words import (
    OPERATIONS,
    ROW_STATES,
    STATES,
    element_label,
    sifted_words,
    title_of,
    told_words,
    why_words,
)
from oneseal.backoffice.pages import refused, sent_in, show
from oneseal.backoffice.review.parts import part_shown
from oneseal.catalog.selectors.bulk_edits import (
    ROWS_SHOWN,
    BulkEditFacts,
    BulkEditRow,
    bulk_edit_for,
    bulk_edit_rows,
    bulk_edits_for,
)
from oneseal.catalog.selectors.bulk_telling import (
    Kind,
    Sift,
    elements_open,
    items_counted,
    sift_told,
    sources_shared,
)
from oneseal.catalog.services.bulk_editing import (
    bulk_edit_confirm,
    bulk_edit_continue,
    bulk_edit_start,
    bulk_edit_undo,
)
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.searching import number_told
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.foundation.timekeeping import now, today
from oneseal.kernel.errors import RuleError

ROOM: Final = "items"


@require_safe
@requires("catalog.edit")
def edits(request: SignedInRequest) -> HttpResponse:
    """List the bulk edits and copies of the agency, newest first."""
    rows = [{"facts": one, "title": title_of(one), **_standing(one)} for one in bulk_edits_for(request.actor)]
    return show(request, "backoffice/bulk/edits.html", {"rows": rows}, room=ROOM)


def _standing(facts: BulkEditFacts) -> dict[str, Any]:
    """Return the word for what an edit has come to; one that did nothing says so."""
    void = {"applied": "refused", "undone": "kept"}.get(facts.state, "")
    label, kind = ROW_STATES[void] if void and not facts.counts[facts.state] else STATES[facts.state]
    return {"state_words": label, "state_kind": kind}


# --- choose what to change ------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@requires("catalog.edit")
def new(request: SignedInRequest) -> HttpResponse:
    """Ask for the operation, then for its element, then for its value; each step is an address of its own."""
    sift = sift_told(request.GET.dict())
    told = request.GET.get("operation", "")
    kind = Kind(told) if told in {one.value for one in OPERATIONS} else None
    if kind is None:
        return _asked(request, sift, {"operations": _operations(sift)})
    element = request.GET.get("element", "")
    if kind in ONE_ELEMENT and element not in {row.value for row in elements_open(kind)}:
        hidden = [{"name": name, "value": value} for name, value in {**sift.told, "operation": kind.value}.items()]
        context = {"kind": kind, "choice": ElementChoice(kind=kind), "hidden": hidden}
        return _asked(request, sift, context)
    return _value_asked(request, sift, kind, element=element if kind in ONE_ELEMENT else "")


def _value_asked(request: SignedInRequest, sift: Sift, kind: Kind, *, element: str) -> HttpResponse:
    sources = sources_shared(sift, actor=request.actor, on=today()) if kind is Kind.CITE else ()
    form, status = OperationForm(sent_in(request), kind=kind, element=element, sources=sources), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                edit_id = bulk_edit_start(told=form.told(), sift=sift, actor=request.actor, now=now())
                return redirect("backoffice:bulk_edit", edit_id)
            except RuleError as problem:
                status = refused(form, problem)
    label = element_label(element) if element else ""
    return _asked(request, sift, {"kind": kind, "form": form, "element": label}, status=status)


def _asked(request: SignedInRequest, sift: Sift, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    kind = context.get("kind")
    query = urlencode(sift.told)
    common: dict[str, Any] = {
        "operations": [], "choice": None, "form": None, "hidden": [], "element": "",
        "total": items_counted(sift, actor=request.actor, on=today()), "sifted": sifted_words(sift.told),
        "title": OPERATIONS[kind][0] if kind else _("修改什么"),
        "purpose": OPERATIONS[kind][1] if kind else "",
        "list_url": f"{reverse('backoffice:items')}?{query}",
        "first_url": f"{reverse('backoffice:bulk_new')}?{query}",
    }  # fmt: skip
    return show(request, "backoffice/bulk/new.html", {**common, **context}, room=ROOM, status=status)


def _operations(sift: Sift) -> list[dict[str, Any]]:
    return [
        {"title": title, "purpose": purpose, "url": "?" + urlencode({**sift.told, "operation": kind.value})}
        for kind, (title, purpose) in OPERATIONS.items()
    ]


# --- one bulk edit --------------------------------------------------------------------------------------


@require_safe
@requires("catalog.edit")
def edit(request: SignedInRequest, edit_id: UUID) -> HttpResponse:
    """Show what a bulk edit would do or has done, item by item."""
    return _page(request, edit_id)


def _page(request: SignedInRequest, edit_id: UUID, *, refusal: str = "", status: int = 200) -> HttpResponse:
    facts = bulk_edit_for(edit_id, actor=request.actor)
    state = request.GET.get("state", "")
    start = number_told(request.GET.get("from", ""))
    state = state if facts.counts.get(state) else ""
    rows = bulk_edit_rows(facts, state=state, start=start)
    total = facts.counts[state] if state else facts.total
    context = {
        "facts": facts, "refusal": refusal, "title": title_of(facts), "told": told_words(facts),
        "sifted": "" if facts.told.kind is Kind.COPY else sifted_words(facts.sifted), **_standing(facts),
        "chips": _chips(facts, state), "rows": [_shown(row) for row in rows], "is_copy": facts.told.kind is Kind.COPY,
        "may_undo": facts.may_undo,
        **_turning(total, start, state),
    }  # fmt: skip
    return show(request, "backoffice/bulk/edit.html", context, room=ROOM, status=status)


def _shown(row: BulkEditRow) -> dict[str, Any]:
    label, kind = ROW_STATES[row.state]
    parts = [part_shown(part, version_id=row.version_id or row.item_id) for part in row.parts]
    return {"row": row, "word": label, "kind": kind, "why": why_words(row), "parts": parts}


def _chips(facts: BulkEditFacts, state: str) -> list[dict[str, Any]]:
    said = _("%(state)s（%(count)s）")
    return [
        {
            "label": said % {"state": ROW_STATES[name][0], "count": count},
            "url": "?#rows" if name == state else f"?{urlencode({'state': name})}#rows",
            "is_on": name == state,
        }
        for name, count in facts.counts.items()
        if count
    ]


def _turning(total: int, start: int, state: str) -> dict[str, str]:
    def url(place: int) -> str:
        return f"?{urlencode({'state': state, 'from': place})}#rows"

    return {
        "next_url": url(start + ROWS_SHOWN) if start + ROWS_SHOWN < total else "",
        "previous_url": url(max(0, start - ROWS_SHOWN)) if start else "",
    }


def _pressed(request: SignedInRequest, edit_id: UUID, act: Callable[[], None], *, said: str) -> HttpResponse:
    """Act on an edit and say what happened; a refusal is told on the page as it now is."""
    bulk_edit_for(edit_id, actor=request.actor)
    try:
        act()
    except RuleError as problem:
        return _page(request, edit_id, refusal=sentence(problem), status=status_of(problem))
    messages.success(request, said)
    return redirect("backoffice:bulk_edit", edit_id)


@require_POST
@requires("catalog.edit")
def confirm(request: SignedInRequest, edit_id: UUID) -> HttpResponse:
    """Apply what was previewed."""
    count = number_told(request.POST.get("count", ""))

    def act() -> None:
        bulk_edit_confirm(edit_id=edit_id, count=count, actor=request.actor, now=now())

    said = ngettext("已确认修改%(count)s个事项的草稿。", "已确认修改%(count)s个事项的草稿。", count) % {"count": count}
    return _pressed(request, edit_id, act, said=said)


@require_POST
@requires("catalog.edit")
def go_on(request: SignedInRequest, edit_id: UUID) -> HttpResponse:
    """Set a bulk edit going again that was interrupted."""

    def act() -> None:
        bulk_edit_continue(edit_id=edit_id, actor=request.actor, now=now())

    return _pressed(request, edit_id, act, said=_("已从停下的地方继续，办过的不会重复。"))


@require_POST
@requires("catalog.edit")
def undo(request: SignedInRequest, edit_id: UUID) -> HttpResponse:
    """Take a bulk edit back where its drafts are not published and nobody changed them since."""

    def act() -> None:
        bulk_edit_undo(edit_id=edit_id, actor=request.actor, now=now())

    return _pressed(request, edit_id, act, said=_("撤销已经开始，每个事项的结果列在下面；后来又有改动的保持不动。"))
