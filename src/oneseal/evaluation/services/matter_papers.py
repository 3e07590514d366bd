"""The papers of a matter: receipt, non-acceptance, extension, answer to a disclosure request.

Papers are Chinese; what they say of kinds and results stands here, once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from oneseal.evaluation.models import Matter
from oneseal.evaluation.rules.matter_answers import ARTICLES, DisclosureAnswer
from oneseal.evaluation.rules.matter_limits import LAW
from oneseal.evaluation.rules.matters import Channel, MatterKind
from oneseal.evaluation.selectors.matters import PETITIONER_NAME
from oneseal.foundation.encryption import decrypt
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import Write
from oneseal.kernel.access import Actor
from oneseal.kernel.clock import Due
from oneseal.kernel.ids import new_id
from oneseal.papers.selectors import Letterhead, letterhead
from oneseal.papers.services import Deadline, PaperDraft, Sealing, drawable, issue, matter_contents, remedies

KINDS: Final = {
    MatterKind.COMPLAINT: "投诉", MatterKind.REPORT: "举报", MatterKind.CONSULTATION: "咨询",
    MatterKind.COMMENDATION: "表扬", MatterKind.DISCLOSURE: "政府信息公开申请",
}  # fmt: skip
CHANNELS: Final = {Channel.PORTAL: "网上", Channel.WINDOW: "窗口", Channel.PHONE: "电话", Channel.LETTER: "信函"}
OUTCOMES: Final = {
    DisclosureAnswer.PUBLIC_ALREADY: "申请公开的信息已经主动公开",
    DisclosureAnswer.DISCLOSED: "予以公开",
    DisclosureAnswer.DISCLOSED_IN_PART: "予以部分公开",
    DisclosureAnswer.NOT_DISCLOSED: "不予公开",
    DisclosureAnswer.DOES_NOT_EXIST: "申请公开的信息不存在",
    DisclosureAnswer.NOT_OF_THIS_AGENCY: "申请公开的信息不属于本机关负责公开",
    DisclosureAnswer.REPEATED: "不予重复处理",
    DisclosureAnswer.OTHER_LAW: "依照有关法律、行政法规的规定办理",
}
NAMELESS: Final = "来件人"
ABOVE: Final = "如果不同意，您可以向本机关的上一级机关反映。"


@dataclass(frozen=True, slots=True)
class Papered:
    """A matter, and who lets a paper about it be made when."""

    row: Matter
    actor: Actor
    now: datetime

    def about(self, head: Letterhead) -> dict[str, Any]:
        """Return what every paper of the matter says."""
        return {
            "identifier": str(new_id(self.now)), "agency_name": head.agency_name, "issued_at": self.now,
            "addressee": drawable(decrypt(self.row.name, context=PETITIONER_NAME)) or NAMELESS,
            "matter": KINDS[MatterKind(self.row.kind)], "matter_number": self.row.number,
            "received_on": beijing_date(self.row.received_at),
            "contact": f"电话{head.telephone}" if head.telephone else None,
        }  # fmt: skip


def _issued(papered: Papered, content: Any, head: Letterhead) -> tuple[Write, ...]:  # noqa: ANN401 - any paper
    paper_id = UUID(content.identifier)
    sealing = Sealing(head, papered.actor, papered.now)
    draft = PaperDraft(content, ("matter", papered.row.id))
    return issue(draft, paper_id=paper_id, sealing=sealing).writes


def deadline(length: int, due: Due) -> Deadline:
    """Return the end of a term as a paper writes it; a day that rests on an estimate is not promised."""
    return Deadline(length=length, on=None if due.is_provisional else due.on)


def receipt_paper(papered: Papered, *, code: str, decide_by: Due, answer_by: Due) -> tuple[Write, ...]:
    """Return the writes of the receipt."""
    row, head = papered.row, letterhead(papered.row.agency_id)
    content = matter_contents.MatterReceipt(
        **papered.about(head), received_at=row.received_at, channel=CHANNELS[Channel(row.channel)], query_code=code,
        decide_by=deadline(row.decide_days, decide_by), answer_by=deadline(row.answer_days, answer_by),
    )  # fmt: skip
    return _issued(papered, content, head)


def refusal_paper(papered: Papered, *, reason: str) -> tuple[Write, ...]:
    """Return the writes of the notice that a matter is not accepted."""
    head = letterhead(papered.row.agency_id)
    content = matter_contents.MatterNonAcceptance(**papered.about(head), reason=drawable(reason), turn_to=ABOVE)
    return _issued(papered, content, head)


def extension_paper(papered: Papered, *, reason: str, days: int, due: Due) -> tuple[Write, ...]:
    """Return the writes of the notice that the answer takes longer (OGI 33 for disclosure)."""
    row, actor, head = papered.row, papered.actor, letterhead(papered.row.agency_id)
    law = LAW.get(MatterKind(row.kind))
    content = matter_contents.MatterExtensionNotice(
        **papered.about(head), reason=drawable(reason), extended_by=f"{days}个工作日",
        answer_by=deadline(row.clock_days + days, due), decided_by=drawable(f"{actor.post_title} {actor.name}".strip()),
        legal_basis=(law.basis,) if law else (),
    )  # fmt: skip
    return _issued(papered, content, head)


def answer_paper(papered: Papered, *, result: DisclosureAnswer, answer: str) -> tuple[Write, ...]:
    """Return the writes of the answer to a disclosure request (OGI 36, 37, 51)."""
    head = letterhead(papered.row.agency_id)
    content = matter_contents.DisclosureAnswer(
        **papered.about(head), wanted=drawable(papered.row.text), outcome=OUTCOMES[result],
        legal_basis=(ARTICLES[result],), answer=drawable(answer), remedies=remedies(head),
    )  # fmt: skip
    return _issued(papered, content, head)
