"""When something happened, as files write it; a time without a zone is one of Beijing."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from oneseal.kernel.clock.hours import BEIJING_OFFSET
from oneseal.kernel.mining.log import moment_of

# Year first, as 2026/3/1 8:05 or 2026年3月1日 08:05:10; day-first dates are not guessed, as 1/2 may be either.
_LOOSE: Final = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,6}))?)?)?"
)
_FRACTION: Final = re.compile(r"(\.\d{6})\d+")


def moment_read(text: str) -> int | None:
    """Return a moment in microseconds from 1970, None for a text that names none."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        loose = _loosely(text.strip())
        if loose is None:
            return None
        instant = loose
    return moment_of(instant if instant.tzinfo else instant.replace(tzinfo=BEIJING_OFFSET))


def _loosely(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(_FRACTION.sub(r"\1", text))
    except ValueError:
        found = _LOOSE.fullmatch(text)
    if found is None:
        return None
    *parts, fraction = found.groups()
    year, month, day, hour, minute, second = (int(part or 0) for part in parts)
    try:
        return datetime(year, month, day, hour, minute, second, int((fraction or "0").ljust(6, "0")), BEIJING_OFFSET)
    except ValueError:
        return None
