"""Materials against the registries of the city: no cancelled certificate, only licence types that are registered."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from oneseal.catalog.rules.gates.fault import Fault, Severity
from oneseal.catalog.rules.version import ItemContent, Material


@dataclass(frozen=True, slots=True)
class RegistryFacts:
    """What the registries say: cancelled certificates by their entry of the list, and the licence types by name.

    ``licence_types`` None: the city keeps no registry, so nothing is missed in it.
    """

    cancelled_certificates: Mapping[str, str] = field(default_factory=dict)
    licence_types: frozenset[str] | None = None


# What is known while no registry is kept.
NO_REGISTRIES = RegistryFacts()


def registry_faults(content: ItemContent, facts: RegistryFacts) -> list[Fault]:
    """Return what the registries say against the materials of an item.

    A certificate that the list has cancelled may not be asked for (优化营商环境条例第四十四条); a licence type that is
    not registered cannot be fetched, which is worth a look and stops nothing.
    """
    faults: list[Fault] = []
    for index, material in enumerate(content.materials):
        faults += _of_material(material, f"materials.value[{index}].elements.", facts)
    return faults


def _of_material(material: Material, prefix: str, facts: RegistryFacts) -> list[Fault]:
    found: list[Fault] = []
    entry, type_name = material.text("certificate_list_id"), material.text("licence_type_name")
    if entry in facts.cancelled_certificates:
        told: dict[str, object] = {"material": material.name, "certificate": facts.cancelled_certificates[entry]}
        found.append(Fault(f"{prefix}certificate_list_id", "catalog.certificate_cancelled", told))
    if type_name and facts.licence_types is not None and type_name not in facts.licence_types:
        told = {"material": material.name, "type": type_name}
        path = f"{prefix}licence_type_name"
        found.append(Fault(path, "catalog.licence_type_not_registered", told, Severity.WARN))
    return found
