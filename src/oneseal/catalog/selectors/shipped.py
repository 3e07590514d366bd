"""The items that ship with the program."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from django.conf import settings

FORM_PREFIX = "form:"


@cache
def reference_items() -> dict[str, dict[str, Any]]:
    """Return the items that ship with the program, by key: {"item": content, "form": content}."""
    folder = settings.ONESEAL_REFERENCE
    forms = {}
    for path in sorted((folder / "forms").glob("*.json")):
        form = json.loads(path.read_text("utf-8"))
        forms[form["key"]] = form
    items = {}
    for path in sorted((folder / "items").glob("*.json")):
        item = json.loads(path.read_text("utf-8"))
        items[item["key"]] = {
            "item": item,
            "form": forms[item["elements"]["application_form"]["value"].removeprefix(FORM_PREFIX)],
        }
    return items
