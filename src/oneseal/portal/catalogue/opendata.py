"""The list of items for other systems: JSON and CSV streamed row by row, a map of the site, and what each says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, Final
from xml.sax.saxutils import escape

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from oneseal.catalog.selectors import OpenItem, addresses_open, items_open
from oneseal.foundation.http.access import public
from oneseal.foundation.tables import BYTE_ORDER_MARK, inert, table_line
from oneseal.foundation.timekeeping import today
from oneseal.portal.open_files import open_file
from oneseal.portal.pages import page

FORMAT: Final = 1
# Column of the table, and the element it is read from.
COLUMNS: Final = (
    ("name_en", "name_en"), ("item_type", "item_type"), ("service_object", "service_object"),
    ("case_type", "case_type"), ("promise_limit", "promise_limit"), ("promise_limit_unit", "promise_limit_unit"),
    ("stat_limit", "stat_limit"), ("stat_limit_unit", "stat_limit_unit"), ("fee_flag", "fee_flag"),
    ("visit_count", "visit_count"), ("online", "online"), ("result_name", "result_name"),
)  # fmt: skip
HEADS: Final = (
    "code", "name", "agency", "agency_code", "version", "effective_on", "sha256", "url",
    *(head for head, _element in COLUMNS), "materials",
)  # fmt: skip


@public
@require_GET
def open_data(request: HttpRequest) -> HttpResponse:
    """Explain what may be had, in which form, and what each column says."""
    words = {
        "code": _("实施编码"), "name": _("事项名称"), "agency": _("实施主体"),
        "agency_code": _("实施主体统一社会信用代码"),
        "version": _("版本"), "effective_on": _("生效日期"), "sha256": _("本版本内容和申请表的SHA-256摘要"),
        "url": _("办事指南的网址"), "name_en": _("英文名称"), "item_type": _("事项类型（GB/T 39046-2020 表A.1）"),
        "service_object": _("服务对象（GB/T 39046-2020 表A.4）"), "case_type": _("办件类型（GB/T 39046-2020 表A.6）"),
        "promise_limit": _("承诺办结时限"),
        "promise_limit_unit": _("承诺时限单位：WD工作日，ND自然日，M月，Y年，H小时，OH工作小时"),
        "stat_limit": _("法定办结时限"), "stat_limit_unit": _("法定时限单位"), "fee_flag": _("是否收费"),
        "visit_count": _("到办事现场次数"), "online": _("是否网办"), "result_name": _("结果名称"),
        "materials": _("材料名称，以分号分隔"),
    }  # fmt: skip
    rows = [(head, words[head]) for head in HEADS]
    return page(request, "portal/catalogue/open_data.html", {"rows": rows, "total": len(addresses_open(on=today()))})


@public
@require_GET
def items_json(_request: HttpRequest) -> StreamingHttpResponse:
    """Give every item in force with all its elements, their sources and how far each was checked."""
    answer = StreamingHttpResponse(_json(today()), content_type="application/json; charset=utf-8")
    return open_file(answer, "items.json")


def _json(on: date) -> Iterator[str]:
    yield f'{{"format": {FORMAT}, "on": "{on.isoformat()}", "items": ['
    for place, row in enumerate(items_open(on=on)):
        told = {
            **_identity(row), "elements": row.content.get("elements", {}), "sources": row.content.get("sources", {}),
        }  # fmt: skip
        yield ("," if place else "") + "\n" + json.dumps(told, ensure_ascii=False, cls=DjangoJSONEncoder)
    yield "\n]}\n"


def _identity(row: OpenItem) -> dict[str, Any]:
    return {
        "code": row.code, "name": row.name, "agency": row.agency_name, "agency_code": row.agency_code,
        "version": row.number, "effective_on": row.effective_on.isoformat(), "sha256": row.sha256,
        "url": _address("portal:item", row.item_id),
    }  # fmt: skip


@public
@require_GET
def items_csv(_request: HttpRequest) -> StreamingHttpResponse:
    """Give the short facts of every item in force as a table; what is unknown is empty."""
    answer = StreamingHttpResponse(_csv(today()), content_type="text/csv; charset=utf-8")
    return open_file(answer, "items.csv")


def _csv(on: date) -> Iterator[str]:
    yield BYTE_ORDER_MARK + table_line(HEADS)
    for row in items_open(on=on):
        elements = row.content.get("elements", {})
        names = [_value(one.get("elements", {}), "name") for one in elements.get("materials", {}).get("value") or ()]
        told = [*_identity(row).values(), *(_value(elements, element) for _head, element in COLUMNS), "；".join(names)]
        yield table_line([inert(str(cell)) for cell in told])


def _value(elements: dict[str, Any], key: str) -> str:
    value = (elements.get(key) or {}).get("value")
    if value is None:
        return ""
    if isinstance(value, list):
        return "；".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


# --- for machines that look through the site -------------------------------------------------------


@public
@require_GET
def sitemap(_request: HttpRequest) -> HttpResponse:
    """List the public pages, as the protocol of sitemaps.org 0.9 has it."""
    fixed = [(_address(name), None) for name in ("portal:home", "portal:items", "portal:ten_open", "portal:open_data")]
    items = [(_address("portal:item", item_id), since) for item_id, since in addresses_open(on=today())]
    urls = "".join(
        f"<url><loc>{escape(address)}</loc>{f'<lastmod>{since.isoformat()}</lastmod>' if since else ''}</url>\n"
        for address, since in [*fixed, *items]
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return HttpResponse(f"{head}{urls}</urlset>\n", content_type="application/xml")


@public
@require_GET
def robots(_request: HttpRequest) -> HttpResponse:
    """Say which pages are for people who sign in, and where the map of the site is."""
    closed = "".join(f"Disallow: /{room}/\n" for room in ("accounts", "demo", "my", "office", "workbench"))
    return HttpResponse(f"User-agent: *\n{closed}Sitemap: {_address('portal:sitemap')}\n", content_type="text/plain")


def _address(name: str, *parts: object) -> str:
    return f"{settings.ONESEAL_BASE_URL}{reverse(name, args=parts)}"
