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
            "form": _form_shipped(item, forms),
        }
    return items


def _form_shipped(item: dict[str, Any], forms: dict[str, Any]) -> dict[str, Any]:
    """Return the form that an item names; empty where nobody applies for it."""
    named = item["elements"].get("application_form")
    return forms[named["value"].removeprefix(FORM_PREFIX)] if named else {}
