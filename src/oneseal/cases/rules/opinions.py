"""The digests by which the trace of a case is bound to the opinions that were given in it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

SCHEME: Final = "oneseal-opinion-1"
GIVEN: Final = (
    "id", "case_id", "step", "verdict", "text", "author_id", "author_name", "post_title", "second_id", "second_name",
    "given_at",
)  # fmt: skip
SECONDED: Final = ("id", "case_id", "second_id", "second_verdict", "second_text", "second_at")


def opinion_sha256(row: Mapping[str, Any]) -> str:
    """Return the SHA-256, in hex, of an opinion as its author gave it."""
    return _digest(row, GIVEN)


def seconded_sha256(row: Mapping[str, Any]) -> str:
    """Return the SHA-256, in hex, of what the second examiner said of an opinion."""
    return _digest(row, SECONDED)


def second_key(opinion_id: object) -> str:
    """Return the name under which the trace tells what the second examiner said of an opinion."""
    return f"{opinion_id}.second"


def _digest(row: Mapping[str, Any], columns: tuple[str, ...]) -> str:
    told = {"scheme": SCHEME, **{name: _plain(row[name]) for name in columns}}
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:  # noqa: ANN401 - any column value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return None if value is None else str(value)
