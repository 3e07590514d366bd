"""How good the catalogue is: by department, by item, and down to each element that lost something."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from urllib.parse import quote
from uuid import UUID

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oneseal.backoffice.pages import show
from oneseal.catalog.selectors.quality import (
    DepartmentQuality,
    ExplainedQuality,
    department_qualities,
    item_qualities,
    listed_average,
    listed_item_quality,
    quality_table,
    version_quality,
)
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.searching import number_told
from oneseal.foundation.tables import BYTE_ORDER_MARK, inert, table_line
from oneseal.foundation.timekeeping import today


@require_safe
@requires("catalog.edit")
def qualities(request: SignedInRequest) -> HttpResponse:
    """List the departments with their scores: agencies first, then those that only another catalogue names."""
    rows = department_qualities(on=today())
    own = [row for row in rows if not row.is_listed]
    listed = [row for row in rows if row.is_listed]
    context = {
        "agencies": own, "listed": listed, "figures": _figures(own, listed),
        "unscored": sum(row.unscored for row in own),
    }  # fmt: skip
    return show(request, "backoffice/quality/qualities.html", context, room="quality")


def _figures(own: list[DepartmentQuality], listed: list[DepartmentQuality]) -> list[dict[str, object]]:
    scored = [(row.average, row.items - row.unscored) for row in own if row.average is not None]
    total = sum(count for _average, count in scored)
    points = sum((average * count for average, count in scored), Decimal(0))
    return [
        {"label": _("已发布的事项"), "value": sum(row.items for row in own)},
        {"label": _("已发布事项平均分"), "value": (points / total).quantize(Decimal("0.1")) if total else "—"},
        {"label": _("仅供查询的事项"), "value": sum(row.items for row in listed)},
        {"label": _("仅供查询事项平均分"), "value": listed_average(listed) or "—"},
    ]


@require_safe
@requires("catalog.edit")
def department(request: SignedInRequest, key: str) -> HttpResponse:
    """List the items of a department with their scores."""
    found = next((row for row in department_qualities(on=today()) if row.key == key), None)
    if found is None:
        raise Http404
    start = number_told(request.GET.get("from", ""))
    rows, has_more = item_qualities(key, on=today(), start=start)
    context = {
        "department": found, "rows": rows, "next_url": f"?from={start + len(rows)}" if has_more else "",
        "first_url": "?" if start else "",
    }  # fmt: skip
    return show(request, "backoffice/quality/department.html", context, room="quality")


@require_safe
@requires("catalog.edit")
def item(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Show the score of a published version down to its findings."""
    return _explained(request, version_quality(version_id))


@require_safe
@requires("catalog.edit")
def listed(request: SignedInRequest, listed_id: UUID) -> HttpResponse:
    """Show the score of a listed item: what it does not say is told as absent."""
    complete_url = reverse("backoffice:listed_item", args=[listed_id])
    return _explained(request, listed_item_quality(listed_id), complete_url=complete_url)


def _explained(request: SignedInRequest, facts: ExplainedQuality, *, complete_url: str = "") -> HttpResponse:
    context = {"facts": facts, "complete_url": complete_url}
    return show(request, "backoffice/quality/explained.html", context, room="quality")


@require_safe
@requires("catalog.edit")
def table(_request: SignedInRequest) -> StreamingHttpResponse:
    """Hand out every item with its score as a table."""
    response = StreamingHttpResponse(_lines(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(_('事项质量.csv'))}"
    return response


def _lines() -> Iterator[str]:
    yield BYTE_ORDER_MARK + table_line([_("部门"), _("事项名称"), _("编码"), _("质量分"), _("状态")])
    states = {"published": _("已发布"), "listed": _("仅供查询")}
    for agency, name, code, score, state in quality_table(on=today()):
        yield table_line([inert(agency), inert(name), inert(code), score, states[state]])
