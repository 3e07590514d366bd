"""When an application arrives: ask the credit platform; when a promise was broken: put it on record."""

from __future__ import annotations

from datetime import datetime

from oneseal.cases.events import CaseSubmitted, PromiseBroken
from oneseal.credit.rules import SYSTEM
from oneseal.credit.services import breach_record, credit_check_later
from oneseal.foundation.outside.services import is_connected


def check_credit(event: CaseSubmitted, now: datetime) -> None:
    """Let the credit platform be asked about the applicant."""
    del now
    if is_connected(SYSTEM):
        credit_check_later(event.case_id)


def record_breach(event: PromiseBroken, now: datetime) -> None:
    """Keep that the applicant of a case broke his word."""
    breach_record(case_id=event.case_id, promise=event.promise, reason=event.reason, now=now)
