"""The one shape of what is done with a licence: lock, allow, look at how it stands, write, tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from oneseal.cases.selectors import case_facts, require_not_own
from oneseal.foundation.audit.services import Act, Subject, record
from oneseal.foundation.outbox.services import DomainEvent, message
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import Insert, Update, Write, flush
from oneseal.identity.policies import require
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id
from oneseal.licences.errors import LicenceActClosed, LicenceNotFound
from oneseal.licences.events import LicenceStateChanged
from oneseal.licences.models import Licence
from oneseal.licences.policies import can_do
from oneseal.licences.rules.life import TURNS, Doing, Turn, doings_open
from oneseal.licences.rules.states import LicenceState, Standing, standing_on
from oneseal.papers.selectors import Letterhead, letterhead
from oneseal.papers.services import PaperDraft, Sealing, contents, issue

KIND: Final = "licence"
PaperBuilder = Callable[[Letterhead, UUID], contents.Content]


@dataclass(slots=True)
class Acting:
    """What one doing is about to write; built by a service, flushed once."""

    licence: Licence
    turn: Turn
    actor: Actor
    now: datetime
    standing: Standing
    ground: str = ""
    reason: str = ""
    details: dict[str, Any] = field(default_factory=dict)
    changes: dict[str, Any] = field(default_factory=dict)
    writes: list[Write] = field(default_factory=list)
    events: list[DomainEvent] = field(default_factory=list)

    @property
    def is_person(self) -> bool:
        """Return True where a natural person holds the licence."""
        return case_facts(self.licence.case_id).party_kind != "organisation"


def begin(licence_id: UUID, doing: Doing, *, actor: Actor, now: datetime) -> Acting:
    """Lock a licence, ask the policy, and refuse what cannot be done with it as it stands.

    Raises:
        LicenceNotFound, NotAllowed, OwnCase, LicenceActClosed.
    """
    licence = Licence.objects.select_for_update().filter(pk=licence_id).first()
    if licence is None or licence.agency_id != actor.agency_id:
        raise LicenceNotFound("no such licence")
    require(allowed=can_do(doing, actor, agency_id=licence.agency_id))
    require_not_own(actor, case_facts(licence.case_id))
    standing = standing_on(LicenceState(licence.state), valid_until_on=licence.valid_until_on, today=beijing_date(now))
    if standing not in TURNS[doing].sources:
        raise LicenceActClosed(
            "not possible as the licence stands", doing=doing.value, standing=standing.value, open=doings_open(standing)
        )
    return Acting(licence, TURNS[doing], actor, now, standing)


def addressed(acting: Acting, head: Letterhead, paper_id: UUID) -> dict[str, Any]:
    """Return what every paper about a licence begins with."""
    licence = acting.licence
    return {
        "identifier": str(paper_id), "agency_name": head.agency_name, "issued_at": acting.now,
        "addressee": licence.holder_name, "to_organisation": not acting.is_person,
        "licence_name": licence.type_name, "licence_number": licence.number, "granted_on": licence.issued_on,
        "legal_basis": (acting.turn.basis.split("（补发")[0],), "effective_on": beijing_date(acting.now),
    }  # fmt: skip


def complete(acting: Acting, act: Act, build: PaperBuilder) -> UUID:
    """Flush a doing: state, act with its paper, audit row and event; return the paper's id.

    `act` names the audit verb; basis, before and after follow from the doing.
    """
    licence, now, turn = acting.licence, acting.now, acting.turn
    head = letterhead(licence.agency_id)
    paper_id = new_id(now)
    draft = PaperDraft(build(head, paper_id), (KIND, licence.id))
    issued = issue(draft, paper_id=paper_id, sealing=Sealing(head, acting.actor, now))
    row = {
        "id": new_id(now), "licence_id": licence.id, "kind": turn.doing, "ground": acting.ground,
        "reason": acting.reason.strip(), "details": acting.details, "paper_id": paper_id, "done_at": now,
        "actor_name": acting.actor.name, "post_title": acting.actor.post_title or "",
    }  # fmt: skip
    after = {"state": turn.target.value, "ground": acting.ground, "paper": issued.number, **acting.details}
    act = replace(act, basis=turn.basis, before={"state": licence.state}, after=after)
    flush(
        Update(
            "licences_licence",
            {"id": licence.id, "state": licence.state},
            {"state": turn.target, **acting.changes},
        ),
        Insert("licences_act", [row]),
        *acting.writes,
        *issued.writes,
        *record(act, subject=Subject(KIND, licence.id), actor=acting.actor, now=now),
        message(LicenceStateChanged(licence_id=licence.id, doing=turn.doing.value), now),
        *(message(event, now) for event in acting.events),
    )
    return paper_id
