"""Talk about a case, and note what the materials show; both stand in the trace of the case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from oneseal.cases import policies
from oneseal.cases.errors import CaseNotFound, MaterialUnknown, MessageEmpty, ReasonMissing
from oneseal.cases.models import MaterialVerdict, Message
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.selectors.conversation import MESSAGE
from oneseal.cases.selectors.facts import case_for_update
from oneseal.catalog.selectors import version_terms
from oneseal.foundation.audit.chain import Head
from oneseal.foundation.audit.services import Act, Subject, link
from oneseal.foundation.encryption import encrypt
from oneseal.foundation.writes import Insert, Update, Write, flush
from oneseal.identity.policies import require
from oneseal.kernel.access import Actor, ActorKind
from oneseal.kernel.ids import new_id

LONGEST: Final = 2000
VERDICTS: Final = frozenset({"fits", "fails", "open"})


@dataclass(frozen=True, slots=True)
class FindingTold:
    """What a member of staff notes about one material; a material that fails needs its problem."""

    key: str
    verdict: str
    problem: str = ""


def _loaded(case_id: UUID, actor: Actor) -> CaseFacts:
    facts = case_for_update(case_id)
    if not policies.can_see(actor, facts):
        raise CaseNotFound("not the actor's case")
    return facts


def traced(facts: CaseFacts, act: Act, *, actor: Actor, now: datetime) -> list[Write]:
    """Return the writes that put an act into the trace of a case that the caller has locked in this transaction."""
    head = Head(facts.audit_sequence, facts.audit_head)
    row, after = link(act, subject=Subject("case", facts.id), actor=actor, now=now, head=head)
    changes = {"audit_sequence": after.sequence, "audit_head": after.digest}
    return [row, Update("cases_case", {"id": facts.id, "audit_sequence": facts.audit_sequence}, changes)]


@transaction.atomic
def message_send(*, case_id: UUID, text: str, actor: Actor, now: datetime) -> UUID:
    """Say something about a case to the other side; return the message's id.

    Raises:
        CaseNotFound, NotAllowed, MessageEmpty.
    """
    facts = _loaded(case_id, actor)
    require(allowed=policies.can_talk(actor, facts))
    told = text.strip()[:LONGEST]
    if not told:
        raise MessageEmpty("nothing was said")
    row: dict[str, Any] = {
        "id": new_id(now), "case_id": facts.id, "is_from_agency": actor.kind is ActorKind.STAFF,
        "author_id": actor.own_account, "author_name": actor.name, "post_title": actor.post_title,
        "text": encrypt(told, context=MESSAGE), "sent_at": now, "read_at": None,
    }  # fmt: skip
    act = Act("cases.message", basis="《行政许可法》第三十条", after={"message": str(row["id"])})
    flush(Insert("cases_message", [row]), *traced(facts, act, actor=actor, now=now))
    return UUID(str(row["id"]))


@transaction.atomic
def messages_read(*, facts: CaseFacts, actor: Actor, now: datetime) -> None:
    """Mark what the other side said as seen, once somebody of the actor's side opened it."""
    if policies.can_talk(actor, facts):
        is_applicant = actor.kind is ActorKind.APPLICANT
        Message.objects.filter(case_id=facts.id, is_from_agency=is_applicant, read_at=None).update(read_at=now)


@transaction.atomic
def material_judge(*, case_id: UUID, told: FindingTold, actor: Actor, now: datetime) -> None:
    """Note whether a material is as it should be; the finding fills the correction notice in advance.

    Raises:
        CaseNotFound, NotAllowed, MaterialUnknown, ReasonMissing.
    """
    facts = _loaded(case_id, actor)
    require(allowed=policies.can_judge_materials(actor, facts))
    terms = version_terms(facts.item_version_id)
    if told.key not in {need.key for need in terms.materials} or told.verdict not in VERDICTS:
        raise MaterialUnknown("the item does not ask for it", key=told.key)
    problem = told.problem.strip()[:500] if told.verdict == "fails" else ""
    if told.verdict == "fails" and not problem:
        raise ReasonMissing("a material that fails needs its problem")
    before = MaterialVerdict.objects.filter(case_id=facts.id, key=told.key).first()
    MaterialVerdict.objects.update_or_create(
        case_id=facts.id, key=told.key,
        defaults={
            "verdict": told.verdict, "problem": problem, "author_id": actor.own_account, "author_name": actor.name,
            "given_at": now,
        },
        create_defaults={
            "id": new_id(now), "verdict": told.verdict, "problem": problem, "author_id": actor.own_account,
            "author_name": actor.name, "given_at": now,
        },
    )  # fmt: skip
    act = Act(
        "cases.judge_material",
        basis="《行政许可法》第三十四条",
        before={"verdict": before.verdict} if before else {},
        after={"material": told.key, "verdict": told.verdict},
    )
    flush(*traced(facts, act, actor=actor, now=now))
