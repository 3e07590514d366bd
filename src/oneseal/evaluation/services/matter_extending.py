"""More time for an answer: asked for before the last day, decided by another person, told with its reason."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from oneseal.evaluation.errors import (
    ExtendedBefore,
    ExtensionBySame,
    ExtensionNotAsked,
    ExtensionOver,
    ExtensionUnfit,
    ExtensionWaits,
    MatterNotFound,
)
from oneseal.evaluation.models import Matter, MatterExtension
from oneseal.evaluation.policies import can_decide_extension
from oneseal.evaluation.rules.matter_limits import is_over
from oneseal.evaluation.rules.matters import MatterAction
from oneseal.evaluation.services.matter_doing import (
    Doing,
    Move,
    desk_doing,
    done,
    due_columns,
    due_of,
    locked,
    not_own,
    require_uninvolved,
    who,
    worded,
)
from oneseal.evaluation.services.matter_papers import Papered, extension_paper
from oneseal.evaluation.services.matter_timing import overdue_timer
from oneseal.foundation.audit.services import Act
from oneseal.foundation.writes import Insert, Update
from oneseal.identity.policies import require
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id
from oneseal.workflow.selectors import calendar


@transaction.atomic
def extension_ask(*, matter_id: UUID, days: int, reason: str, actor: Actor, now: datetime) -> UUID:
    """Ask for more time before the last day is over.

    Raises:
        MatterNotFound, NotAllowed, NoSuchMove, HandledBySame, MatterOwn, ReasonMissing, ExtensionUnfit,
        ExtendedBefore, ExtensionWaits, ExtensionOver.
    """
    doing = desk_doing(matter_id, actor=actor, now=now)
    doing.target(MatterAction.ASK_EXTENSION)
    require_uninvolved(doing)
    words = worded(reason)
    if not 1 <= days <= doing.row.extend_days:
        raise ExtensionUnfit("not as many days", most=doing.row.extend_days)
    _require_extendable(doing)
    if _waiting(doing.row) is not None:
        raise ExtensionWaits("asked for already")
    extension_id = new_id(now)
    row = {
        "id": extension_id, "matter_id": doing.row.id, "days": days, "reason": words, "asked_at": now,
        "asked_by": actor.own_account, "asker": who(actor), "decided_at": None, "decided_by": None, "decider": "",
        "is_granted": None,
    }  # fmt: skip
    act = Act("evaluation.extension_asked", basis="OGI 33", after={"days": days})
    more = (Insert("evaluation_matter_extension", [row]),)
    done(doing, Move(MatterAction.ASK_EXTENSION, {}, words, is_public=False, more=more), act)
    return extension_id


def _require_extendable(doing: Doing) -> None:
    """Refuse a second extension, and one after the last day.

    Raises:
        ExtendedBefore, ExtensionOver.
    """
    if MatterExtension.objects.filter(matter_id=doing.row.id, is_granted=True).exists():
        raise ExtendedBefore("extended once already")
    if is_over(doing.clock(), calendar=calendar(), today=doing.today):
        raise ExtensionOver("the last day is over")


def _waiting(row: Matter) -> MatterExtension | None:
    return MatterExtension.objects.filter(matter_id=row.id, decided_at=None).first()


def _deciding(matter_id: UUID, *, actor: Actor, now: datetime) -> tuple[Doing, MatterExtension]:
    """Return a locked matter and the extension that waits, for another person than who asked."""
    row = locked(matter_id)
    if row.agency_id != actor.agency_id:
        raise MatterNotFound("another agency's")
    require(allowed=can_decide_extension(actor, agency_id=row.agency_id))
    doing, asked = not_own(Doing(row, actor, now)), _waiting(row)
    require_uninvolved(doing)
    if asked is None:
        raise ExtensionNotAsked("nobody asked")
    if asked.asked_by in actor.own_accounts:
        raise ExtensionBySame("who asked does not decide")
    return doing, asked


@transaction.atomic
def extension_grant(*, matter_id: UUID, actor: Actor, now: datetime) -> None:
    """Grant more time, before the last day is over; the petitioner is told why, on paper.

    Raises:
        MatterNotFound, NotAllowed, NoSuchMove, HandledBySame, MatterOwn, ExtensionNotAsked, ExtensionBySame,
        ExtendedBefore, ExtensionOver, NoSealInForce.
    """
    doing, asked = _deciding(matter_id, actor=actor, now=now)
    doing.target(MatterAction.EXTEND)
    _require_extendable(doing)
    due = due_of(doing, doing.clock(extended=asked.days))
    paper = extension_paper(Papered(doing.row, actor, now), reason=asked.reason, days=asked.days, due=due)
    told = {"decided_at": now, "decided_by": actor.own_account, "decider": who(actor), "is_granted": True}
    more = (
        Update("evaluation_matter_extension", {"id": asked.id}, told), overdue_timer(doing.row.id, due.on, now=now),
        *paper,
    )  # fmt: skip
    act = Act("evaluation.extension_granted", basis="OGI 33", after={"days": asked.days, "due_on": due.on.isoformat()})
    changes = due_columns(due, extended_days=asked.days)
    done(doing, Move(MatterAction.EXTEND, changes, asked.reason, more=more), act)


@transaction.atomic
def extension_decline(*, matter_id: UUID, words: str, actor: Actor, now: datetime) -> None:
    """Decline more time; the matter is answered within the days it has.

    Raises:
        MatterNotFound, NotAllowed, NoSuchMove, HandledBySame, ReasonMissing, ExtensionNotAsked, ExtensionBySame.
    """
    doing, asked = _deciding(matter_id, actor=actor, now=now)
    said = worded(words)
    told = {"decided_at": now, "decided_by": actor.own_account, "decider": who(actor), "is_granted": False}
    more = (Update("evaluation_matter_extension", {"id": asked.id}, told),)
    done(
        doing,
        Move(MatterAction.DECLINE_EXTENSION, {}, said, is_public=False, more=more),
        Act("evaluation.extension_declined"),
    )
