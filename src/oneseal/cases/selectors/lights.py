"""When the lights of cases change, as the city chose."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Final

from oneseal.cases.models import LightChoice
from oneseal.cases.rules.presets import OWN, LightsChosen, preset_of
from oneseal.kernel.access import Actor
from oneseal.kernel.clock import PRESETS, LightPreset

_FRESH_SECONDS: Final = 5.0
_kept: list[tuple[float, LightPreset]] = []
LENGTHS: Final = (5, 10, 20)
CHOICES_SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class LightSpan:
    """What a case of so many promised days shows: the days left at which yellow and red begin (-1: once missed)."""

    length: int
    yellow_from: int
    red_from: int

    @property
    def has_green(self) -> bool:
        """Return True when the case begins green."""
        return self.length > max(self.yellow_from, self.red_from)

    @property
    def has_yellow(self) -> bool:
        """Return True when the case is ever yellow."""
        return self.yellow_from > self.red_from

    @property
    def green_until(self) -> int:
        """Return the days left on the last green day."""
        return max(self.yellow_from, self.red_from) + 1

    @property
    def yellow_until(self) -> int:
        """Return the days left on the last yellow day."""
        return self.red_from + 1


def light_preset() -> LightPreset:
    """Return when the lights change; read again every few seconds."""
    at = time.monotonic()
    for kept_at, kept in _kept[:1]:  # a copy: another thread may forget it meanwhile
        if at - kept_at < _FRESH_SECONDS:
            return kept
    newest = LightChoice.objects.order_by("-version").first()
    made = preset_of(chosen_of(newest) if newest else None)
    _kept[:] = [(at, made)]
    return made


def forget_lights() -> None:
    """Let the next question read the choice anew."""
    _kept.clear()


def chosen_of(row: LightChoice) -> LightsChosen:
    """Return what a row says."""
    return LightsChosen(row.code, row.yellow_percent, row.yellow_days, row.red_from)


def can_choose_lights(actor: Actor | None) -> bool:
    """Return True for posts that set what holds for the whole city."""
    return actor is not None and actor.may("identity.found")


def light_choices(actor: Actor) -> list[LightChoice]:
    """Return the newest choices, newest first; the first of them holds."""
    return list(LightChoice.objects.order_by("-version")[:CHOICES_SHOWN]) if can_choose_lights(actor) else []


def light_spans(preset: LightPreset) -> list[LightSpan]:
    """Return what cases of some lengths would show."""
    return [LightSpan(length, preset.yellow_from(length), preset.red_from) for length in LENGTHS]


def known_presets() -> list[LightPreset]:
    """Return the presets that need no numbers of one's own."""
    return [preset for code, preset in PRESETS.items() if code != OWN]


def preset_told(chosen: LightsChosen) -> LightPreset:
    """Return the preset that a choice would make.

    Raises:
        PresetUnknown. ThresholdsUnfit.
    """
    return preset_of(chosen)
