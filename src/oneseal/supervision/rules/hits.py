"""What a rule of supervision finds: one hit, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from oneseal.kernel.clock import Light

LIGHTS: Final = (Light.YELLOW, Light.RED, Light.BLACK)  # from the mildest; no other light is a finding


class Follow(StrEnum):
    """Name what comes after a hit (domain specification F.1): urge, correct, refer, look into, or block as well."""

    URGE = "urge"
    CORRECT = "correct"
    REFER = "refer"
    REVIEW = "review"
    BLOCK_AND_CORRECT = "block_and_correct"
    BLOCK_AND_REFER = "block_and_refer"


class Standing(StrEnum):
    """Name where a finding stands (domain specification F.2)."""

    NEW = "new"
    URGED = "urged"
    ANSWERED = "answered"
    RECTIFIED = "rectified"
    CLOSED = "closed"
    APPEALED = "appealed"
    UPHELD = "upheld"
    CANCELLED = "cancelled"
    ESCALATED = "escalated"


ENDED: Final = frozenset({Standing.CLOSED, Standing.CANCELLED})


@dataclass(frozen=True, slots=True)
class Subject:
    """What a hit is about: the kind of thing ("case", "account", "post_check", …) and its id."""

    kind: str
    id: UUID


@dataclass(frozen=True, slots=True)
class Hit:
    """One hit of one rule on the day on which it became true; `facts` are what the rule saw, ready for JSON.

    `case_id` is None where no case is concerned, `item_id` where no item is, `account_id` where nobody alone answers
    for it; texts are empty where nothing is known. `day` is a day of Beijing: the same hit found again is the same.
    """

    rule: str
    rule_version: int
    subject: Subject
    case_id: UUID | None
    case_number: str
    agency_id: UUID
    item_id: UUID | None
    item_name: str
    account_id: UUID | None
    post_title: str
    node: str
    light: Light
    follow: Follow
    day: date
    facts: Mapping[str, Any]

    def __post_init__(self) -> None:
        """Refuse a light that is no finding."""
        if self.light not in LIGHTS:
            message = f"a hit is yellow, red or black, not {self.light.value}"
            raise ValueError(message)

    @property
    def key(self) -> tuple[str, str, UUID, date]:
        """Return what makes a hit one: rule, subject and day."""
        return self.rule, self.subject.kind, self.subject.id, self.day


def is_worse(one: Light, other: Light) -> bool:
    """Return True when one light of a finding is graver than another."""
    return LIGHTS.index(one) > LIGHTS.index(other)
