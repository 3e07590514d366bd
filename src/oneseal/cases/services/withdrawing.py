"""The applicant takes his application back before it is decided (T24); the agency ends what lies still (T06)."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from oneseal.cases.errors import ReasonMissing
from oneseal.cases.events import CaseWithdrawn
from oneseal.cases.rules.states import Action, Outcome
from oneseal.cases.services.heading import headed
from oneseal.cases.services.moving import KIND, PaperDraft, Press, begin, complete, contents, once
from oneseal.cases.services.standing_still import clock_stopped
from oneseal.foundation.timekeeping import beijing_date
from oneseal.papers.selectors import Letterhead

LONGEST_REASON: Final = 1000


def case_withdraw(*, case_id: UUID, reason: str, press: Press) -> None:
    """Withdraw an application at the applicant's written request; his application and the consent are papers.

    Raises:
        ReasonMissing, CaseNotFound, NoSuchMove, NotAllowed.
    """
    once(press, case_id=case_id, action=Action.WITHDRAW, work=lambda: _withdraw(case_id, reason, press))


def _withdraw(case_id: UUID, reason: str, press: Press) -> None:
    change = begin(case_id, Action.WITHDRAW, press)
    facts, now = change.facts, press.now
    words = reason.strip()[:LONGEST_REASON]
    if not words:
        raise ReasonMissing("a withdrawal says why")
    today = beijing_date(now)
    change.columns["outcome"] = Outcome.WITHDRAWN
    change.after["reason"] = words
    change.writes.append(clock_stopped(change, "withdrawn"))
    change.events.append(CaseWithdrawn(case_id=facts.id))

    def asked(head: Letterhead, paper_id: UUID) -> PaperDraft:
        content = contents.WithdrawalApplication(
            identifier=str(paper_id), agency_name=head.agency_name, issued_at=now, item_name=facts.item_name,
            case_number=facts.number or "", applicant=facts.party_name, reason=words, told_by=press.actor.name,
            applied_on=beijing_date(facts.received_at or now),
        )  # fmt: skip
        return PaperDraft(content, (KIND, facts.id))

    def consented(head: Letterhead, paper_id: UUID) -> PaperDraft:
        content = contents.WithdrawalNotice(
            **headed(change, head, paper_id), applied_on=beijing_date(facts.received_at or now), withdrawn_on=today,
            reason=words, contact=head.telephone or None,
        )  # fmt: skip
        return PaperDraft(content, (KIND, facts.id))

    change.papers += [asked, consented]
    complete(change)
