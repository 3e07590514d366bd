"""The tables of the catalogue."""

from oneseal.catalog.models.adjusting import AdjustedItem, Adjustment, Standing, Stationing
from oneseal.catalog.models.blindness import BlindTopics
from oneseal.catalog.models.bulk import BulkEdit, BulkEditItem, DraftGate
from oneseal.catalog.models.figures import VersionFigures
from oneseal.catalog.models.intermediaries import IntermediaryService, IntermediaryVersion
from oneseal.catalog.models.items import Item, ItemVersion
from oneseal.catalog.models.laws import Article, Citation, Law
from oneseal.catalog.models.ledgers import CertificateRequirement, Duty, LicenceType, LicenceTypeIssuer, LicenceTypeUse
from oneseal.catalog.models.levels import Directory, Implementation
from oneseal.catalog.models.listing import BroughtItem, Department, ListedItem, ListingRun
from oneseal.catalog.models.quality import Quality
from oneseal.catalog.models.reviewing import Remark, Review, ReviewChoice, ReviewStep
from oneseal.catalog.models.search import Entry, EntryChange

__all__ = [
    "AdjustedItem",
    "Adjustment",
    "Article",
    "BlindTopics",
    "BroughtItem",
    "BulkEdit",
    "BulkEditItem",
    "CertificateRequirement",
    "Citation",
    "Department",
    "Directory",
    "DraftGate",
    "Duty",
    "Entry",
    "EntryChange",
    "Implementation",
    "IntermediaryService",
    "IntermediaryVersion",
    "Item",
    "ItemVersion",
    "Law",
    "LicenceType",
    "LicenceTypeIssuer",
    "LicenceTypeUse",
    "ListedItem",
    "ListingRun",
    "Quality",
    "Remark",
    "Review",
    "ReviewChoice",
    "ReviewStep",
    "Standing",
    "Stationing",
    "VersionFigures",
]
