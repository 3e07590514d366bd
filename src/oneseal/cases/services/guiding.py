"""Guidance before an application (A90): recorded with its paper, free, and no decision on anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from oneseal.cases import policies
from oneseal.cases.errors import ItemNotOpen
from oneseal.cases.models import Guidance
from oneseal.cases.procedure_errors import GuidanceMissing
from oneseal.cases.selectors.cover import PARTY_NUMBER
from oneseal.cases.selectors.guidance import GUIDANCE
from oneseal.cases.services.drafting import terms_in_force
from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.foundation.encryption import blind_index, encrypt
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import Insert, flush
from oneseal.identity.policies import require
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id
from oneseal.papers.selectors import letterhead
from oneseal.papers.services import PaperDraft, Sealing, contents, issue
from oneseal.papers.services import procedure_contents as papers

BASIS: Final = "《行政许可法》第三十条第二款"


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidanceTold:
    """Who asked about which item, what, what he was advised, and the keys of the materials that he lacks.

    With his number (citizen number or credit code), which may be empty, the application he files later shows it.
    """

    item_id: UUID
    name: str
    questions: str
    advice: str
    number: str = ""
    missing: tuple[str, ...] = ()


@transaction.atomic
def guidance_give(*, guidance_id: UUID, told: GuidanceTold, actor: Actor, now: datetime) -> UUID:
    """Record guidance given before an application and issue its paper; a second press of one form changes nothing.

    Raises:
        NotAllowed, GuidanceMissing, ItemNotOpen.
    """
    require(allowed=policies.can_guide(actor))
    if Guidance.objects.filter(id=guidance_id).exists():
        return guidance_id
    name, questions, advice = told.name.strip(), told.questions.strip(), told.advice.strip()
    if not name or not questions or not advice:
        raise GuidanceMissing("who asked, what, and the advice")
    terms = terms_in_force(told.item_id, now=now)
    if terms.agency_id != actor.own_agency:
        raise ItemNotOpen("an item of another agency")
    missing = tuple(contents.Material(name=need.name, note=need.standard or None)
                    for need in terms.materials if need.key in told.missing)  # fmt: skip
    head, paper_id = letterhead(terms.agency_id), new_id(now)
    content = papers.GuidanceRecord(
        identifier=str(paper_id), agency_name=head.agency_name, issued_at=now, addressee=name, item_name=terms.name,
        given_on=beijing_date(now), questions=questions, advice=advice, missing=missing,
        given_by=f"{actor.post_title} {actor.name}".strip(), contact=head.telephone or None,
    )  # fmt: skip
    sealing = Sealing(head, actor, now)
    issued = issue(PaperDraft(content, ("guidance", guidance_id)), paper_id=paper_id, sealing=sealing)
    number = told.number.strip().upper()
    row = {
        "id": guidance_id, "agency_id": terms.agency_id, "item_id": told.item_id, "item_name": terms.short_name,
        "name": name, "number_index": blind_index(number, context=PARTY_NUMBER) if number else None,
        "questions": encrypt(questions, context=GUIDANCE), "advice": encrypt(advice, context=GUIDANCE),
        "missing": [need.name for need in missing], "given_at": now, "given_by": actor.own_account,
        "given_by_name": actor.name, "paper_id": paper_id,
    }  # fmt: skip
    flush(Insert("cases_guidance", [row]), *issued.writes)
    act = Act("cases.give_guidance", basis=BASIS, after={"item": terms.name, "paper": issued.number})
    record_now(act, subject=Subject("guidance", guidance_id), actor=actor, now=now)
    return guidance_id
