"""People ask about their own data, and the agency answers with reasons (PIPL 44-50)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.identity import policies
from oneseal.identity.errors import AgencyNotFound, DataRequestNotFound, DataRequestWrong, NotAllowed
from oneseal.identity.models import Agency, DataRequest, Person
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id

# Which article each request stands on.
KINDS: Final = {
    "correct": "《个人信息保护法》第四十六条",
    "delete": "《个人信息保护法》第四十七条",
    "explain": "《个人信息保护法》第四十八条",
}
DECISIONS: Final = frozenset({"granted", "partly", "refused"})


@dataclass(frozen=True, slots=True)
class RequestTold:
    """What somebody asks of which agency: the kind, what it is about, and why."""

    agency_id: UUID
    kind: str
    about: str
    reason: str


@transaction.atomic
def data_request_make(*, told: RequestTold, actor: Actor, now: datetime) -> UUID:
    """Put a request about one's own data into the queue of an agency; return its id.

    Raises:
        NotAllowed: not a registered person. DataRequestWrong, AgencyNotFound.
    """
    person = Person.objects.filter(account_id=actor.own_account).first()
    if person is None:
        raise NotAllowed("only a registered person asks about his data")
    if told.kind not in KINDS or not told.about.strip() or not told.reason.strip():
        raise DataRequestWrong("an unknown kind of request, or no reasons")
    if not Agency.objects.filter(pk=told.agency_id, closed_on=None).exists():
        raise AgencyNotFound("no such agency")
    row = DataRequest.objects.create(
        id=new_id(now), person=person, agency_id=told.agency_id, kind=told.kind, about=told.about.strip(),
        reason=told.reason.strip(), made_at=now,
    )  # fmt: skip
    act = Act("identity.data_requested", basis=KINDS[told.kind], after={"request": str(row.id), "kind": told.kind})
    record_now(act, subject=Subject("person", person.id), actor=actor, now=now)
    return row.id


@transaction.atomic
def data_request_answer(*, request_id: UUID, decision: str, answer: str, actor: Actor, now: datetime) -> None:
    """Answer a request to the actor's agency, once, with reasons.

    Raises:
        NotAllowed. DataRequestNotFound: none that waits. DataRequestWrong: no decision, or no reasons.
    """
    policies.require(allowed=policies.can_manage_identity(actor))
    row = DataRequest.objects.select_for_update().filter(pk=request_id, agency_id=actor.own_agency, decision="").first()
    if row is None:
        raise DataRequestNotFound("no such request waits")
    if decision not in DECISIONS or not answer.strip():
        raise DataRequestWrong("no decision, or no reasons")
    row.decision, row.answer, row.answered_at, row.answered_by = decision, answer.strip(), now, actor.own_account
    row.save(update_fields=["decision", "answer", "answered_at", "answered_by"])
    after = {"request": str(row.id), "decision": decision}
    act = Act("identity.data_request_answered", basis=KINDS[row.kind], after=after)
    record_now(act, subject=Subject("person", row.person_id), actor=actor, now=now)
