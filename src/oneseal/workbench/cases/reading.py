"""Note that a member of staff looked at somebody's data, and for which case and step."""

from __future__ import annotations

from uuid import UUID

from oneseal.cases.selectors import CaseFacts
from oneseal.foundation.readlog.services import Look, Read, reading_note
from oneseal.foundation.timekeeping import now
from oneseal.kernel.access import Actor
from oneseal.licences.selectors import Licence

__all__ = ["Read", "note_reading", "note_reading_of_guidance", "note_reading_of_licence"]
_GUIDANCE = "申请前辅导"


def note_reading(kind: Read, subject_id: UUID, facts: CaseFacts, *, actor: Actor) -> None:
    """Append one row to the read log: what was opened, whose it is, and the case's number and state as the purpose."""
    look = Look(kind, subject_id, facts.party_id, f"{facts.number or ''} {facts.state.value}".strip())
    reading_note(look, actor=actor, now=now())


def note_reading_of_guidance(paper_id: UUID, guidance_id: UUID, *, actor: Actor) -> None:
    """Append one row for a paper of guidance; who asked is no party yet, so the guidance stands for him."""
    reading_note(Look(Read.PAPER, paper_id, guidance_id, _GUIDANCE), actor=actor, now=now())


def note_reading_of_licence(kind: Read, subject_id: UUID, licence: Licence, *, actor: Actor) -> None:
    """Append one row for a licence or a paper of it: it is its holder's, and the purpose names it."""
    look = Look(kind, subject_id, licence.holder_id, f"{licence.type_name} {licence.number}")
    reading_note(look, actor=actor, now=now())
