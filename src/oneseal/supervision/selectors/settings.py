"""How the city wants its rules, and what it decided before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from oneseal.supervision.models import RuleSetting
from oneseal.supervision.rules.registry import Rule
from oneseal.supervision.rules.rulebook import RULES, InForce, as_shipped


@dataclass(frozen=True, slots=True)
class SettingFacts:
    """One version of a rule's setting; `answered_at` is None while nobody has answered a proposal."""

    id: UUID
    rule: str
    version: int
    is_on: bool
    thresholds: Mapping[str, int]
    reason: str
    state: str
    tried: Mapping[str, Any]
    proposed_at: datetime
    proposed_by: UUID
    proposer: str
    answered_at: datetime | None
    answerer: str
    answer: str

    @property
    def is_open(self) -> bool:
        """Return True while a second person has not answered."""
        return self.state == RuleSetting.PROPOSED


def setting_facts(row: RuleSetting) -> SettingFacts:
    """Return a setting from its row."""
    return SettingFacts(
        id=row.id, rule=row.rule, version=row.version, is_on=row.is_on, thresholds=row.thresholds, reason=row.reason,
        state=row.state, tried=row.tried, proposed_at=row.proposed_at, proposed_by=row.proposed_by,
        proposer=row.proposer, answered_at=row.answered_at, answerer=row.answerer, answer=row.answer,
    )  # fmt: skip


def rules_in_force() -> dict[str, InForce]:
    """Return every rule as the city wants it now, by its number, in one query."""
    confirmed = RuleSetting.objects.filter(state=RuleSetting.CONFIRMED).order_by("rule", "version")
    newest = {row.rule: row for row in confirmed}
    return {key: in_force(rule, newest.get(key)) for key, rule in RULES.items()}


def in_force(rule: Rule, row: RuleSetting | None) -> InForce:
    """Return a rule by its setting; a threshold that the setting does not name keeps its default."""
    if row is None:
        return as_shipped(rule)
    limits = {**rule.defaults, **{key: value for key, value in row.thresholds.items() if key in rule.defaults}}
    return InForce(rule, is_on=row.is_on, limits=limits, version=row.version)


def settings_of(rule: str) -> list[SettingFacts]:
    """Return every version of a rule's setting, the newest first."""
    return [setting_facts(row) for row in RuleSetting.objects.filter(rule=rule).order_by("-version")]


def setting_open(rule: str) -> SettingFacts | None:
    """Return the proposal that waits for a second person; None when there is none."""
    row = RuleSetting.objects.filter(rule=rule, state=RuleSetting.PROPOSED).first()
    return setting_facts(row) if row else None
