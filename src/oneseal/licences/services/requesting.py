"""A holder asks to cancel his licence or to have it issued again; a clerk answers."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction

from oneseal.cases.selectors import case_facts, require_not_own
from oneseal.foundation.audit.services import Act, Subject, record
from oneseal.foundation.outbox.services import message
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import Insert, Update, Write, flush
from oneseal.identity.policies import require
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id
from oneseal.licences.errors import (
    LicenceActClosed,
    LicenceNotFound,
    RequestAnswered,
    RequestOpen,
    RequestReasonMissing,
)
from oneseal.licences.events import LicenceRequestDeclined, LicenceRequested
from oneseal.licences.models import Licence, LicenceRequest
from oneseal.licences.policies import can_do, is_holder
from oneseal.licences.rules.life import TURNS, Doing, doings_open
from oneseal.licences.rules.states import LicenceState, Standing, standing_on

KIND: Final = "licence"
# What ended by an act of the agency, its holder has nothing to ask for.
ASKED_OF: Final = {
    Doing.CANCEL: frozenset({Standing.VALID, Standing.SUSPENDED, Standing.EXPIRED}),
    Doing.REISSUE: TURNS[Doing.REISSUE].sources,
}


def licence_ask(*, licence_id: UUID, doing: Doing, reason: str, actor: Actor, now: datetime, ground: str = "") -> UUID:
    """Ask, as the holder, to cancel a licence or to issue it again; return the request's id.

    Raises:
        LicenceNotFound, LicenceActClosed, RequestOpen, RequestReasonMissing.
    """
    if not reason.strip():
        raise RequestReasonMissing("a request needs its reason")
    try:
        with transaction.atomic():
            return _asked(licence_id, doing, (ground, reason.strip()), actor=actor, now=now)
    except IntegrityError as problem:  # another press of the same holder was quicker
        raise RequestOpen("asked already") from problem


def _asked(licence_id: UUID, doing: Doing, told: tuple[str, str], *, actor: Actor, now: datetime) -> UUID:
    licence = Licence.objects.select_for_update().filter(pk=licence_id).first()
    if licence is None or not is_holder(actor, holder_id=licence.holder_id):
        raise LicenceNotFound("no such licence")
    standing = standing_on(LicenceState(licence.state), valid_until_on=licence.valid_until_on, today=beijing_date(now))
    if standing not in ASKED_OF[doing]:
        raise LicenceActClosed(
            "nothing to ask for", doing=doing.value, standing=standing.value, open=doings_open(standing)
        )
    if LicenceRequest.objects.filter(licence=licence, kind=doing.value, answered_at=None).exists():
        raise RequestOpen("asked already")
    ground, reason = told
    request_id = new_id(now)
    row = {
        "id": request_id, "licence_id": licence.id, "kind": doing, "ground": ground, "reason": reason,
        "asked_at": now, "asked_by": actor.own_account, "outcome": "", "answer": "",
    }  # fmt: skip
    act = Act("licences.requested", basis=TURNS[doing].basis, after={"doing": doing.value, "ground": ground})
    flush(
        Insert("licences_request", [row]),
        *record(act, subject=Subject(KIND, licence.id), actor=actor, now=now),
        message(LicenceRequested(licence_id=licence.id, doing=doing.value), now),
    )
    return request_id


def open_request(request_id: UUID | None, *, licence_id: UUID, kind: Doing) -> LicenceRequest | None:
    """Return a request of a licence that waits for an answer, locked; None where none is told.

    Raises:
        RequestAnswered: no such request, or answered already.
    """
    if request_id is None:
        return None
    request = (
        LicenceRequest.objects.select_for_update()
        .filter(pk=request_id, licence_id=licence_id, kind=kind.value, answered_at=None)
        .first()
    )
    if request is None:
        raise RequestAnswered("answered already")
    return request


def answered(request: LicenceRequest, *, outcome: str, now: datetime, answer: str = "") -> list[Write]:
    """Return the write that answers a request; the doing itself keeps who did it."""
    changes = {"answered_at": now, "outcome": outcome, "answer": answer}
    return [Update("licences_request", {"id": request.id, "outcome": ""}, changes)]


@transaction.atomic
def licence_request_decline(*, request_id: UUID, answer: str, actor: Actor, now: datetime) -> None:
    """Decline what a holder asked for, with a reason that he reads.

    Raises:
        RequestAnswered, LicenceNotFound, NotAllowed, OwnCase, RequestReasonMissing.
    """
    request = LicenceRequest.objects.select_for_update(of=("self",)).select_related("licence").filter(pk=request_id)
    row = request.first()
    if row is None or row.licence.agency_id != actor.agency_id:
        raise LicenceNotFound("no such request")
    require(allowed=can_do(Doing(row.kind), actor, agency_id=row.licence.agency_id))
    require_not_own(actor, case_facts(row.licence.case_id))
    if row.answered_at is not None:
        raise RequestAnswered("answered already")
    if not answer.strip():
        raise RequestReasonMissing("declined for which reason?")
    act = Act("licences.request_declined", after={"doing": row.kind, "answer": answer.strip()})
    flush(
        *answered(row, outcome="declined", answer=answer.strip(), now=now),
        *record(act, subject=Subject(KIND, row.licence_id), actor=actor, now=now),
        message(LicenceRequestDeclined(licence_id=row.licence_id, doing=row.kind), now),
    )
