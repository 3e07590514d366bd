from oneseal.catalog.services.blindness import blind_topics_choose
from oneseal.catalog.services.completing import listed_item_complete
from oneseal.catalog.services.editing import element_set, elements_set, item_draft_from_reference, item_revise
from oneseal.catalog.services.listing import ListingReport, listing_import, listing_look
from oneseal.catalog.services.publishing import item_publish

__all__ = [
    "ListingReport",
    "blind_topics_choose",
    "element_set",
    "elements_set",
    "item_draft_from_reference",
    "item_publish",
    "item_revise",
    "listed_item_complete",
    "listing_import",
    "listing_look",
]
