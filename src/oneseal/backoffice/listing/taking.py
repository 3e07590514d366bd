"""Take the list away as a file, and fetch an uploaded file again with its faults marked."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oneseal.backoffice.listing.forms import ExportForm
from oneseal.backoffice.pages import show
from oneseal.catalog.errors import ExportUnfit
from oneseal.catalog.selectors.brought import marked_copy
from oneseal.catalog.selectors.carrying import NEWEST, Taken, items_carried, versions_taken
from oneseal.catalog.selectors.exporting import FORMATS, list_file, unfit_nationally
from oneseal.catalog.selectors.listings import run_for_editor
from oneseal.foundation.http.access import SignedInRequest, private_file, requires
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.foundation.timekeeping import today
from oneseal.foundation.workbooks import XLSX, ZIP
from oneseal.kernel.access import Actor

MARKED: Final = {"xlsx": XLSX, "zip": ZIP, "csv": "text/csv; charset=utf-8"}
UNFIT_SHOWN: Final = 50


@require_safe
@requires("catalog.edit", "catalog.govern")
def export(request: SignedInRequest) -> HttpResponseBase:
    """Ask which items in which format; with a format chosen, hand the file out piece by piece."""
    form = ExportForm(request.GET or None)
    taken = _taken(form)
    status = 200
    if form.is_valid() and "take" in request.GET:
        try:
            return _file(form.cleaned_data["kind"] or "xlsx", taken, request.actor)
        except ExportUnfit as problem:
            form.add_error("kind", sentence(problem))
            status = status_of(problem)
    is_national = form.is_bound and form.data.get("kind") == "national"
    unfit = unfit_nationally(items_carried(taken, actor=request.actor, on=today())) if is_national else None
    context = {
        "form": form, "count": versions_taken(taken, actor=request.actor, on=today()).count(),
        "unfit": unfit, "rows": unfit.unfit[:UNFIT_SHOWN] if unfit else [],
        "more": max(0, len(unfit.unfit) - UNFIT_SHOWN) if unfit else 0,
    }  # fmt: skip
    return show(request, "backoffice/listing/export.html", context, room="items", status=status)


def _taken(form: ExportForm) -> Taken:
    if not form.is_valid():
        return Taken()
    data = form.cleaned_data
    return Taken(data["which"] or NEWEST, data["item_type"], data["words"].strip())


def _file(kind: str, taken: Taken, actor: Actor) -> HttpResponseBase:
    """Return the list as a file.

    Raises:
        ExportUnfit.
    """
    pieces = list_file(kind, items_carried(taken, actor=actor, on=today()))
    media, ending = FORMATS[kind]
    name = _("事项清单%(day)s.%(ending)s") % {"day": today().isoformat(), "ending": ending}
    return private_file(StreamingHttpResponse(pieces, content_type=media), name, is_saved=True)


@require_safe
@requires("catalog.edit")
def marked(request: SignedInRequest, run_id: UUID) -> HttpResponse:
    """Hand out the uploaded file again, every fault marked in its cell."""
    facts = run_for_editor(run_id, actor=request.actor)
    found = marked_copy(run_id, facts.faults)
    if found is None:
        raise Http404
    content, ending = found
    stem = facts.file_name.rpartition(".")[0] or facts.file_name
    name = _("%(file)s（已标出问题）.%(ending)s") % {"file": stem, "ending": ending}
    return private_file(HttpResponse(content, content_type=MARKED[ending]), name, is_saved=True)
