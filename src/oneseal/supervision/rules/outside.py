"""R26, R30 to R33 and R35: what other rooms know; each is judged once a room registers its facts."""

from __future__ import annotations

from typing import Final

from oneseal.kernel.clock import Light
from oneseal.supervision.rules.hits import Follow
from oneseal.supervision.rules.registry import Group, Rule, Source

OUTSIDE: Final = (
    Rule("R26", Group.OUTSIDE, ("S2",), (Light.YELLOW, Light.RED), Follow.URGE, source=Source.JOINT),
    Rule("R30", Group.OUTSIDE, ("S1", "S2"), (Light.YELLOW, Light.RED), Follow.URGE, source=Source.RATINGS),
    Rule("R31", Group.OUTSIDE, ("《优化营商环境条例》第四十三条",), (Light.RED,), Follow.CORRECT,
         source=Source.INTERMEDIARIES),
    Rule("R32", Group.OUTSIDE, ("《行政许可法》第三十条", "《行政许可法》第四十条"), (Light.YELLOW,), Follow.URGE,
         source=Source.PUBLICATION),
    Rule("R33", Group.OUTSIDE, ("S1", "S2"), (Light.YELLOW,), Follow.CORRECT, source=Source.PATROL),
    Rule("R35", Group.OUTSIDE, ("S0", "S1"), (Light.YELLOW,), Follow.URGE, source=Source.PUSH),
)  # fmt: skip
