"""The list of certificates (证明事项清单, OBE art. 44; domain D.4.7, A97): what was cancelled may not be asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from oneseal.catalog.rules.listed import is_meant
from oneseal.catalog.rules.publication import Fault
from oneseal.catalog.rules.version import ItemContent, Material

# The element of a material that holds its number in the list.
LIST_ELEMENT: Final = "certificate_list_id"


class CertificateState(StrEnum):
    """Name whether a certificate may still be asked for."""

    KEPT = "kept"
    CANCELLED = "cancelled"


class Replacement(StrEnum):
    """Name what takes the place of a certificate; UNKNOWN: nobody has said."""

    UNKNOWN = ""
    LICENCE_CHECK = "licence_check"
    DATA_CHECK = "data_check"
    PROMISE = "promise"


@dataclass(frozen=True, slots=True)
class Cancelled:
    """A certificate that may not be asked for any more: its number in the list, and its name."""

    number: str
    name: str


def is_asked(material: Material, cancelled: Cancelled) -> bool:
    """Return True when a material is a cancelled certificate, by its number in the list or by its name."""
    return is_meant(material, element=LIST_ELEMENT, number=cancelled.number, name=cancelled.name)


def certificate_faults(content: ItemContent, cancelled: Iterable[Cancelled]) -> list[Fault]:
    """Return a fault for each material that is a cancelled certificate."""
    gone = list(cancelled)
    faults = []
    for index, material in enumerate(content.materials):
        found = next((one for one in gone if is_asked(material, one)), None)
        if found is not None:
            facts = {"material": material.name, "certificate": found.name}
            faults.append(Fault(f"materials.value[{index}].elements.name", "catalog.certificate_cancelled", facts))
    return faults
