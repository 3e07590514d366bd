"""Who of the agency looked at whose data, for supervisors."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from oneseal.cases.selectors import State
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.identifiers import uuid_told
from oneseal.foundation.readlog.selectors import readings_for_supervision
from oneseal.workbench.cases.words import STATES
from oneseal.workbench.desk import show

READ = {
    "case": _("办件"), "file": _("材料"), "paper": _("文书"), "person": _("身份信息"), "licence": _("证照"),
    "payment": _("缴费记录"), "rating": _("评价人"), "matter": _("来件"),
}  # fmt: skip


def _purpose(kept: str) -> str:
    """Return the number and the state of the case for which something was read, in words."""
    number, _gap, state = kept.rpartition(" ")
    return f"{number} {STATES[State(state)]}".strip() if state in set(State) else kept


@require_safe
@requires("audit.read")
def readings(request: SignedInRequest) -> HttpResponse:
    """List who looked at what, newest first."""
    after = str(uuid_told(request.GET.get("after", "")) or "")
    found = readings_for_supervision(request.actor, after=after)
    context = {
        "rows": [
            {"reading": row, "what": READ.get(row.kind, row.kind), "purpose": _purpose(row.purpose)}
            for row in found.rows
        ],
        "next_url": f"?after={found.after}" if found.after else "",
        "previous_url": reverse("workbench:readings") if after else "",
    }
    return show(request, "workbench/readings/readings.html", context, current="readings")
