"""What this room tells others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class CaseSubmitted:
    """An application was received."""

    name: ClassVar[str] = "cases.submitted"
    case_id: UUID


@dataclass(frozen=True, slots=True)
class CorrectionRequested:
    """The applicant was told everything that is missing; the case waits for him."""

    name: ClassVar[str] = "cases.correction_requested"
    case_id: UUID


@dataclass(frozen=True, slots=True)
class CaseAccepted:
    """An application was accepted; its main clock runs."""

    name: ClassVar[str] = "cases.accepted"
    case_id: UUID


@dataclass(frozen=True, slots=True)
class CaseDecided:
    """A case was decided; `outcome` is "granted" or "refused"."""

    name: ClassVar[str] = "cases.decided"
    case_id: UUID
    outcome: str


@dataclass(frozen=True, slots=True)
class CaseDelivered:
    """The result of a case was handed over."""

    name: ClassVar[str] = "cases.delivered"
    case_id: UUID


@dataclass(frozen=True, slots=True)
class CaseWithdrawn:
    """The applicant took his application back."""

    name: ClassVar[str] = "cases.withdrawn"
    case_id: UUID


@dataclass(frozen=True, slots=True)
class CaseReturned:
    """A case ended without a decision; `outcome` is "not_accepted", "returned", "unkept", "terminated" or "voided"."""

    name: ClassVar[str] = "cases.returned"
    case_id: UUID
    outcome: str


@dataclass(frozen=True, slots=True)
class CaseForwarded:
    """A first examination ended; the upper agency has received its own case."""

    name: ClassVar[str] = "cases.forwarded"
    case_id: UUID
    upper_case_id: UUID


@dataclass(frozen=True, slots=True)
class CaseExtended:
    """The limit of a case was extended; the applicant is owed the reason (Licensing Law art. 42)."""

    name: ClassVar[str] = "cases.extended"
    case_id: UUID


@dataclass(frozen=True, slots=True)
class CaseSuspended:
    """A case stands still outside the special procedures."""

    name: ClassVar[str] = "cases.suspended"
    case_id: UUID


@dataclass(frozen=True, slots=True)
class CaseResumed:
    """A suspended case goes on."""

    name: ClassVar[str] = "cases.resumed"
    case_id: UUID


@dataclass(frozen=True, slots=True)
class SupplementDueSoon:
    """The day for which a material was promised is near, and the material has not come."""

    name: ClassVar[str] = "cases.supplement_due_soon"
    case_id: UUID


@dataclass(frozen=True, slots=True)
class ReceiptDueToday:
    """Today is the last day to answer an application (APL 32); tomorrow it is accepted by law."""

    name: ClassVar[str] = "cases.receipt_due_today"
    case_id: UUID


@dataclass(frozen=True, slots=True)
class PromiseBroken:
    """An applicant did not keep what he promised; `promise` is "supplement" or "commitment"."""

    name: ClassVar[str] = "cases.promise_broken"
    case_id: UUID
    promise: str
    reason: str


@dataclass(frozen=True, slots=True)
class ProcedureDueSoon:
    """A procedure is due on the next working day; whoever answers for it sees so at his desk."""

    name: ClassVar[str] = "cases.procedure_due_soon"
    case_id: UUID
    procedure_id: UUID


@dataclass(frozen=True, slots=True)
class HearingRightTold:
    """The applicant was told that he may ask for a hearing, and until when."""

    name: ClassVar[str] = "cases.hearing_right_told"
    case_id: UUID


@dataclass(frozen=True, slots=True)
class HearingArranged:
    """Time and place of a hearing are fixed and told."""

    name: ClassVar[str] = "cases.hearing_arranged"
    case_id: UUID


@dataclass(frozen=True, slots=True)
class CaseTransferred:
    """A case was handed to the body that got its item by an adjustment of the list; its limits run on."""

    name: ClassVar[str] = "cases.transferred"
    case_id: UUID


@dataclass(frozen=True, slots=True)
class AttemptRefused:
    """Somebody tried what his post, a letter or his other duty on the case keeps from him; nothing was changed."""

    name: ClassVar[str] = "cases.attempt_refused"
    case_id: UUID
