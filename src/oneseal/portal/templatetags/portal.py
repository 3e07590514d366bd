"""Tags of the public pages: data texts in the reader's language."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

register = template.Library()


def is_english() -> bool:
    """Return True when the reader chose English."""
    return (get_language() or "zh").startswith("en")


def spoken(thing: object, name: str) -> str:
    """Return the text `name` of a thing in the reader's language; Chinese where no English exists."""
    translated = str(getattr(thing, f"{name}_en", "") or "") if is_english() else ""
    return translated or str(getattr(thing, name, "") or "")


@register.filter(name="spoken")
def spoken_filter(thing: object, name: str) -> str:
    """Return `{{ row|spoken:"name" }}` in the reader's language."""
    return spoken(thing, name)
