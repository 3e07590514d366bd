"""Choose when the lights change, for the whole city."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from oneseal.cases.models import LightChoice
from oneseal.cases.rules.presets import LightsChosen, preset_of
from oneseal.cases.selectors.lights import can_choose_lights, chosen_of, forget_lights
from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.identity.policies import require
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id

NAMES = ("code", "yellow_percent", "yellow_days", "red_from")


@transaction.atomic
def lights_choose(*, chosen: LightsChosen, reason: str, actor: Actor, now: datetime) -> int:
    """Let a choice of the lights hold from now on; return its version. What was red stays red.

    Raises:
        PresetUnknown. ThresholdsUnfit. NotAllowed.
    """
    require(allowed=can_choose_lights(actor))
    preset_of(chosen)
    told = {name: getattr(chosen, name) for name in NAMES}
    # The trace comes first: the lock on its chain lets two who choose at once go one after the other.
    before = LightChoice.objects.order_by("-version").first()
    was = {name: getattr(chosen_of(before), name) for name in NAMES} if before else {}
    act = Act("cases.lights_chosen", before=was, after={**told, "reason": reason})
    record_now(act, subject=Subject("agency", actor.own_agency), actor=actor, now=now)
    newest = LightChoice.objects.order_by("-version").values_list("version", flat=True).first()
    version = (newest or 0) + 1
    LightChoice.objects.create(
        id=new_id(now), version=version, **told, reason=reason, chosen_at=now, chosen_by=actor.name
    )
    forget_lights()
    return version
