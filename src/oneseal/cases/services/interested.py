"""Interested persons (APL 36): told that their major interest is touched (T13i), and heard (T14i)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from oneseal.cases.models import InterestedParty
from oneseal.cases.procedure_errors import InterestMissing, StatementMissing
from oneseal.cases.rules.states import Action
from oneseal.cases.selectors.procedures import STATEMENT
from oneseal.cases.services.moving import KIND, PaperDraft, Press, begin, complete, once
from oneseal.cases.services.procedures import addressed, recorded
from oneseal.foundation.encryption import encrypt
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import Insert, Update
from oneseal.kernel.ids import new_id
from oneseal.papers.selectors import Letterhead
from oneseal.papers.services import procedure_contents as papers


@dataclass(frozen=True, slots=True)
class InterestTold:
    """Whose major interest is touched, which, and until when he may state his view."""

    name: str
    interest: str
    reply_by_on: date


@dataclass(frozen=True, slots=True)
class StatementTold:
    """What an interested person stated; no person means the applicant."""

    party_id: UUID | None
    on: date
    text: str


def interested_notify(*, case_id: UUID, told: InterestTold, press: Press) -> None:
    """Tell somebody that an application touches his major interest (T13i); the clock runs on.

    Raises:
        InterestMissing, NoSuchMove, NotAllowed.
    """
    action = Action.NOTIFY_INTERESTED
    once(press, case_id=case_id, action=action, work=lambda: _notify(case_id, told, press))


def _notify(case_id: UUID, told: InterestTold, press: Press) -> None:
    change = begin(case_id, Action.NOTIFY_INTERESTED, press)
    facts, today = change.facts, beijing_date(press.now)
    name, interest = told.name.strip(), told.interest.strip()
    if not name or not interest or told.reply_by_on <= today:
        raise InterestMissing("who, which interest, until when")
    row = {
        "id": new_id(press.now), "case_id": facts.id, "name": name, "interest": interest, "told_on": today,
        "reply_by_on": told.reply_by_on, "stated_on": None, "statement": None,
    }  # fmt: skip
    change.writes.append(Insert("cases_interested_party", [row]))
    change.columns["has_procedures"] = True
    change.after |= {"name": name, "reply_by": told.reply_by_on.isoformat()}

    def build(head: Letterhead, paper_id: UUID) -> PaperDraft:
        content = papers.InterestedNotice(
            **{**addressed(change, head, paper_id), "addressee": name}, applicant=facts.party_name, interest=interest,
            reply_by_on=told.reply_by_on,
        )  # fmt: skip
        return PaperDraft(content, (KIND, facts.id), is_for_others=True)

    change.papers.append(build)
    complete(change)


def statement_record(*, case_id: UUID, told: StatementTold, press: Press) -> None:
    """Record what an interested person, or the applicant, stated (T14i).

    Raises:
        StatementMissing, NoSuchMove, NotAllowed.
    """
    action = Action.RECORD_STATEMENT
    once(press, case_id=case_id, action=action, work=lambda: _record(case_id, told, press))


def _record(case_id: UUID, told: StatementTold, press: Press) -> None:
    change = begin(case_id, Action.RECORD_STATEMENT, press)
    facts, text, now = change.facts, told.text.strip(), press.now
    waiting = InterestedParty.objects.filter(case_id=facts.id, stated_on=None)
    party = waiting.filter(id=told.party_id).first() if told.party_id else None
    too_early = party is not None and party.told_on is not None and told.on < party.told_on
    if not text or told.on > beijing_date(now) or too_early or (told.party_id is not None and party is None):
        raise StatementMissing("who stated what, and when")
    kept = {"stated_on": told.on, "statement": encrypt(text, context=STATEMENT)}
    if party is None:
        own = {
            "id": new_id(now), "case_id": facts.id, "name": facts.party_name, "interest": "", "told_on": None,
            "reply_by_on": None, **kept,
        }  # fmt: skip
        change.writes.append(Insert("cases_interested_party", [own]))
    else:
        change.writes.append(Update("cases_interested_party", {"id": party.id}, kept))
    name, interest = (party.name, party.interest) if party else (facts.party_name, "")
    change.after |= {"name": name, "on": told.on.isoformat()}

    def build(head: Letterhead, paper_id: UUID) -> PaperDraft:
        content = papers.StatementRecord(
            **recorded(change, head, paper_id), stated_by=name, stated_on=told.on, statement=text,
            interest=interest or None,
        )  # fmt: skip
        return PaperDraft(content, (KIND, facts.id))

    change.papers.append(build)
    complete(change)
