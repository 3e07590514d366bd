"""Which limits hold in this city for what the public brings."""

from __future__ import annotations

from dataclasses import fields, replace

from django.conf import settings

from oneseal.evaluation.models import MatterLimit
from oneseal.evaluation.policies import can_set_limits
from oneseal.evaluation.rules.matter_limits import DEFAULTS, Limits
from oneseal.evaluation.rules.matters import MatterKind
from oneseal.kernel.access import Actor

VERSIONS_SHOWN = 20
_NAMES = tuple(field.name for field in fields(Limits))


def limits_of(kind: MatterKind) -> Limits:
    """Return the limits of a kind that the city chose last, or the defaults."""
    newest = MatterLimit.objects.filter(kind=kind.value).order_by("-version").first()
    return _default(kind) if newest is None else _told(newest)


def limits_all() -> dict[MatterKind, Limits]:
    """Return the limits of every kind, in one query."""
    rows = MatterLimit.objects.order_by("kind", "-version").distinct("kind")
    chosen = {row.kind: _told(row) for row in rows}
    return {kind: chosen.get(kind.value) or _default(kind) for kind in MatterKind}


def limit_choices(actor: Actor, kind: MatterKind) -> list[MatterLimit]:
    """Return the newest choices for a kind, newest first; the first of them holds."""
    if not can_set_limits(actor):
        return []
    return list(MatterLimit.objects.filter(kind=kind.value).order_by("-version")[:VERSIONS_SHOWN])


def _default(kind: MatterKind) -> Limits:
    default = DEFAULTS[kind]
    if kind is MatterKind.COMPLAINT:  # the setting that the operator knows; a choice made in the browser wins over it
        return replace(default, answer=settings.ONESEAL_COMPLAINT_WORKING_DAYS)
    return default


def _told(row: MatterLimit) -> Limits:
    return Limits(**{name: getattr(row, name) for name in _NAMES})
