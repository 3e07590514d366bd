"""Reactions to what happened to a case: the rules look at it at once."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol
from uuid import UUID

from oneseal.supervision.services.watching import case_watch


class OnCase(Protocol):
    """An event about one case."""

    @property
    def case_id(self) -> UUID:
        """Return the case."""
        ...


def watch_case(event: OnCase, now: datetime) -> None:
    """Let the rules look at a case that was touched."""
    case_watch(event.case_id, now=now)


def watch_attempt(event: OnCase, now: datetime) -> None:
    """Let the rules look at a case on which something was refused."""
    case_watch(event.case_id, now=now, was_refused=True)
