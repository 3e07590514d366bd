"""Copy from an item that is like this one: find it, choose parts, see both side by side, copy."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from oneseal.backoffice.bulk.words import GROUPS, LIKE, WHOSE
from oneseal.backoffice.items.entries import revision_told
from oneseal.backoffice.pages import show
from oneseal.backoffice.review.parts import part_shown
from oneseal.backoffice.templatetags.office import spoken
from oneseal.catalog.selectors import version_for_editor
from oneseal.catalog.selectors.bulk_telling import choices_of
from oneseal.catalog.selectors.copying import CopyPreview, copy_preview
from oneseal.catalog.selectors.similar import CopySource, SimilarItem, copy_source, similar_items
from oneseal.catalog.services.copying import CopyTold, item_copy
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.searching import words_told
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.foundation.language import is_english
from oneseal.foundation.timekeeping import now, today
from oneseal.kernel.errors import RuleError

ROOM: Final = "items"
SHARED_SHOWN: Final = 3


@require_safe
@requires("catalog.edit")
def similar(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Propose items to copy from, with what makes them alike; words look for any other."""
    facts, words = version_for_editor(version_id, actor=request.actor), words_told(request, "q")
    found = similar_items(version_id, actor=request.actor, on=today(), words=words)
    rows = [
        {
            "row": row, "whose": WHOSE[row.whose], "why": _reasons(row),
            "url": f"{reverse('backoffice:copy_from', args=[version_id])}?{urlencode({'origin': row.origin})}",
        }
        for row in found
    ]  # fmt: skip
    context = {"facts": facts, "rows": rows, "words": words}
    return show(request, "backoffice/bulk/similar.html", context, room=ROOM)


def _reasons(row: SimilarItem) -> list[str]:
    return [str(LIKE[like.value]) % {"shared": _shared(like.value, shared)} for like, shared in row.likeness.shared]


def _shared(like: str, shared: tuple[str, ...]) -> str:
    """Return what two items share, the first few of many."""
    if like == "type":
        return next((spoken(one, "label") for one in choices_of("item_type") if one.value == shared[0]), shared[0])
    named = [f"“{word}”" for word in shared] if like == "words" else list(shared)
    told = (", " if is_english() else "、").join(named[:SHARED_SHOWN])
    return _("%(first)s等%(count)s条") % {"first": told, "count": len(named)} if len(named) > SHARED_SHOWN else told


@require_http_methods(["GET", "HEAD", "POST"])
@requires("catalog.edit")
def copy(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Choose parts of one item and see what they would change; then copy them."""
    told = request.POST if request.method == "POST" else request.GET
    source = copy_source(told.get("origin", ""), actor=request.actor, on=today())
    groups = told.getlist("part")
    refusal, status = "", 200
    if request.method == "POST":
        copying = CopyTold(version_id, revision_told(request), source.origin, groups)
        try:
            edit_id = item_copy(told=copying, actor=request.actor, now=now())
        except RuleError as problem:
            refusal, status = sentence(problem), status_of(problem)
        else:
            messages.success(request, _("已复制。请逐项核对复制的内容；不合适的，可以在这里撤销。"))
            return redirect("backoffice:bulk_edit", edit_id)
    preview = copy_preview(version_id, source=source, groups=groups, actor=request.actor)
    context = {**_copy_context(preview, source), "refusal": refusal}
    return show(request, "backoffice/bulk/copy.html", context, room=ROOM, status=status)


def _copy_context(preview: CopyPreview, source: CopySource) -> dict[str, Any]:
    return {
        "preview": preview, "source": source, "whose": WHOSE[source.whose],
        "groups": [{"group": one, "label": GROUPS[one.key]} for one in preview.groups],
        "chosen": [one.key for one in preview.groups if one.is_chosen],
        "parts": [part_shown(part, version_id=preview.version_id) for part in preview.parts],
    }  # fmt: skip
