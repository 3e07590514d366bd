"""The timers of a case: what is due by itself when nobody acts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final
from uuid import NAMESPACE_OID, UUID, uuid5

from oneseal.cases.events import ReceiptDueToday
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.lifecycle import AT_THE_DOOR
from oneseal.cases.rules.states import State
from oneseal.cases.selectors.facts import case_facts, receipt_days
from oneseal.cases.services.ending import case_return
from oneseal.cases.services.intake import answer_over_at, case_deem_accepted
from oneseal.cases.services.moving import Press
from oneseal.foundation.outbox.services import message
from oneseal.foundation.timekeeping import REMINDERS_AT, beijing_date, beijing_instant
from oneseal.foundation.writes import Write, flush
from oneseal.kernel.access import Actor
from oneseal.workflow.selectors import timers_set_for
from oneseal.workflow.services import DueTimer, timer_set

DEEMED: Final = "cases.deemed_acceptance"
WARNING: Final = "cases.receipt_due"
SYSTEM: Final = "期限计算"


def _instants(due_on: date) -> dict[str, datetime]:
    """Return when the timers of a receipt clock fire: acceptance by law once its last day is over, a warning on it."""
    return {DEEMED: answer_over_at(due_on), WARNING: beijing_instant(due_on, REMINDERS_AT)}


def receipt_timers(*, subject: tuple[str, UUID], due_on: date, now: datetime) -> list[Write]:
    """Return the timers of a receipt clock: a warning on its last day, acceptance by law once that day is over."""
    return [timer_set(subject=subject, kind=kind, fires_at=at, now=now) for kind, at in _instants(due_on).items()]


def receipt_timers_moved(facts: CaseFacts, *, due_on: date, now: datetime) -> list[Write]:
    """Return the timers of a receipt whose last day is another now, but for those that are set for that day already.

    The old ones fire too and find nothing to do: a timer says when to look.
    """
    if facts.state not in AT_THE_DOOR:
        return []
    instants = _instants(due_on)
    standing = timers_set_for(facts.id, instants.values())
    return [
        timer_set(subject=("case", facts.id), kind=kind, fires_at=at, now=now)
        for kind, at in instants.items()
        if (kind, at) not in standing
    ]


def deem_accepted(case_id: UUID, *, fires_at: datetime, now: datetime) -> None:
    """Accept by law what nobody answered in five working days.

    Ask again when the last day is over that holds by now: a closure or a notice may have moved it. Ask again tomorrow
    while holidays are guessed.
    """
    key = uuid5(NAMESPACE_OID, f"deemed:{case_id}:{fires_at.isoformat()}")
    if case_deem_accepted(case_id=case_id, press=Press(Actor.system(SYSTEM), now, key)):
        return
    facts = case_facts(case_id)
    if facts.state not in AT_THE_DOOR or facts.due_on is None:
        return
    subject, today = ("case", case_id), beijing_date(now)
    if facts.due_on >= today:
        flush(*receipt_timers_moved(facts, due_on=facts.due_on, now=now))
    else:
        flush(timer_set(subject=subject, kind=DEEMED, fires_at=beijing_instant(today + timedelta(days=1)), now=now))


def warn_of_receipt(due: Sequence[DueTimer], /, *, now: datetime) -> None:
    """Tell that the answers are due today, but of those that were given, whose day has moved, or whose day is over."""
    last_days = receipt_days(timer.subject_id for timer in due)
    events = [
        message(ReceiptDueToday(case_id=timer.subject_id), now)
        for timer in due
        if last_days.get(timer.subject_id) == beijing_date(timer.fires_at) == beijing_date(now)
    ]
    if events:
        flush(*events)


def return_unmended(case_id: UUID, *, fires_at: datetime, now: datetime) -> None:
    """Return what was not mended in the period its notice set, unless it was answered or asked anew meanwhile."""
    facts = case_facts(case_id)
    until = facts.reply_by_on
    if facts.state is not State.CORRECTION_PENDING or until is None or beijing_date(now) <= until:
        return
    key = uuid5(NAMESPACE_OID, f"returned:{case_id}:{fires_at.isoformat()}")
    case_return(case_id=case_id, press=Press(Actor.system(SYSTEM), now, key))
