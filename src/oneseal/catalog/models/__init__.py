"""The tables of the catalogue."""

from oneseal.catalog.models.blindness import BlindTopics
from oneseal.catalog.models.items import Item, ItemVersion
from oneseal.catalog.models.listing import Department, ListedItem, ListingRun
from oneseal.catalog.models.search import Entry

__all__ = ["BlindTopics", "Department", "Entry", "Item", "ItemVersion", "ListedItem", "ListingRun"]
