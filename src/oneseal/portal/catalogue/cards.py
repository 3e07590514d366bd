"""Items as cards in a list, with what was searched for marked in their names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oneseal.catalog.selectors import (
    Found,
    FoundItem,
    HitKind,
    How,
    Shelf,
    heard_in,
    kind_names,
    sound_asked,
    value_names,
    words_of,
)
from oneseal.forms.services import spoken
from oneseal.foundation.language import is_english
from oneseal.kernel.clock import Term, Unit


@dataclass(frozen=True, slots=True)
class Card:
    """One item in a list: name, purpose, address, short facts, and where a search hit it besides its name."""

    name: str
    purpose: str
    url: str
    facts: list[str]
    hit: str = ""


@dataclass(frozen=True, slots=True)
class Marking:
    """What of a search is marked in a text: its words, and what sounds like it."""

    words: tuple[str, ...] = ()
    sound: str = ""


NOTHING: Final = Marking()


def marking_of(words: str, found: Found) -> Marking:
    """Return what is marked in what was found."""
    wanted = sorted({words.strip(), *words_of(words).split()} - {""}, key=len, reverse=True)
    return Marking(tuple(wanted), sound_asked(words) if found.how is How.SOUND else "")


def card_of(row: FoundItem, marking: Marking = NOTHING) -> Card:
    """Return the card of an item; what is unknown says so, and one that is only listed says that it is."""
    if row.is_listed:
        return Card(
            name=marked(row.name, marking),
            purpose=_("资料来自导入，尚未由本市核定，不能在线申请。"),
            url=reverse("portal:listed_item", args=[row.id]),
            facts=[kind_in_words(row.kind), row.department],
        )
    if not row.is_applied_for:
        return Card(
            name=marked(spoken(row, "name"), marking),
            purpose=spoken(row, "purpose"),
            url=reverse("portal:item", args=[row.id]),
            facts=[kind_in_words(row.kind), _("依职权行使，不需要申请"), row.department],
            hit=_hit_in_words(row, marking),
        )
    promised = _("承诺期限尚未公布")
    if row.promised is not None:
        promised = _promised_in_words(row.promised)
    visits = _("到现场次数尚未公布")
    if row.visit_count is not None:
        visits = ngettext("到现场%(times)s次", "到现场%(times)s次", row.visit_count) % {"times": row.visit_count}
    fee = {None: _("收费尚未公布"), True: _("收费"), False: _("不收费")}[row.has_fee]
    return Card(
        name=marked(spoken(row, "name"), marking),
        purpose=spoken(row, "purpose"),
        url=reverse("portal:item", args=[row.id]),
        facts=[promised, visits, fee, row.department],
        hit=_hit_in_words(row, marking),
    )


def _hit_in_words(row: FoundItem, marking: Marking) -> SafeString | str:
    if row.hit is None:
        return ""
    named = {
        HitKind.ALIAS: _("俗称：%(text)s"),
        HitKind.MATERIAL: _("材料：%(text)s"),
        HitKind.QUESTION: _("常见问题：%(text)s"),
    }[row.hit.kind]
    return marked(named % {"text": row.hit.text}, marking)


def _promised_in_words(term: Term) -> str:
    if term.unit is Unit.HOUR:
        words = ngettext("承诺%(count)s小时", "承诺%(count)s小时", term.length)
    elif term.unit is Unit.OFFICE_HOUR:
        words = ngettext("承诺%(count)s个工作小时", "承诺%(count)s个工作小时", term.length)
    else:
        words = ngettext("承诺%(count)s个工作日", "承诺%(count)s个工作日", term.length)
    return words % {"count": term.length}


def kind_in_words(kind: str) -> str:
    """Return the type of an item in the reader's language; an unknown one says so."""
    names = kind_names().get(kind)
    if names is None:
        return _("事项类型尚未查明")
    return names[1].capitalize() if is_english() else names[0]


def shelf_card(shelf: Shelf, url: str) -> Card:
    """Return the card of a department or theme with the number of its items."""
    name = spoken(shelf, "name")
    total = ngettext("%(total)s个事项", "%(total)s个事项", shelf.count) % {"total": shelf.count}
    return Card(name=name[:1].upper() + name[1:], purpose="", url=url, facts=[total])


def coded_in_words(facet: str, code: str) -> str:
    """Return a value of a facet in the reader's language; one that no list knows as it stands."""
    names = value_names(facet).get(code, (code, code))
    name = names[1 if is_english() else 0]
    return name[:1].upper() + name[1:]


def marked(text: str, marking: Marking) -> SafeString | str:
    """Return a text with what was searched for marked; everything else is escaped."""
    if marking.sound:
        place = heard_in(text, marking.sound)
        if place is not None:
            start, end = place
            return format_html("{}<mark>{}</mark>{}", text[:start], text[start:end], text[end:])
    if not marking.words:
        return text
    pieces = re.split(f"({'|'.join(map(re.escape, marking.words))})", text, flags=re.IGNORECASE)
    lowered = {word.casefold() for word in marking.words}
    shown = (format_html("<mark>{}</mark>", piece) if piece.casefold() in lowered else piece for piece in pieces)
    return format_html_join("", "{}", ((piece,) for piece in shown))
