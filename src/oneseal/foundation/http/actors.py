"""Where the middleware learns who is acting; the room `identity` registers the answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from oneseal.foundation.timekeeping import today
from oneseal.kernel.access import Actor

ActorSource = Callable[[UUID, str, date | None], Actor | None]
_sources: list[ActorSource] = []


def register(source: ActorSource) -> None:
    """Register the function (account id, network address, day) -> actor."""
    _sources[:] = [source]


def actor_for(account_id: UUID, address: str) -> Actor | None:
    """Return the actor of an account today, or None when the account may not act."""
    return _sources[0](account_id, address, today()) if _sources else None
