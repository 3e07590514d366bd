"""Each material: named once, demanded by a clause that is written down, fetched where the government issued it."""

from collections import Counter
from collections.abc import Iterator

from oneseal.catalog.rules.elements import MATERIAL_ELEMENTS
from oneseal.catalog.rules.gates.fault import Fault, Severity
from oneseal.catalog.rules.gates.presence import presence_in
from oneseal.catalog.rules.kinds import is_applied_for, type_of
from oneseal.catalog.rules.version import ItemContent, Material


def materials(content: ItemContent) -> Iterator[Fault]:
    """Yield what is wrong with the materials of an item; a power that nobody applies for has none."""
    if not is_applied_for(type_of(content)):
        return
    if not content.materials:
        yield Fault("materials", "catalog.materials_missing", {})
    for key, count in Counter(material.key for material in content.materials).items():
        if count > 1 or not key:
            yield Fault("materials", "catalog.material_repeated", {"material": key})
    for index, material in enumerate(content.materials):
        yield from _material(material, f"materials.value[{index}].elements.")


def _material(material: Material, prefix: str) -> Iterator[Fault]:
    yield from presence_in(material.elements, MATERIAL_ELEMENTS, prefix)
    facts: dict[str, object] = {"material": material.name}
    valid = [basis for basis in material.legal_basis if basis.valid]
    if not valid:
        yield Fault(f"{prefix}legal_basis", "catalog.material_basis_missing", facts)
    whole = [basis for basis in valid if basis.article and basis.text]
    for basis in valid:
        if basis not in whole:
            # A clause that is quoted without its number adds to one that is complete; alone it is no basis.
            severity = Severity.WARN if whole else Severity.STOP
            yield Fault(
                f"{prefix}legal_basis", "catalog.material_article_missing", facts | {"law": basis.law}, severity
            )
    # A licence that the government issued is fetched, not asked for (R716 art. 7), so its type is named.
    if material.text("source") == "government" and not material.text("licence_type_name"):
        yield Fault(f"{prefix}licence_type_name", "catalog.licence_type_missing", facts)
