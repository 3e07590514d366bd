"""The quality gate: what stands between the content of an item and its publication.

An element may be published as explicitly unknown unless a law obliges the agency to show it
(``displayed_under`` in the registry: Licensing Law art. 30 and 59, OBE art. 36). What only the
city or the act of publication knows may be open in the content, but has to be settled in the
record that is published with it. Each gate stands in ``catalog.rules.gates``; a fault stops the
publication or warns.
"""

from collections.abc import Callable, Iterator
from typing import Final

from oneseal.catalog.rules.gates.binding import (
    BLIND_TOPICS,
    EXAMINING,
    binding_faults,
    blind_faults,
    process_faults_of,
)
from oneseal.catalog.rules.gates.fault import Fault, Severity, stops
from oneseal.catalog.rules.gates.grounds import basis, fees, sources, visits
from oneseal.catalog.rules.gates.limits import handling, hours_faults, limits, window
from oneseal.catalog.rules.gates.materials import materials
from oneseal.catalog.rules.gates.presence import (
    city_faults,
    displayed_elements,
    presence,
    unknown_optional,
    unsettled_city_elements,
)
from oneseal.catalog.rules.gates.steps import steps
from oneseal.catalog.rules.gates.wording import wording
from oneseal.catalog.rules.version import ItemContent
from oneseal.kernel.numbering import NumberRefused, parse_implementation_code

__all__ = [
    "BLIND_TOPICS",
    "EXAMINING",
    "Fault",
    "Severity",
    "binding_faults",
    "blind_faults",
    "city_faults",
    "displayed_elements",
    "hours_faults",
    "process_faults_of",
    "publication_faults",
    "stops",
    "unknown_optional",
    "unsettled_city_elements",
]

# In the order in which people mend: what is there, how long, on what ground, how, with what, in which words.
GATES: Final[tuple[Callable[[ItemContent], Iterator[Fault]], ...]] = (
    presence, handling, limits, window, basis, steps, materials, visits, fees, sources, wording,
)  # fmt: skip


def publication_faults(content: ItemContent, *, item_code: str | None = None) -> list[Fault]:
    """Return everything that the gates find in ``content``; one without a fault that stops may be published.

    ``item_code`` is the implementation code made for the publication; without it a code inside
    the content is judged, and none is missed.
    """
    faults = [fault for gate in GATES for fault in gate(content)]
    code = item_code if item_code is not None else content.text("impl_code")
    if code and not _is_item_code(code):
        faults.append(Fault("impl_code", "catalog.item_code_malformed", {"item_code": code}))
    return faults


def _is_item_code(code: str) -> bool:
    try:
        return parse_implementation_code(code).text == code
    except NumberRefused:
        return False
