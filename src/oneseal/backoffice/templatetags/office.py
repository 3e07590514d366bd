"""Data texts in the reader's language, and instants in Beijing time."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.utils.translation import get_language

from oneseal.foundation.timekeeping import BEIJING

register = template.Library()


@register.filter
def spoken(thing: object, name: str) -> str:
    """Return the text `name` of a thing in the reader's language; Chinese where no English exists."""
    english = (get_language() or "zh").startswith("en")
    translated = str(getattr(thing, f"{name}_en", "") or "") if english else ""
    return translated or str(getattr(thing, name, "") or "")


@register.filter
def beijing(instant: datetime | None) -> str:
    """Return an instant in Beijing time as 2026-11-21 09:30; empty for None."""
    return f"{instant.astimezone(BEIJING):%Y-%m-%d %H:%M}" if instant else ""


@register.filter
def end_of_term(end: date | None) -> str:
    """Return the last day of a term, or the instant at which a term in hours ends; a dash for None."""
    if end is None:
        return "—"
    return beijing(end) if isinstance(end, datetime) else end.isoformat()
