"""The applicant chooses how he gets the result of his case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from oneseal.cases.errors import CaseNotFound
from oneseal.cases.policies import can_see
from oneseal.cases.selectors import CaseFacts, case_for_update
from oneseal.cases.services import traced
from oneseal.dispatch import policies
from oneseal.dispatch.errors import ConsentMissing, DestinationIncomplete, WayClosed
from oneseal.dispatch.models import Choice
from oneseal.dispatch.rules import Destination, Way
from oneseal.dispatch.selectors import DESTINATION, dispatch_of
from oneseal.foundation.audit.services import Act
from oneseal.foundation.encryption import encrypt_json
from oneseal.foundation.writes import Insert, Update, Write, flush
from oneseal.kernel.access import Actor

NOWHERE: Final = Destination()
BASIS: Final = "《行政许可法》第四十四条"


@dataclass(frozen=True, slots=True)
class ChoiceTold:
    """What the applicant chose: the way, his consent, and where a parcel goes."""

    way: Way
    has_consented: bool = False
    destination: Destination = NOWHERE


def locked_case(case_id: UUID, *, actor: Actor) -> CaseFacts:
    """Lock a case that the actor may see and return its facts.

    Raises:
        CaseNotFound.
    """
    facts = case_for_update(case_id)
    if not can_see(actor, facts):
        raise CaseNotFound("not the actor's case")
    return facts


@transaction.atomic
def way_choose(*, case_id: UUID, told: ChoiceTold, actor: Actor, now: datetime) -> None:
    """Choose the window, the screen or the courier; until the result is on its way, another choice replaces the first.

    Raises:
        CaseNotFound, WayClosed, ConsentMissing, DestinationIncomplete.
    """
    facts = locked_case(case_id, actor=actor)
    before = dispatch_of(facts)
    if not policies.can_choose(actor, facts) or (before.parcel is not None and before.parcel.is_under_way):
        raise WayClosed("handed over, or on its way", state=facts.state.value)
    if told.way is not Way.WINDOW and not told.has_consented:
        raise ConsentMissing("no consent", way=told.way.value)
    missing = told.destination.missing() if told.way is Way.EXPRESS else ""
    if missing:
        raise DestinationIncomplete("a parcel would not arrive", part=missing)
    act = Act(
        "dispatch.way_chosen", basis=BASIS,
        before={"way": before.way.value} if before.way else {}, after={"way": told.way.value},
    )  # fmt: skip
    flush(
        _written(facts.id, told, actor=actor, now=now, is_new=before.way is None),
        *traced(facts, act, actor=actor, now=now),
    )


def _written(case_id: UUID, told: ChoiceTold, *, actor: Actor, now: datetime, is_new: bool) -> Write:
    is_sent = told.way is Way.EXPRESS
    columns: dict[str, Any] = {
        "way": told.way.value,
        "destination": encrypt_json(told.destination.as_row(), context=DESTINATION) if is_sent else None,
        "consented_at": now if told.way is not Way.WINDOW else None,
        "chosen_at": now,
        "chosen_by": actor.own_account,
    }
    if is_new:
        return Insert(Choice._meta.db_table, [{"case_id": case_id, **columns}])
    return Update(Choice._meta.db_table, {"case_id": case_id}, columns)
