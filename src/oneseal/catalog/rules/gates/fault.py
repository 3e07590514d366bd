"""What a gate says: where, what, and whether it stops the publication or warns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from oneseal.catalog.rules.codes import is_code
from oneseal.catalog.rules.elements import ITEM_ELEMENT, MATERIAL_ELEMENT
from oneseal.catalog.rules.version import ItemContent


class Severity(StrEnum):
    """Say what a fault does: STOP forbids the publication, WARN asks the editor to look once more."""

    STOP = "stop"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that a gate found at ``path``; ``facts`` fill its sentence."""

    path: str
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = Severity.STOP

    @property
    def stops(self) -> bool:
        """Return whether the item cannot be published with it."""
        return self.severity is Severity.STOP

    @property
    def element(self) -> str:
        """Return the key of the element that it points to; `sources` for one of a source."""
        return self.path.partition(".")[0].partition("[")[0]


def stops(faults: Iterable[Fault]) -> list[Fault]:
    """Return the faults that forbid the publication."""
    return [fault for fault in faults if fault.stops]


def term(content: ItemContent, name: str) -> tuple[int, str] | None:
    """Return the limit called ``name`` as (count, unit); None where it is absent, unknown or in no known unit."""
    count, unit = content.number(f"{name}_limit"), content.text(f"{name}_limit_unit")
    return (count, unit) if count is not None and is_code("limit_unit", unit) else None


def name_of(path: str) -> str:
    """Return the Chinese name of the element that ``path`` points into."""
    parts = path.split(".")
    key = parts[-1].partition("[")[0]
    if len(parts) > 2 and parts[-2] == "elements":
        return MATERIAL_ELEMENT[key].chinese
    return ITEM_ELEMENT[parts[0].partition("[")[0]].chinese
