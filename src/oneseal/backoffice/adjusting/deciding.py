"""Decide on an adjustment: what it would change and for how many open cases is shown before it is confirmed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from oneseal.backoffice.adjusting.forms import AdjustmentForm, Chosen
from oneseal.backoffice.adjusting.views import DECIDES, ROOM
from oneseal.backoffice.pages import refused, sent_in, show
from oneseal.cases.selectors.following import open_cases_of_items
from oneseal.catalog.selectors import items_adjustable
from oneseal.catalog.selectors.adjusting import DECIDED, KIND_RULES, Adjustable, AdjustmentTold, Group, Kind, OpenCases
from oneseal.catalog.selectors.life_words import KIND_HELP, KINDS, OPEN_CASES, STANDINGS
from oneseal.catalog.services import adjustment_decide
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.identifiers import uuid_told
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.selectors import agency_by_id
from oneseal.kernel.errors import RuleError

MOST: Final = 200
FIELDS: Final = {
    "document": "document_number", "document_day": "document_on", "reason": "reason", "effective_on": "effective_on",
    "until_on": "until_on", "open_cases": "open_cases",
}  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@requires(*DECIDES)
def decide(request: SignedInRequest) -> HttpResponse:
    """Ask for the document; on the first press show what would change, on the second do it."""
    told = request.GET.get("kind", "")
    ids = [one for one in map(uuid_told, request.GET.getlist("item")[:MOST]) if one is not None]
    items = items_adjustable(request.actor, on=today(), only=ids) if ids else []
    if told not in {one.value for one in DECIDED} or not items:
        messages.warning(request, _("请先选择至少一个事项。"))
        return redirect(f"{reverse('backoffice:adjustment_new')}?kind={told}")
    kind = Kind(told)
    offered = items_adjustable(request.actor, on=today()) if KIND_RULES[kind].successors[1] else []
    form = AdjustmentForm(sent_in(request), chosen=Chosen(kind, items, offered), initial={"effective_on": today()})
    status, preview = 200, None
    if request.method == "POST":
        status = 422
        if form.is_valid():
            if "confirm" in request.POST:
                try:
                    made = adjustment_decide(told=form.told(), actor=request.actor, now=now())
                    messages.success(request, _("调整已记下，公告已在“公告公示”发布。"))
                    return redirect("backoffice:adjustment", made[0])
                except RuleError as problem:
                    status = refused(form, problem, fields={problem.code: _field(form, problem)})
            else:
                status, preview = 200, _preview(form.told(), items)
    context = {
        "kind": kind, "label": KINDS[kind], "help": KIND_HELP[kind], "form": form, "preview": preview,
        "rows": _rows(items), "is_batch": len(form.items_of) > 1,
    }  # fmt: skip
    return show(request, "backoffice/adjusting/decide.html", context, room=ROOM, status=status)


def _field(form: AdjustmentForm, problem: RuleError) -> str:
    """Return the field at which a refusal is told."""
    part = str(problem.facts.get("part", ""))
    beside = {"to_body": "to_", "successors": "by_"}.get(part, "")
    if problem.code == "catalog.level_unfit":
        beside = "to_"
    named = FIELDS.get("document" if problem.code == "catalog.document_missing" else part, "")
    found = next((name for name in form.fields if beside and name.startswith(beside)), named)
    return found if found in form.fields else "document_number"


def _rows(items: Iterable[Adjustable]) -> list[dict[str, Any]]:
    counts = open_cases_of_items([row.item_id for row in items])
    return [
        {
            "row": row, "cases": counts.get(row.item_id, 0),
            "standing": STANDINGS[row.bar.standing] if row.bar else _("在用"),
        }
        for row in items
    ]  # fmt: skip


def _preview(told: AdjustmentTold, items: Iterable[Adjustable]) -> list[dict[str, Any]]:
    """Return what becomes of each item and of its open cases, in sentences."""
    named = {row.item_id: row for row in items}
    counts = open_cases_of_items(named)
    return [
        {
            "name": named[item_id].name, "agency": named[item_id].agency_name, "becomes": _becomes(told, group),
            "cases": _cases(told.open_cases, counts.get(item_id, 0)),
        }
        for group in told.groups
        for item_id in group.items
    ]  # fmt: skip


def _becomes(told: AdjustmentTold, group: Group) -> str:
    rule = KIND_RULES[told.kind]
    facts = {"day": told.effective_on.isoformat(), "name": _name(group.to_body), "until": ""}
    if rule.suspends and told.until_on:
        return _("从%(day)s起暂停，到%(until)s为止，期间不收新申请。") % {**facts, "until": told.until_on.isoformat()}
    if rule.suspends:
        return _("从%(day)s起暂停，到恢复为止不收新申请。") % facts
    if rule.lifts:
        return _("从%(day)s起恢复，重新收件。") % facts
    if rule.moves:
        return _("从%(day)s起在本机关取消；“%(name)s”得到这个事项的草稿，发布后在那里申请。") % facts
    if rule.ends:
        return _("从%(day)s起取消，不再收新申请，也不能恢复。") % facts
    return _("从%(day)s起由“%(name)s”以本机关的名义办理，清单和编码不变。") % facts


def _name(body: UUID | None) -> str:
    return agency_by_id(body).name if body else ""


def _cases(way: OpenCases, total: int) -> str:
    if not total:
        return _("现在没有在办的件。")
    counted = ngettext("现在有%(total)s件在办：%(way)s。", "现在有%(total)s件在办：%(way)s。", total)
    return counted % {"total": total, "way": OPEN_CASES[way]}
