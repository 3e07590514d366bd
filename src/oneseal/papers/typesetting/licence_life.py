"""What the papers of a licence's life say after it was issued: recalled, taken away, cancelled, issued again."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from oneseal.papers.typesetting.contents import Addressed, Content, Remedies


@dataclass(frozen=True, kw_only=True)
class LicencePaper(Content):
    """A paper about one licence to its holder; ``to_organisation`` chooses 贵单位 or 您."""

    addressee: str
    licence_name: str
    licence_number: str
    granted_on: date
    legal_basis: tuple[str, ...]
    effective_on: date
    to_organisation: bool = True


@dataclass(frozen=True, kw_only=True)
class RecallDecision(LicencePaper):
    """撤回许可决定书: what changed, which public interest demands it, what is said of compensation (APL art. 8)."""

    kind: ClassVar[str] = "recall_decision"
    ground: str
    facts: str
    public_interest: str
    compensation: str
    remedies: Remedies


@dataclass(frozen=True, kw_only=True)
class TakeAwayNotice(LicencePaper):
    """吊销许可证件登记通知书: the penalty decision that took the licence away; its own remedies stand in it."""

    kind: ClassVar[str] = "take_away_notice"
    decided_by: str
    decision_number: str
    decided_on: date
    facts: str | None = None


@dataclass(frozen=True, kw_only=True)
class LicenceSuspensionNotice(LicencePaper):
    """暂扣许可证件登记通知书: the penalty decision that suspends the licence, and until when where it says so."""

    kind: ClassVar[str] = "licence_suspension_notice"
    decided_by: str
    decision_number: str
    decided_on: date
    until_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class LicenceResumptionNotice(LicencePaper):
    """恢复许可证件效力通知书: a suspended licence counts again."""

    kind: ClassVar[str] = "licence_resumption_notice"
    reason: str


@dataclass(frozen=True, kw_only=True)
class CancellationDecision(LicencePaper):
    """注销许可决定书: the ground of APL art. 70; ``asked_on`` None: ex officio."""

    kind: ClassVar[str] = "cancellation_decision"
    ground: str
    facts: str
    remedies: Remedies
    asked_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class ReissueNotice(LicencePaper):
    """证照补发通知书: number and term stay, the identifier is new, the earlier edition no longer counts."""

    kind: ClassVar[str] = "reissue_notice"
    ground: str
    earlier_identifier: str
    new_identifier: str
    until_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class DeemedRenewalNotice(Addressed):
    """视为准予延续通知书: applied for in time, undecided when the term ended, so renewed by law (APL art. 50)."""

    kind: ClassVar[str] = "deemed_renewal_notice"
    licence_name: str
    licence_number: str
    applied_on: date
    accepted_on: date
    ended_on: date
