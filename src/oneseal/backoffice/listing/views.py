"""Bring items of another catalogue in: hand in, look, confirm; then complete them one by one."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import quote, urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from oneseal.backoffice.listing.forms import CompleteForm, ImportForm
from oneseal.backoffice.pages import refused, show
from oneseal.catalog.selectors import Wanted, catalogue_found
from oneseal.catalog.selectors.brought import CHANGES, SHOWN, brought_counts, brought_of
from oneseal.catalog.selectors.editor import reference_rows
from oneseal.catalog.selectors.listings import (
    RunFacts,
    fault_in_words,
    listed_for_editor,
    part_names,
    percent_imported,
    problem_in_words,
    report_table,
    run_for_editor,
    runs_for_editor,
)
from oneseal.catalog.services import listed_item_complete
from oneseal.catalog.services.listing_runs import TableTold, listing_confirm, listing_continue, listing_start
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.searching import number_told, words_told
from oneseal.foundation.tables import BYTE_ORDER_MARK
from oneseal.foundation.timekeeping import now, today
from oneseal.kernel.errors import RuleError

FAULTS_ON_A_PAGE: Final = 50


@require_http_methods(["GET", "HEAD", "POST"])
@requires("catalog.edit")
def imports(request: SignedInRequest) -> HttpResponse:
    """Take a table and look at it; nothing is listed before it is confirmed."""
    sent = request.method == "POST"
    form, status = ImportForm(request.POST if sent else None, request.FILES if sent else None), 200
    if sent:
        status = 422
        if form.is_valid():
            file = form.cleaned_data["file"]
            told = TableTold(file.read(), str(file.name)[:200], form.cleaned_data["source"])
            try:
                return redirect("backoffice:import_run", listing_start(told=told, actor=request.actor, now=now()))
            except RuleError as problem:
                status = refused(form, problem, fields={"catalog.table": "file", "files.": "file"})
                why = problem_in_words(str(problem.facts.get("reason", "")))
                if why:
                    form.add_error("file", why)
    context = {"form": form, "runs": runs_for_editor(request.actor)}
    return show(request, "backoffice/listing/imports.html", context, room="items", status=status)


@require_safe
@requires("catalog.edit")
def run(request: SignedInRequest, run_id: UUID) -> HttpResponse:
    """Show what an import would do or has done, with its faults by row."""
    facts = run_for_editor(run_id, actor=request.actor)
    if facts.kind != "table":
        return _whole(request, facts)
    code = request.GET.get("code", "")
    chosen = [fault for fault in facts.faults if not code or fault["code"] == code]
    start = number_told(request.GET.get("from", ""))
    context = {
        "facts": facts,
        "is_at_work": facts.is_at_work,
        "percent": percent_imported(facts),
        "problem": problem_in_words(facts.problem),
        "figures": _figures(facts),
        "chips": _chips(facts, code),
        "faults": [fault_in_words(fault) for fault in chosen[start : start + FAULTS_ON_A_PAGE]],
        "total": len(chosen),
        **_turning(len(chosen), start, code),
    }
    return show(request, "backoffice/listing/run.html", context, room="items")


def _whole(request: SignedInRequest, facts: RunFacts) -> HttpResponse:
    """Show what a file of the whole list changes, item by item, and its faults by cell."""
    counts = brought_counts(facts.id)
    change = request.GET.get("change", "")
    if change not in CHANGES:
        change = next((one for one in CHANGES if counts[one]), CHANGES[0])
    code, start = request.GET.get("code", ""), number_told(request.GET.get("from", ""))
    chosen = [fault for fault in facts.faults if not code or fault["code"] == code]
    items_from = number_told(request.GET.get("items", ""))
    context = {
        "facts": facts, "is_at_work": facts.is_at_work, "percent": percent_imported(facts),
        "problem": problem_in_words(facts.problem), "figures": _figures(facts), "counts": counts,
        "change_chips": [_change_chip(one, counts[one], change) for one in CHANGES if counts[one]],
        "items": brought_of(facts.id, change, start=items_from),
        "items_next": _items_url(change, items_from + SHOWN) if items_from + SHOWN < counts[change] else "",
        "items_previous": _items_url(change, max(0, items_from - SHOWN)) if items_from else "",
        "chips": _chips(facts, code), "total": len(chosen), **_turning(len(chosen), start, code),
        "faults": [fault_in_words(fault) for fault in chosen[start : start + FAULTS_ON_A_PAGE]],
        "is_json": facts.file_name.endswith(".json"),
    }  # fmt: skip
    return show(request, "backoffice/listing/whole.html", context, room="items")


def _items_url(change: str, start: int) -> str:
    return "?" + urlencode({"change": change, "items": start}) + "#items"


def _change_chip(change: str, count: int, chosen: str) -> dict[str, object]:
    words = {
        "changed": _("修改%(count)s项"), "new": _("新增%(count)s项"),
        "refused": _("不能导入%(count)s项"), "absent": _("文件中没有%(count)s项"),
    }  # fmt: skip
    return {"label": words[change] % {"count": count}, "url": _items_url(change, 0), "is_on": change == chosen}


def _turning(total: int, start: int, code: str) -> dict[str, str]:
    def url(place: int) -> str:
        return "?" + urlencode({"code": code, "from": place}) + "#faults"

    return {
        "next_url": url(start + FAULTS_ON_A_PAGE) if start + FAULTS_ON_A_PAGE < total else "",
        "previous_url": url(max(0, start - FAULTS_ON_A_PAGE)) if start else "",
    }


def _figures(facts: RunFacts) -> list[dict[str, object]]:
    is_done = facts.state == "done"
    named = [
        ("rows_in", _("读入的行")),
        ("created", _("新增") if is_done else _("将新增")),
        ("changed", _("更新") if is_done else _("将更新")),
        ("unchanged", _("不变")),
        ("refused", _("未导入") if is_done else _("不会导入")),
    ]
    return [{"label": label, "value": facts.counts[key]} for key, label in named if facts.counts]


def _chips(facts: RunFacts, code: str) -> list[dict[str, object]]:
    return [
        {
            "label": _("%(wrong)s（%(count)s）") % {"wrong": kind.wrong, "count": kind.count},
            "url": "?#faults" if kind.code == code else f"?{urlencode({'code': kind.code})}#faults",
            "is_on": kind.code == code,
        }
        for kind in facts.kinds
    ]


@require_POST
@requires("catalog.edit")
def confirm(request: SignedInRequest, run_id: UUID) -> HttpResponse:
    """Import what was looked at."""
    listing_confirm(run_id=run_id, actor=request.actor, now=now())
    return redirect("backoffice:import_run", run_id)


@require_POST
@requires("catalog.edit")
def go_on(request: SignedInRequest, run_id: UUID) -> HttpResponse:
    """Go on with an import that stopped because who pressed last may edit no more."""
    listing_continue(run_id=run_id, actor=request.actor, now=now())
    return redirect("backoffice:import_run", run_id)


@require_safe
@requires("catalog.edit")
def report(request: SignedInRequest, run_id: UUID) -> HttpResponse:
    """Hand out every fault of an import as a table."""
    facts = run_for_editor(run_id, actor=request.actor)
    response = HttpResponse(BYTE_ORDER_MARK + report_table(facts.faults), content_type="text/csv; charset=utf-8")
    name = _("%(file)s的问题.csv") % {"file": facts.file_name.removesuffix(".csv")}
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response


@require_safe
@requires("catalog.edit")
def listed(request: SignedInRequest) -> HttpResponse:
    """List what is only listed, to be completed."""
    words = words_told(request, "q")
    wanted = Wanted(words=words, reach="listed")
    found = catalogue_found(wanted, on=today(), after=request.GET.get("after", "")[:2000])
    context = {
        "rows": found.rows, "words": words, "total": found.total,
        "next_url": f"?{urlencode({'q': words, 'after': found.next_key})}" if found.next_key else "",
    }  # fmt: skip
    return show(request, "backoffice/listing/listed.html", context, room="items")


@require_safe
@requires("catalog.edit")
def listed_item(request: SignedInRequest, listed_id: UUID) -> HttpResponse:
    """Show a listed item with the parts of its code and its faults, and offer to complete it."""
    return _listed_page(request, listed_id, CompleteForm(reference=reference_rows(request.actor)))


def _listed_page(request: SignedInRequest, listed_id: UUID, form: CompleteForm, *, status: int = 200) -> HttpResponse:
    facts = listed_for_editor(listed_id, actor=request.actor)
    names = part_names()
    context: dict[str, Any] = {
        "facts": facts, "form": form,
        "parts": [{"label": name, "value": facts.parts[key]} for key, name in names.items() if key in facts.parts],
    }  # fmt: skip
    return show(request, "backoffice/listing/listed_item.html", context, room="items", status=status)


@require_POST
@requires("catalog.edit")
def complete(request: SignedInRequest, listed_id: UUID) -> HttpResponse:
    """Make an item of the agency out of a listed one, and open it."""
    form = CompleteForm(request.POST, reference=reference_rows(request.actor))
    if not form.is_valid():
        return _listed_page(request, listed_id, form, status=422)
    template = form.cleaned_data["template"]
    try:
        version_id = listed_item_complete(listed_id=listed_id, template=template, actor=request.actor, now=now())
    except RuleError as problem:
        status = refused(form, problem, fields={"catalog.already_there": "template"})
        return _listed_page(request, listed_id, form, status=status)
    messages.success(request, _("已与本机关的事项对应。草稿请填写标有“待填写”的要素后发布，发布后公众才能申请。"))
    return redirect(reverse("backoffice:version", args=[version_id]))
