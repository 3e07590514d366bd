"""Lights: how near a case is to its limits, at a glance."""

from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor
from types import MappingProxyType

from oneseal.kernel.clock.refusals import PresetIncomplete


class Light(StrEnum):
    """Name the six lights."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    BLACK = "black"
    BLUE = "blue"
    GREY = "grey"


_SEVERITY = {
    Light.GREY: 0,
    Light.BLUE: 1,
    Light.GREEN: 2,
    Light.YELLOW: 3,
    Light.RED: 4,
    Light.BLACK: 5,
}


@dataclass(frozen=True, slots=True)
class LightPreset:
    """Hold when yellow and red begin, in remaining days, and where the numbers come from.

    Yellow begins at ``yellow_share`` of the promised days (rounded as ``rounds_up`` says,
    at least ``yellow_least``) or at ``yellow_days``; all ``None`` means the source gives
    no number and the city must. Red begins at ``red_from``. ``warn_days`` is an earlier
    warning without a light of its own.
    """

    code: str
    source: str
    yellow_share: Fraction | None = None
    rounds_up: bool = True
    yellow_least: int = 0
    yellow_days: int | None = None
    red_from: int = -1
    warn_days: int | None = None

    def yellow_from(self, promised_days: int) -> int:
        """Return the number of remaining days at which yellow begins.

        Raises PresetIncomplete when the preset gives no number.
        """
        if self.yellow_days is not None:
            return self.yellow_days
        if self.yellow_share is None:
            raise PresetIncomplete("the preset has no number for yellow", preset=self.code)
        share = self.yellow_share * promised_days
        return max(self.yellow_least, ceil(share) if self.rounds_up else floor(share))

    def in_hours(self) -> "LightPreset":
        """Return this preset for a term in hours: where it counts days, a tenth of the term (at least one hour).

        A warning some days ahead would always be lit in a term of hours (own decision, no source); red begins when
        the promise is missed.
        """
        if self.yellow_days is None:
            return replace(self, red_from=-1)
        return replace(self, yellow_share=_TENTH, yellow_least=1, yellow_days=None, red_from=-1, warn_days=None)


_TENTH = Fraction(1, 10)

P0 = LightPreset("P0", "own default, no source", yellow_share=_TENTH, yellow_least=1)
P1 = LightPreset("P1", "榆林 (zizhou.qinfeng.gov.cn)", yellow_share=_TENTH, rounds_up=False)
P2 = LightPreset("P2", "fsou 17030624", yellow_days=1)
P3 = LightPreset("P3", "seen in public code", yellow_days=1, red_from=0, warn_days=5)
P4 = LightPreset("P4", "汉阴 (sndrc.shaanxi), gives no numbers")

PRESETS = MappingProxyType({preset.code: preset for preset in (P0, P1, P2, P3, P4)})


def light(
    *,
    remaining: int,
    promised_days: int,
    statutory_remaining: int | None = None,
    is_paused: bool = False,
    is_final: bool = False,
    preset: LightPreset = P0,
) -> Light:
    """Return the light of a case; ``statutory_remaining`` is ``None`` when no law sets a term.

    Grey when final; black past the statutory term; red past the promise, even while paused,
    because a later pause does not mend a missed date; then blue, yellow, green. A preset whose
    red begins before the promise is missed shows it only while the clock runs.
    """
    if is_final:
        return Light.GREY
    if statutory_remaining is not None and statutory_remaining < 0:
        return Light.BLACK
    if remaining < 0:
        return Light.RED
    if is_paused:
        return Light.BLUE
    if remaining <= preset.red_from:
        return Light.RED
    if remaining <= preset.yellow_from(promised_days):
        return Light.YELLOW
    return Light.GREEN


def is_warned(*, remaining: int, promised_days: int, preset: LightPreset) -> bool:
    """Return whether the preset's early warning is on while the light is still green."""
    if preset.warn_days is None:
        return False
    return preset.yellow_from(promised_days) < remaining <= preset.warn_days


def worse(a: Light, b: Light) -> Light:
    """Return the worse light: grey, blue, green, yellow, red, black from best to worst."""
    return max(a, b, key=_SEVERITY.__getitem__)
