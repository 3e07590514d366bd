"""The adjustments that were decided, and the items that can be adjusted."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from oneseal.backoffice.pages import show
from oneseal.cases.selectors.following import cases_followed, open_cases_of_items
from oneseal.catalog.selectors import adjustment_for, adjustments_for, items_adjustable
from oneseal.catalog.selectors.adjusting import DECIDED, KIND_RULES, AdjustmentFacts, Kind
from oneseal.catalog.selectors.life_words import KIND_HELP, KINDS, OPEN_CASES, STANDINGS, STAYED
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.identifiers import uuid_told
from oneseal.foundation.timekeeping import today
from oneseal.identity.selectors import agencies_all
from oneseal.papers.errors import NoSealInForce

ROOM: Final = "adjustments"
DECIDES: Final = ("catalog.publish", "catalog.govern")
OUTCOMES: Final = {
    "ended": gettext_lazy("终止办理"),
    "handed_over": gettext_lazy("移交接收机关"),
    "stayed": gettext_lazy("留在原机关办完"),
    "failed": gettext_lazy("还没有办成，系统会再试；试完仍不成的列在后台任务里"),
}
FAILED: Final = {NoSealInForce.code: gettext_lazy("承办机关没有启用的印章")}


@require_safe
@requires(*DECIDES)
def adjustments(request: SignedInRequest) -> HttpResponse:
    """List the adjustments, the newest first."""
    rows = [{"facts": facts, **_words(facts)} for facts in adjustments_for(request.actor)]
    return show(request, "backoffice/adjusting/adjustments.html", {"rows": rows}, room=ROOM)


def _words(facts: AdjustmentFacts) -> dict[str, Any]:
    is_ahead = facts.effective_on > today()
    return {
        "kind": KINDS[facts.kind],
        "when": (_("待生效"), "warning") if is_ahead else (_("已生效"), "success"),
        "names": [item.name for item in facts.items],
    }


@require_safe
@requires(*DECIDES)
def adjustment(request: SignedInRequest, adjustment_id: UUID) -> HttpResponse:
    """Show one adjustment: its document, what it made of each item, and what became of open cases."""
    facts = adjustment_for(adjustment_id, actor=request.actor)
    left = sum(open_cases_of_items([item.item_id for item in facts.items]).values())
    followed = [
        {"outcome": OUTCOMES[outcome], "why": {**STAYED, **FAILED}.get(why, ""), "total": total}
        for (outcome, why), total in cases_followed(facts.id).items()
    ]
    batch = [row for row in adjustments_for(request.actor) if facts.batch and row.batch == facts.batch]
    context = {
        "facts": facts, **_words(facts), "open_cases": OPEN_CASES[facts.open_cases], "followed": followed,
        "left": left, "batch": [row for row in batch if row.id != facts.id],
    }  # fmt: skip
    return show(request, "backoffice/adjusting/adjustment.html", context, room=ROOM)


@require_safe
@requires(*DECIDES)
def choose(request: SignedInRequest) -> HttpResponse:
    """Choose what kind of adjustment, and of which items; several agencies make a batch."""
    told = request.GET.get("kind", "")
    kind = Kind(told) if told in {one.value for one in DECIDED} else Kind.SUSPEND
    words, agency = request.GET.get("q", "").replace("\0", "")[:100], uuid_told(request.GET.get("agency", ""))
    rows = items_adjustable(request.actor, on=today(), words=words, agency=agency)
    if KIND_RULES[kind].lifts:
        rows = [row for row in rows if row.bar]
    elif not KIND_RULES[kind].ends:
        rows = [row for row in rows if not row.bar]
    counts = open_cases_of_items([row.item_id for row in rows])
    shown = [
        {
            "row": row, "cases": counts.get(row.item_id, 0), "standing": STANDINGS[row.bar.standing] if row.bar else "",
            "is_first": place == 0 or rows[place - 1].agency_id != row.agency_id,
        }
        for place, row in enumerate(rows)
    ]  # fmt: skip
    kinds = [{"kind": one, "label": KINDS[one], "help": KIND_HELP[one], "is_on": one is kind} for one in DECIDED]
    governs = request.actor.may("catalog.govern")
    context = {
        "kinds": kinds, "kind": kind, "help": KIND_HELP[kind], "rows": shown, "query": words, "agency": agency,
        "agencies": agencies_all() if governs else [],
    }  # fmt: skip
    return show(request, "backoffice/adjusting/choose.html", context, room=ROOM)
