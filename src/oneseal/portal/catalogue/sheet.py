"""The one-sheet of an item in words, for its file: the same guide as the page, laid out for paper."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from oneseal.catalog.selectors import ConditionLine, ShownElement, ShownMaterial
from oneseal.forms.services import spoken
from oneseal.foundation.language import is_english
from oneseal.foundation.timekeeping import BEIJING
from oneseal.papers.services import qr_svg, sheet_made
from oneseal.portal.catalogue.guide import Guide
from oneseal.ui.templatetags.ui import long_date


def item_address(guide: Guide) -> str:
    """Return the whole address of an item's page, as its code has it."""
    return f"{settings.ONESEAL_BASE_URL}{reverse('portal:item', args=[guide.terms.item_id])}"


def item_qr(guide: Guide) -> SafeString:
    """Return the code that leads to an item's page, as SVG."""
    return mark_safe(qr_svg(item_address(guide)))  # noqa: S308 - our own drawing


def sheet_of(guide: Guide) -> bytes:
    """Return the one-sheet as a PDF; the same version in the same language gives the same bytes."""
    made_at = datetime.combine(guide.published_on, time(), BEIJING)
    return sheet_made(sheet_words(guide), address=item_address(guide), made_at=made_at)


def sheet_words(guide: Guide) -> dict[str, Any]:
    """Return what the one-sheet says; what nobody has established is named at its end."""
    told = {"number": guide.terms.number, "agency": guide.agency_name, "day": long_date(guide.published_on)}
    shown = [row for key in ("place", "fees", "remedy") for row in guide.chapters[key].elements]
    open_ones = [spoken(row, "label") for row in shown if row.text is None]
    joined = (", " if is_english() else "、").join(open_ones)
    return {
        "lang": "en" if is_english() else "zh",
        "title": _("一次性告知单"),
        "agency": guide.agency_name,
        "name": guide.name,
        "purpose": guide.purpose,
        "qr_label": _("扫码在网上查看和申请"),
        "facts": [{**fact, "value": fact["value"] or _("尚未公布")} for fact in guide.facts],
        "parts": [part for part in _parts(guide) if part["rows"]],
        "unknown": _("尚未公布：%(names)s。") % {"names": joined} if joined else "",
        "edition": _("第%(number)s版，%(agency)s于%(day)s发布。以网上公布的现行版本为准。") % told,
    }


def _parts(guide: Guide) -> list[dict[str, Any]]:
    return [
        {"title": _("材料"), "kind": "boxes", "rows": [_material(row) for row in guide.materials]},
        {"title": _("怎么办"), "kind": "entries", "rows": [_step(step) for step in guide.steps]},
        {"title": guide.chapters["place"].title, "kind": "pairs", "rows": _pairs(guide.chapters["place"].elements)},
        {"title": _("许可条件"), "kind": "entries", "rows": _lines(guide.grant_conditions)},
        {"title": _("受理条件"), "kind": "entries", "rows": _lines(guide.accept_conditions)},
        {"title": _("禁止性要求"), "kind": "entries", "rows": _lines(guide.prohibited_cases)},
        {"title": _("收费"), "kind": "pairs", "rows": _pairs(guide.chapters["fees"].elements)},
        {"title": guide.chapters["remedy"].title, "kind": "pairs", "rows": _pairs(guide.chapters["remedy"].elements)},
    ]


def _material(row: ShownMaterial) -> dict[str, str]:
    condition = spoken(row, "condition")
    return {
        "name": spoken(row, "name"),
        "when": _("（%(when)s时需要）") % {"when": condition} if condition else "",
        "notes": spoken(row, "notes"),
        "origin": "；".join(f"{source.document}{source.article}" for source in row.sources),
    }


def _step(step: dict[str, str]) -> dict[str, str]:
    return {"name": step["name"], "notes": step["more"]}


def _lines(lines: Iterable[ConditionLine]) -> list[dict[str, str]]:
    return [{"name": "", "notes": spoken(line, "text")} for line in lines]


def _pairs(elements: Iterable[ShownElement]) -> list[dict[str, str]]:
    return [{"name": spoken(row, "label"), "notes": spoken(row, "text")} for row in elements if row.text is not None]
