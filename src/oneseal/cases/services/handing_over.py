"""The window of a centre hands over to its department what it received (T02c; A92 前台综合受理、后台分类审批)."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from oneseal.cases.rules.lifecycle import LIFECYCLE, STEPS
from oneseal.cases.rules.states import Action, State
from oneseal.cases.selectors.files import materials_of
from oneseal.cases.services.moving import Press, begin, complete, once
from oneseal.identity.selectors import agency_by_id
from oneseal.kernel.lifecycle import NoSuchMove

LONGEST: Final = 200


def case_hand_over(*, case_id: UUID, paper: str, press: Press) -> None:
    """Hand a case over to its department, where it waits to be accepted; `paper` says which originals go with it.

    The term for the answer runs on: it began on the day on which the centre received the application.

    Raises:
        CaseNotFound, NotAllowed. NoSuchMove: handed over already, or the department went on without.
    """
    once(press, case_id=case_id, action=Action.HAND_OVER, work=lambda: _hand_over(case_id, paper.strip(), press))


def _hand_over(case_id: UUID, paper: str, press: Press) -> None:
    change = begin(case_id, Action.HAND_OVER, press)
    facts = change.facts
    if facts.handed_over_at is not None:
        raise NoSuchMove(
            state=facts.state.value, action=Action.HAND_OVER.value, open=LIFECYCLE.open_actions(facts.state)
        )
    change.step = STEPS[State.SUBMITTED]
    change.columns["handed_over_at"] = press.now
    department = agency_by_id(facts.agency_id).name
    change.after |= {"to": department, "materials": len(materials_of(facts))}
    if paper:
        change.after["paper"] = paper[:LONGEST]
    complete(change)
