"""Who reads and repairs records of broken promises."""

from __future__ import annotations

from oneseal.kernel.access import Actor, ActorKind

REPAIRS = "cases.confirm_void"
READS = "cases.read"


def can_repair(actor: Actor | None) -> bool:
    """Return True for the supervisor: who granted on a word does not judge whether it counts again."""
    return actor is not None and actor.kind is ActorKind.STAFF and actor.may(REPAIRS)
