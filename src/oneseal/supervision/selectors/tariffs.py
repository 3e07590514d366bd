"""The terms and points in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from oneseal.supervision.models import TariffVersion
from oneseal.supervision.rules.tariffs import BOUNDS, DEFAULT, Tariff, tariff_checked


@dataclass(frozen=True, slots=True)
class TariffFacts:
    """A version of the terms and points; version 0 is the one the product is shipped with, by nobody."""

    version: int
    tariff: Tariff
    reason: str = ""
    made_at: datetime | None = None
    maker: str = ""


def tariff_in_force() -> TariffFacts:
    """Return the newest version of the terms and points."""
    return next(iter(tariffs_kept()), TariffFacts(0, DEFAULT))


@dataclass(frozen=True, slots=True)
class TermTold:
    """One term or number of points: its value, its bounds, and what it is shipped with."""

    name: str
    value: int
    least: int
    most: int
    default: int


def terms_told(tariff: Tariff) -> tuple[TermTold, ...]:
    """Return every term and number of points of a tariff, in order."""
    return tuple(
        TermTold(name, getattr(tariff, name), least, most, getattr(DEFAULT, name))
        for name, (least, most) in BOUNDS.items()
    )


def tariffs_kept() -> list[TariffFacts]:
    """Return every version that was set, the newest first."""
    rows = TariffVersion.objects.order_by("-version")
    return [TariffFacts(row.version, tariff_checked(row.values), row.reason, row.made_at, row.maker) for row in rows]
