"""Who was told of the right to a hearing wants none: the applicant himself (T13w), anybody else in writing (T13x).

The law says nothing of it (APL 47). Once everybody who was told has said so, a decision need not wait for the five
days; until they are over, and nothing is decided, each may change his mind and ask for a hearing all the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from oneseal.cases.procedure_errors import WaiverUnfit
from oneseal.cases.rules.hearing import Phase
from oneseal.cases.rules.states import Action
from oneseal.cases.selectors.procedures import may_still_waive
from oneseal.cases.services.hearing_telling import hearing_in
from oneseal.cases.services.moving import KIND, PaperDraft, Press, begin, complete, once
from oneseal.cases.services.procedures import recorded
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import Update
from oneseal.papers.selectors import Letterhead
from oneseal.papers.services import procedure_contents as papers


@dataclass(frozen=True, slots=True)
class WaiverTold:
    """Who wants no hearing, and on which day he said so in writing."""

    by: str
    on: date


def hearing_waive(*, case_id: UUID, press: Press) -> None:
    """Say as the applicant that no hearing is wanted (T13w), today.

    Raises:
        HearingNotInPhase, WaiverUnfit, NoSuchMove, NotAllowed.
    """
    action, told = Action.WAIVE_HEARING, WaiverTold("", beijing_date(press.now))
    once(press, case_id=case_id, action=action, work=lambda: _waive(case_id, told, press, action=action))


def hearing_waiver_record(*, case_id: UUID, told: WaiverTold, press: Press) -> None:
    """Record that somebody who was told of the right said in writing that he wants no hearing (T13x).

    Raises:
        HearingNotInPhase, WaiverUnfit, NoSuchMove, NotAllowed.
    """
    action = Action.RECORD_HEARING_WAIVER
    once(press, case_id=case_id, action=action, work=lambda: _waive(case_id, told, press, action=action))


def _waive(case_id: UUID, told: WaiverTold, press: Press, *, action: Action) -> None:
    change = begin(case_id, action, press)
    hearing = hearing_in(change, Phase.TOLD)
    if action is Action.WAIVE_HEARING:
        told = replace(told, by=change.facts.party_name)
    told_on, until = hearing.told_on, hearing.request_until_on
    if told.by not in may_still_waive(change.facts, hearing) or told_on is None or until is None:
        raise WaiverUnfit("not one of those who were told, or said so before")
    if not told_on <= told.on <= beijing_date(press.now):
        raise WaiverUnfit("said on a day outside the period")
    waivers = [*(hearing.waivers or ()), {"name": told.by, "on": told.on.isoformat()}]
    change.writes.append(Update("cases_hearing", {"id": hearing.id}, {"waivers": waivers}))
    change.after |= {"by": told.by, "on": told.on.isoformat()}

    def build(head: Letterhead, paper_id: UUID) -> PaperDraft:
        content = papers.HearingWaiver(
            **recorded(change, head, paper_id), waived_by=told.by, told_on=told_on, waived_on=told.on, until_on=until
        )
        return PaperDraft(content, (KIND, change.facts.id))

    change.papers.append(build)
    complete(change)
