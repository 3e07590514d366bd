from oneseal.catalog.services.editing import element_set, item_draft_from_reference, item_revise
from oneseal.catalog.services.publishing import item_publish

__all__ = ["element_set", "item_draft_from_reference", "item_publish", "item_revise"]
