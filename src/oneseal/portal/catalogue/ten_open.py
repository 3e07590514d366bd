"""The ten matters that an approval office lays open (十公开, S1): where each is read, and how many items state it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from oneseal.catalog.selectors import elements_stated, items_silent
from oneseal.foundation.http.access import public
from oneseal.foundation.timekeeping import today
from oneseal.portal.pages import page

# The matter as S1 names it, and the element of an item that states it.
MATTERS: Final = (
    ("handling_org", gettext_lazy("许可科职责")),
    ("station", gettext_lazy("进驻事项")),
    ("legal_basis", gettext_lazy("设定依据")),
    ("accept_conditions", gettext_lazy("申请条件")),
    ("flow", gettext_lazy("办理程序")),
    ("promise_limit", gettext_lazy("承诺期限")),
    ("materials", gettext_lazy("必备资料")),
    ("fee_basis", gettext_lazy("收费标准及依据")),
    ("application_form", gettext_lazy("申请书示范文本")),
    ("consult", gettext_lazy("咨询投诉电话")),
)
SHOWN: Final = 200


@dataclass(frozen=True, slots=True)
class Matter:
    """One of the ten: how many items in force state it, of how many."""

    key: str
    name: str
    stated: int
    total: int

    @property
    def silent(self) -> int:
        """Return how many items do not state it yet."""
        return self.total - self.stated


@public
@require_GET
def ten_open(request: HttpRequest) -> HttpResponse:
    """Show the ten matters, and for one of them the items that do not state it yet."""
    found = elements_stated(tuple(key for key, _name in MATTERS), on=today())
    matters = [Matter(key, str(name), *found.get(key, (0, 0))) for key, name in MATTERS]
    asked = next((row for row in matters if row.key == request.GET.get("without", "")), None)
    rows: list[tuple[UUID, str]] = items_silent(asked.key, on=today(), most=SHOWN) if asked else []
    context = {"matters": matters, "asked": asked, "rows": rows, "more": asked.silent - len(rows) if asked else 0}
    return page(request, "portal/catalogue/ten_open.html", {**context, "title": _("十公开")})
