"""What may be done with a finding now, by whom, and why not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from oneseal.cases.errors import CaseNotFound
from oneseal.cases.selectors import case_facts, staff_of_case
from oneseal.foundation.timekeeping import beijing_date
from oneseal.identity.selectors import colleagues_with
from oneseal.kernel.access import Actor
from oneseal.kernel.clock import Term, Unit, due_or_estimate
from oneseal.kernel.errors import RuleError
from oneseal.supervision import policies
from oneseal.supervision.models import Finding, FindingStep
from oneseal.supervision.rules.handling import (
    LIFECYCLE,
    OVERSEES,
    HandlingAct,
    HandlingFacts,
    handling_decided,
)
from oneseal.supervision.rules.hits import Standing
from oneseal.supervision.rules.tariffs import Tariff
from oneseal.supervision.selectors.seeing import city_wide
from oneseal.supervision.selectors.tariffs import tariff_in_force
from oneseal.workflow.selectors import calendar

ISSUING: Final = frozenset({HandlingAct.URGE.value, HandlingAct.CORRECT.value, HandlingAct.REFER.value})


def judged_by(
    row: Finding, steps: Iterable[FindingStep], *, actor: Actor, today: date, tariff: Tariff
) -> HandlingFacts:
    """Return what an act on a finding is judged by, before anything is said with it."""
    done = tuple(steps)
    return HandlingFacts(
        state=Standing(row.state), follow=row.follow, today=today, answer_due_on=row.due_on,
        appeal_until=appeal_until(row, done, tariff),
        was_appealed=any(step.act == HandlingAct.APPEAL for step in done),
        has_handled=not handlers_of(row).isdisjoint(actor.own_accounts),
        has_issued=not issuers_of(done).isdisjoint(actor.own_accounts),
    )  # fmt: skip


def appeal_until(row: Finding, steps: Iterable[FindingStep], tariff: Tariff) -> date:
    """Return the last day on which the unit may appeal: counted from the last order, else from the finding."""
    told = [step.appeal_until for step in steps if step.appeal_until is not None]
    if told:
        return told[-1]
    term = Term(tariff.appeal_days, Unit.WORKING_DAY)
    return due_or_estimate(start_on=beijing_date(row.found_at), term=term, calendar=calendar()).on


def handlers_of(row: Finding) -> frozenset[UUID]:
    """Return who answers for what was found: who worked on the case, and whom the rule named (批管分离)."""
    named = frozenset({row.account_id} if row.account_id else ())
    if row.case_id is None:
        return named
    try:
        return named | staff_of_case(case_facts(row.case_id))
    except CaseNotFound:
        return named


def issuers_of(steps: Iterable[FindingStep]) -> frozenset[UUID]:
    """Return who issued an order on the finding."""
    return frozenset(step.account_id for step in steps if step.act in ISSUING and step.account_id)


def acts_judged(
    row: Finding, steps: Iterable[FindingStep], *, actor: Actor, today: date
) -> dict[HandlingAct, RuleError | None]:
    """Return the acts that are open to the actor's post, in table order, each with what stands in its way or None."""
    facts = judged_by(row, steps, actor=actor, today=today, tariff=tariff_in_force().tariff)
    said = replace(facts, words="–", proofs=1)  # what is said with it is not judged before it is said
    open_acts = set(LIFECYCLE.open_actions(facts.state))
    return {
        act: _why_not(said, act)
        for act in HandlingAct
        if act.value in open_acts and policies.can_handle(actor, act, row.agency_id)
    }


def _why_not(facts: HandlingFacts, act: HandlingAct) -> RuleError | None:
    try:
        handling_decided(facts, act)
    except RuleError as problem:
        return problem
    return None


def deciders_of(row: Finding, steps: Iterable[FindingStep]) -> tuple[str, ...]:
    """Return the names of the supervisors who may decide an appeal: neither issuers nor who worked on the case."""
    barred = handlers_of(row) | issuers_of(steps)
    found: dict[UUID, str] = {}
    for agency_id in sorted({row.agency_id, *city_wide()}, key=str):
        found |= colleagues_with(OVERSEES, agency_id=agency_id)
    return tuple(name for account, name in found.items() if account not in barred)


def working_days_left(due_on: date | None, *, today: date) -> int | None:
    """Return how many working days are left until a day: 0 on the last one, below zero after it; None without a day."""
    if due_on is None:
        return None
    days = calendar().with_estimates(range(min(today, due_on).year, max(today, due_on).year + 1))
    return days.count(today, due_on) if today <= due_on else -days.count(due_on, today)


def left_by_finding(rows: Iterable[Finding], *, today: date) -> Mapping[UUID, int | None]:
    """Return the working days left for the answer to each finding."""
    return {row.id: working_days_left(row.due_on, today=today) for row in rows}
