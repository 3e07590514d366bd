"""Versions of the weights; version 0 is shipped with the program."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from oneseal.kernel.scoring import DEFAULT, Scheme, scheme_from_mapping
from oneseal.performance.models import WeightVersion

SHIPPED: Final = 0


@dataclass(frozen=True, slots=True)
class WeightsInForce:
    """The weights that score a month, and their version."""

    version: int
    scheme: Scheme


def weights_of(month: date) -> WeightsInForce:
    """Return the weights of a month: the newest version that holds from it or from an earlier one."""
    row = WeightVersion.objects.filter(from_month__lte=month).order_by("-version").first()
    return WeightsInForce(SHIPPED, DEFAULT) if row is None else WeightsInForce(row.version, scheme_told(row.scheme))


def scheme_told(told: dict[str, Any]) -> Scheme:
    """Return a scheme from a row."""
    return scheme_from_mapping(told)


def weight_versions() -> list[WeightVersion]:
    """Return every version that was adopted, newest first; weights are public."""
    return list(WeightVersion.objects.order_by("-version"))
