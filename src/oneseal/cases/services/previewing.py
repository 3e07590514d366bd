"""Show what a move would do, without doing it: the papers it issues and the case as it would stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from oneseal.cases.errors import OutsideCentre
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.states import State
from oneseal.cases.selectors.cover import read_by
from oneseal.cases.selectors.facts import case_facts
from oneseal.cases.services.moving import Press, note_outside
from oneseal.kernel.access import Actor
from oneseal.papers.services import PaperPreview, papers_previewed


@dataclass(frozen=True, slots=True)
class MovePreview:
    """The case as it would stand after a move, and the papers the move would issue."""

    facts: CaseFacts
    papers: tuple[PaperPreview, ...]


def _as_before(actor: Actor, facts: CaseFacts) -> CaseFacts:
    """Return a case after a move that is only looked at: what was covered before (blind mode) stays covered."""
    if not facts.is_blind:
        return facts
    return replace(read_by(actor, replace(facts, state=State.UNDER_REVIEW)), state=facts.state)


def move_previewed(*, case_id: UUID, work: Callable[[Press], object], actor: Actor, now: datetime) -> MovePreview:
    """Run a move in a transaction that is rolled back, and return what it would have done.

    `work` is the service of the move for one press; the press made here belongs to the preview alone. Pages preview
    before they act, so an attempt from outside the centre ends here, and is kept.

    Raises:
        Whatever the service raises: a move that is refused has no preview.
    """

    def moved() -> CaseFacts:
        work(Press(actor, now, uuid4(), is_look=True))
        return _as_before(actor, case_facts(case_id))

    try:
        facts, papers = papers_previewed(case_id, work=moved)
    except OutsideCentre as refusal:
        note_outside(refusal, case_id=case_id, actor=actor, now=now)
        raise
    return MovePreview(facts, papers)
