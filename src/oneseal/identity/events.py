"""What this room tells others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class MailCodeMade:
    """A code that confirms a mail address is to be sent to that very address; the code itself is not told."""

    name: ClassVar[str] = "identity.mail_code_made"
    person_id: UUID
    made_at: datetime


@dataclass(frozen=True, slots=True)
class PartyRegistered:
    """Somebody with a login registered himself, or an organisation for which he acts; no registry was asked yet."""

    name: ClassVar[str] = "identity.party_registered"
    party_id: UUID
    party_kind: str
