"""The joint bodies of a case as staff see them: each with its light, its due date and how that came about."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from oneseal.cases.selectors import BodyClock, CaseFacts, NodeClock, body_clocks, derivation_lines
from oneseal.foundation.language import is_english
from oneseal.foundation.timekeeping import now
from oneseal.kernel.clock import Light
from oneseal.ui.lengths import left_words, used_words
from oneseal.ui.process_map import LIGHTS as NODE_LIGHTS
from oneseal.ui.process_map import spoken_name
from oneseal.workbench.cases.nodes_shown import due_words
from oneseal.workbench.cases.words import LIGHTS


def joint_clocks(facts: CaseFacts) -> list[dict[str, Any]]:
    """Return the clocks of the bodies that answer a case together, nothing where one agency answers."""
    return [_shown(row) for row in body_clocks(facts, now=now())]


def _shown(row: BodyClock) -> dict[str, Any]:
    clock = row.clock
    words = NODE_LIGHTS if row.node else LIGHTS
    return {
        "body": row.body,
        "node": spoken_name(row.node, english=is_english()) if row.node else "",
        "light": clock.light.value if clock else "",
        "light_words": words[clock.light] if clock else "",
        "left": _left(row, clock) if clock else "",
        "due": "" if clock is None or clock.light is Light.BLUE else due_words(clock),
        "is_provisional": clock is not None and clock.is_provisional,
        "lines": derivation_lines(row.derivation) if row.derivation else [],
        "title": _("%(body)s为什么是这一天？") % {"body": row.body},
    }


def _left(row: BodyClock, clock: NodeClock) -> str:
    if clock.remaining is None:
        return ""
    is_in_time = row.is_done and clock.remaining >= 0
    return used_words(clock.used, clock.unit) if is_in_time else left_words(clock.remaining, clock.unit)
