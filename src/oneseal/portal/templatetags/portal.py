"""Tags of the public pages: data texts in the reader's language."""

from __future__ import annotations

from datetime import datetime

from django import template

from oneseal.cases.selectors import CaseFacts
from oneseal.catalog.selectors import version_terms
from oneseal.forms.services import spoken
from oneseal.foundation.language import is_english
from oneseal.foundation.timekeeping import BEIJING

register = template.Library()


@register.filter(name="spoken")
def spoken_filter(thing: object, name: str) -> str:
    """Return `{{ row|spoken:"name" }}` in the reader's language."""
    return spoken(thing, name)


@register.filter
def beijing(instant: datetime | None) -> str:
    """Return an instant in Beijing time as 2026-11-21 09:30; empty for None."""
    return f"{instant.astimezone(BEIJING):%Y-%m-%d %H:%M}" if instant else ""


@register.filter
def item_name(facts: CaseFacts) -> str:
    """Return the name of the item a case is about, in the reader's language."""
    if not is_english():
        return facts.item_name
    return version_terms(facts.item_version_id).name_en or facts.item_name
