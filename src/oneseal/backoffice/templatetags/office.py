"""Data texts in the reader's language, and instants in Beijing time."""

from __future__ import annotations

from datetime import date, datetime

from django import template

from oneseal.foundation.language import is_english
from oneseal.foundation.timekeeping import BEIJING

register = template.Library()


@register.filter
def spoken(thing: object, name: str) -> str:
    """Return the text `name` of a thing in the reader's language; Chinese where no English exists."""
    translated = str(getattr(thing, f"{name}_en", "") or "") if is_english() else ""
    return translated or str(getattr(thing, name, "") or "")


@register.filter
def named(thing: object) -> str:
    """Return the name of something that the catalogue names twice, in the reader's language."""
    return str(getattr(thing, "english" if is_english() else "chinese", ""))


@register.filter
def listed_for(chinese: tuple[str, ...], english: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of two lists of words that are in the reader's language."""
    return english if is_english() else chinese


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
