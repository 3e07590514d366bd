from oneseal.catalog.rules.version import Citation, ConditionLine, Source, SpecialProcedure
from oneseal.catalog.selectors.items import (
    CatalogueRow,
    VersionFacts,
    item_id_of_key,
    item_public,
    items_for_editor,
    items_published,
    publication_of,
    reference_items,
    version_for_editor,
    version_in_force,
    version_public,
)
from oneseal.catalog.selectors.presenting import (
    ShownElement,
    ShownMaterial,
    elements_shown,
    materials_shown,
    source_line,
)
from oneseal.catalog.selectors.terms import ItemTerms, MaterialNeed, version_terms

__all__ = [
    "CatalogueRow",
    "Citation",
    "ConditionLine",
    "ItemTerms",
    "MaterialNeed",
    "ShownElement",
    "ShownMaterial",
    "Source",
    "SpecialProcedure",
    "VersionFacts",
    "elements_shown",
    "item_id_of_key",
    "item_public",
    "items_for_editor",
    "items_published",
    "materials_shown",
    "publication_of",
    "reference_items",
    "source_line",
    "version_for_editor",
    "version_in_force",
    "version_public",
    "version_terms",
]
