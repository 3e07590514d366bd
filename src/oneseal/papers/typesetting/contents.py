"""What each paper says: one frozen dataclass per kind of paper, and its plain mapping for the template.

Article numbers: APL = 行政许可法 (2019), RCL = 行政复议法 (2023), ALL = 行政诉讼法 (2017).
None and the empty string mean "not given": the paper leaves the value out together with its label.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar

from oneseal.papers.typesetting.wording import Deadline, date_text, instant_text, local_time

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


@dataclass(frozen=True, kw_only=True)
class Seal:
    """A round seal: agency on the arc, kind below the star, a code of 13 or 14 digits on the lower arc."""

    agency_name: str
    kind_text: str = "行政审批专用章"
    code: str | None = None


@dataclass(frozen=True, kw_only=True)
class Remedies:
    """Where and how the addressee may object: RCL art. 20 (60 days), ALL art. 46 (six months).

    ``reconsideration_first`` is set for acts that RCL art. 23 sends to reconsideration before a lawsuit.
    """

    reconsideration_body: str
    court: str
    reconsideration_first: bool = False


@dataclass(frozen=True, kw_only=True)
class Material:
    """One line of a list of materials received. ``copies`` None: not counted (an electronic file)."""

    name: str
    copies: str | None = None
    form: str | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Defect:
    """One thing to be supplemented, with what is wanted and on which ground (APL art. 32(1)(4))."""

    material: str
    problem: str
    wanted: str
    basis: str | None = None


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One point of an examination and what was found."""

    point: str
    verdict: str
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class DeliveredPaper:
    """One paper named in a proof of delivery."""

    title: str
    number: str | None = None
    copies: str | None = None


@dataclass(frozen=True, kw_only=True)
class CatalogueEntry:
    """One document of a closed case file."""

    title: str
    number: str | None = None
    responsible: str | None = None
    dated_on: date | None = None
    pages: str | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class LabelledValue:
    """One label and value of a licence, in the order in which they are printed."""

    label: str
    value: str | None


@dataclass(frozen=True, kw_only=True)
class Content:
    """What every paper has. ``identifier`` names it in the metadata and in the verification address.

    ``issued_at`` (aware) gives the date of the paper and the creation date of the file.
    """

    kind: ClassVar[str]
    identifier: str
    agency_name: str
    issued_at: datetime
    document_number: str | None = None
    seal: Seal | None = None

    def to_mapping(self) -> dict[str, Any]:
        """Return the content as plain values: dates as Chinese text, what is not given left out."""
        mapping = _plain_fields(self)
        mapping["kind"] = self.kind
        mapping["issued_at"] = local_time(self.issued_at).isoformat()
        mapping["issued_on"] = date_text(local_time(self.issued_at).date())
        return mapping


@dataclass(frozen=True, kw_only=True)
class Addressed(Content):
    """A paper about one application to one addressee; ``to_organisation`` chooses 贵单位 or 您."""

    addressee: str
    item_name: str
    case_number: str
    to_organisation: bool = True


@dataclass(frozen=True, kw_only=True)
class Receipt(Addressed):
    """收件凭证: what was received, and what happens next by when (APL art. 32(1)(4), 32(2))."""

    kind: ClassVar[str] = "receipt"
    query_code: str
    received_at: datetime
    materials: tuple[Material, ...]
    reply_by: Deadline


@dataclass(frozen=True, kw_only=True)
class CorrectionReceipt(Addressed):
    """补正收件凭证: the supplement to a correction notice was received (APL art. 32(1)(4)-(5))."""

    kind: ClassVar[str] = "correction_receipt"
    query_code: str
    received_at: datetime
    materials: tuple[Material, ...]
    reply_by: Deadline
    notice_number: str | None = None


@dataclass(frozen=True, kw_only=True)
class CorrectionNotice(Addressed):
    """一次性补正告知书: all defects at once (APL art. 32(1)(4)).

    ``supplement_by`` and ``if_not`` (what follows otherwise) come from the item: APL sets no such term.
    """

    kind: ClassVar[str] = "correction_notice"
    received_on: date
    defects: tuple[Defect, ...]
    supplement_by: date | None = None
    if_not: str | None = None
    how_to_supplement: str | None = None
    contact: str | None = None


@dataclass(frozen=True, kw_only=True)
class AcceptanceNotice(Addressed):
    """受理通知书: accepted from ``accepted_on`` (APL art. 32(1)(5), 32(2), 42, 45).

    ``deemed``: nobody gave notice in five days, so the day of receipt counts (APL art. 32(1)(4)).
    """

    kind: ClassVar[str] = "acceptance_notice"
    applied_on: date
    accepted_on: date
    statutory: Deadline
    promised: Deadline | None = None
    deemed: bool = False
    contact: str | None = None


@dataclass(frozen=True, kw_only=True)
class NonAcceptanceNotice(Addressed):
    """不予受理通知书: reason, the right agency and remedies (APL art. 32(1)(1)-(2), 32(2))."""

    kind: ClassVar[str] = "non_acceptance_notice"
    applied_on: date
    reasons: tuple[str, ...]
    legal_basis: tuple[str, ...]
    remedies: Remedies
    right_agency: str | None = None


@dataclass(frozen=True, kw_only=True)
class ReviewOpinion(Content):
    """审查意见, internal: findings and conclusion of the reviewers (APL art. 34(3): at least two on site)."""

    kind: ClassVar[str] = "review_opinion"
    item_name: str
    case_number: str
    applicant: str
    conclusion: str
    findings: tuple[Finding, ...]
    reviewers: tuple[str, ...]
    reasons: str | None = None
    legal_basis: tuple[str, ...] = ()
    due: Deadline | None = None


@dataclass(frozen=True, kw_only=True)
class GrantDecision(Addressed):
    """准予许可决定书 (APL art. 38(1), 39, 44). ``licence_by`` None: nothing is to be made and delivered."""

    kind: ClassVar[str] = "grant_decision"
    applied_on: date
    accepted_on: date
    legal_basis: tuple[str, ...]
    granted: tuple[LabelledValue, ...]
    reasons: str | None = None
    acceptance_number: str | None = None
    licence_name: str | None = None
    licence_by: Deadline | None = None
    hearing: str | None = None
    duties: tuple[str, ...] = ()
    remedies: Remedies | None = None


@dataclass(frozen=True, kw_only=True)
class RefusalDecision(Addressed):
    """不予许可决定书: reasons and remedies are owed (APL art. 38(2); RCL art. 20; ALL art. 46)."""

    kind: ClassVar[str] = "refusal_decision"
    applied_on: date
    accepted_on: date
    reasons: tuple[str, ...]
    legal_basis: tuple[str, ...]
    remedies: Remedies
    acceptance_number: str | None = None
    hearing: str | None = None
    standards: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DeliveryReceipt(Content):
    """送达回证: which papers reached whom, when, how; unsigned lines stay blank to be signed by hand."""

    kind: ClassVar[str] = "delivery_receipt"
    case_number: str
    item_name: str
    recipient: str
    papers: tuple[DeliveredPaper, ...]
    way: str
    place: str | None = None
    received_at: datetime | None = None
    received_by: str | None = None
    relation: str | None = None
    delivered_by: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class RevocationDecision(Content):
    """撤销决定书: ground, who asked, effect and remedies (APL art. 69).

    ``at_request_of`` None: on the agency's own motion (依据职权). ``heard``: what the holder stated.
    """

    kind: ClassVar[str] = "revocation_decision"
    addressee: str
    licence_name: str
    licence_number: str
    granted_on: date
    ground: str
    facts: str
    legal_basis: tuple[str, ...]
    effective_on: date
    remedies: Remedies
    at_request_of: str | None = None
    heard: str | None = None
    obligations: tuple[str, ...] = ()
    to_organisation: bool = True


@dataclass(frozen=True, kw_only=True)
class ExtensionNotice(Addressed):
    """延期通知书: by how many days, why, approved by whom, and both new dates (APL art. 42).

    `government` is the government whose head approved, where several bodies answer together (art. 42(2)).
    """

    kind: ClassVar[str] = "extension_notice"
    accepted_on: date
    extended_by: str
    reason: str
    decided_by: str
    legal_basis: tuple[str, ...]
    promised: Deadline
    statutory: Deadline
    contact: str | None = None
    government: str | None = None


@dataclass(frozen=True, kw_only=True)
class ProcedureNotice(Addressed):
    """特别程序告知书: the time that a procedure needs, which does not count (APL art. 45)."""

    kind: ClassVar[str] = "procedure_notice"
    accepted_on: date
    procedure: str
    opened_on: date
    needed: Deadline
    people: tuple[str, ...]
    legal_basis: tuple[str, ...]
    purpose: str | None = None
    contact: str | None = None


@dataclass(frozen=True, kw_only=True)
class SurveyNotice(Addressed):
    """现场核查通知书: when, by whom (APL art. 34(3)); the statutory limit runs on."""

    kind: ClassVar[str] = "survey_notice"
    accepted_on: date
    held_on: date
    people: tuple[str, ...]
    legal_basis: tuple[str, ...]
    purpose: str | None = None
    contact: str | None = None


@dataclass(frozen=True, kw_only=True)
class ProcedureResult(Content):
    """特别程序结果报告, internal: what came out, and which days did not count."""

    kind: ClassVar[str] = "procedure_result"
    item_name: str
    case_number: str
    applicant: str
    procedure: str
    opened_on: date
    result_on: date
    result: str
    recorded_by: str


@dataclass(frozen=True, kw_only=True)
class SurveyRecord(ProcedureResult):
    """现场核查记录, internal."""

    kind: ClassVar[str] = "survey_record"


@dataclass(frozen=True, kw_only=True)
class WithdrawalApplication(Content):
    """撤回申请书: the applicant's own paper."""

    kind: ClassVar[str] = "withdrawal_application"
    item_name: str
    case_number: str
    applicant: str
    applied_on: date
    reason: str
    told_by: str


@dataclass(frozen=True, kw_only=True)
class WithdrawalNotice(Addressed):
    """同意撤回通知书: the application is taken back, nothing will be decided."""

    kind: ClassVar[str] = "withdrawal_notice"
    applied_on: date
    withdrawn_on: date
    reason: str
    contact: str | None = None


@dataclass(frozen=True, kw_only=True)
class ReturnNotice(Addressed):
    """退件通知书: what was asked for did not come in time, nothing will be decided."""

    kind: ClassVar[str] = "return_notice"
    requested_on: date
    supplement_by: date
    defects: tuple[Defect, ...]
    remedies: Remedies
    contact: str | None = None


@dataclass(frozen=True, kw_only=True)
class TerminationNotice(Addressed):
    """终止办理通知书: nothing is left to decide."""

    kind: ClassVar[str] = "termination_notice"
    applied_on: date
    reasons: tuple[str, ...]
    remedies: Remedies
    contact: str | None = None


@dataclass(frozen=True, kw_only=True)
class FirstExaminationOpinion(Content):
    """初审意见: from the lower to the upper agency, with all materials (APL art. 35, 43)."""

    kind: ClassVar[str] = "first_examination_opinion"
    item_name: str
    case_number: str
    applicant: str
    upper_agency: str
    upper_number: str
    accepted_on: date
    conclusion: str
    reasons: str
    materials: tuple[Material, ...]
    legal_basis: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ArchiveCatalogue(Content):
    """案卷目录: the documents of a closed case file in order."""

    kind: ClassVar[str] = "archive_catalogue"
    archive_number: str
    case_number: str
    item_name: str
    applicant: str
    outcome: str
    entries: tuple[CatalogueEntry, ...]
    opened_on: date | None = None
    closed_on: date | None = None
    retention: str | None = None
    filed_by: str | None = None

    def to_mapping(self) -> dict[str, Any]:
        """Return the content as plain values, with the dates of the entries as 2026-11-21 to fit a table."""
        mapping = super().to_mapping()
        for plain, entry in zip(mapping["entries"], self.entries, strict=True):
            if entry.dated_on is not None:
                plain["dated_on"] = entry.dated_on.isoformat()
        return mapping


@dataclass(frozen=True, kw_only=True)
class Licence(Content):
    """A licence as a landscape certificate (APL art. 39); fields in print order, identifier of GB/T 36904.

    ``title`` is the licence's name, e.g. 食品经营许可证. ``supervision`` is one line under the fields.
    """

    kind: ClassVar[str] = "licence"
    title: str
    licence_number: str
    values: tuple[LabelledValue, ...]
    valid_until: str | None = None
    signed_by: str | None = None
    supervision: str | None = None


@lru_cache(maxsize=256)
def _names_of(kind: type["DataclassInstance"]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _plain_fields(instance: "DataclassInstance") -> dict[str, Any]:
    pairs = ((name, getattr(instance, name)) for name in _names_of(type(instance)))
    return {name: _plain(value) for name, value in pairs if value is not None and value != ""}


def _plain(value: object) -> object:
    if isinstance(value, str):  # browsers end lines with CR LF; no font draws a CR
        return value.replace("\r\n", "\n").replace("\r", "\n") if "\r" in value else value
    if isinstance(value, (tuple, list)):
        return [_plain(entry) for entry in value]
    if isinstance(value, Deadline):
        return {"text": value.text(), "within": value.within()}
    if isinstance(value, datetime):
        return instant_text(value)
    if isinstance(value, date):
        return date_text(value)
    if isinstance(value, Mapping):
        return {name: _plain(entry) for name, entry in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return _plain_fields(value)
    return value
