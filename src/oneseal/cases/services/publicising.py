"""Publicity of a case (公示): made public (T13g), objections recorded (T13o), ended with its result (T14g)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from oneseal.cases.errors import ProcedurePlanMissing, SuspensionDocumentMissing
from oneseal.cases.procedure_errors import ObjectionMissing, PublicityPeriodUnfit
from oneseal.cases.rules.procedure_kinds import PUBLICITY
from oneseal.cases.rules.states import Action
from oneseal.cases.selectors.procedure_lists import public_name
from oneseal.cases.selectors.procedures import OBJECTION, objections_of, standing_of
from oneseal.cases.services.moving import KIND, Change, PaperBuilder, PaperDraft, Press, begin, complete, once
from oneseal.cases.services.procedures import (
    Plan,
    days_until,
    procedure_begun,
    procedure_ended,
    procedure_running,
    recorded,
)
from oneseal.foundation.encryption import encrypt
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import Insert
from oneseal.kernel.ids import new_id
from oneseal.papers.selectors import Letterhead
from oneseal.papers.services import procedure_contents as papers

PUBLICITY_NAME: Final = "公示"


@dataclass(frozen=True, slots=True)
class PublicityTold:
    """What is made public until when; `law` and `document` are both needed to stop the statutory clock."""

    matter: str
    until_on: date
    law: str = ""
    document: str = ""

    @property
    def stops_statutory(self) -> bool:
        """Return True when a law and a document are cited: without them the statutory clock runs on."""
        return bool(self.law.strip() and self.document.strip())


@dataclass(frozen=True, slots=True)
class ObjectionTold:
    """Who objected to what is public, what, and on which day it arrived."""

    procedure_id: UUID
    name: str
    text: str
    on: date


@dataclass(frozen=True, slots=True)
class PublicityEnd:
    """How a publicity ended: its row, and how the objections were dealt with."""

    procedure_id: UUID
    text: str


def case_publicise(*, case_id: UUID, told: PublicityTold, press: Press) -> None:
    """Make a case public on the portal (T13g); the promised clock stops, that of the law only by a law and a document.

    Raises:
        SuspensionDocumentMissing: a law without its document, or a document without a law. PublicityPeriodUnfit,
        ProcedurePlanMissing, NoSuchMove, NotAllowed.
    """
    once(press, case_id=case_id, action=Action.PUBLICISE, work=lambda: _publicise(case_id, told, press))


def _publicise(case_id: UUID, told: PublicityTold, press: Press) -> None:
    change = begin(case_id, Action.PUBLICISE, press)
    facts, today, matter = change.facts, beijing_date(press.now), told.matter.strip()
    law, document = told.law.strip(), told.document.strip()
    if told.until_on <= today:
        raise PublicityPeriodUnfit("it lasts until a later day")
    if not matter or PUBLICITY in standing_of(facts).kinds:
        raise ProcedurePlanMissing("what is made public, once at a time")
    if bool(law) is not bool(document):
        raise SuspensionDocumentMissing("a law and the document that applies it go together")
    procedure_begun(
        change,
        Plan(
            kind=PUBLICITY, name=PUBLICITY_NAME, basis=(law or change.move.basis)[:200], target_on=told.until_on,
            planned_days=days_until(told.until_on, today=today), purpose=matter, until_on=told.until_on,
            is_public=True, stops_statutory=told.stops_statutory,
        ),
    )  # fmt: skip
    change.after |= {
        "until": told.until_on.isoformat(), "stops_statutory": told.stops_statutory, "law": law, "document": document,
    }  # fmt: skip
    change.papers.append(_notice(change, told))
    complete(change)


def _notice(change: Change, told: PublicityTold) -> PaperBuilder:
    facts, now = change.facts, change.press.now

    def build(head: Letterhead, paper_id: UUID) -> PaperDraft:
        content = papers.PublicityNotice(
            identifier=str(paper_id), agency_name=head.agency_name, issued_at=now, item_name=facts.item_name,
            case_number=facts.number or "", applicant=public_name(facts.party_name, facts.party_kind),
            matter=told.matter.strip(), from_on=beijing_date(now), until_on=told.until_on,
            law=told.law.strip() or None, document=told.document.strip() or None, contact=head.telephone or None,
        )  # fmt: skip
        return PaperDraft(content, (KIND, facts.id))

    return build


def objection_record(*, case_id: UUID, told: ObjectionTold, press: Press) -> None:
    """Record an objection to what is public (T13o).

    Raises:
        ProcedureNotOpen, ObjectionMissing, NoSuchMove, NotAllowed.
    """
    once(press, case_id=case_id, action=Action.RECORD_OBJECTION, work=lambda: _object(case_id, told, press))


def _object(case_id: UUID, told: ObjectionTold, press: Press) -> None:
    change = begin(case_id, Action.RECORD_OBJECTION, press)
    procedure = procedure_running(change, told.procedure_id, PUBLICITY)
    name, text = told.name.strip(), told.text.strip()
    if not name or not text or not beijing_date(procedure.opened_at) <= told.on <= beijing_date(press.now):
        raise ObjectionMissing("who objected, what, and when")
    row = {
        "id": new_id(press.now), "case_id": case_id, "procedure_id": procedure.id, "name": name,
        "text": encrypt(text, context=OBJECTION), "received_on": told.on, "recorded_at": press.now,
        "recorded_by": press.actor.account_id,
    }  # fmt: skip
    change.writes.append(Insert("cases_objection", [row]))
    change.after |= {"name": name, "on": told.on.isoformat()}
    complete(change)


def publicity_end(*, case_id: UUID, told: PublicityEnd, press: Press) -> None:
    """End a publicity whose period is over, and say how objections were dealt with (T14g); the clock runs again.

    Raises:
        ProcedureNotOpen, PublicityPeriodUnfit, ResultMissing, NoSuchMove, NotAllowed.
    """
    once(press, case_id=case_id, action=Action.END_PUBLICITY, work=lambda: _end(case_id, told, press))


def _end(case_id: UUID, told: PublicityEnd, press: Press) -> None:
    change = begin(case_id, Action.END_PUBLICITY, press)
    row, today = procedure_running(change, told.procedure_id, PUBLICITY), beijing_date(press.now)
    until_on = row.until_on or today
    if today <= until_on:
        raise PublicityPeriodUnfit("the period is not over")
    procedure_ended(change, row, on=until_on, result=told.text)
    objections = tuple(
        f"{one.name}（{one.received_on.isoformat()}）：{one.text}" for one in objections_of(change.facts, row.id)
    )
    change.after["objections"] = len(objections)

    def build(head: Letterhead, paper_id: UUID) -> PaperDraft:
        content = papers.PublicityResult(
            **recorded(change, head, paper_id), from_on=beijing_date(row.opened_at), until_on=until_on,
            objections=objections, result=told.text.strip(),
        )  # fmt: skip
        return PaperDraft(content, (KIND, change.facts.id))

    change.papers.append(build)
    complete(change)
