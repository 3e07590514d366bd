"""R21 and R25: steps out of their order, and work that was only entered."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from oneseal.kernel.clock import Light
from oneseal.supervision.rules.facts import Did, Sight
from oneseal.supervision.rules.hits import Follow
from oneseal.supervision.rules.registry import Found, Group, Rule, Threshold, Unit, by

# What whoever examines or decides does himself; the system's own moves follow in the same instant.
HANDLING: Final = ("finish_node", "recommend", "confirm_review", "grant", "refuse", "forward_up", "issue", "deliver")
# The day that an act says it was done, beside the day on which it was entered.
TOLD_DAYS: Final = ("held_on", "result_on", "on")


def out_of_order(sight: Sight) -> Iterator[Found]:
    """Yield each act that began in another state than the one before it left: a step was skipped or reordered (R21)."""
    state = ""
    for act in sight.case.acts:
        begins, ends = act.before.get("state"), act.after.get("state")
        if state and begins and begins != state:
            yield by(act, Light.RED, expected=state, found=str(begins))
        state = str(ends) if ends else state


def only_entered(sight: Sight) -> Iterator[Found]:
    """Yield steps that followed faster than anybody works, and what was entered long after it was done (R25)."""
    steps = [act for act in sight.case.done(*HANDLING) if act.actor_kind == "staff"]
    for first, second in pairwise(steps):
        seconds = int((second.at - first.at).total_seconds())
        if seconds < sight.limits["seconds"]:
            yield by(second, Light.YELLOW, seconds=seconds, after_step=first.action)
    for act in sight.case.acts:
        yield from _entered_late(sight, act)


def _entered_late(sight: Sight, act: Did) -> Iterator[Found]:
    for name in TOLD_DAYS:
        day = act.day(name)
        if day is not None and day < act.on and sight.worked(day, act.on) > sight.limits["days"]:
            yield by(act, Light.YELLOW, done_on=day.isoformat())
            return


PROCESS: Final = (
    Rule("R21", Group.PROCESS, ("S1",), (Light.RED,), Follow.CORRECT, out_of_order, on=("*",)),
    Rule("R25", Group.PROCESS, ("S1", "INF"), (Light.YELLOW,), Follow.REVIEW, only_entered,
         (Threshold("seconds", 10, Unit.SECONDS, 1, 600), Threshold("days", 3, Unit.WORKING_DAYS, 1, 30)), on=HANDLING),
)  # fmt: skip
