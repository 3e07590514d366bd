"""How far each agency has brought its powers together (S1, S3: 两集中两到位), by its places and letters on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce

from oneseal.identity.models import Agency, AuthorisationLetter, Post, ServiceWindow

# Whoever holds one of these examines or decides.
_APPROVING: Final = ("cases.review", "cases.decide", "cases.decide_at_once")


@dataclass(frozen=True, slots=True)
class Concentrated:
    """What an agency has: sections whose posts examine or decide, windows in a hall, letters in force.

    `letters` None: no letter is demanded of it. `sections` are named; a post without a section names none.
    """

    agency_id: UUID
    name: str
    kind: str
    sections: tuple[str, ...] = ()
    windows: int = 0
    letters: int | None = None


def agencies_concentrated(*, on: date) -> list[Concentrated]:
    """Return every agency that acts on a day, by name; four statements, however many agencies."""
    acting = Agency.objects.filter(Q(closed_on=None) | Q(closed_on__gt=on)).order_by("name")
    posts = Post.objects.filter(permissions__overlap=list(_APPROVING), section__isnull=False)
    sections = dict(
        posts.filter(Q(closed_on=None) | Q(closed_on__gt=on))
        .values("agency_id")
        .annotate(names=ArrayAgg("section__name", distinct=True, default=[]))
        .values_list("agency_id", "names")
    )
    open_windows = ServiceWindow.objects.filter(Q(closed_on=None) | Q(closed_on__gt=on))
    windows = _counted(open_windows.annotate(owner=Coalesce(F("agency_id"), F("zone__hall__agency_id"))), "owner")
    in_force = AuthorisationLetter.objects.filter(from_on__lte=on, until_on__gte=on)
    letters = _counted(in_force.filter(Q(revoked_on=None) | Q(revoked_on__gt=on)), "agency_id")
    return [
        Concentrated(
            agency.id, agency.name, agency.kind, tuple(sorted(sections.get(agency.id, ()))), windows.get(agency.id, 0),
            letters.get(agency.id, 0) if agency.demands_letters else None,
        )
        for agency in acting
    ]  # fmt: skip


def _counted(rows: QuerySet[Any], by: str) -> dict[UUID, int]:
    return dict(rows.order_by().values(by).annotate(total=Count("pk")).values_list(by, "total"))
