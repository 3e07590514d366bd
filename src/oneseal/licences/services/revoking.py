"""Revoke a licence (撤销, APL art. 69), with a paper that says why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from oneseal.cases.selectors import case_facts, require_not_own
from oneseal.cases.services import AGAIN, bar_for_fraud
from oneseal.foundation.audit.services import Act, Subject, record
from oneseal.foundation.outbox.services import message
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import Update, Write, flush
from oneseal.identity.policies import require
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id
from oneseal.licences.errors import LicenceNotFound, LicenceNotValid, RevocationUnfounded
from oneseal.licences.events import LicenceRevoked
from oneseal.licences.models import Licence
from oneseal.licences.policies import can_revoke
from oneseal.licences.rules.states import LicenceState, RevocationGround
from oneseal.papers.selectors import Letterhead, letterhead
from oneseal.papers.services import PaperDraft, Sealing, contents, issue, remedies

BASIS: Final = "《中华人民共和国行政许可法》第六十九条"
GROUNDS: Final = {
    RevocationGround.ABUSE_OF_POWER: "行政机关工作人员滥用职权、玩忽职守作出准予行政许可决定的",
    RevocationGround.BEYOND_POWER: "超越法定职权作出准予行政许可决定的",
    RevocationGround.AGAINST_PROCEDURE: "违反法定程序作出准予行政许可决定的",
    RevocationGround.APPLICANT_UNQUALIFIED: "对不具备申请资格或者不符合法定条件的申请人准予行政许可的",
    RevocationGround.OTHER_LAWFUL: "依法可以撤销行政许可的其他情形",
    RevocationGround.FRAUD_OR_BRIBERY: "被许可人以欺骗、贿赂等不正当手段取得行政许可的",
}


@dataclass(frozen=True, slots=True)
class Revocation:
    """Why a licence is revoked: the ground of art. 69, the facts in words, who asked (empty: ex officio).

    What was got by fraud or bribery and `touches_safety` bars its holder for three years (APL art. 79).
    """

    ground: RevocationGround
    facts: str
    at_request_of: str = ""
    touches_safety: bool = False


@transaction.atomic
def licence_revoke(*, licence_id: UUID, revocation: Revocation, actor: Actor, now: datetime) -> None:
    """Revoke a valid licence.

    Raises:
        LicenceNotFound, LicenceNotValid, RevocationUnfounded, OwnCase, NotAllowed.
    """
    licence = Licence.objects.select_for_update().filter(pk=licence_id).first()
    if licence is None or licence.agency_id != actor.agency_id:
        raise LicenceNotFound("no such licence")
    require(allowed=can_revoke(actor, agency_id=licence.agency_id))
    require_not_own(actor, case_facts(licence.case_id))
    if licence.state not in {LicenceState.VALID, LicenceState.SUSPENDED}:
        raise LicenceNotValid("not valid any more")
    if not revocation.facts.strip():
        raise RevocationUnfounded("a revocation needs its facts")
    bar, until = _bar(licence, revocation, actor=actor, now=now)
    head = letterhead(licence.agency_id)
    paper_id = new_id(now)
    content = _decision(licence, revocation, until=until, head=head, paper_id=paper_id, now=now)
    draft = PaperDraft(content, ("licence", licence.id))
    issued = issue(draft, paper_id=paper_id, sealing=Sealing(head, actor, now))
    act = Act(
        "licences.revoked",
        basis=BASIS,
        before={"state": licence.state},
        after={
            "state": LicenceState.REVOKED.value,
            "ground": revocation.ground.value,
            "paper": issued.number,
        },
    )
    flush(
        Update(
            "licences_licence",
            {"id": licence.id, "state": licence.state},
            {
                "state": LicenceState.REVOKED, "revoked_at": now, "revocation_ground": revocation.ground,
                "revocation_reason": revocation.facts.strip(), "revocation_paper_id": paper_id,
            },
        ),
        *bar,
        *issued.writes,
        *record(act, subject=Subject("licence", licence.id), actor=actor, now=now),
        message(LicenceRevoked(licence_id=licence.id), now),
    )  # fmt: skip


def _bar(
    licence: Licence, revocation: Revocation, *, actor: Actor, now: datetime
) -> tuple[tuple[Write, ...], date | None]:
    """Return the write of the bar that a licence got by fraud or bribery brings, and its last day; None without."""
    if revocation.ground is not RevocationGround.FRAUD_OR_BRIBERY or not revocation.touches_safety:
        return (), None
    write, until = bar_for_fraud(case_id=licence.case_id, actor=actor, now=now)
    return (write,), until


def _decision(
    licence: Licence, revocation: Revocation, *, until: date | None, head: Letterhead, paper_id: UUID, now: datetime
) -> contents.RevocationDecision:
    return contents.RevocationDecision(
        identifier=str(paper_id), agency_name=head.agency_name, issued_at=now, addressee=licence.holder_name,
        licence_name=licence.type_name, licence_number=licence.number, granted_on=licence.issued_on,
        ground=GROUNDS[revocation.ground], facts=_facts_told(revocation, until), legal_basis=(BASIS,),
        effective_on=beijing_date(now), at_request_of=revocation.at_request_of.strip() or None,
        remedies=remedies(head),
    )  # fmt: skip


def _facts_told(revocation: Revocation, until: date | None) -> str:
    """Return the facts as the decision tells them, with the bar where there is one."""
    facts = revocation.facts.strip()
    return f"{facts}\n{AGAIN.format(until=f'{until.year}年{until.month}月{until.day}日')}" if until else facts
