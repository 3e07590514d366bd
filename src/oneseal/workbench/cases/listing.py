"""What a list of cases shows: its tabs, chips, filters, columns and rows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oneseal.cases.selectors import (
    FILTER_NAMES,
    MOST_COUNTED,
    STEP_NAMES,
    CaseFilter,
    CaseRow,
    DueIn,
    Order,
    Period,
    Place,
    Scope,
    cases_counted,
)
from oneseal.foundation.http.searching import words_told
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.views_kept.selectors import View
from oneseal.kernel.access import Actor
from oneseal.workbench.cases.words import (
    CHANNELS,
    LIGHTS,
    PARTY_KINDS,
    STEPS,
    day_has_passed,
    item_name,
    short_number,
    step_of,
)

LIST: Final = "cases"
_ID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
KEYS: Final = {Order.DUE: re.compile(rf"(\d{{4}}-\d{{2}}-\d{{2}})_{_ID}", re.ASCII), Order.NEW: re.compile(_ID)}
DUE: Final[dict[str, Promise]] = {
    DueIn.OVER: gettext_lazy("已过期限"),
    DueIn.TODAY: gettext_lazy("今天到期"),
    DueIn.WEEK: gettext_lazy("七天内到期"),
}
RECEIVED: Final[dict[str, Promise]] = {
    Period.TODAY: gettext_lazy("今天收件"),
    Period.WEEK: gettext_lazy("本周收件"),
    Period.MONTH: gettext_lazy("本月收件"),
}
DECIDED: Final[dict[str, Promise]] = {
    Period.TODAY: gettext_lazy("今天决定"),
    Period.WEEK: gettext_lazy("本周决定"),
    Period.MONTH: gettext_lazy("本月决定"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which list is asked for: its filter, its order, and where it reads on."""

    wanted: CaseFilter
    place: Place

    @property
    def query(self) -> str:
        """Return the query that makes this list, from its top."""
        told = {name: getattr(self.wanted, name) for name in FILTER_NAMES if name != "scope"}
        if self.place.order != _usual_order(self.wanted.scope):
            told["order"] = self.place.order
        return urlencode({name: value for name, value in told.items() if value})

    @property
    def url(self) -> str:
        """Return the address of this list, from its top."""
        path = reverse("workbench:inbox" if self.wanted.scope == Scope.INBOX else "workbench:cases")
        return f"{path}?{self.query}" if self.query else path

    def narrowed(self, name: str, value: str) -> Asked:
        """Return the list with one filter set, from its top."""
        return Asked(replace(self.wanted, **{name: value}), Place(self.place.order))


def _usual_order(scope: str) -> str:
    return Order.DUE if scope == Scope.INBOX else Order.NEW


def asked_in(request: HttpRequest, scope: str) -> Asked:
    """Return the list that an address asks for; what it does not know is left out."""
    told = {name: request.GET.get(name, "")[:200] for name in FILTER_NAMES}
    told |= {"scope": scope, "words": words_told(request, "words") or words_told(request, "q")}
    told["item_name"] = "".join(sign for sign in told["item_name"] if sign.isprintable())
    order = request.GET.get("order", "")
    order = order if order in set(Order) else _usual_order(scope)
    return Asked(CaseFilter(**told).without_unknown(), Place(order, _key(request.GET.get("after", ""), order)))


def _key(after: str, order: str) -> str:
    """Return the key of the page asked for; anything else asks for the first page."""
    found = KEYS[Order(order)].fullmatch(after)
    if found is None:
        return ""
    try:
        date.fromisoformat(found[1]) if order == Order.DUE else None
    except ValueError:
        return ""
    return after


def asked_of(query: str) -> Asked:
    """Return the list that a kept query stands for."""
    told = dict(parse_qsl(query))
    order = told.pop("order", "")
    wanted = CaseFilter(**{name: value for name, value in told.items() if name in FILTER_NAMES}).without_unknown()
    return Asked(wanted, Place(order if order in set(Order) else _usual_order(wanted.scope)))


def kept_query(asked: Asked) -> str:
    """Return what a view keeps of a list: its scope, filters and order."""
    told = {name: getattr(asked.wanted, name) for name in FILTER_NAMES}
    return urlencode({name: value for name, value in {**told, "order": asked.place.order}.items() if value})


def _of(order: str, **told: str) -> Asked:
    return Asked(CaseFilter(**told), Place(order))


def usual_views() -> list[tuple[str, Asked]]:
    """Return the views that everybody has."""
    return [
        (_("我的待办"), _of(Order.DUE, scope=Scope.INBOX)),
        (_("今天到期"), _of(Order.DUE, due=DueIn.TODAY)),
        (_("已超期"), _of(Order.DUE, due=DueIn.OVER)),
        (_("待补正"), _of(Order.NEW, step="correction")),
        (_("本周收件"), _of(Order.NEW, received=Period.WEEK)),
        (_("全部"), _of(Order.NEW)),
    ]


def figures_today() -> list[tuple[str, Asked]]:
    """Return the figures of the day: what each counts is the list it opens."""
    return [
        (_("今天收件"), _of(Order.NEW, received=Period.TODAY)),
        (_("今天到期"), _of(Order.DUE, due=DueIn.TODAY)),
        (_("已超期"), _of(Order.DUE, due=DueIn.OVER)),
        (_("今天决定"), _of(Order.NEW, decided=Period.TODAY)),
    ]


def counted(number: int) -> str:
    """Return a figure as a tab shows it; beyond what is counted it says so."""
    return f"{MOST_COUNTED}+" if number > MOST_COUNTED else str(number)


def tabs_and_figures(asked: Asked, actor: Actor, *, kept: Sequence[View], now: datetime) -> dict[str, Any]:
    """Return the tabs of a list and the figures of the day with their counts, all of them in one statement."""
    named = [*usual_views(), *((view.name, asked_of(view.query)) for view in kept)]
    figures = figures_today()
    counts = cases_counted(actor, [one.wanted for _name, one in (*named, *figures)], now=now)
    words = [counted(number) for number in counts]
    tabs = [
        {"label": label, "url": one.url, "is_current": one.wanted == asked.wanted, "count": count}
        for (label, one), count in zip(named, words, strict=False)
    ]
    shown = [
        {"label": label, "url": one.url, "value": count}
        for (label, one), count in zip(figures, words[len(named) :], strict=True)
    ]
    return {"tabs": tabs, "figures": shown}


def choices(items: Sequence[str]) -> dict[str, tuple[str, Mapping[str, object]]]:
    """Return each filter with its name and what may be chosen."""
    return {
        "item_name": (_("事项"), {name: name for name in items}),
        "step": (_("环节"), {name: STEPS[name] for name in STEP_NAMES if name in STEPS}),
        "light": (_("亮灯"), LIGHTS),
        "due": (_("到期"), DUE),
        "channel": (_("申请渠道"), CHANNELS),
        "party_kind": (_("申请人类型"), PARTY_KINDS),
        "received": (_("收件日期"), RECEIVED),
        "decided": (_("决定日期"), DECIDED),
    }


def filters_of(asked: Asked, items: Sequence[str]) -> dict[str, Any]:
    """Return the filter controls, and a chip for each filter that is on, which takes it away."""
    controls, chips = [], []
    for name, (label, options) in choices(items).items():
        value = getattr(asked.wanted, name)
        shown = [
            {"value": key, "label": words, "is_chosen": key == value}
            for key, words in options.items()
        ]  # fmt: skip
        controls.append({"name": name, "label": label, "options": shown})
        if value:
            text = _("%(filter)s：%(value)s") % {"filter": label, "value": options.get(value, value)}
            chips.append({"label": text, "url": asked.narrowed(name, "").url, "is_on": True})
    if asked.wanted.words:
        text = _("搜索：%(words)s") % {"words": asked.wanted.words}
        chips.append({"label": text, "url": asked.narrowed("words", "").url, "is_on": True})
    return {"filters": controls, "chips": chips}


def row_of(row: CaseRow, day: date) -> dict[str, Any]:
    """Return a case as a row shows it."""
    facts, clock = row.facts, row.clock
    return {
        "id": facts.id,
        "url": reverse("workbench:case", args=[facts.id]),
        "number": facts.number,
        "short": short_number(facts.number),
        "item": item_name(facts),
        "applicant": facts.party_name,
        "step": step_of(facts),
        "since": beijing_date(facts.in_step_since),
        "light": clock.light,
        "remaining": None if clock.stands_still else clock.remaining,
        "unit": clock.unit,
        "is_past": day_has_passed(clock, day),
        "due_on": None if clock.stands_still else clock.due_on,
        "is_provisional": clock.is_provisional,
        "unread": 0,
    }
