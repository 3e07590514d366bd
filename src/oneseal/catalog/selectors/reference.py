"""What ships with the program for the lists beside the items: the articles, and the types of licences."""

from __future__ import annotations

import json
from functools import cache

from django.conf import settings

from oneseal.catalog.rules.laws import Edition
from oneseal.catalog.rules.licence_types import shipped_names
from oneseal.catalog.selectors.shipped import reference_items


@cache
def reference_laws() -> tuple[Edition, ...]:
    """Return the laws that ship with the program, with the articles that the shipped items cite."""
    files = sorted((settings.ONESEAL_REFERENCE / "laws").glob("*.json"))
    told = [json.loads(path.read_text("utf-8")) for path in files]
    return tuple(Edition(**{key: value for key, value in law.items() if key != "format"}) for law in told)


@cache
def reference_licence_types() -> frozenset[str]:
    """Return the types of licences that the shipped items name."""
    return frozenset(shipped_names(source["item"] for source in reference_items().values()))
