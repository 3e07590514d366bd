"""The list of the agency's items: narrowed, paged, with what the gate found in drafts; and what can be taken over."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oneseal.backoffice.bulk.words import SIFTED_BY, STANDINGS, sifted_value
from oneseal.backoffice.pages import show
from oneseal.catalog.selectors.bulk_telling import Sift, sift_choices, sift_told
from oneseal.catalog.selectors.editor import reference_rows
from oneseal.catalog.selectors.sifting import PAGE, SiftedItem, items_sifted
from oneseal.catalog.services.draft_gates import drafts_judge
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.searching import number_told
from oneseal.foundation.timekeeping import today
from oneseal.kernel.access import Actor

CHOSEN: Final = ("kind", "state", "standing", "quality", "office", "unknown")


@require_safe
@requires("catalog.edit")
def items(request: SignedInRequest) -> HttpResponse:
    """List the items of the agency that match, and what ships with the program and can be taken over."""
    actor, sift, start = request.actor, sift_told(request.GET.dict()), number_told(request.GET.get("from", ""))
    page = items_sifted(sift, actor=actor, on=today(), start=start)
    judged = drafts_judge(page.stale, actor=actor, on=today(), ledgers=page.ledgers) if page.stale else {}
    rows = [_row(row, judged.get(row.id)) for row in page.rows]
    context = {
        "rows": rows, "total": page.total, "sift": sift, "filters": _filters(sift, actor), "chips": _chips(sift),
        "query": urlencode(sift.told), "is_later": bool(start), **_turning(sift, page.total, start),
        # What can be taken over concerns whoever looks at everything.
        "reference": [] if sift.told or start else reference_rows(actor),
    }  # fmt: skip
    return show(request, "backoffice/items/items.html", context, room="items")


def _row(row: SiftedItem, judged: tuple[int, int] | None) -> dict[str, Any]:
    if judged is not None:
        row = replace(row, stops=judged[0], warns=judged[1])
    is_barred = row.standing in {"suspended", "abolished"}
    return {"item": row, "barred": STANDINGS[row.standing] if is_barred else ""}


def _filters(sift: Sift, actor: Actor) -> list[dict[str, Any]]:
    choices = sift_choices(actor)
    return [
        {
            "name": name,
            "label": SIFTED_BY[name],
            "options": [
                {"value": value, "label": sifted_value(name, value), "is_chosen": getattr(sift, name) == value}
                for value in choices[name]
            ],
        }
        for name in CHOSEN
        if choices[name]
    ]


def _chips(sift: Sift) -> list[dict[str, Any]]:
    said = _("%(name)s：%(value)s")
    return [
        {
            "label": said % {"name": SIFTED_BY[name], "value": sifted_value(name, value)},
            "url": "?" + urlencode({key: other for key, other in sift.told.items() if key != name}),
            "is_on": True,
        }
        for name, value in sift.told.items()
    ]


def _turning(sift: Sift, total: int, start: int) -> dict[str, str]:
    def url(place: int) -> str:
        return "?" + urlencode({**sift.told, "from": place})

    return {
        "next_url": url(start + PAGE) if start + PAGE < total else "",
        "previous_url": url(max(0, start - PAGE)) if start else "",
    }
