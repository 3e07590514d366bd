"""What the papers say that a desk sends about what the public brought: receipt, non-acceptance, extension, answer."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from oneseal.papers.typesetting.contents import Content, Remedies
from oneseal.papers.typesetting.wording import Deadline


@dataclass(frozen=True, kw_only=True)
class MatterPaper(Content):
    """A paper about one matter to whoever brought it; he may be nameless."""

    addressee: str
    matter: str
    matter_number: str
    received_on: date
    to_organisation: bool = False
    contact: str | None = None


@dataclass(frozen=True, kw_only=True)
class MatterReceipt(MatterPaper):
    """来件回执: what was received, by when it is decided on and answered, and how to follow it."""

    kind: ClassVar[str] = "matter_receipt"
    received_at: datetime
    channel: str
    query_code: str
    decide_by: Deadline
    answer_by: Deadline


@dataclass(frozen=True, kw_only=True)
class MatterNonAcceptance(MatterPaper):
    """来件不予受理告知书: the reason, and where one may turn."""

    kind: ClassVar[str] = "matter_non_acceptance"
    reason: str
    turn_to: str | None = None


@dataclass(frozen=True, kw_only=True)
class MatterExtensionNotice(MatterPaper):
    """延长答复期限告知书: why, by how much, until when, and who approved it (disclosure: OGI art. 33)."""

    kind: ClassVar[str] = "matter_extension"
    reason: str
    extended_by: str
    answer_by: Deadline
    decided_by: str
    legal_basis: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DisclosureAnswer(MatterPaper):
    """政府信息公开申请答复书: the answer with its item of OGI art. 36 and the remedies of art. 51."""

    kind: ClassVar[str] = "disclosure_answer"
    wanted: str
    outcome: str
    legal_basis: tuple[str, ...]
    answer: str
    remedies: Remedies
