"""What the public lists beside the items share: states as tabs, words to search by, and the list as a file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from oneseal.foundation.http.searching import words_told
from oneseal.foundation.tables import BYTE_ORDER_MARK, table_of
from oneseal.portal.open_files import open_file

FORMAT: Final = 1
CSV: Final = "csv"
FILES: Final = (CSV, "json")

Named = Sequence[tuple[str, str]]


def narrowed(request: HttpRequest, states: Named) -> dict[str, Any]:
    """Return what a list is narrowed to, and its states as tabs that keep the words one searches by."""
    told, words = request.GET.get("state", ""), words_told(request, "q")
    state = told if told in dict(states) else ""
    tabs = [
        {
            "label": label, "url": "?" + urlencode({"q": words, "state": key}), "is_current": key == state,
            "count": None, "icon": "",
        }
        for key, label in (("", _("全部")), *states)
    ]  # fmt: skip
    return {"words": words, "state": state, "tabs": tabs}


def list_file(kind: str, name: str, *, heads: Sequence[str], rows: Iterable[Mapping[str, str]]) -> HttpResponse:
    """Return a whole list as a table, else as JSON, under one set of column names; what is unknown is empty."""
    if kind == CSV:
        text = BYTE_ORDER_MARK + table_of(heads, ([row[head] for head in heads] for row in rows))
        return open_file(HttpResponse(text, content_type="text/csv; charset=utf-8"), f"{name}.csv")
    told = {"format": FORMAT, name: [{head: row[head] for head in heads} for row in rows]}
    text = json.dumps(told, ensure_ascii=False, indent=1)
    return open_file(HttpResponse(text, content_type="application/json; charset=utf-8"), f"{name}.json")
