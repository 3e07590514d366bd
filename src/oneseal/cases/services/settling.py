"""What procedures owe a decision: hearings held and followed, statements heard, tests met (APL 36, 48, 55)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from oneseal.cases.models import Hearing
from oneseal.cases.procedure_errors import (
    FailedItsTest,
    HearingOwed,
    HearingPeriodRuns,
    MinutesMissing,
    MinutesNotFollowed,
    StatementPeriodRuns,
)
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.hearing import Phase
from oneseal.cases.selectors.procedures import (
    hearing_is_waived,
    hearing_open,
    hearings_held,
    interested_of,
    minutes_numbers,
    tests_failed,
)


@dataclass(frozen=True, slots=True)
class DecisionGrounds:
    """What the paper of a decision cites: the hearing with its minutes, the standards that were not met."""

    hearing: str | None = None
    standards: tuple[str, ...] = ()


def require_settled(facts: CaseFacts, *, today: date) -> None:
    """Refuse a decision while a hearing is owed or may be asked for, or an interested person may still speak.

    Raises:
        HearingOwed, HearingPeriodRuns, StatementPeriodRuns.
    """
    if not facts.has_procedures:
        return
    hearing = hearing_open(facts)
    if hearing is not None:
        _require_no_hearing_owed(facts, hearing, today=today)
    waiting = [row for row in interested_of(facts) if row.stated_on is None and row.reply_by_on is not None]
    still = [row for row in waiting if row.reply_by_on is not None and today <= row.reply_by_on]
    if still:
        last = max(row.reply_by_on for row in still if row.reply_by_on is not None)
        raise StatementPeriodRuns("not heard yet", names="、".join(row.name for row in still), until=last)


def _require_no_hearing_owed(facts: CaseFacts, hearing: Hearing, *, today: date) -> None:
    """Refuse to decide while a hearing is owed, or somebody who did not waive it may still ask for one."""
    if hearing.phase != Phase.TOLD:
        raise HearingOwed("a hearing is owed")
    until = hearing.request_until_late_on
    if until is not None and today <= until and not hearing_is_waived(facts, hearing):
        raise HearingPeriodRuns("somebody may still ask", until=until)


def decision_grounds(facts: CaseFacts, *, text: str) -> DecisionGrounds:
    """Return what a decision cites; after a hearing it follows the minutes and says how (APL art. 48(2)).

    Raises:
        MinutesMissing, MinutesNotFollowed.
    """
    if not facts.has_procedures:
        return DecisionGrounds()
    standards = tuple(f"{row.name}：{row.standard}" for row in tests_failed(facts))
    held = hearings_held(facts)
    if not held:
        return DecisionGrounds(standards=standards)
    numbers = minutes_numbers(facts)
    if len(numbers) < len(held):
        raise MinutesMissing("a hearing without minutes")
    if not text.strip():
        raise MinutesNotFollowed("say how the decision follows the minutes")
    days = "、".join(f"{on.year}年{on.month}月{on.day}日" for on in (row.held_on for row in held) if on)
    return DecisionGrounds(f"本机关于{days}举行听证，制作听证笔录（{'、'.join(numbers)}）", standards)


def require_tests_met(facts: CaseFacts) -> None:
    """Refuse a grant of what did not meet its technical standard (APL art. 55(1)).

    Raises:
        FailedItsTest.
    """
    failed = tests_failed(facts) if facts.has_procedures else []
    if failed:
        raise FailedItsTest("the standard is not met", name="、".join(row.name for row in failed))
