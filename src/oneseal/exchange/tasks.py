"""Ask the registries in the background."""

from __future__ import annotations

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from oneseal.exchange.services import party_check, registered_check
from oneseal.foundation.timekeeping import now


@app.task(name="exchange.check_party", retry=RetryStrategy(max_attempts=1440, wait=60), queue="outside")
def check_party_of_case(*, case_id: str) -> None:
    """Compare the applicant of one case with the registry in charge; tried once a minute for a day."""
    party_check(UUID(case_id), now=now())


@app.task(name="exchange.check_registered", retry=RetryStrategy(max_attempts=1440, wait=60), queue="outside")
def check_whoever_registered(*, party_id: str, kind: str) -> None:
    """Compare whoever registered with the registry in charge; tried once a minute for a day."""
    registered_check(UUID(party_id), kind=kind, now=now())
