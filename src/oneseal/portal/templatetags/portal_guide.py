"""Filters of the item page: where a text comes from."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.translation import gettext as _

from oneseal.catalog.selectors import Citation, ShownElement, SpecialProcedure, source_line

register = template.Library()


@register.filter
def origin(citation: Citation) -> str:
    """Return the document and article of a citation."""
    return source_line(citation)


@register.filter
def quoted(document: str) -> str:
    """Return the name of a document in book marks, once."""
    return document if document.startswith("《") else f"《{document}》"


@register.filter
def longest(procedure: SpecialProcedure) -> str:
    """Return how long a special procedure may take at most; empty when no maximum was read."""
    if procedure.max_days is None:
        return ""
    sentences = {
        "WD": _("最长%(length)s个工作日"),
        "ND": _("最长%(length)s个自然日"),
        "M": _("最长%(length)s个月"),
    }
    return sentences.get(procedure.unit, sentences["WD"]) % {"length": procedure.max_days}


@register.filter
def established(elements: Iterable[ShownElement]) -> list[ShownElement]:
    """Return the elements whose value is known."""
    return [element for element in elements if element.text is not None]


@register.filter
def unestablished(elements: Iterable[ShownElement]) -> list[ShownElement]:
    """Return the elements that are shown as not yet published."""
    return [element for element in elements if element.text is None]
