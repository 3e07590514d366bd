"""Ask the credit platform about an applicant; nobody's filing waits for it."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID, uuid5

from django.db import transaction
from procrastinate.contrib.django import app

from oneseal.cases.selectors import case_facts, contact_of, party_index_of
from oneseal.credit.errors import BreachNotFound, RepairedBefore, RepairReasonMissing
from oneseal.credit.models import CreditAnswer, CreditBreach
from oneseal.credit.policies import can_repair
from oneseal.credit.rules import SYSTEM, CreditEntry, entry_from
from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.foundation.outside.services import Outcome, OutsideNoAnswer, Question, ask
from oneseal.identity.policies import require
from oneseal.kernel.access import Actor

REPAIR_BASIS: Final = "《优化营商环境条例》第五十三条"
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


def breach_record(*, case_id: UUID, promise: str, reason: str, now: datetime) -> None:
    """Record a broken promise, once for a case and a kind of promise however often it is told."""
    facts = case_facts(case_id)
    kept = {
        "id": uuid5(case_id, promise), "agency_id": facts.agency_id, "party_name": facts.party_name,
        "party_number_index": party_index_of(case_id), "reason": reason,
        "recorded_at": now,
    }  # fmt: skip
    CreditBreach.objects.get_or_create(case_id=case_id, promise=promise, defaults=kept)


@transaction.atomic
def breach_repair(*, breach_id: UUID, reason: str, actor: Actor, now: datetime) -> None:
    """Record that credit is repaired: the party's word is taken again (信用修复).

    Raises:
        BreachNotFound, RepairedBefore, RepairReasonMissing, NotAllowed.
    """
    require(allowed=can_repair(actor))
    row = CreditBreach.objects.select_for_update().filter(pk=breach_id, agency_id=actor.own_agency).first()
    if row is None:
        raise BreachNotFound("no such record")
    if row.repaired_at is not None and (row.repaired_by, row.repaired_because) == (actor.account_id, reason.strip()):
        return  # the button was pressed twice
    if row.repaired_at is not None:
        raise RepairedBefore("repaired before")
    if not reason.strip():
        raise RepairReasonMissing("a repair says why")
    row.repaired_at, row.repaired_by, row.repaired_because = now, actor.account_id, reason.strip()
    row.save(update_fields=["repaired_at", "repaired_by", "repaired_because"])
    act = Act("credit.repair", basis=REPAIR_BASIS, after={"case": str(row.case_id), "reason": reason.strip()})
    record_now(act, subject=Subject("credit_breach", row.pk), actor=actor, now=now)
