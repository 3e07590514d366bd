"""Keep a view of a list, and let it go."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from oneseal.foundation.views_kept.errors import TooManyViews, ViewNameMissing
from oneseal.foundation.views_kept.models import KeptView
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id

MOST: Final = 12


@transaction.atomic
def view_keep(*, list_name: str, name: str, query: str, actor: Actor, now: datetime) -> UUID:
    """Keep a view under a name; the same name again replaces what it stood for.

    Raises:
        ViewNameMissing. TooManyViews.
    """
    told = name.strip()[:20]
    if not told:
        raise ViewNameMissing("a view needs a name")
    kept = KeptView.objects.select_for_update().filter(account_id=actor.own_account, list_name=list_name)
    row = kept.filter(name=told).first()
    if row is None:
        if kept.count() >= MOST:
            raise TooManyViews("enough views", most=MOST)
        row = KeptView(id=new_id(now), account_id=actor.own_account, list_name=list_name, name=told)
    row.query, row.kept_at = query[:500], now
    row.save()
    return row.id


def view_let_go(*, view_id: UUID, actor: Actor) -> None:
    """Delete a view of the actor; another person's stays."""
    KeptView.objects.filter(pk=view_id, account_id=actor.own_account).delete()
