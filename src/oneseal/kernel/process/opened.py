"""What is kept of one node of a process that was opened for somebody."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class NodeRow:
    """One node as it was opened: `closed_at` None while it waits, `undone_at` once a return undid what was finished.

    `outcome` is empty while it waits, then how it was finished, or why nobody did.
    """

    id: UUID
    node: str
    permission: str
    opened_at: datetime
    closed_at: datetime | None
    closed_by: UUID | None
    person_name: str
    post_title: str
    outcome: str
    opinion: str
    undone_at: datetime | None
