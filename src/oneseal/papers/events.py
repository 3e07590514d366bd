"""What this room tells others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PaperIssued:
    """A paper has its number and its words; its bytes may still have to be made."""

    name: ClassVar[str] = "papers.issued"
    paper_id: UUID
