"""A seal signs what was issued while it was in force, and nothing else."""

from datetime import datetime, timedelta

import pytest

from oneseal.foundation.timekeeping import BEIJING
from oneseal.papers.errors import SealOutOfForce
from oneseal.papers.rules.sealing import SealLife, require_seal_in_force

FROM = datetime(2026, 3, 4, 9, 0, tzinfo=BEIJING)
UNTIL = datetime(2026, 6, 1, 9, 0, tzinfo=BEIJING)
INSTANT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("issued_at", "sealed_up_at", "may"),
    [
        pytest.param(FROM - INSTANT, None, False, id="before-it-came-into-force"),
        pytest.param(FROM, None, True, id="from-the-instant-it-came-into-force"),
        pytest.param(UNTIL, None, True, id="while-it-is-in-force"),
        pytest.param(UNTIL, UNTIL, True, id="at-the-instant-it-is-sealed-up"),
        pytest.param(UNTIL + INSTANT, UNTIL, False, id="after-it-was-sealed-up"),
    ],
)
def test_the_instant_of_issue_decides(issued_at, sealed_up_at, may):
    seal = SealLife("行政审批专用章", FROM, sealed_up_at)

    if may:
        require_seal_in_force(seal, issued_at=issued_at)
    else:
        with pytest.raises(SealOutOfForce):
            require_seal_in_force(seal, issued_at=issued_at)
