"""The cases behind a number: the same conditions that counted it, one page at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final
from uuid import UUID

from django.db.models import F, Q, QuerySet

from oneseal.cases.selectors.figures import ONLINE
from oneseal.identity.policies import require
from oneseal.kernel.access import Actor
from oneseal.performance.models import CaseFact
from oneseal.performance.policies import can_read
from oneseal.performance.rules.endings import Ending
from oneseal.performance.rules.sums import Period

PAGE: Final = 50


def _accepted(period: Period) -> Q:
    return Q(accepted_on__range=(period.first, period.last))


def _closed(period: Period) -> Q:
    return Q(ended_on__range=(period.first, period.last), ending=Ending.CLOSED)


def _in_hand(period: Period) -> Q:
    return Q(accepted_on__lte=period.last) & (Q(ended_on=None) | Q(ended_on__gt=period.last))


def _promise(period: Period) -> Q:
    return _closed(period) & Q(is_immediate=False, elapsed_days__isnull=False)


CONDITIONS: Final[Mapping[str, Callable[[Period], Q]]] = {
    "accepted": _accepted,
    "accepted_online": lambda period: _accepted(period) & Q(channel=ONLINE),
    "closed": _closed,
    "closed_at_once": lambda period: _closed(period) & Q(is_immediate=True),
    "closed_late": lambda period: _closed(period) & Q(is_late=True),
    "ended_otherwise": lambda period: Q(ended_on__range=(period.first, period.last), ending=Ending.OTHERWISE),
    "not_accepted": lambda period: Q(ended_on__range=(period.first, period.last), ending=Ending.AT_DOOR),
    "in_hand_after": _in_hand,
    "open_late": lambda period: _in_hand(period) & Q(due_on__lt=period.last),
    "overdue": lambda period: (_closed(period) & Q(is_late=True)) | (_in_hand(period) & Q(due_on__lt=period.last)),
    "promise_closed": _promise,
    "promise_early": lambda period: _promise(period) & Q(elapsed_days__lt=F("promised_days")),
    "promise_on_time": lambda period: _promise(period) & Q(is_late=False),
}


def cases_behind(
    name: str, period: Period, *, agency_id: UUID, actor: Actor, page: int = 1
) -> tuple[list[CaseFact], bool] | None:
    """Return one page of the cases behind a number of a department, and whether more follow; None: no such number.

    Raises:
        NotAllowed: not a department whose figures the actor may read.
    """
    require(allowed=can_read(actor, agency_id))
    if name not in CONDITIONS:
        return None
    rows = behind(name, period, agency_id=agency_id).order_by("accepted_on", "number")
    skipped = PAGE * (max(page, 1) - 1)
    found = list(rows[skipped : skipped + PAGE + 1])
    return found[:PAGE], len(found) > PAGE


def behind(name: str, period: Period, *, agency_id: UUID) -> QuerySet[CaseFact]:
    """Return every case behind a number of a department."""
    return CaseFact.objects.filter(CONDITIONS[name](period), agency_id=agency_id)
