"""The list of findings: tabs by state, filters, views that people keep, files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from tempfile import SpooledTemporaryFile
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.sentences import sentence
from oneseal.foundation.tables import BYTE_ORDER_MARK, inert, table_line
from oneseal.foundation.timekeeping import now, today
from oneseal.foundation.views_kept.selectors import views_of
from oneseal.foundation.views_kept.services import view_keep, view_let_go
from oneseal.kernel.access import Actor
from oneseal.kernel.errors import RuleError
from oneseal.supervision.selectors import (
    FILTERS,
    MINE,
    STATES,
    FindingFilter,
    FindingRow,
    finding_choices,
    findings_counted,
    findings_listed,
    findings_streamed,
    rule_text,
    state_words,
    sweep_facts,
    watches_city,
    working_days_left,
)
from oneseal.supervision.services import findings_exported
from oneseal.workbench.desk import show
from oneseal.workbench.findings.shown import LIGHTS, node_words, row_shown

LIST: Final = "findings"
LONGEST: Final = 200
IN_MEMORY: Final = 2 * 1024 * 1024
TABS: Final = ("urged", "answered", "rectified", "appealed", "upheld", "escalated", "new", "closed", "cancelled")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which list is asked for."""

    wanted: FindingFilter

    @property
    def query(self) -> str:
        """Return the query that makes this list."""
        return urlencode({name: told for name in FILTERS if (told := getattr(self.wanted, name))})

    @property
    def url(self) -> str:
        """Return the address of this list, from its top."""
        path = reverse("workbench:findings")
        return f"{path}?{self.query}" if self.query else path

    def narrowed(self, **told: str) -> Asked:
        """Return the list with some filters set."""
        return Asked(replace(self.wanted, **told))


def asked_in(request: HttpRequest) -> Asked:
    """Return the list that an address asks for."""
    return _asked({name: request.GET.get(name, "") for name in FILTERS})


def asked_of(query: str) -> Asked:
    """Return the list that a kept query stands for."""
    return _asked(dict(parse_qsl(query)))


def _asked(told: dict[str, str]) -> Asked:
    clean = {name: "".join(sign for sign in told.get(name, "")[:LONGEST] if sign.isprintable()) for name in FILTERS}
    if clean["state"] not in {MINE, "", *STATES}:
        clean["state"] = ""
    return Asked(FindingFilter(**clean))


def _tabs(asked: Asked, actor: Actor, kept: list[Any]) -> list[dict[str, Any]]:
    counts = findings_counted(actor)
    names = [(MINE, _("待我处置")), ("", _("全部")), *((state, state_words(state)) for state in TABS)]
    usual = [
        {"label": label, "url": Asked(FindingFilter(state=state)).url, "count": counts[state],
         "is_current": asked.wanted == FindingFilter(state=state)}
        for state, label in names
        if counts[state] or state in {MINE, ""}
    ]  # fmt: skip
    own = [
        {"label": view.name, "url": (one := asked_of(view.query)).url, "count": None,
         "is_current": asked.wanted == one.wanted}
        for view in kept
    ]  # fmt: skip
    return [*usual, *own]


def _filters(asked: Asked, actor: Actor) -> dict[str, Any]:
    """Return the filter controls, and a chip for each filter that is on, which takes it away."""
    found = finding_choices(actor)
    told: dict[str, tuple[str, dict[str, object]]] = {
        "rule": (_("监察规则"), {rule: rule_text(rule) for rule in found.rules}),
        "light": (_("亮灯"), dict(LIGHTS)),
        "agency": (_("被监察单位"), {name: name for name in found.agencies} if len(found.agencies) > 1 else {}),
        "item": (_("办理事项"), {name: name for name in found.items}),
        "post": (_("涉及岗位"), {name: name for name in found.posts}),
        "month": (_("月份"), {month: month for month in found.months}),
    }
    controls, chips = [], []
    for name, (label, options) in told.items():
        value = getattr(asked.wanted, name)
        shown = [{"value": key, "label": words, "is_chosen": key == value} for key, words in options.items()]
        controls.append({"name": name, "label": label, "options": shown})
        if value:
            text = _("%(filter)s：%(value)s") % {"filter": label, "value": options.get(value, value)}
            chips.append({"label": text, "url": asked.narrowed(**{name: ""}).url, "is_on": True})
    return {"filters": controls, "chips": chips, "words": asked.wanted.words, "state": asked.wanted.state}


@requires("supervision.read")
def findings(request: SignedInRequest) -> HttpResponse:
    """Show the findings that the actor reads: what waits for him first, or narrowed as asked."""
    asked, actor = asked_in(request), request.actor
    page = findings_listed(actor, asked.wanted, after=request.GET.get("after", "")[:30])
    kept = views_of(actor, LIST)
    before = f"{asked.query}&" if asked.query else ""
    context = {
        "rows": [row_shown(row, working_days_left(row.facts.due_on, today=today())) for row in page.rows],
        "tabs": _tabs(asked, actor, kept),
        "next_url": f"?{before}{urlencode({'after': page.after})}" if page.after else "",
        "first_url": asked.url if request.GET.get("after") else "",
        "is_narrowed": asked.wanted.is_narrowed,
        "kept_view": next((view for view in kept if asked_of(view.query).wanted == asked.wanted), None),
        "keep_query": asked.query,
        "export_url": f"{reverse('workbench:findings_export')}?{asked.query}",
        "sweep": sweep_facts(),
        "is_city": watches_city(actor),
        **_filters(asked, actor),
    }
    return show(request, "workbench/findings/findings.html", context, current="findings")


@requires("supervision.read")
@require_POST
def view_kept(request: SignedInRequest) -> HttpResponseBase:
    """Keep the list as a tab under a name, or let a tab go."""
    asked, dropped = asked_of(request.POST.get("query", "")[:500]), request.POST.get("drop", "")
    try:
        if dropped:
            view_let_go(view_id=UUID(dropped), actor=request.actor)
            messages.success(request, _("已删除这个视图。"))
        else:
            name = request.POST.get("name", "")
            view_keep(list_name=LIST, name=name, query=asked.query, actor=request.actor, now=now())
            messages.success(request, _("已保存为视图，在标签中可以打开。"))
    except ValueError:
        pass
    except RuleError as problem:
        messages.warning(request, sentence(problem))
    return redirect(asked.url)


def _lines(rows: Iterator[FindingRow]) -> Iterator[str]:
    heads = [
        _("监察编号"), _("监察规则"), _("亮灯"), _("被监察单位"), _("涉及岗位"), _("环节"), _("办件编号"),
        _("办理事项"), _("发现日期"), _("状态"), _("答复期限"), _("是否计分"),
    ]  # fmt: skip
    yield BYTE_ORDER_MARK + table_line(heads)
    for row in rows:
        facts = row.facts
        cells = [
            facts.number, rule_text(facts.rule), str(LIGHTS[facts.light.value]), row.agency_name, facts.post_title,
            node_words(facts.node) if facts.node else "", facts.case_number, facts.item_name, facts.day.isoformat(),
            str(state_words(facts.state)), facts.due_on.isoformat() if facts.due_on else "",
            _("是") if facts.is_counted else _("否"),
        ]  # fmt: skip
        yield table_line([inert(cell) for cell in cells])


@requires("supervision.read")
def export(request: SignedInRequest) -> FileResponse:
    """Return the list as a file: the same rows in the same order, and a record of who took it."""
    asked = asked_in(request)
    file, digest, count = SpooledTemporaryFile(max_size=IN_MEMORY), hashlib.sha256(), -1  # noqa: SIM115 - the answer closes it
    for line in _lines(findings_streamed(request.actor, asked.wanted)):
        content = line.encode()
        file.write(content)
        digest.update(content)
        count += 1
    file.seek(0)
    told = {"query": asked.query}
    findings_exported(told=told, rows=count, sha256=digest.hexdigest(), actor=request.actor, now=now())
    answer = FileResponse(file, as_attachment=True, filename=_("监察清单.csv"), content_type="text/csv; charset=utf-8")
    answer["Cache-Control"] = "private, no-store"
    return answer
