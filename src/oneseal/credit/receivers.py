"""When an application arrives: ask the credit platform."""

from __future__ import annotations

from datetime import datetime

from oneseal.cases.events import CaseSubmitted
from oneseal.credit.rules import SYSTEM
from oneseal.credit.services import credit_check_later
from oneseal.foundation.outside.services import is_connected


def check_credit(event: CaseSubmitted, now: datetime) -> None:
    """Let the credit platform be asked about the applicant."""
    del now
    if is_connected(SYSTEM):
        credit_check_later(event.case_id)
