"""When the lights change: one of the known presets, or thresholds that the city sets itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import ClassVar, Final

from oneseal.kernel.clock import P0, P4, PRESETS, LightPreset
from oneseal.kernel.errors import RuleError

OWN: Final = P4.code
MOST_PERCENT: Final = 90
MOST_DAYS: Final = 60
LATEST_RED: Final = -1  # red at the latest when the promise is missed


class PresetUnknown(RuleError):
    """No such preset; facts: ``code``."""

    code: ClassVar[str] = "cases.preset_unknown"


class ThresholdsUnfit(RuleError):
    """Thresholds of one's own that make no sense; facts: ``percent`` and ``days`` at most."""

    code: ClassVar[str] = "cases.thresholds_unfit"


@dataclass(frozen=True, slots=True)
class LightsChosen:
    """A preset by its code; the own one has yellow by a share of the promise or by days, and when red begins."""

    code: str
    yellow_percent: int | None = None
    yellow_days: int | None = None
    red_from: int | None = None


def preset_of(chosen: LightsChosen | None) -> LightPreset:
    """Return the preset that a city chose, the default where it chose none.

    Raises:
        PresetUnknown. ThresholdsUnfit.
    """
    if chosen is None:
        return P0
    if chosen.code not in PRESETS:
        raise PresetUnknown("no such preset", code=chosen.code)
    if chosen.code != OWN:
        return PRESETS[chosen.code]
    percent, days, red = chosen.yellow_percent, chosen.yellow_days, chosen.red_from
    fits_percent = percent is None or 1 <= percent <= MOST_PERCENT
    fits_days = days is None or 0 <= days <= MOST_DAYS
    red_from = LATEST_RED if red is None else red
    before = MOST_DAYS if days is None else days
    fits_red = LATEST_RED <= red_from < before
    if (percent is None) == (days is None) or not (fits_percent and fits_days and fits_red):
        raise ThresholdsUnfit("the thresholds make no sense", percent=MOST_PERCENT, days=MOST_DAYS)
    share = None if percent is None else Fraction(percent, 100)
    return replace(P4, yellow_share=share, yellow_least=1, yellow_days=days, red_from=red_from)
