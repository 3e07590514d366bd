"""Note that a member of staff looked at somebody's data, and for which case and step."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from oneseal.cases.selectors import CaseFacts
from oneseal.cases.selectors.facts import parties_of_cases
from oneseal.foundation.readlog.services import Look, Read, reading_note, readings_note
from oneseal.foundation.timekeeping import now
from oneseal.kernel.access import Actor
from oneseal.licences.selectors import Licence
from oneseal.payments.selectors import OrderFacts

__all__ = [
    "Read",
    "note_reading",
    "note_reading_of_guidance",
    "note_reading_of_licence",
    "note_readings",
    "note_readings_of_payments",
]
_GUIDANCE = "申请前辅导"


def note_reading(kind: Read, subject_id: UUID, facts: CaseFacts, *, actor: Actor) -> None:
    """Append one row to the read log: what was opened, whose it is, and the case's number and state as the purpose."""
    reading_note(Look(kind, subject_id, facts.party_id, _purpose(facts)), actor=actor, now=now())


def _purpose(facts: CaseFacts) -> str:
    return f"{facts.number or ''} {facts.state.value}".strip()


def note_readings(cases: Iterable[CaseFacts], *, actor: Actor) -> None:
    """Append one row for each case of a page that names several applicants, in one statement."""
    looks = [Look(Read.CASE, facts.id, facts.party_id, _purpose(facts)) for facts in cases]
    readings_note(looks, actor=actor, now=now())


def note_readings_of_payments(orders: Iterable[OrderFacts], *, actor: Actor) -> None:
    """Append one row for each case whose payments a page shows, whosever they are; one look-up, one statement."""
    numbers = {order.case_id: order.case_number for order in orders}
    parties = parties_of_cases(numbers) if numbers else {}
    looks = [Look(Read.PAYMENT, case_id, party_id, numbers[case_id]) for case_id, party_id in parties.items()]
    readings_note(looks, actor=actor, now=now())


def note_reading_of_guidance(paper_id: UUID, guidance_id: UUID, *, actor: Actor) -> None:
    """Append one row for a paper of guidance; who asked is no party yet, so the guidance stands for him."""
    reading_note(Look(Read.PAPER, paper_id, guidance_id, _GUIDANCE), actor=actor, now=now())


def note_reading_of_licence(kind: Read, subject_id: UUID, licence: Licence, *, actor: Actor) -> None:
    """Append one row for a licence or a paper of it: it is its holder's, and the purpose names it."""
    look = Look(kind, subject_id, licence.holder_id, f"{licence.type_name} {licence.number}")
    reading_note(look, actor=actor, now=now())
