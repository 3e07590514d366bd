"""Read the views that somebody kept."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from oneseal.foundation.views_kept.models import KeptView
from oneseal.kernel.access import Actor


@dataclass(frozen=True, slots=True)
class View:
    """A view of a list: its name, and the query that makes it."""

    id: UUID
    name: str
    query: str


def views_of(actor: Actor, list_name: str) -> list[View]:
    """Return the views of a list that the actor kept, in the order in which he kept them."""
    rows = KeptView.objects.filter(account_id=actor.own_account, list_name=list_name).order_by("kept_at", "id")
    return [View(*row) for row in rows.values_list("id", "name", "query")]
