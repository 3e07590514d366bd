"""Accept a matter or not, hand it on, take it up, return it once; and take it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from oneseal.evaluation.errors import ReturnedBefore, TransferUnfit
from oneseal.evaluation.policies import can_urge
from oneseal.evaluation.rules.matter_limits import MatterClock
from oneseal.evaluation.rules.matters import MatterAction, MatterKind
from oneseal.evaluation.selectors.matter_lists import desks
from oneseal.evaluation.services.matter_doing import (
    Doing,
    Move,
    desk_doing,
    done,
    due_columns,
    due_of,
    locked,
    not_own,
    petitioner_doing,
    require_uninvolved,
    worded,
)
from oneseal.evaluation.services.matter_papers import Papered, refusal_paper
from oneseal.evaluation.services.matter_timing import overdue_timer
from oneseal.foundation.audit.services import Act
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import Write
from oneseal.identity.policies import require
from oneseal.identity.selectors import display_names
from oneseal.kernel.access import Actor


@transaction.atomic
def matter_accept(*, matter_id: UUID, actor: Actor, now: datetime, accused: Sequence[UUID] = ()) -> None:
    """Accept a matter: its answer is due, counted from the day of receipt; `accused` are the staff complained of.

    Raises:
        MatterNotFound, NotAllowed, MatterOwn, NoSuchMove, HandledBySame.
    """
    doing = desk_doing(matter_id, actor=actor, now=now)
    require_uninvolved(doing)
    row = doing.row
    clock = doing.clock(start_on=beijing_date(row.received_at), days=row.answer_days)
    due = due_of(doing, clock)
    known = [str(one) for one in display_names(accused)]
    changes = {
        **due_columns(due, clock_from=clock.start_on, clock_days=clock.days), "accepted_at": now, "accused_ids": known,
    }  # fmt: skip
    act = Act("evaluation.matter_accepted", after={"due_on": due.on.isoformat(), "accused": known})
    done(doing, Move(MatterAction.ACCEPT, changes, more=(overdue_timer(row.id, due.on, now=now),)), act)


@transaction.atomic
def matter_refuse(*, matter_id: UUID, reason: str, actor: Actor, now: datetime) -> None:
    """Do not accept a matter, and say why, on paper.

    Raises:
        MatterNotFound, NotAllowed, MatterOwn, NoSuchMove, HandledBySame, ReasonMissing, NoSealInForce.
    """
    doing = desk_doing(matter_id, actor=actor, now=now)
    require_uninvolved(doing)
    words = worded(reason)
    doing.target(MatterAction.NOT_ACCEPT)
    papers = refusal_paper(Papered(doing.row, actor, now), reason=words)
    changes = {"refusal": words, "closed_at": now}
    done(doing, Move(MatterAction.NOT_ACCEPT, changes, words, more=papers), Act("evaluation.matter_not_accepted"))


@transaction.atomic
def matter_transfer(*, matter_id: UUID, agency_id: UUID, note: str, actor: Actor, now: datetime) -> None:
    """Hand a matter on to another agency; whether its days begin anew is the city's own rule.

    Raises:
        MatterNotFound, NotAllowed, MatterOwn, NoSuchMove, TransferUnfit.
    """
    doing = desk_doing(matter_id, actor=actor, now=now)
    row = doing.row
    doing.target(MatterAction.TRANSFER)
    is_reported = row.kind == MatterKind.REPORT and agency_id == row.about_id
    if agency_id == row.agency_id or is_reported or agency_id not in desks():
        raise TransferUnfit("another agency that answers, and never the one reported")
    changes, more = _clock_of_transfer(doing)
    act = Act("evaluation.matter_transferred", before={"agency": str(row.agency_id)}, after={"agency": str(agency_id)})
    changes |= {"agency_id": agency_id, "desk_id": row.agency_id}
    done(doing, Move(MatterAction.TRANSFER, changes, note.strip()[:500], is_public=False, more=more), act)


def _clock_of_transfer(doing: Doing) -> tuple[dict[str, object], tuple[Write, ...]]:
    """Return what a transfer does to the clock: nothing, or the days of the answer begin anew."""
    row = doing.row
    if not row.restarts_on_transfer:
        return {}, ()
    clock = MatterClock(doing.today, row.answer_days)
    due = due_of(doing, clock)
    columns = due_columns(due, clock_from=clock.start_on, clock_days=clock.days)
    return columns, (overdue_timer(row.id, due.on, now=doing.now),)


@transaction.atomic
def matter_take_up(*, matter_id: UUID, actor: Actor, now: datetime) -> None:
    """Take up what was transferred to the actor's agency.

    Raises:
        MatterNotFound, NotAllowed, MatterOwn, NoSuchMove, HandledBySame.
    """
    doing = desk_doing(matter_id, actor=actor, now=now)
    require_uninvolved(doing)
    done(doing, Move(MatterAction.TAKE_UP), Act("evaluation.matter_taken_up"))


@transaction.atomic
def matter_return(*, matter_id: UUID, reason: str, actor: Actor, now: datetime) -> None:
    """Return what was transferred to whoever sent it, once, and say why.

    Raises:
        MatterNotFound, NotAllowed, MatterOwn, NoSuchMove, ReasonMissing, ReturnedBefore.
    """
    doing = desk_doing(matter_id, actor=actor, now=now)
    doing.target(MatterAction.RETURN)
    if doing.row.is_returned:
        raise ReturnedBefore("returned once already")
    words, row = worded(reason), doing.row
    changes = {"agency_id": row.desk_id, "desk_id": row.agency_id, "is_returned": True}
    act = Act("evaluation.matter_returned", before={"agency": str(row.agency_id)}, after={"agency": str(row.desk_id)})
    done(doing, Move(MatterAction.RETURN, changes, words, is_public=False), act)


@transaction.atomic
def matter_withdraw(*, matter_id: UUID, actor: Actor | None, code: str, now: datetime) -> None:
    """Take a matter back before it is answered.

    Raises:
        MatterNotFound, NoSuchMove.
    """
    doing = petitioner_doing(matter_id, actor=actor, code=code, now=now)
    done(doing, Move(MatterAction.WITHDRAW, {"closed_at": now}), Act("evaluation.matter_withdrawn"))


@transaction.atomic
def matter_urge(*, matter_id: UUID, words: str, actor: Actor, now: datetime) -> None:
    """Urge the agency that handles a matter; the words are read by its staff, not by the public.

    Raises:
        MatterNotFound, NotAllowed, MatterOwn, NoSuchMove, ReasonMissing.
    """
    row = locked(matter_id)
    require(allowed=can_urge(actor, kind=row.kind, about_id=row.about_id, agency_id=row.agency_id))
    doing = not_own(Doing(row, actor, now))
    said = worded(words)
    done(doing, Move(MatterAction.URGE, {"urged_at": now}, said, is_public=False), Act("evaluation.matter_urged"))
