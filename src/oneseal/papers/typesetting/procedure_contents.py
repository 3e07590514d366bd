"""What the papers of hearings, reviews, tests, publicity, meetings and guidance say; see ``contents`` for the frame."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from oneseal.papers.typesetting.contents import Addressed, Content, Material
from oneseal.papers.typesetting.wording import Deadline


@dataclass(frozen=True, kw_only=True)
class OfCase(Addressed):
    """A notice in the course of an accepted case."""

    accepted_on: date
    contact: str | None = None


@dataclass(frozen=True, kw_only=True)
class Recorded(Content):
    """A record in the course of a case, with who recorded it."""

    item_name: str
    case_number: str
    applicant: str
    recorded_by: str


@dataclass(frozen=True, kw_only=True)
class HearingRightNotice(OfCase):
    """听证告知书: the right to ask for a hearing, and until when (APL art. 47)."""

    kind: ClassVar[str] = "hearing_right_notice"
    matter: str
    until_on: date
    unit: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class HearingRequest(Recorded):
    """听证申请书: who asks for a hearing, when and why (APL art. 47)."""

    kind: ClassVar[str] = "hearing_request"
    requested_by: str
    requested_on: date
    reason: str
    hold_by_on: date


@dataclass(frozen=True, kw_only=True)
class HearingWaiver(Recorded):
    """不要求听证声明: who was told of the right wants no hearing, and until when he may still change his mind."""

    kind: ClassVar[str] = "hearing_waiver"
    waived_by: str
    told_on: date
    waived_on: date
    until_on: date


@dataclass(frozen=True, kw_only=True)
class HearingNotice(OfCase):
    """听证通知书: time, place, chair, and the time that does not count (APL art. 45, 48)."""

    kind: ClassVar[str] = "hearing_notice"
    held_at: datetime
    place: str
    chair: str
    openness: str
    ground: str
    needed: Deadline
    participants: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class HearingAnnouncement(Content):
    """听证公告: to the public (APL art. 46, 48); `closed` says why the doors are, where they are."""

    kind: ClassVar[str] = "hearing_announcement"
    item_name: str
    applicant: str
    matter: str
    held_at: datetime
    place: str
    ground: str
    contact: str | None = None
    closed: str | None = None


@dataclass(frozen=True, kw_only=True)
class RecusalDecision(OfCase):
    """听证主持人回避决定书 (APL art. 48(1)(3))."""

    kind: ClassVar[str] = "recusal_decision"
    asked_by: str
    asked_because: str
    chair: str
    outcome: str
    reason: str
    decided_by: str
    new_chair: str | None = None


@dataclass(frozen=True, kw_only=True)
class HearingMinutes(Recorded):
    """听证笔录: who took part, what was said and shown, signed (APL art. 48(1)(5))."""

    kind: ClassVar[str] = "hearing_minutes"
    held_on: date
    place: str
    chair: str
    openness: str
    participants: tuple[str, ...]
    statements: str
    evidence: str | None = None
    unsigned: str | None = None


@dataclass(frozen=True, kw_only=True)
class HearingEndNotice(OfCase):
    """终止听证通知书: no hearing is held, why, that the clock runs on, and until when others may still ask for one."""

    kind: ClassVar[str] = "hearing_end_notice"
    reason: str
    ended_on: date
    others_until: date | None = None


@dataclass(frozen=True, kw_only=True)
class InterestedNotice(OfCase):
    """利害关系人告知书: to whoever's major interest is touched (APL art. 36)."""

    kind: ClassVar[str] = "interested_notice"
    applicant: str
    interest: str
    reply_by_on: date


@dataclass(frozen=True, kw_only=True)
class StatementRecord(Recorded):
    """陈述申辩笔录 (APL art. 36)."""

    kind: ClassVar[str] = "statement_record"
    stated_by: str
    stated_on: date
    statement: str
    interest: str | None = None


@dataclass(frozen=True, kw_only=True)
class ExpertReviewNotice(OfCase):
    """专家评审告知书: what is reviewed, by whom, when, and the time that does not count (APL art. 45)."""

    kind: ClassVar[str] = "expert_review_notice"
    experts: tuple[str, ...]
    held_on: date
    place: str | None
    question: str
    needed: Deadline
    legal_basis: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ExpertReviewRecord(Recorded):
    """专家评审意见."""

    kind: ClassVar[str] = "expert_review_record"
    experts: tuple[str, ...]
    opened_on: date
    result_on: date
    conclusion: str
    opinion: str


@dataclass(frozen=True, kw_only=True)
class TestingNotice(OfCase):
    """检验检测检疫鉴定告知书: two or more testers, the standard, the time that does not count (APL art. 45, 55)."""

    kind: ClassVar[str] = "test_notice"
    procedure: str
    testers: tuple[str, ...]
    subject_matter: str
    standard: str
    needed: Deadline
    legal_basis: tuple[str, ...]
    late_because: str | None = None


@dataclass(frozen=True, kw_only=True)
class TestingReport(Recorded):
    """检验检测检疫鉴定结果报告: found against which standard (APL art. 55)."""

    kind: ClassVar[str] = "test_report"
    procedure: str
    testers: tuple[str, ...]
    standard: str
    conclusion: str
    result_on: date
    result: str


@dataclass(frozen=True, kw_only=True)
class PublicityNotice(Content):
    """公示: what is intended, from when to when, where to object."""

    kind: ClassVar[str] = "publicity_notice"
    item_name: str
    case_number: str
    applicant: str
    matter: str
    from_on: date
    until_on: date
    law: str | None = None
    document: str | None = None
    contact: str | None = None


@dataclass(frozen=True, kw_only=True)
class PublicityResult(Recorded):
    """公示结果: which objections came, and how they were dealt with."""

    kind: ClassVar[str] = "publicity_result"
    from_on: date
    until_on: date
    objections: tuple[str, ...]
    result: str


@dataclass(frozen=True, kw_only=True)
class MeetingNotice(Recorded):
    """会商通知: to the units that meet about a case; the statutory limit runs on."""

    kind: ClassVar[str] = "meeting_notice"
    held_on: date
    place: str
    units: tuple[str, ...]
    people: tuple[str, ...]
    question: str


@dataclass(frozen=True, kw_only=True)
class TaskLine:
    """One task that a meeting left: unit, words, day."""

    unit: str
    text: str
    due_on: str


@dataclass(frozen=True, kw_only=True)
class MeetingMinutes(Recorded):
    """会商纪要: what was agreed, and who does what by when."""

    kind: ClassVar[str] = "meeting_minutes"
    held_on: date
    place: str
    units: tuple[str, ...]
    people: tuple[str, ...]
    result: str
    tasks: tuple[TaskLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class GuidanceRecord(Content):
    """申请前辅导告知单: what was asked and advised before an application, and what is still missing."""

    kind: ClassVar[str] = "guidance_record"
    addressee: str
    item_name: str
    given_on: date
    questions: str
    advice: str
    missing: tuple[Material, ...]
    given_by: str
    contact: str | None = None


@dataclass(frozen=True, kw_only=True)
class ReviewConfirmation(Recorded):
    """审查记录确认书: the second examiner confirms the record of an examination by his own login (APL art. 34(3))."""

    kind: ClassVar[str] = "review_confirmation"
    examiner: str
    examined_on: date
    conclusion: str
    opinion: str
    confirmed_on: date
    note: str | None = None
