"""What the papers of a case say that leaves the usual way: voided, tolerant, on a word."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from oneseal.papers.typesetting.contents import AcceptanceNotice, Addressed, Content, Material, Remedies
from oneseal.papers.typesetting.wording import Deadline


@dataclass(frozen=True, kw_only=True)
class SuspensionNotice(Addressed):
    """中止办理通知书: why a case stands still, and which of its clocks; `law` and `document` empty: none is cited."""

    kind: ClassVar[str] = "suspension_notice"
    accepted_on: date
    reasons: tuple[str, ...]
    stops_statutory: bool
    remedies: Remedies
    law: str = ""
    document: str = ""
    contact: str | None = None


@dataclass(frozen=True, kw_only=True)
class ResumptionNotice(Addressed):
    """恢复办理通知书: from when a suspended case goes on, and by when it is decided."""

    kind: ClassVar[str] = "resumption_notice"
    accepted_on: date
    suspended_on: date
    resumed_on: date
    reason: str
    promised: Deadline
    statutory: Deadline
    contact: str | None = None


@dataclass(frozen=True, kw_only=True)
class VoidStatement(Content):
    """作废说明: that a case came about by a technical error, who asked to void it and who confirmed it."""

    kind: ClassVar[str] = "void_statement"
    item_name: str
    case_number: str
    applicant: str
    received_on: date
    reasons: tuple[str, ...]
    requested_by: str
    requested_on: date
    confirmed_by: str


@dataclass(frozen=True, kw_only=True)
class PromisedMaterial:
    """A material that follows, and the last day for it."""

    material: str
    due_on: date


@dataclass(frozen=True, kw_only=True)
class TolerantAcceptanceNotice(AcceptanceNotice):
    """容缺受理通知书: an acceptance, with what must still be brought and by when."""

    kind: ClassVar[str] = "tolerant_acceptance_notice"
    awaited: tuple[PromisedMaterial, ...]


@dataclass(frozen=True, kw_only=True)
class SupplementPromise(Content):
    """容缺受理承诺书: the applicant promises materials, each by a day."""

    kind: ClassVar[str] = "supplement_promise"
    item_name: str
    case_number: str
    applicant: str
    promised: tuple[PromisedMaterial, ...]
    told_by: str
    promised_on: date


@dataclass(frozen=True, kw_only=True)
class SupplementReceipt(Addressed):
    """容缺材料收件凭证: what was brought, and what is still awaited."""

    kind: ClassVar[str] = "supplement_receipt"
    received_at: datetime
    promised_on: date
    materials: tuple[Material, ...]
    still_awaited: tuple[PromisedMaterial, ...] = ()


@dataclass(frozen=True, kw_only=True)
class UnkeptPromiseNotice(Addressed):
    """容缺承诺未履行退件通知书: what was promised, by when, and did not come."""

    kind: ClassVar[str] = "unkept_promise_notice"
    accepted_on: date
    promised: tuple[PromisedMaterial, ...]
    reason: str
    remedies: Remedies
    contact: str | None = None


@dataclass(frozen=True, kw_only=True)
class CommitmentNotice(Addressed):
    """告知书: what an applicant is told before he commits himself (国办发〔2020〕42号)."""

    kind: ClassVar[str] = "commitment_notice"
    legal_basis: tuple[str, ...]
    conditions: tuple[str, ...]
    consequences: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CommitmentPromise(Content):
    """告知承诺书: the applicant's signed word (国办发〔2020〕42号)."""

    kind: ClassVar[str] = "commitment_promise"
    item_name: str
    case_number: str
    applicant: str
    told_by: str
    promised_on: date
    consequences: tuple[str, ...]
