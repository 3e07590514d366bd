"""The tables of the catalogue."""

from oneseal.catalog.models.blindness import BlindTopics
from oneseal.catalog.models.items import Item, ItemVersion
from oneseal.catalog.models.listing import Department, ListedItem, ListingRun
from oneseal.catalog.models.quality import Quality

__all__ = ["BlindTopics", "Department", "Item", "ItemVersion", "ListedItem", "ListingRun", "Quality"]
