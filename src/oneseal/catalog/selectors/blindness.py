"""For which topics of project construction items may be approved in blind mode (两不见面, domain A13)."""

from __future__ import annotations

from typing import Final

from oneseal.catalog.models import BlindTopics
from oneseal.catalog.policies import can_choose_blind_topics
from oneseal.catalog.rules.publication import BLIND_TOPICS
from oneseal.kernel.access import Actor

CHOICES_SHOWN: Final = 20


def blind_topics() -> tuple[str, ...]:
    """Return the topics that the city chose last; before its first choice the shipped one."""
    row = BlindTopics.objects.order_by("-version").first()
    return BLIND_TOPICS if row is None else tuple(row.topics)


def blind_topic_choices(actor: Actor) -> list[BlindTopics]:
    """Return the newest choices, newest first; the first of them holds."""
    return list(BlindTopics.objects.order_by("-version")[:CHOICES_SHOWN]) if can_choose_blind_topics(actor) else []
