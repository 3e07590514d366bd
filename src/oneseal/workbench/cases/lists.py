"""The inbox of a post, and all cases of the agency: tabs, filters, pages, views that people keep, and files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from oneseal.cases.selectors import (
    CaseRow,
    ClockFace,
    Order,
    Place,
    Scope,
    cases_listed,
    cases_streamed,
    items_listed,
    procedures_due,
    unread_among,
)
from oneseal.cases.services import list_exported
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.sentences import sentence
from oneseal.foundation.tables import BYTE_ORDER_MARK, inert, table_line
from oneseal.foundation.timekeeping import beijing_date, now, today
from oneseal.foundation.views_kept.selectors import views_of
from oneseal.foundation.views_kept.services import view_keep, view_let_go
from oneseal.kernel.clock import Unit
from oneseal.kernel.errors import RuleError
from oneseal.ui.lengths import length_words
from oneseal.workbench.cases.bulk import bulk_acts
from oneseal.workbench.cases.listing import (
    LIST,
    Asked,
    asked_in,
    asked_of,
    filters_of,
    kept_query,
    row_of,
    tabs_and_figures,
)
from oneseal.workbench.cases.words import LIGHTS, item_name, step_of
from oneseal.workbench.desk import show

IN_MEMORY: Final = 2 * 1024 * 1024


def _listing(request: SignedInRequest, asked: Asked) -> dict[str, Any]:
    at = now()
    page = cases_listed(request.actor, asked.wanted, now=at, place=asked.place)
    unread = unread_among([row.facts.id for row in page.rows], actor=request.actor)
    rows = [{**row_of(row, beijing_date(at)), "unread": unread.get(row.facts.id, 0)} for row in page.rows]
    kept = views_of(request.actor, LIST)
    before = f"{asked.query}&" if asked.query else ""
    own = next((view for view in kept if asked_of(view.query).wanted == asked.wanted), None)
    return {
        "cases": rows,
        "next_url": f"?{before}{urlencode({'after': page.after})}" if page.after else "",
        "first_url": asked.url,
        "is_later_page": bool(asked.place.after),
        "is_narrowed": asked.wanted.is_narrowed,
        "kept_view": own,
        "keep_query": kept_query(asked),
        "export_url": f"{reverse('workbench:cases_export')}?{kept_query(asked)}",
        "words": asked.wanted.words,
        "order": asked.place.order,
        "order_urls": {order.value: Asked(asked.wanted, Place(order)).url for order in Order},
        "bulk_acts": bulk_acts(request.actor),
        **tabs_and_figures(asked, request.actor, kept=kept, now=at),
        **filters_of(asked, items_listed(request.actor, asked.wanted.scope)),
    }


@requires("cases.read")
def inbox(request: SignedInRequest) -> HttpResponse:
    """Show the figures of the day and what waits for the post, soonest due first."""
    context = _listing(request, asked_in(request, Scope.INBOX))
    due = procedures_due(request.actor, today=today()) if request.actor.may("cases.review") else 0
    context |= {"cases_url": reverse("workbench:cases"), "procedures_due": due}
    return show(request, "workbench/cases/inbox.html", context, current="inbox")


@requires("cases.read")
def cases(request: SignedInRequest) -> HttpResponse:
    """Show the received cases of the agency, narrowed as asked."""
    asked = asked_in(request, Scope.AGENCY)
    return show(request, "workbench/cases/cases.html", _listing(request, asked), current="cases")


@requires("cases.read")
@require_POST
def view_kept(request: SignedInRequest) -> HttpResponseBase:
    """Keep the list as a tab under a name, or let a tab go."""
    asked = asked_in_post(request)
    dropped = request.POST.get("drop", "")
    try:
        if dropped:
            view_let_go(view_id=UUID(dropped), actor=request.actor)
            messages.success(request, _("已删除这个视图。"))
        else:
            query, name = kept_query(asked), request.POST.get("name", "")
            view_keep(list_name=LIST, name=name, query=query, actor=request.actor, now=now())
            messages.success(request, _("已保存为视图，在标签中可以打开。"))
    except ValueError:
        pass
    except RuleError as problem:
        messages.warning(request, sentence(problem))
    return redirect(asked.url)


def asked_in_post(request: SignedInRequest) -> Asked:
    """Return the list that a form carries in its field `query`."""
    return asked_of(request.POST.get("query", "")[:500])


# --- files ------------------------------------------------------------------------------------------


def _left(clock: ClockFace) -> str:
    """Return what is left as a cell shows it: working days as a number, whatever else with its word."""
    if clock.remaining is None or clock.unit is Unit.WORKING_DAY:
        return str(clock.remaining)
    return length_words(clock.remaining, clock.unit if clock.is_hourly else Unit.NATURAL_DAY)


def _cells(row: CaseRow) -> list[str]:
    facts, clock = row.facts, row.clock
    left = "" if clock.stands_still or clock.remaining is None else _left(clock)
    texts = [str(LIGHTS[clock.light]), left, facts.number or "", item_name(facts), facts.party_name, step_of(facts)]
    due = "" if clock.stands_still or clock.due_on is None else clock.due_on.isoformat()
    if due and clock.due_at is not None:
        due = date_format(localtime(clock.due_at), "Y-m-d H:i")
    texts += [beijing_date(facts.in_step_since).isoformat(), due]
    # Working days over are a number below zero, and stay one.
    return [text if place == 1 and clock.unit is Unit.WORKING_DAY else inert(text) for place, text in enumerate(texts)]


def _lines(rows: Iterator[CaseRow]) -> Iterator[str]:
    heads = [_("亮灯"), _("剩余工作日"), _("编号"), _("事项"), _("申请人"), _("环节"), _("本环节自"), _("到期")]
    yield BYTE_ORDER_MARK + table_line(heads)
    for row in rows:
        yield table_line(_cells(row))


@requires("cases.read")
def export(request: SignedInRequest) -> FileResponse:
    """Return the list as a file: the same rows in the same order, and a record of who took it."""
    scope = Scope.INBOX if request.GET.get("scope") == Scope.INBOX else Scope.AGENCY
    asked = asked_in(request, scope)
    file, digest, count = SpooledTemporaryFile(max_size=IN_MEMORY), hashlib.sha256(), -1  # noqa: SIM115 - the answer closes it
    for line in _lines(cases_streamed(request.actor, asked.wanted, now=now(), order=asked.place.order)):
        content = line.encode()
        file.write(content)
        digest.update(content)
        count += 1
    file.seek(0)
    told = {"query": kept_query(asked)}
    list_exported(told=told, rows=count, sha256=digest.hexdigest(), actor=request.actor, now=now())
    answer = FileResponse(file, as_attachment=True, filename=_("办件清单.csv"), content_type="text/csv; charset=utf-8")
    answer["Cache-Control"] = "private, no-store"
    return answer
