"""Who acts, and what they may do."""

from oneseal.kernel.access.actor import Actor, ActorKind

__all__ = ["Actor", "ActorKind"]
