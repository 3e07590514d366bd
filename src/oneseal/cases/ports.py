"""Questions that higher rooms answer; nobody registered means "cannot determine"."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol
from uuid import UUID


class FeesPaid(Protocol):
    """The room of payments: what is still owed before a grant."""

    def unpaid(self, case_id: UUID) -> tuple[str, ...]:
        """Return the names of fees that must be paid before the grant and are not; empty when all are paid."""
        ...


@dataclass(frozen=True, slots=True)
class HeldLicence:
    """A licence that an application renews or changes, as it stands today.

    `ends_on` is the last day of its newest edition; None without a term, and for what was revoked or ended otherwise.
    """

    id: UUID
    number: str
    type_name: str
    holder_id: UUID
    item_id: UUID | None
    valid_until_on: date | None
    is_valid: bool
    ends_on: date | None = None


class LicencesHeld(Protocol):
    """The room of licences: what somebody holds, and how many count against a quota."""

    def held(self, licence_id: UUID, *, today: date) -> HeldLicence | None:
        """Return one licence, or None when there is none."""
        ...

    def held_by(self, holder_ids: Collection[UUID], *, item_id: UUID, today: date) -> tuple[HeldLicence, ...]:
        """Return the valid licences of one item that a party holds under any of its entries, newest first."""
        ...

    def stands_from(self, case_id: UUID) -> bool:
        """Return True while a licence that came from a case has not been revoked, recalled or cancelled."""
        ...

    def in_force_count(self, item_id: UUID, *, today: date, beside: Collection[UUID]) -> int:
        """Return how many licences of an item count against its quota today, without those of some cases."""
        ...


class CreditStanding(StrEnum):
    """How an applicant stands with the promises he gave: kept, broken, or the platform has not answered yet."""

    GOOD = "good"
    BAD = "bad"
    UNKNOWN = "unknown"


class CreditRecords(Protocol):
    """The room of credit: whether an applicant's word is taken."""

    def standing(self, case_id: UUID, *, today: date) -> CreditStanding:
        """Return how the applicant of a case stands today."""
        ...


_credit: list[CreditRecords] = []
_fees: list[FeesPaid] = []
_licences: list[LicencesHeld] = []


def register_fees(port: FeesPaid) -> None:
    """Let a room answer for fees; the last one registered answers."""
    _fees[:] = [port]


def register_licences(port: LicencesHeld) -> None:
    """Let a room answer for licences; the last one registered answers."""
    _licences[:] = [port]


def register_credit(port: CreditRecords) -> None:
    """Let a room answer for credit; the last one registered answers."""
    _credit[:] = [port]


def credit() -> CreditRecords | None:
    """Return who answers for credit, or None."""
    return _credit[0] if _credit else None


def fees() -> FeesPaid | None:
    """Return who answers for fees, or None."""
    return _fees[0] if _fees else None


def licences() -> LicencesHeld | None:
    """Return who answers for licences, or None."""
    return _licences[0] if _licences else None
