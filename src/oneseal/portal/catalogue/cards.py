"""Items as cards in a list."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oneseal.catalog.selectors import CatalogueRow
from oneseal.portal.templatetags.portal import spoken


@dataclass(frozen=True, slots=True)
class Card:
    """One item in a list: name, purpose, address, and short facts."""

    name: str
    purpose: str
    url: str
    facts: list[str]


def card_of(row: CatalogueRow) -> Card:
    """Return the card of an item; what is unknown says so."""
    promised = ngettext("承诺%(days)s个工作日", "承诺%(days)s个工作日", row.promised_days) % {"days": row.promised_days}
    visits = _("到现场次数尚未公布")
    if row.visit_count is not None:
        visits = ngettext("到现场%(times)s次", "到现场%(times)s次", row.visit_count) % {"times": row.visit_count}
    fee = {None: _("收费尚未公布"), True: _("收费"), False: _("不收费")}[row.has_fee]
    return Card(
        name=spoken(row, "name"),
        purpose=spoken(row, "purpose"),
        url=reverse("portal:item", args=[row.item_id]),
        facts=[promised, visits, fee, row.agency_name],
    )
