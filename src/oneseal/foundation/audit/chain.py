"""How an audit row is hashed; plain Python, so that anybody can check it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

GENESIS = bytes(32)
STANDS_IN_FOR = "stands_in_for"  # among the values after an act: the absent holder of the post that the actor filled
HASHED = (
    "chain", "sequence", "occurred_at", "verb", "subject_kind", "subject_id", "actor_kind", "actor_id",
    "actor_name", "post_title", "agency_id", "address", "basis", "before", "after",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain: how many rows it has, and the digest of the last."""

    sequence: int = 0
    digest: bytes = GENESIS


def _plain(value: Any) -> Any:  # noqa: ANN401 - any column value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, UUID):
        return str(value)
    return value


def digest_of(row: Mapping[str, Any], previous: bytes) -> bytes:
    """Return SHA-256 over the previous digest and the row as canonical JSON (sorted keys, UTF-8)."""
    body = {name: _plain(row[name]) for name in HASHED}
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(previous + text.encode()).digest()


def first_fault(rows: Iterable[Mapping[str, Any]], head: Head) -> str | None:
    """Return what is wrong with a chain (rows in order of sequence), or None when it is whole."""
    previous, expected = GENESIS, 0
    for row in rows:
        expected += 1
        if row["sequence"] != expected:
            return f"row {expected} is missing"
        if bytes(row["previous"]) != previous or bytes(row["digest"]) != digest_of(row, previous):
            return f"row {expected} was altered"
        previous = bytes(row["digest"])
    if (expected, previous) != (head.sequence, head.digest):
        return f"the chain ends at row {expected}, its head says {head.sequence}"
    return None
