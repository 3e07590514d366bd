"""Cancel a licence (注销, APL art. 70), on its holder's request or ex officio; issue a lost or damaged one again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from oneseal.foundation.audit.services import Act, Subject, record
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import Insert, Write
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id
from oneseal.licences.errors import CancellationUnfounded, ReissueUnchecked, RenewalUndecided
from oneseal.licences.events import LicenceReissued
from oneseal.licences.rules.life import CancellationGround, Doing, ReissueGround, cancellation_grounds
from oneseal.licences.rules.states import LicenceState, MadeBy
from oneseal.licences.selectors.renewing import renewals_undecided
from oneseal.licences.services.acting import KIND, Acting, addressed, begin, complete
from oneseal.licences.services.issuing import next_version, term_told
from oneseal.licences.services.requesting import answered, open_request
from oneseal.licences.services.timing import timers_of
from oneseal.papers.selectors import Letterhead, letterhead
from oneseal.papers.services import PaperDraft, Sealing, contents, issue, licence_life, remedies

CANCELLATION_GROUNDS: Final = {
    CancellationGround.EXPIRED_UNRENEWED: "行政许可有效期届满未延续的",
    CancellationGround.PERSON_DEAD_OR_INCAPABLE: "赋予公民特定资格的行政许可，该公民死亡或者丧失行为能力的",
    CancellationGround.ORGANISATION_ENDED: "法人或者其他组织依法终止的",
    CancellationGround.REVOKED_RECALLED_TAKEN_AWAY: "行政许可依法被撤销、撤回，或者行政许可证件依法被吊销的",
    CancellationGround.FORCE_MAJEURE: "因不可抗力导致行政许可事项无法实施的",
    CancellationGround.OTHER_LAWFUL: "法律、法规规定的应当注销行政许可的其他情形",
}
REISSUE_GROUNDS: Final = {ReissueGround.LOST: "证照遗失", ReissueGround.DAMAGED: "证照损毁"}
REMARK: Final = "备注"


@dataclass(frozen=True, slots=True)
class Cancellation:
    """Why a licence is cancelled: the ground of art. 70 and the facts; `request_id` None: ex officio."""

    ground: CancellationGround
    facts: str
    request_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Reissue:
    """Why a licence is issued again, what was checked, and the holder's request; None: he stood at the window."""

    ground: ReissueGround
    checked: str
    request_id: UUID | None = None


@transaction.atomic
def licence_cancel(*, licence_id: UUID, cancellation: Cancellation, actor: Actor, now: datetime) -> None:
    """Cancel a licence and announce it where it is verified.

    Raises:
        LicenceNotFound, NotAllowed, LicenceActClosed, CancellationUnfounded, RenewalUndecided, RequestAnswered.
    """
    acting = begin(licence_id, Doing.CANCEL, actor=actor, now=now)
    facts, ground = cancellation.facts.strip(), cancellation.ground
    grounds_open = cancellation_grounds(acting.standing, is_person=acting.is_person)
    if not facts or ground not in grounds_open:
        raise CancellationUnfounded("not a ground of this licence", ground=ground.value, open=grounds_open)
    if ground is CancellationGround.EXPIRED_UNRENEWED and renewals_undecided(acting.licence, now=now):
        raise RenewalUndecided("a renewal in time is undecided: it is renewed by law")
    request = open_request(cancellation.request_id, licence_id=licence_id, kind=Doing.CANCEL)
    acting.ground, acting.reason = ground.value, facts
    acting.changes = {"cancelled_at": now}
    if request is not None:
        acting.details = {"request": str(request.id)}
        acting.writes += answered(request, outcome="done", now=now)
    complete(
        acting,
        Act("licences.cancelled"),
        lambda head, paper_id: licence_life.CancellationDecision(
            **addressed(acting, head, paper_id), ground=CANCELLATION_GROUNDS[ground], facts=facts,
            remedies=remedies(head), asked_on=beijing_date(request.asked_at) if request else None,
        ),
    )  # fmt: skip


@transaction.atomic
def licence_reissue(*, licence_id: UUID, reissue: Reissue, actor: Actor, now: datetime) -> UUID:
    """Issue a lost or damaged licence again: number and term stay, the earlier edition counts no more.

    Return the id of the new edition.

    Raises:
        LicenceNotFound, NotAllowed, LicenceActClosed, ReissueUnchecked, RequestAnswered.
    """
    acting = begin(licence_id, Doing.REISSUE, actor=actor, now=now)
    request = open_request(reissue.request_id, licence_id=licence_id, kind=Doing.REISSUE)
    acting.ground, acting.reason = reissue.ground.value, reissue.checked.strip()
    if not acting.reason:
        raise ReissueUnchecked("what was checked before the licence is issued again?")
    if request is not None:
        acting.writes += answered(request, outcome="done", now=now)
    new_licence_id, identifier = new_id(now), next_version(acting.licence.identifier)
    acting.details = {"identifier": identifier}
    acting.changes = {"superseded_at": now}
    acting.events.append(LicenceReissued(licence_id=new_licence_id))

    def build(head: Letterhead, paper_id: UUID) -> contents.Content:
        # The earlier edition goes out of force in the statement that makes the new one.
        acting.writes += _edition(acting, new_licence_id, identifier=identifier)
        return licence_life.ReissueNotice(
            **addressed(acting, head, paper_id), ground=REISSUE_GROUNDS[reissue.ground],
            earlier_identifier=acting.licence.identifier, new_identifier=identifier,
            until_on=acting.licence.valid_until_on,
        )  # fmt: skip

    complete(acting, Act("licences.reissued"), build)
    return new_licence_id


def _edition(acting: Acting, licence_id: UUID, *, identifier: str) -> list[Write]:
    """Return the writes of the new edition: its row, its paper, its timers."""
    old, now = acting.licence, acting.now
    head, paper_id, today = letterhead(old.agency_id), new_id(now), beijing_date(now)
    remark = f"补发（{today.year}年{today.month}月{today.day}日）"
    values = [*([label, value] for label, value in old.fields if label != REMARK), [REMARK, remark]]
    content = contents.Licence(
        identifier=identifier, agency_name=head.agency_name, issued_at=now, title=old.type_name,
        licence_number=old.number,
        values=tuple(contents.LabelledValue(label=label, value=value) for label, value in values),
        valid_until=term_told(old.valid_until_on),
    )  # fmt: skip
    issued = issue(
        PaperDraft(content, (KIND, old.id), old.type_name),
        paper_id=paper_id,
        sealing=Sealing(head, acting.actor, now),
    )
    timers = timers_of(licence_id, valid_until_on=old.valid_until_on, now=now)
    row = {
        "id": licence_id, "case_id": old.case_id, "case_number": old.case_number, "agency_id": old.agency_id,
        "identifier": identifier, "type_name": old.type_name, "number": old.number, "holder_id": old.holder_id,
        "holder_name": old.holder_name, "fields": values, "issued_on": today, "valid_until_on": old.valid_until_on,
        "state": LicenceState.VALID, "made_by": MadeBy.REISSUE, "timed_at": now if timers else None,
        "paper_id": paper_id, "item_id": old.item_id, "replaces_id": old.id, "revocation_ground": "",
        "revocation_reason": "",
    }  # fmt: skip
    act = Act("licences.issued", basis=acting.turn.basis, after={"identifier": identifier, "replaces": old.identifier})
    return [
        Insert("licences_licence", [row]),
        *issued.writes,
        *timers,
        *record(act, subject=Subject(KIND, licence_id), actor=acting.actor, now=now),
    ]
