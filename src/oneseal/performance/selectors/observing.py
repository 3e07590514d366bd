"""Read cases of the room below as facts see them, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from oneseal.cases.selectors import CaseFacts
from oneseal.cases.selectors.figures import DECIDES, FORWARDED, VOIDED, CaseTold, cases_told
from oneseal.foundation.audit.selectors import ActFacts
from oneseal.foundation.timekeeping import beijing_date
from oneseal.performance.rules.facts import Fact, Seen, fact_of
from oneseal.workflow.selectors import calendar


def facts_derived(*, since: date | None) -> Iterator[Fact]:
    """Yield the facts of every received case, or of those on which anything was done since a day."""
    days = calendar()
    for told in cases_told(since=since):
        yield fact_of(seen_of(told), calendar=days)


def seen_of(told: CaseTold) -> Seen:
    """Return what is known of a case from its row and the acts that ended it."""
    facts = told.facts
    received = facts.received_at or facts.started_at
    deciding = next((act for act in told.acts if act.verb in DECIDES), None)
    return Seen(
        case_id=facts.id, number=facts.number or "", agency_id=facts.agency_id, item_id=told.item_id,
        item_version_id=facts.item_version_id, item_name=facts.item_name, mode=facts.mode, channel=facts.channel,
        decided_post=deciding.post_title if deciding else "", state=facts.state.value, outcome=outcome_of(facts),
        received_on=beijing_date(received), accepted_on=facts.accepted_on,
        ended_on=_ended_on(facts, told.acts), due_on=facts.decision_due_on or facts.due_on,
        promised=facts.promised, statutory=facts.statutory, extension=facts.extension,
        pauses=facts.ledger_pauses, audit_sequence=facts.audit_sequence,
    )  # fmt: skip


def outcome_of(facts: CaseFacts) -> str:
    """Return how a case ended; one that was voided counts as voided, whatever it had been before."""
    return VOIDED if facts.state.value == VOIDED else facts.outcome


def _ended_on(facts: CaseFacts, acts: Sequence[ActFacts]) -> date | None:
    """Return the day of the first end; a decision that the law made bears its own day, not that of its finding."""
    if not outcome_of(facts):
        return None
    if facts.decided_at is not None and facts.outcome != FORWARDED:
        return beijing_date(facts.decided_at)
    return beijing_date(acts[0].occurred_at if acts else facts.in_step_since)
