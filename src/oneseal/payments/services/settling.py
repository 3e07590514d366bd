"""Look into a difference between the gateway and ourselves, and settle it: two persons (对账差异的核实和了结)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from oneseal.foundation.audit.services import Act, Subject, record
from oneseal.foundation.writes import Update, flush
from oneseal.identity.policies import require
from oneseal.kernel.access import Actor
from oneseal.payments import policies
from oneseal.payments.errors import FindingNoteMissing
from oneseal.payments.models import PaymentFinding
from oneseal.payments.rules import require_settler, require_unhandled
from oneseal.payments.selectors import finding_for_actor


def _locked(finding_id: UUID, actor: Actor) -> PaymentFinding:
    finding_for_actor(finding_id, actor=actor)
    return PaymentFinding.objects.select_for_update().get(pk=finding_id)


def _note(text: str) -> str:
    words = text.strip()[:500]
    if not words:
        raise FindingNoteMissing("a note is needed")
    return words


def _name(actor: Actor) -> str:
    return f"{actor.post_title} {actor.name}".strip()[:100]


@transaction.atomic
def finding_handle(*, finding_id: UUID, note: str, actor: Actor, now: datetime) -> None:
    """Say what came of a difference; it stays open until another person confirms it as settled.

    Raises:
        FindingNotFound, NotAllowed, FindingHandledBefore, FindingNoteMissing.
    """
    row = _locked(finding_id, actor)
    require(allowed=policies.can_handle_finding(actor, row.agency_id))
    require_unhandled(row.handled_at)
    words = _note(note)
    changes = {"handled_by": actor.account_id, "handler": _name(actor), "handled_at": now, "handled_note": words}
    act = Act("payments.finding_handled", after={"kind": row.kind, "day": row.day.isoformat(), "note": words})
    flush(
        Update("payment_finding", {"id": row.id}, changes),
        *record(act, subject=Subject("payment_finding", row.id), actor=actor, now=now),
    )


@transaction.atomic
def finding_settle(*, finding_id: UUID, note: str, actor: Actor, now: datetime) -> None:
    """Confirm a difference as settled; neither who found it nor who looked into it does.

    Raises:
        FindingNotFound, NotAllowed, FindingNotHandled, FindingNeedsAnother, FindingNoteMissing.
    """
    row = _locked(finding_id, actor)
    require(allowed=policies.can_settle_finding(actor, row.agency_id))
    require_settler(
        actor.account_id, found_by=row.found_by, handled_by=row.handled_by, is_settled=row.settled_at is not None
    )
    words = _note(note)
    changes = {"settled_by": actor.account_id, "settler": _name(actor), "settled_at": now, "settled_note": words}
    act = Act("payments.finding_settled", before={"note": row.handled_note}, after={"note": words})
    flush(
        Update("payment_finding", {"id": row.id}, changes),
        *record(act, subject=Subject("payment_finding", row.id), actor=actor, now=now),
    )
