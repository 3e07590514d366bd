"""Questions that other rooms answer: facts for the rules that no case holds; registered in `AppConfig.ready`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol
from uuid import UUID

from oneseal.supervision.rules.facts import Window
from oneseal.supervision.rules.hits import Hit
from oneseal.supervision.rules.registry import Source


class HitSource(Protocol):
    """A room that judges by its own facts: what it found of one agency on some days, by the city's thresholds."""

    def hits(self, rule: str, *, agency_id: UUID, window: Window, limits: Mapping[str, int]) -> Iterable[Hit]:
        """Return the hits of a rule; the same days asked again give the same hits."""
        ...


_sources: dict[Source, HitSource] = {}


def register_source(source: Source, room: HitSource) -> None:
    """Let a room answer for the facts of a source."""
    _sources[source] = room


def source_of(source: Source) -> HitSource | None:
    """Return the room that answers for a source; None: no room does yet."""
    return _sources.get(source)
