"""Where the middleware learns who is acting; the room `identity` registers the answer."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from oneseal.kernel.access import Actor

ActorSource = Callable[[UUID, str], Actor | None]
_sources: list[ActorSource] = []


def register(source: ActorSource) -> None:
    """Register the function (account id, network address) -> actor."""
    _sources[:] = [source]


def actor_for(account_id: UUID, address: str) -> Actor | None:
    """Return the actor of an account, or None when the account may not act."""
    return _sources[0](account_id, address) if _sources else None
