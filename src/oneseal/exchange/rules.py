"""Which registry answers for whom, and what it can say."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

REGISTRY_OF: Final = {"person": "population", "organisation": "companies"}


class Verdict(StrEnum):
    """Name what a registry says of a name and a number; NOT_CHECKED: it has not answered yet."""

    MATCHES = "matches"
    DIFFERS = "differs"
    UNKNOWN = "unknown"
    NOT_CHECKED = "not_checked"
