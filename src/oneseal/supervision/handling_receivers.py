"""When a finding is made or handled: tell whoever can act next, once."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from oneseal.foundation.timekeeping import beijing_date
from oneseal.supervision.events import FindingHandled, FindingMade, FindingRaised
from oneseal.supervision.models import Finding, FindingStep
from oneseal.supervision.rules.handling import HandlingAct
from oneseal.supervision.selectors.duty import answerers_on, holders_on, overseers_on
from oneseal.supervision.selectors.judging import ISSUING
from oneseal.supervision.services.telling import Notice, people_tell

_TO_UNIT: Final = {
    HandlingAct.URGE.value: Notice.ORDERED, HandlingAct.CORRECT.value: Notice.ORDERED,
    HandlingAct.REFER.value: Notice.ESCALATED, HandlingAct.ESCALATE.value: Notice.ESCALATED,
    HandlingAct.UPHOLD.value: Notice.DECIDED, HandlingAct.QUASH.value: Notice.DECIDED,
}  # fmt: skip
_TO_SUPERVISOR: Final = {
    HandlingAct.ANSWER.value: Notice.SAID, HandlingAct.RECTIFY.value: Notice.SAID,
    HandlingAct.APPEAL.value: Notice.APPEALED, HandlingAct.ESCALATE.value: Notice.ESCALATED,
}  # fmt: skip


def tell_found(event: FindingMade, now: datetime) -> None:
    """Tell whoever can still act on what was found: the holder of the task, else the head of the unit."""
    row = Finding.objects.get(pk=event.finding_id)
    people_tell(holders_on(row, on=beijing_date(now)), Notice.FOUND, row, now=now)


def tell_raised(event: FindingRaised, now: datetime) -> None:
    """Tell the same people that it has become graver."""
    row = Finding.objects.get(pk=event.finding_id)
    people_tell(holders_on(row, on=beijing_date(now)), Notice.FOUND, row, now=now)


def tell_handled(event: FindingHandled, now: datetime) -> None:
    """Tell the other side what was done: the unit of orders and decisions, the supervisors of what the unit said."""
    row, today = Finding.objects.get(pk=event.finding_id), beijing_date(now)
    if event.act in _TO_UNIT:
        people_tell(answerers_on(row, on=today), _TO_UNIT[event.act], row, now=now)
    if event.act in _TO_SUPERVISOR:
        steps = FindingStep.objects.filter(finding_id=row.id, act__in=ISSUING, account_id__isnull=False)
        issuers = frozenset(steps.order_by("place").values_list("account_id", flat=True))
        told = overseers_on(row, issuers=frozenset(one for one in issuers if one), on=today)
        people_tell(told, _TO_SUPERVISOR[event.act], row, now=now)
