"""A renewal or change starts from a licence that is held (APL 49, 50)."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from oneseal.cases import ports
from oneseal.cases.errors import LicenceNotHeld, RenewalTooEarly, RenewalTooLate
from oneseal.cases.ports import HeldLicence
from oneseal.cases.selectors.ways import renews
from oneseal.catalog.selectors import ItemTerms, item_id_of_key

RENEWAL_WINDOW_DAYS = 90  # before the last day by which a renewal is to be asked for; a city may open it earlier


def base_licence(terms: ItemTerms, *, licence_id: UUID | None, party_id: UUID, today: date) -> HeldLicence | None:
    """Return the licence from which an application starts; None for items that need none.

    Raises:
        LicenceNotHeld: none chosen, not the party's, not valid, or of another item.
        RenewalTooEarly, RenewalTooLate: outside the window of renewal.
    """
    if not renews(terms):
        return None
    port = ports.licences()
    held = port.held(licence_id, today=today) if port and licence_id else None
    base_id = item_id_of_key(terms.agency_id, terms.content.text("base_item"))
    if held is None or held.holder_id != party_id or held.item_id is None or held.item_id != base_id:
        raise LicenceNotHeld("not a licence of the party for this item")
    is_renewal, until = terms.content.text("service_kind") == "renewal", held.valid_until_on
    if is_renewal and until is not None:
        if today > until:
            raise RenewalTooLate("the licence has ended", until=until)
        opens = until - timedelta(days=(terms.content.number("renewal_lead_days") or 30) + RENEWAL_WINDOW_DAYS)
        if today < opens:
            raise RenewalTooEarly("the window is not open", from_on=opens)
    if not held.is_valid:
        raise LicenceNotHeld("the licence is not valid")
    return held
