"""How long the cases of an item really took, for the public: days and counts only, never a case."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Count
from django.db.models.functions import TruncDate

from oneseal.cases.models import Case
from oneseal.cases.rules.durations import Taken, taken
from oneseal.cases.rules.states import State
from oneseal.foundation.timekeeping import BEIJING
from oneseal.workflow.selectors import calendar

PAST: Final = timedelta(days=365)


def working_days_taken(item_id: UUID, *, on: date) -> Taken | None:
    """Return how many working days the cases decided in the year before a day took, from submission to decision.

    What stopped the clock is inside: it is what people waited. None where there are too few cases to tell.
    Cases are grouped by their two days in the database.
    """
    since = datetime.combine(on - PAST, time(), BEIJING)
    pairs = (
        Case.objects.filter(item_version__item_id=item_id, decided_at__gte=since, received_at__isnull=False)
        .exclude(state=State.VOIDED)
        .order_by()
        .values_list(TruncDate("received_at", tzinfo=BEIJING), TruncDate("decided_at", tzinfo=BEIJING))
        .annotate(cases=Count("pk"))
    )
    days = calendar()
    return taken((days.count(received, decided), cases) for received, decided, cases in pairs)
