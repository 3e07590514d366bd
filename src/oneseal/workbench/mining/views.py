"""How cases really went: figures, paths, picture, waits, hand-overs, and what a change would save."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from oneseal.foundation.http.access import SignedInRequest, private_file, requires
from oneseal.foundation.tables import BYTE_ORDER_MARK, inert, table_line
from oneseal.foundation.timekeeping import now
from oneseal.kernel.mining import EventLog, instant_of, ocel_written, xes_written
from oneseal.performance.selectors.mining import MOST_TRACED
from oneseal.performance.services.exporting_logs import log_exported
from oneseal.workbench.desk import show
from oneseal.workbench.mining import shown
from oneseal.workbench.mining.asked import Asked, Opened, asked_for, opened_for

Making = Callable[[SignedInRequest, Asked, Opened], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class View:
    """One page of an analysis: what it is called, its template, and what makes it."""

    label: Promise
    template: str
    making: Making


VIEWS: Final[dict[str, View]] = {
    "overview": View(_("概览"), "workbench/mining/overview.html", shown.overview),
    "paths": View(_("路径"), "workbench/mining/paths.html", shown.paths),
    "picture": View(_("过程图"), "workbench/mining/picture.html", shown.picture),
    "waits": View(_("等待"), "workbench/mining/waits.html", shown.waits),
    "hands": View(_("交接"), "workbench/mining/hands.html", shown.hands),
    "replay": View(_("如果改变"), "workbench/mining/replay.html", shown.replay),
}
FORMS: Final = ("xes", "ocel", "csv")


@require_safe
@requires("audit.read")
def mining(request: SignedInRequest) -> HttpResponse:
    """Show one page of the analysis of a log."""
    asked = asked_for(request)
    name = request.GET.get("view", "")
    name = name if name in VIEWS else "overview"
    opened = opened_for(request, asked)
    context: dict[str, Any] = {
        "asked": asked, "view": name, "tabs": _tabs(asked, name), "most": MOST_TRACED,
        "is_cut": asked.log is None and len(opened.log) >= MOST_TRACED, "guessed": opened.guessed,
        "is_empty": not opened.log.events, "export_urls": _exports(asked), "kept": _kept(asked, name),
    }  # fmt: skip
    if opened.log.events:
        context |= VIEWS[name].making(request, asked, opened)
    return show(request, VIEWS[name].template, context, current="mining")


def _tabs(asked: Asked, current: str) -> list[dict[str, Any]]:
    return [
        {"label": view.label, "url": asked.url(view=name), "is_current": name == current, "count": None, "icon": ""}
        for name, view in VIEWS.items()
    ]


def _exports(asked: Asked) -> list[tuple[str, str]]:
    place = reverse("workbench:mining_export")
    return [(form.upper(), place + asked.url(form=form)) for form in FORMS]


def _kept(asked: Asked, view: str) -> list[tuple[str, str]]:
    """Return what a form of the page takes along unseen."""
    return [(key, value) for key, value in {**asked.query, "view": view}.items() if value]


@require_safe
@requires("audit.read")
def export(request: SignedInRequest) -> StreamingHttpResponse:
    """Take the log away as XES, as OCEL 2.0 in JSON, or as a table; who did is kept."""
    asked = asked_for(request)
    form = request.GET.get("form", "")
    form = form if form in FORMS else FORMS[0]
    log = opened_for(request, asked).log
    log_exported(told={**asked.query, "form": form}, events=log.events, actor=request.actor, now=now())
    written, media, name = {
        "xes": (xes_written, "application/xml", "event-log.xes"),
        "ocel": (ocel_written, "application/json", "event-log.jsonocel"),
        "csv": (_table, "text/csv", "event-log.csv"),
    }[form]
    answer = StreamingHttpResponse(written(log), content_type=f"{media}; charset=utf-8")
    return private_file(answer, name, is_saved=True)


def _table(log: EventLog) -> Iterator[str]:
    """Yield a log as a table that `./oneseal import log` reads back."""
    yield BYTE_ORDER_MARK + table_line(
        ["case:concept:name", "concept:name", "time:timestamp", "org:resource", "lifecycle:transition"]
    )
    for case, (begin, end) in enumerate(log.spans()):
        for event in range(begin, end):
            instant = instant_of(log.moment[event])
            cells = (log.cases[case], log.name(log.activity[event]), instant.isoformat() if instant else "")
            yield table_line([inert(cell) for cell in (*cells, log.people[log.person[event]], "complete")])
