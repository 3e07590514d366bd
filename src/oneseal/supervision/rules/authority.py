"""R22 to R24 and R27: who acted from where, by which power, in which duty; most of it the house refuses at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from oneseal.kernel.clock import Light
from oneseal.supervision.rules.facts import Sight
from oneseal.supervision.rules.hits import Follow
from oneseal.supervision.rules.procedures import DECIDING, EXAMINING
from oneseal.supervision.rules.registry import Found, Group, Rule, by

OUTSIDE: Final = "outside_centre"
REFUSED: Final = "attempt_refused"
NO_POWER: Final = frozenset({
    "cases.item_not_open", "cases.letter_missing", "cases.letter_expired", "cases.letter_not_yet",
    "cases.letter_revoked", "cases.not_entrusted",
})  # fmt: skip
SAME_PERSON: Final = frozenset({"cases.same_person"})
# What ends a case by word of who decides; who examined it does none of them (S1 一审一核).
ENDING: Final = ("grant", "refuse")


def from_elsewhere(sight: Sight) -> Iterator[Found]:
    """Yield each attempt to accept or close from outside the centre, which was refused (R22)."""
    for act in sight.case.attempts:
        if act.action == OUTSIDE:
            yield by(act, Light.RED, tried=str(act.after.get("action", "")))


def without_power(sight: Sight) -> Iterator[Found]:
    """Yield each attempt on an item that is not in force, or without a letter that is, which was refused (R23)."""
    for act in sight.case.attempts:
        if act.action == REFUSED and act.after.get("code") in NO_POWER:
            yield by(act, Light.BLACK, tried=str(act.after.get("action", "")), code=str(act.after["code"]))


def in_two_duties(sight: Sight) -> Iterator[Found]:
    """Yield each attempt of one person in two duties that must be apart, and each case where it came about (R24)."""
    for act in sight.case.attempts:
        if act.action == REFUSED and act.after.get("code") in SAME_PERSON:
            yield by(act, Light.BLACK, tried=str(act.after.get("action", "")))
    examiners = {act.actor_id for act in sight.case.done(*EXAMINING) if act.actor_id is not None}
    for act in sight.case.done(*ENDING):
        if act.actor_id in examiners:
            yield by(act, Light.BLACK, tried=act.action, examined=True)


def cover_broken(sight: Sight) -> Iterator[Found]:
    """Yield each covered case whose cover was lifted by who then examined or decided it (R27)."""
    if not sight.case.is_blind:
        return
    for place, act in enumerate(sight.case.acts):
        if act.action != "lift_cover":
            continue
        later = [one for one in sight.case.acts[place + 1 :] if one.action in (*EXAMINING, *DECIDING)]
        if any(one.actor_id == act.actor_id and act.actor_id is not None for one in later):
            yield by(act, Light.RED)


AUTHORITY: Final = (
    Rule("R22", Group.AUTHORITY, ("S2",), (Light.RED,), Follow.BLOCK_AND_CORRECT, from_elsewhere, on=(OUTSIDE,)),
    Rule("R23", Group.AUTHORITY, ("S0", "S2", "《优化营商环境条例》第四十条"), (Light.BLACK,), Follow.BLOCK_AND_REFER,
         without_power, on=(REFUSED,)),
    Rule("R24", Group.AUTHORITY, ("S1",), (Light.BLACK,), Follow.BLOCK_AND_CORRECT, in_two_duties,
         on=(REFUSED, *ENDING)),
    Rule("R27", Group.AUTHORITY, ("S0",), (Light.RED,), Follow.CORRECT, cover_broken, on=(*EXAMINING, *DECIDING)),
)  # fmt: skip
