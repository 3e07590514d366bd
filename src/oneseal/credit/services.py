"""Ask the credit platform about an applicant; nobody's filing waits for it."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from procrastinate.contrib.django import app

from oneseal.cases.selectors import contact_of
from oneseal.credit.models import CreditAnswer
from oneseal.credit.rules import SYSTEM, CreditEntry, entry_from
from oneseal.foundation.outside.services import Outcome, OutsideNoAnswer, Question, ask

CREDIT_CHECK: Final = "/v1/credit/lists"


def credit_check(case_id: UUID, *, now: datetime) -> tuple[CreditEntry, ...]:
    """Ask for the entries of the applicant of a case and keep them.

    Raises:
        OutsideNoAnswer: no answer, or one that is about somebody else; the check is tried again.
    """
    contact = contact_of(case_id)
    content = {"number": contact.party_number, "name": contact.party_name}
    answer = ask(Question(SYSTEM, CREDIT_CHECK, content, contact.number, ("case", case_id)), now=now)
    entries = _entries(answer, number=contact.party_number)
    kept = {"entries": [entry.as_row() for entry in entries], "checked_at": now}
    CreditAnswer.objects.update_or_create(case_id=case_id, defaults=kept)
    return entries


def _entries(answer: dict[str, object], *, number: str) -> tuple[CreditEntry, ...]:
    rows = answer.get("entries")
    try:
        if not isinstance(rows, list) or any(row["number"] != number for row in rows):
            raise OutsideNoAnswer(Outcome.MALFORMED)
        return tuple(entry_from(row) for row in rows)
    except (KeyError, TypeError, ValueError):
        raise OutsideNoAnswer(Outcome.MALFORMED) from None


def credit_check_later(case_id: UUID) -> None:
    """Let the question be asked by the worker, once the present transaction is committed."""
    app.configure_task("credit.check", queue="outside").defer(case_id=str(case_id))
