"""A department entrusts receiving and handing out to a centre, and ends it (A92 前台综合受理、统一窗口出件)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.foundation.timekeeping import beijing_date
from oneseal.identity import policies
from oneseal.identity.errors import CentreNotFound, EntrustmentNotFound, EntrustmentWrong
from oneseal.identity.models import Agency, Entrustment
from oneseal.identity.rules.posts import AgencyKind
from oneseal.identity.selectors import centres
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class EntrustmentTold:
    """What is entrusted to which centre; no item ids: every item; `until_on` None: no last day was agreed."""

    centre_id: UUID
    basis: str
    from_on: date
    until_on: date | None = None
    item_ids: tuple[UUID, ...] = ()


@transaction.atomic
def entrustment_make(*, told: EntrustmentTold, actor: Actor, now: datetime) -> UUID:
    """Entrust items of the actor's agency to a centre and return the entrustment's id.

    Raises:
        NotAllowed. EntrustmentWrong: no paper of basis, the days in the wrong order, or a centre that has nothing to
        entrust. CentreNotFound: no centre of the city.
    """
    policies.require(allowed=policies.can_manage_identity(actor))
    basis = told.basis.strip()
    agency = Agency.objects.get(pk=actor.own_agency)
    is_in_order = told.until_on is None or told.from_on <= told.until_on
    if not basis or not is_in_order or agency.kind == AgencyKind.SERVICE_CENTRE:
        raise EntrustmentWrong("no basis, days in the wrong order, or nothing to entrust")
    centre = centres().filter(pk=told.centre_id).first()
    if centre is None:
        raise CentreNotFound("no such centre")
    row = Entrustment.objects.create(
        id=new_id(now), department=agency, centre=centre, item_ids=list(told.item_ids), basis=basis,
        from_on=told.from_on, until_on=told.until_on, recorded_at=now,
    )  # fmt: skip
    after = {
        "entrustment": str(row.id), "centre": centre.name, "basis": basis,
        "items": [str(item) for item in row.item_ids], "from": str(row.from_on), "until": str(row.until_on or ""),
    }  # fmt: skip
    record_now(
        Act("identity.entrustment_made", after=after), subject=Subject("agency", agency.id), actor=actor, now=now
    )
    return row.id


@transaction.atomic
def entrustment_end(*, entrustment_id: UUID, reason: str, actor: Actor, now: datetime) -> None:
    """End an entrustment of the actor's agency from today on; what was received under it is brought to its end.

    Raises:
        NotAllowed, EntrustmentNotFound.
    """
    policies.require(allowed=policies.can_manage_identity(actor))
    rows = Entrustment.objects.select_for_update().filter(department_id=actor.own_agency, ended_on=None)
    row = rows.filter(pk=entrustment_id).first()
    if row is None:
        raise EntrustmentNotFound("no such entrustment, or ended already")
    row.ended_on, row.ended_reason = beijing_date(now), reason.strip()
    row.save(update_fields=["ended_on", "ended_reason"])
    after = {"entrustment": str(row.id), "basis": row.basis, "ended": str(row.ended_on), "reason": row.ended_reason}
    act = Act("identity.entrustment_ended", after=after)
    record_now(act, subject=Subject("agency", row.department_id), actor=actor, now=now)
