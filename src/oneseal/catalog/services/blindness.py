"""Choose for which topics items may be approved in blind mode, for the whole city."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from oneseal.catalog.errors import BlindTopicsUnfit
from oneseal.catalog.models import BlindTopics
from oneseal.catalog.policies import can_choose_blind_topics
from oneseal.catalog.selectors.blindness import blind_topics
from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.identity.policies import require
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id


@transaction.atomic
def blind_topics_choose(*, topics: Sequence[str], reason: str, actor: Actor, now: datetime) -> int:
    """Let items of these topics, and no others, be published in blind mode from now on; return the version.

    Versions that were published before stay as they are. No topic at all: no further item may be.

    Raises:
        BlindTopicsUnfit: no reason was told. NotAllowed.
    """
    require(allowed=can_choose_blind_topics(actor))
    chosen = [topic for topic in dict.fromkeys(told.strip() for told in topics) if topic]
    if not reason.strip():
        raise BlindTopicsUnfit("a choice says why")
    # The trace comes first: the lock on its chain lets two who choose at once go one after the other.
    act = Act("catalog.blind_topics_chosen", before={"topics": list(blind_topics())},
              after={"topics": chosen, "reason": reason.strip()})  # fmt: skip
    record_now(act, subject=Subject("agency", actor.own_agency), actor=actor, now=now)
    newest = BlindTopics.objects.order_by("-version").values_list("version", flat=True).first()
    row = BlindTopics.objects.create(
        id=new_id(now), version=(newest or 0) + 1, topics=chosen, reason=reason.strip(), chosen_at=now,
        chosen_by=actor.name,
    )  # fmt: skip
    return row.version
