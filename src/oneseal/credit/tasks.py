"""Ask the credit platform in the background."""

from __future__ import annotations

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from oneseal.credit.services import credit_check
from oneseal.foundation.timekeeping import now


@app.task(name="credit.check", retry=RetryStrategy(max_attempts=1440, wait=60), queue="outside")
def check_credit_of_case(*, case_id: str) -> None:
    """Ask about the applicant of one case; tried once a minute for a day, until the platform answers."""
    credit_check(UUID(case_id), now=now())
