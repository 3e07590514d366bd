"""What is counted of each department for a month's index: one query for each source, for all departments at once."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final
from uuid import UUID

from oneseal.catalog.selectors.reform import Compared, reform
from oneseal.identity.selectors import agencies_all
from oneseal.kernel.scoring import Inputs
from oneseal.performance import ports
from oneseal.performance.rules.sums import Period, Sums
from oneseal.performance.selectors.figures import sums_of

SCORED: Final = ("stationed_department", "approval_bureau")  # bodies that handle cases of their own


def departments() -> dict[UUID, str]:
    """Return the names of the bodies that the index scores: those in the centre that handle cases of their own."""
    return dict(agencies_all().filter(kind__in=SCORED).values_list("id", "name"))


def inputs_of(period: Period) -> dict[UUID, Inputs]:
    """Return the inputs of every department for a month.

    Raises:
        CountersDisagree: cases of the month were lost or invented.
    """
    sums = sums_of(period, by="agency")
    for found in sums.values():
        found.flow.require_whole()
    return inputs_from(period, {key: found for key, found in sums.items() if key is not None})


def inputs_from(period: Period, sums: Mapping[UUID, Sums]) -> dict[UUID, Inputs]:
    """Return the inputs of every department from the sums of its cases and what other rooms count."""
    items = reform(Compared(period.last, period.last)).by_agency
    taken, upheld = ports.deductions(period.first, period.last), ports.upheld(period.first, period.last)
    names = departments()
    most = max((sums[key].accepted for key in names if key in sums), default=0)
    found = {}
    for key in names:
        counted, listed = sums.get(key, Sums()), items.get(key)
        found[key] = Inputs(
            required=listed.items_now if listed else 0, stationed=listed.stationed_now if listed else 0,
            online_able=listed.items_now if listed else 0, online=listed.online_now if listed else 0,
            two_step_known=listed.items_now - listed.two_step_unknown if listed else 0,
            two_step=listed.two_step_now if listed else 0,
            accepted=counted.accepted, most_accepted=most, promise_closed=counted.promise_closed,
            promise_early=counted.promise_early, promise_elapsed=counted.promise_elapsed,
            promise_promised=Decimal(counted.promise_promised), closed=counted.closed,
            overdue=counted.closed_late + counted.open_late, graded=counted.graded, satisfied=counted.satisfied,
            deductions=None if taken is None else taken.get(key, Decimal(0)),
            upheld=None if upheld is None else upheld.get(key, 0),
        )  # fmt: skip
    return found
