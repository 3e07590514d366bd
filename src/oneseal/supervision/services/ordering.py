"""The papers of supervision: what they say, on whose letterhead."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.utils.translation import override

from oneseal.foundation.timekeeping import beijing_date
from oneseal.kernel.access import Actor
from oneseal.papers.selectors import Letterhead, letterhead
from oneseal.papers.services import Deadline, PaperDraft, Sealing, supervision_contents
from oneseal.supervision.models import Finding, FindingStep
from oneseal.supervision.rules.handling import HandlingAct
from oneseal.supervision.selectors.naming import facts_read, rule_text

LANGUAGE: Final = "zh-hans"  # papers are issued in the language of the law
_UPHELD, _QUASHED = "维持本监察件", "撤销本监察件"


@dataclass(frozen=True, slots=True)
class Ordered:
    """The days that an act gives; each is None where the act gives none."""

    days: int | None = None
    due_on: date | None = None
    appeal_days: int | None = None
    appeal_until: date | None = None

    @property
    def answer_by(self) -> Deadline | None:
        """Return until when the unit answers, as papers say it."""
        return Deadline(length=self.days, on=self.due_on) if self.days is not None else None

    @property
    def appeal_by(self) -> Deadline | None:
        """Return until when the unit may appeal, as papers say it."""
        return Deadline(length=self.appeal_days, on=self.appeal_until) if self.appeal_days is not None else None


@dataclass(frozen=True, slots=True)
class OrderAbout:
    """What a paper is about: the finding, what was done before, the days the act gives, and its words."""

    row: Finding
    steps: Sequence[FindingStep]
    ordered: Ordered
    words: str


def order_letterhead(actor: Actor) -> Letterhead:
    """Return the letterhead of whoever orders: that of his own agency, with its seal in force."""
    return letterhead(actor.own_agency)


def order_draft(kind: str, *, about: OrderAbout, sealing: Sealing, paper_id: UUID) -> PaperDraft:
    """Return the paper of an act on a finding before it has its number."""
    head, actor, row = sealing.letterhead, sealing.actor, about.row
    with override(LANGUAGE):
        told = {
            "identifier": str(paper_id), "agency_name": head.agency_name, "issued_at": sealing.now,
            "addressee": row.agency.name, "finding_number": row.number, "rule_text": rule_text(row.rule),
            "found_on": row.day, "reason": about.words, "told_by": f"{actor.post_title} {actor.name}".strip(),
            "facts_read": facts_read(row.facts), "case_number": row.case_number or None,
            "item_name": row.item_name or None, "post_title": row.post_title or None,
        }  # fmt: skip
    return PaperDraft(_MAKERS[kind](told, about.steps, about.ordered), ("finding", row.id), is_for_others=True)


def _urge(about: Mapping[str, Any], _steps: Sequence[FindingStep], ordered: Ordered) -> supervision_contents.UrgeOrder:
    return supervision_contents.UrgeOrder(**about, **_days(ordered))


def _correct(
    about: Mapping[str, Any], _steps: Sequence[FindingStep], ordered: Ordered
) -> supervision_contents.CorrectionOrder:
    return supervision_contents.CorrectionOrder(**about, **_days(ordered))


def _days(ordered: Ordered) -> dict[str, Any]:
    return {"answer_by": ordered.answer_by, "appeal_by": ordered.appeal_by}


def _refer(
    about: Mapping[str, Any], steps: Sequence[FindingStep], _ordered: Ordered
) -> supervision_contents.AccountabilityReferral:
    said = [step.words for step in steps if step.act in {HandlingAct.ANSWER, HandlingAct.RECTIFY}]
    return supervision_contents.AccountabilityReferral(**about, unit_said=said[-1] if said else None)


def _decide(
    about: Mapping[str, Any], steps: Sequence[FindingStep], ordered: Ordered
) -> supervision_contents.AppealDecision:
    appeal = next(step for step in reversed(steps) if step.act == HandlingAct.APPEAL)
    is_upheld = ordered.days is not None
    return supervision_contents.AppealDecision(
        **about, appealed_on=beijing_date(appeal.done_at), appeal=appeal.words,
        outcome=_UPHELD if is_upheld else _QUASHED, is_upheld=is_upheld, answer_by=ordered.answer_by,
    )  # fmt: skip


_MAKERS: Final[Mapping[str, Callable[[Mapping[str, Any], Sequence[FindingStep], Ordered], Any]]] = {
    "urge_order": _urge, "correction_order": _correct, "accountability_referral": _refer, "appeal_decision": _decide,
}  # fmt: skip
