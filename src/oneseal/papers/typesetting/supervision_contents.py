"""What the papers of electronic supervision say: to urge, to correct, to refer, to decide on an appeal."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from oneseal.papers.typesetting.contents import Content
from oneseal.papers.typesetting.wording import Deadline


@dataclass(frozen=True, kw_only=True)
class FindingPaper(Content):
    """A paper about one finding to the unit it concerns; ``facts_read`` is what the rule read, in plain words."""

    addressee: str
    finding_number: str
    rule_text: str
    found_on: date
    reason: str
    told_by: str
    facts_read: tuple[str, ...] = ()
    case_number: str | None = None
    item_name: str | None = None
    post_title: str | None = None


@dataclass(frozen=True, kw_only=True)
class UrgeOrder(FindingPaper):
    """督办单: what stands still, what is asked, and until when the unit answers."""

    kind: ClassVar[str] = "urge_order"
    answer_by: Deadline
    appeal_by: Deadline


@dataclass(frozen=True, kw_only=True)
class CorrectionOrder(FindingPaper):
    """纠错通知书: what is to be put right, and until when the unit shows it."""

    kind: ClassVar[str] = "correction_order"
    answer_by: Deadline
    appeal_by: Deadline


@dataclass(frozen=True, kw_only=True)
class AccountabilityReferral(FindingPaper):
    """问责建议书: a proposal to whoever may hold the unit responsible; it decides nothing."""

    kind: ClassVar[str] = "accountability_referral"
    unit_said: str | None = None


@dataclass(frozen=True, kw_only=True)
class AppealDecision(FindingPaper):
    """申诉决定书: what the unit said against the finding, and whether it stands; decided by another person."""

    kind: ClassVar[str] = "appeal_decision"
    appealed_on: date
    appeal: str
    outcome: str
    is_upheld: bool
    answer_by: Deadline | None = None
