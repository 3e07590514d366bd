"""Bars on applying again (APL art. 78, 79): recorded with the decision, asked before an application, lifted."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet, Subquery

from oneseal.cases.errors import BarNotFound, Barred, ReasonMissing, SamePerson
from oneseal.cases.models import Bar, Case
from oneseal.cases.policies import can_lift_bars
from oneseal.cases.rules.barring import BASES, BarGround, barred_until
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.selectors.contact import party_index_of
from oneseal.cases.selectors.facts import case_facts
from oneseal.cases.selectors.own_cases import require_not_own
from oneseal.catalog.selectors import version_terms
from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.foundation.statements import Kept
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import Insert, Write, kept_rows
from oneseal.identity.policies import require
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id

FALSEHOOD: Final = "申请人隐瞒有关情况或者提供虚假材料，依照《行政许可法》第七十八条的规定予以警告。"
AGAIN: Final = "本事项直接关系公共安全、人身健康、生命财产安全，申请人在{until}以前（含当天）不得再次申请该行政许可。"


def bar_written(facts: CaseFacts, ground: BarGround, *, actor: Actor, now: datetime) -> tuple[Write, date]:
    """Return the write of a bar that begins with a decision of today, and its last day."""
    decided_on, terms = beijing_date(now), version_terms(facts.item_version_id)
    until = barred_until(ground, decided_on=decided_on)
    row = {
        "id": new_id(now), "agency_id": facts.agency_id, "item_id": terms.item_id, "item_name": facts.item_name,
        "party_name": facts.party_name, "party_number_index": party_index_of(facts.id), "case_id": facts.id,
        "ground": ground, "decided_on": decided_on, "until_on": until, "recorded_at": now,
        "recorded_by": actor.account_id, "lifted_because": "",
    }  # fmt: skip
    return Insert("cases_bar", [row]), until


def bar_for_fraud(*, case_id: UUID, actor: Actor, now: datetime) -> tuple[Write, date]:
    """Return the write of the bar of three years after a licence got by fraud or bribery, and its last day."""
    return bar_written(case_facts(case_id), BarGround.FRAUDULENT_LICENCE, actor=actor, now=now)


def require_not_barred(*, party_number_index: bytes, item_id: UUID, today: date) -> None:
    """Refuse an application for what its party may not apply for again yet; one query.

    Raises:
        Barred.
    """
    if kept_rows("cases_bar", {"item_id": item_id}) is None:  # an invented history bars nobody
        standing = Bar.objects.filter(party_number_index=party_number_index)
        _refuse(_longest(standing, item_id=item_id, today=today).first())


def require_case_not_barred(*, case_id: UUID, item_id: UUID, today: date) -> None:
    """Refuse the same where the party is the one of a case; one query.

    Raises:
        Barred.
    """
    if kept_rows("cases_bar", {"item_id": item_id}) is None:
        _refuse(_BAR_OF_CASE.first(case_id=case_id, item_id=item_id, today=today))


def _longest(standing: QuerySet[Bar], *, item_id: UUID, today: date) -> QuerySet[Bar, tuple[date, str]]:
    held = standing.filter(item_id=item_id, lifted_at=None, until_on__gte=today)
    return held.order_by("-until_on").values_list("until_on", "ground")[:1]


def _bar_of_case(case_id: UUID, item_id: UUID, today: date) -> QuerySet[Bar, tuple[date, str]]:
    party = Subquery(Case.objects.filter(pk=case_id).values("party_number_index"))
    return _longest(Bar.objects.filter(party_number_index=party), item_id=item_id, today=today)


_BAR_OF_CASE: Final = Kept(_bar_of_case, case_id=UUID, item_id=UUID, today=date)


def _refuse(bar: tuple[Any, ...] | None) -> None:
    if bar is not None:
        until_on, ground = bar
        raise Barred("barred", until=until_on, basis=BASES[BarGround(ground)])


@transaction.atomic
def bar_lift(*, bar_id: UUID, reason: str, actor: Actor, now: datetime) -> None:
    """Lift a bar whose ground has fallen away, such as a refusal that was annulled.

    Raises:
        BarNotFound, ReasonMissing, SamePerson, OwnCase, NotAllowed.
    """
    require(allowed=can_lift_bars(actor))
    row = Bar.objects.select_for_update().filter(pk=bar_id, agency_id=actor.own_agency).first()
    if row is not None and (row.lifted_by, row.lifted_because) == (actor.account_id, reason.strip()):
        return  # the button was pressed twice
    if row is None or row.lifted_at is not None:
        raise BarNotFound("no such bar")
    if not reason.strip():
        raise ReasonMissing("lifting a bar says why")
    if row.recorded_by == actor.account_id:
        raise SamePerson("who barred does not lift it", step="限制申请")
    require_not_own(actor, case_facts(row.case_id))
    row.lifted_at, row.lifted_by, row.lifted_because = now, actor.account_id, reason.strip()
    row.save(update_fields=["lifted_at", "lifted_by", "lifted_because"])
    after = {"case": str(row.case_id), "reason": reason.strip()}
    act = Act("cases.lift_bar", basis=BASES[BarGround(row.ground)], after=after)
    record_now(act, subject=Subject("bar", row.pk), actor=actor, now=now)
