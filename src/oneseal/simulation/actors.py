"""Who acts in the demo city: the actor behind a login that was just made."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from oneseal.identity.selectors import actor_for_account
from oneseal.kernel.access import Actor

DESK: Final = "127.0.0.1"  # whoever works in a story sits at a computer of the centre


def actor_of(account_id: UUID) -> Actor:
    """Return the actor of an account that was just made."""
    actor = actor_for_account(account_id, DESK)
    if actor is None:
        raise LookupError("the account was just made and cannot act")
    return actor
