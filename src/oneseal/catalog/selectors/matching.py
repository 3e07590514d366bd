"""How a list beside the items is searched."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.db.models import Q

LONGEST_WORDS: Final = 100


def matching(names: Iterable[str], words: str) -> Q:
    """Return the condition under which words stand in one of the columns; without words every row meets it."""
    said, found = words.strip()[:LONGEST_WORDS], Q()
    for name in names if said else ():
        found |= Q(**{f"{name}__icontains": said})
    return found
