"""What every move of a matter has in common: lock, allow, ask the table, and one write set."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from oneseal.evaluation.errors import HandledBySame, MatterNotFound, MatterOwn, ReasonMissing
from oneseal.evaluation.models import Matter, MatterConsultation
from oneseal.evaluation.policies import can_answer, can_see
from oneseal.evaluation.rules.matter_limits import MatterClock, matter_due
from oneseal.evaluation.rules.matters import LIFECYCLES, MatterAction, MatterKind, MatterState
from oneseal.evaluation.selectors.matters import (
    clock_of_matter,
    code_fits,
    involved_in,
    parties_of,
    pauses_by_matter,
    petitioners_of,
)
from oneseal.foundation.audit.services import Act, Subject, record
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import Insert, Update, Write, flush
from oneseal.identity.policies import require
from oneseal.kernel.access import Actor, ActorKind
from oneseal.kernel.clock import Due
from oneseal.kernel.ids import new_id
from oneseal.workflow.selectors import calendar

LONGEST = 4000
KIND = "matter"
PETITIONER = Actor(account_id=None, kind=ActorKind.APPLICANT, name="来件人")


@dataclass(frozen=True, slots=True)
class Doing:
    """A matter that is locked, who acts on it and when."""

    row: Matter
    actor: Actor
    now: datetime

    @property
    def today(self) -> date:
        """Return the day of the act."""
        return beijing_date(self.now)

    def target(self, action: MatterAction) -> MatterState:
        """Return the state to which an action leads; raise NoSuchMove where the table does not have it."""
        state = MatterState(self.row.state)
        return LIFECYCLES[MatterKind(self.row.kind)].apply(state, action.value).leads_from(state)

    def clock(self, **changed: Any) -> MatterClock:  # noqa: ANN401 - a column's value
        """Return the clock of the matter as it is, or as it will be with some values changed."""
        pauses = pauses_by_matter([self.row.id]).get(self.row.id, ())
        return replace(clock_of_matter(self.row, pauses), **changed)


@dataclass(frozen=True, slots=True)
class Move:
    """What an act leaves beside its audit row: the action, columns, words for people, further writes."""

    action: MatterAction
    changes: dict[str, Any] = field(default_factory=dict)
    words: str = ""
    is_public: bool = True
    more: Sequence[Write] = ()


def locked(matter_id: UUID) -> Matter:
    """Return a matter whose row is locked until the transaction ends.

    Raises:
        MatterNotFound.
    """
    row = Matter.objects.select_for_update().filter(pk=matter_id).first()
    if row is None:
        raise MatterNotFound("no such matter")
    return row


def desk_doing(matter_id: UUID, *, actor: Actor, now: datetime) -> Doing:
    """Return a locked matter for who handles it; another agency's is not found, one's own is for somebody else.

    Raises:
        MatterNotFound, NotAllowed, MatterOwn.
    """
    row = locked(matter_id)
    if not can_see(actor, kind=row.kind, about_id=row.about_id, agency_id=row.agency_id):
        if actor.agency_id == row.agency_id:
            require(allowed=False)
        raise MatterNotFound("not for the actor")
    require(allowed=can_answer(actor, agency_id=row.agency_id))
    return not_own(Doing(row, actor, now))


def petitioner_doing(matter_id: UUID, *, actor: Actor | None, code: str, now: datetime) -> Doing:
    """Return a locked matter for whoever brought it: by his login, or by the code he was given.

    What he does stands without his name: the trace of a report must not tell who reported.

    Raises:
        MatterNotFound.
    """
    row = locked(matter_id)
    is_applicant = actor is not None and actor.kind is ActorKind.APPLICANT and actor.account_id is not None
    is_own = is_applicant and actor is not None and actor.account_id == row.account_id
    if not is_own and not code_fits(row, code):
        raise MatterNotFound("neither his login nor the code")
    return Doing(row, PETITIONER, now)


def not_own(doing: Doing) -> Doing:
    """Return what is done once it is nobody's own matter: its petitioner and the parties to its case stand aside (B.5).

    Raises:
        MatterOwn.
    """
    if doing.actor.account_id in petitioners_of(doing.row.account_id) | parties_of(doing.row.case_id):
        raise MatterOwn("a party does nothing in his own matter")
    return doing


def require_uninvolved(doing: Doing) -> None:
    """Refuse who worked on the case of a matter or is complained of, and who stands in for him (批管分离).

    Raises:
        HandledBySame.
    """
    if not involved_in(doing.row.case_id, doing.row.accused_ids).isdisjoint(doing.actor.own_accounts):
        raise HandledBySame("who is involved does not decide")


def worded(text: str) -> str:
    """Return a reason without blanks around it.

    Raises:
        ReasonMissing.
    """
    words = text.strip()[:LONGEST]
    if not words:
        raise ReasonMissing("a reason has words")
    return words


def who(actor: Actor) -> str:
    """Return who acted as people read it; nothing for the public and for automatic steps."""
    return f"{actor.post_title} {actor.name}".strip()[:100] if actor.kind is ActorKind.STAFF else ""


def due_columns(due: Due, **clock: Any) -> dict[str, Any]:  # noqa: ANN401 - a column's value
    """Return the columns of a clock and its last day."""
    return {**clock, "due_on": due.on, "due_is_provisional": due.is_provisional}


def due_of(doing: Doing, clock: MatterClock) -> Due:
    """Return the last day of a clock."""
    return matter_due(clock, calendar=calendar(), today=doing.today)


def step(row: Matter, move: Move, *, state: MatterState, actor: Actor, now: datetime) -> Insert:
    """Return the write of one move as people read it."""
    return Insert(
        "evaluation_matter_step",
        [
            {
                "id": new_id(now), "matter_id": row.id, "action": move.action.value, "state": state.value, "at": now,
                "account_id": actor.account_id, "who": who(actor), "agency_id": actor.agency_id, "words": move.words,
                "is_public": move.is_public,
            }
        ],
    )  # fmt: skip


def done(doing: Doing, move: Move, act: Act) -> None:
    """Write a move: state and columns, its step, its audit row, and what else it leaves."""
    row, state = doing.row, doing.target(move.action)
    changes = {**move.changes, "state": state.value}
    flush(
        Update("evaluation_matter", {"id": row.id, "state": row.state}, changes),
        step(row, move, state=state, actor=doing.actor, now=doing.now),
        *record(act, subject=Subject(KIND, row.id), actor=doing.actor, now=doing.now),
        *move.more,
    )


def open_consultations(row: Matter) -> list[MatterConsultation]:
    """Return who is still consulted."""
    return list(MatterConsultation.objects.filter(matter_id=row.id, ended_on=None).order_by("asked_on", "id"))


def without(rows: Iterable[MatterConsultation], ended: MatterConsultation) -> list[MatterConsultation]:
    """Return the consultations but one."""
    return [row for row in rows if row.id != ended.id]
