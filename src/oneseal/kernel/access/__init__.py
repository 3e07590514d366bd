"""Who acts, and what they may do."""

from oneseal.kernel.access.actor import Actor, ActorKind
from oneseal.kernel.access.entrusting import Entrusted
from oneseal.kernel.access.letters import Authorisation, Authority, Gap, Standing, gap_of

__all__ = ["Actor", "ActorKind", "Authorisation", "Authority", "Entrusted", "Gap", "Standing", "gap_of"]
