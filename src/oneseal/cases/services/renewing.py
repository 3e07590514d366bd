"""A renewal or change starts from a licence that is held (APL 49, 50)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from oneseal.cases import ports
from oneseal.cases.errors import LicenceNotHeld, RenewalTooEarly, RenewalTooLate
from oneseal.cases.ports import HeldLicence
from oneseal.cases.rules.renewal import LEAD_DAYS, RENEWAL_WINDOW_DAYS, renewal_opens_on
from oneseal.cases.selectors.ways import renews
from oneseal.catalog.selectors import ItemTerms, item_id_of_key
from oneseal.kernel.clock import Unit
from oneseal.workflow.selectors import calendar


def base_licence(
    terms: ItemTerms, *, licence_id: UUID | None, holder_ids: Collection[UUID], today: date
) -> HeldLicence | None:
    """Return the licence from which an application starts; None for items that need none.

    `holder_ids` are the entries of the one party that applies.

    Raises:
        LicenceNotHeld: none chosen, not the party's, not valid, or of another item.
        RenewalTooEarly, RenewalTooLate: outside the window of renewal.
    """
    if not renews(terms):
        return None
    port = ports.licences()
    held = port.held(licence_id, today=today) if port and licence_id else None
    base_id = item_id_of_key(terms.agency_id, terms.content.text("base_item"))
    if held is None or held.holder_id not in holder_ids or held.item_id is None or held.item_id != base_id:
        raise LicenceNotHeld("not a licence of the party for this item")
    is_renewal, until = terms.content.text("service_kind") == "renewal", held.valid_until_on
    if is_renewal and until is not None:
        if today > until:
            raise RenewalTooLate("the licence has ended", until=until)
        opens = _opens_on(terms, until)
        if today < opens:
            raise RenewalTooEarly("the window is not open", from_on=opens)
    if not held.is_valid:
        raise LicenceNotHeld("the licence is not valid")
    return held


def _opens_on(terms: ItemTerms, until: date) -> date:
    """Return the first day of the window of renewal, as the item's law counts it."""
    days = terms.content.number("renewal_opens_days")
    if days is None:
        lead = terms.content.number("renewal_lead_days") or LEAD_DAYS
        return renewal_opens_on(until, days=lead + RENEWAL_WINDOW_DAYS, unit=Unit.NATURAL_DAY, calendar=calendar())
    unit = Unit.WORKING_DAY if terms.content.text("renewal_days_unit") == "WD" else Unit.NATURAL_DAY
    return renewal_opens_on(until, days=days, unit=unit, calendar=calendar())
