"""Everything that is stored about the reader, gathered from the rooms that keep it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from oneseal.cases.selectors import CaseRow, answers_of, cases_of_account, materials_of
from oneseal.evaluation.selectors import rating_of_case
from oneseal.foundation.readlog.selectors import ReadingFacts, readings_of
from oneseal.foundation.timekeeping import beijing_date
from oneseal.identity.selectors import agencies_kept, data_requests_of, mail_of, mandates_of, parties_for
from oneseal.kernel.access import Actor
from oneseal.licences.selectors import licences_for_actor, state_code
from oneseal.papers.selectors import papers_of
from oneseal.portal.mine.words import STATES, state_words

MOST_PAGES = 200


def cases_all(actor: Actor, *, now: datetime) -> list[CaseRow]:
    """Return every case and draft of the reader, newest first."""
    found, after = [], ""
    for _page in range(MOST_PAGES):
        page = cases_of_account(actor, now=now, after=after)
        found += page.rows
        after = page.after
        if not after:
            break
    return found


def reading_shown(row: ReadingFacts, agencies: dict[Any, str]) -> dict[str, Any]:
    """Return one look as the reader is told of it: when, what, which post of which agency, and for what."""
    head, _gap, state = row.purpose.rpartition(" ")
    purpose = f"{head} {STATES[state]}" if state in STATES else row.purpose
    return {
        "read_at": row.read_at, "kind": row.kind, "post": row.post_title,
        "agency": agencies.get(row.agency_id, ""), "purpose": purpose,
    }  # fmt: skip


def agency_names() -> dict[Any, str]:
    """Return the names of all agencies by their id."""
    return {row.id: row.name for row in agencies_kept()}


def _case(row: CaseRow) -> dict[str, Any]:
    facts = row.facts
    rating = rating_of_case(facts.id)
    return {
        "number": facts.number, "item": facts.item_name, "applicant": facts.party_name, "state": state_words(facts),
        "started_at": facts.started_at, "received_at": facts.received_at, "decided_at": facts.decided_at,
        "form": answers_of(facts).values,
        "files": [
            {"name": row.file_name, "size": row.size, "uploaded_at": row.uploaded_at, "sha256": row.sha256}
            for row in materials_of(facts)
        ],
        "papers": [
            {"title": paper.title, "number": paper.number, "issued_at": paper.issued_at}
            for paper in papers_of(facts.id, for_public=True)
        ],
        "rating": {"grade": rating.grade, "text": rating.text, "rated_at": rating.rated_at} if rating else None,
    }  # fmt: skip


def export_of(actor: Actor, *, username: str, has_second_factor: bool, now: datetime) -> dict[str, Any]:
    """Return all that is stored about the reader, for a file he takes with him (PIPL 45)."""
    parties = parties_for(actor)
    person, others = (parties[0] if parties else None), parties[1:]
    agencies, mail = agency_names(), mail_of(actor)
    return {
        "account": {"username": username, "name": actor.name, "second_factor": has_second_factor},
        "person": {"name": person.name, "citizen_number": person.number, "mobile": person.mobile} if person else None,
        "mail": {
            "address": mail.address, "confirmed_at": mail.confirmed_at, "agreed_to_notices_at": mail.agreed_at,
        } if mail else None,
        "acts_for": [{"kind": party.kind, "name": party.name} for party in others if party],
        "mandates": [
            {
                "agent": row.agent_name, "principal": row.principal_name, "since": row.since_on, "until": row.ends_on,
                "ended": row.until_on, "letter_sha256": row.letter_sha256,
            }
            for row in mandates_of(actor)
        ],
        "cases": [_case(row) for row in cases_all(actor, now=now)],
        "licences": [
            {"name": row.type_name, "holder": row.holder_name, "state_code": state_code(row, today=beijing_date(now))}
            for row in licences_for_actor(actor)
        ],
        "requests": [
            {
                "kind": row.kind, "about": row.about, "reason": row.reason, "made_at": row.made_at,
                "decision": row.decision, "answer": row.answer, "answered_at": row.answered_at,
            }
            for row in data_requests_of(actor)
        ],
        "read_by": [reading_shown(row, agencies) for row in _readings_all(actor)],
    }  # fmt: skip


def _readings_all(actor: Actor) -> list[ReadingFacts]:
    found, after = [], ""
    for _page in range(MOST_PAGES):
        page = readings_of(actor, after=after)
        found += page.rows
        after = page.after
        if not after:
            break
    return found
