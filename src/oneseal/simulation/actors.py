"""Who acts in the demo city: the actor behind a login that was just made."""

from __future__ import annotations

from uuid import UUID

from oneseal.identity.selectors import actor_for_account
from oneseal.kernel.access import Actor


def actor_of(account_id: UUID) -> Actor:
    """Return the actor of an account that was just made."""
    actor = actor_for_account(account_id, "")
    if actor is None:
        raise LookupError("the account was just made and cannot act")
    return actor
