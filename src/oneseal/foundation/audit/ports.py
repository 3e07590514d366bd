"""Where the heads of chains stand that their subjects' own rows carry; registered in `AppConfig.ready`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from uuid import UUID

from oneseal.foundation.audit.chain import Head

HeadSource = Callable[[date | None], Iterator[tuple[UUID, Head]]]
_sources: dict[str, HeadSource] = {}


def heads_carried(kind: str, source: HeadSource) -> None:
    """Let a room say where its chains end: (subject, head) in the order of subjects, of those acted on since a day."""
    _sources[kind] = source


def head_sources() -> dict[str, HeadSource]:
    """Return who says where chains end, by the kind of their subjects."""
    return dict(_sources)
