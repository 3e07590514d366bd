"""What stands between a draft and its publication: the one place where every gate is asked."""

from __future__ import annotations

from oneseal.catalog.rules.publication import (
    Fault,
    binding_faults,
    blind_faults,
    city_faults,
    hours_faults,
    publication_faults,
)
from oneseal.catalog.rules.version import ItemContent
from oneseal.catalog.selectors.blindness import blind_topics
from oneseal.kernel.formlogic import FormDefinition
from oneseal.workflow.selectors import calendar


def gate_faults(content: ItemContent, form: FormDefinition, *, item_code: str | None = None) -> list[Fault]:
    """Return every fault of a draft, in the order of the gates; `item_code` None: it is not coded yet."""
    coded = publication_faults(content) if item_code is None else publication_faults(content, item_code=item_code)
    days = calendar()
    return [
        *coded,
        *city_faults(content),
        *binding_faults(content, form, shortest_day=days.shortest_office_day),
        *blind_faults(content, blind_topics()),
        *hours_faults(content, has_office_hours=days.has_office_hours),
    ]
