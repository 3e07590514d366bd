"""Who may apply for an item: its kinds of applicants (服务对象, GB/T 39046-2020 A.4)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

NATURAL_PERSON: Final = "1"


def serves(service_objects: Collection[str], kind: str) -> bool:
    """Return True when a "person" or an "organisation" may apply; an item that names nobody excludes nobody."""
    if not service_objects:
        return True
    return NATURAL_PERSON in service_objects if kind == "person" else set(service_objects) != {NATURAL_PERSON}
