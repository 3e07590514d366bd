"""What belongs to the reader himself; staff read cases at the workbench."""

from __future__ import annotations

from uuid import UUID

from oneseal.cases.errors import CaseNotFound
from oneseal.cases.selectors import CaseFacts, case_for_actor
from oneseal.kernel.access import Actor, ActorKind


def own_case(case_id: UUID, *, actor: Actor) -> CaseFacts:
    """Return a case of the actor or of those for whom he acts.

    Raises:
        CaseNotFound: no such case, or not his; staff have none here.
    """
    if actor.kind is not ActorKind.APPLICANT:
        raise CaseNotFound("staff read cases at the workbench")
    return case_for_actor(case_id, actor=actor)
