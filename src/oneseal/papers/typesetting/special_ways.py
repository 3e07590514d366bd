"""What the papers of a case say that leaves the usual way: suspended, resumed, voided."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from oneseal.papers.typesetting.contents import Addressed, Content, Remedies


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
    promised_by: date
    statutory_by: date
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
