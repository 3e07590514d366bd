"""The inbox of a post, and all cases of the agency."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from oneseal.cases.selectors import CaseRow, Page, cases_inbox, cases_of_agency, inbox_items
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.searching import words_told
from oneseal.foundation.timekeeping import beijing_date, today
from oneseal.workbench.cases.words import day_has_passed, item_name, short_number, step_of
from oneseal.workbench.desk import show

_ID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
INBOX_KEY: Final = re.compile(rf"\d{{4}}-\d{{2}}-\d{{2}}_{_ID}")
CASES_KEY: Final = re.compile(_ID)
DUE: Final = ("over", "today", "week")
WEEK: Final = timedelta(days=7)


def _key(request: SignedInRequest, shape: re.Pattern[str]) -> str:
    """Return the key of the page asked for; anything else asks for the first page."""
    after = request.GET.get("after", "")
    return after if shape.fullmatch(after) else ""


def _inbox_key(request: SignedInRequest) -> str:
    """Return the key of the page of the inbox asked for, when its date is one of the calendar."""
    after = _key(request, INBOX_KEY)
    try:
        date.fromisoformat(after.partition("_")[0])
    except ValueError:
        return ""
    return after


def _row(row: CaseRow, day: date) -> dict[str, Any]:
    facts, clock = row.facts, row.clock
    return {
        "url": reverse("workbench:case", args=[facts.id]),
        "number": facts.number,
        "short": short_number(facts.number),
        "item": item_name(facts),
        "applicant": facts.party_name,
        "step": step_of(facts),
        "since": beijing_date(facts.in_step_since),
        "light": clock.light,
        "remaining": clock.remaining,
        "is_past": day_has_passed(clock, day),
        "due_on": clock.due_on,
        "is_provisional": clock.is_provisional,
    }


def _listing(page: Page, *, kept: dict[str, str]) -> dict[str, Any]:
    query = {key: value for key, value in kept.items() if value}
    next_url = f"?{urlencode({**query, 'after': page.after})}" if page.after else ""
    return {"cases": [_row(row, today()) for row in page.rows], "next_url": next_url}


def _due_by(word: str, day: date) -> date | None:
    return {"over": day - timedelta(days=1), "today": day, "week": day + WEEK}.get(word)


def _chip(label: str, kept: dict[str, str], part: tuple[str, str]) -> dict[str, Any]:
    """Return a chip that sets a filter, or clears it where it is on."""
    key, value = part
    is_on = kept[key] == value
    query = {name: text for name, text in {**kept, key: "" if is_on else value}.items() if text}
    return {"label": label, "url": f"?{urlencode(query)}", "is_on": is_on}


def _chips(items: list[str], kept: dict[str, str]) -> list[dict[str, Any]]:
    due = (("over", _("已过期限")), ("today", _("今天及以前到期")), ("week", _("七天内到期")))
    chips = [_chip(label, kept, ("due", value)) for value, label in due]
    if len(items) > 1:
        chips += [_chip(name, kept, ("item", name)) for name in items]
    return chips


@requires("cases.read")
def inbox(request: SignedInRequest) -> HttpResponse:
    """Show what waits for the post, soonest due first."""
    day = today()
    items = inbox_items(request.actor)
    kept = {"due": request.GET.get("due", ""), "item": request.GET.get("item", "")}
    kept = {"due": kept["due"] if kept["due"] in DUE else "", "item": kept["item"] if kept["item"] in items else ""}
    page = cases_inbox(
        request.actor,
        today=day,
        after=_inbox_key(request),
        item_name=kept["item"],
        due_by=_due_by(kept["due"], day),
    )
    context = {
        **_listing(page, kept=kept),
        "chips": _chips(items, kept),
        "is_narrowed": any(kept.values()),
        "first_url": reverse("workbench:inbox"),
        "is_later_page": bool(request.GET.get("after")),
        "cases_url": reverse("workbench:cases"),
    }
    return show(request, "workbench/cases/inbox.html", context, current="inbox")


@requires("cases.read")
def cases(request: SignedInRequest) -> HttpResponse:
    """Show the received cases of the agency, newest first; `q` narrows by number or name."""
    words = words_told(request, "q")
    page = cases_of_agency(request.actor, today=today(), words=words, after=_key(request, CASES_KEY))
    context = {
        **_listing(page, kept={"q": words}),
        "query": words,
        "first_url": reverse("workbench:cases"),
        "is_later_page": bool(request.GET.get("after")),
    }
    return show(request, "workbench/cases/cases.html", context, current="cases")
