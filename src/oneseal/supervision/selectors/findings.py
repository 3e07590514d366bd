"""One finding, as pages and services know it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from oneseal.kernel.access import Actor
from oneseal.kernel.clock import Light
from oneseal.supervision import policies
from oneseal.supervision.errors import FindingNotFound
from oneseal.supervision.models import Finding
from oneseal.supervision.rules.hits import Follow, Standing


@dataclass(frozen=True, slots=True)
class FindingFacts:
    """A finding as it stands; `days` are the days on which the same was found, the first of them its own."""

    id: UUID
    number: str
    rule: str
    rule_version: int
    setting_version: int
    subject_kind: str
    subject_id: UUID
    case_id: UUID | None
    case_number: str
    agency_id: UUID
    item_id: UUID | None
    item_name: str
    account_id: UUID | None
    post_title: str
    node: str
    light: Light
    follow: Follow
    day: date
    days: tuple[date, ...]
    facts: Mapping[str, Any]
    follows_id: UUID | None
    found_at: datetime
    state: Standing
    due_on: date | None
    is_counted: bool


def facts_of(row: Finding) -> FindingFacts:
    """Return the facts of a finding from its row."""
    return FindingFacts(
        id=row.id, number=row.number, rule=row.rule, rule_version=row.rule_version,
        setting_version=row.setting_version, subject_kind=row.subject_kind, subject_id=row.subject_id,
        case_id=row.case_id, case_number=row.case_number, agency_id=row.agency_id, item_id=row.item_id,
        item_name=row.item_name, account_id=row.account_id, post_title=row.post_title, node=row.node,
        light=Light(row.light), follow=Follow(row.follow), day=row.day,
        days=tuple(date.fromisoformat(day) for day in row.days), facts=row.facts, follows_id=row.follows_id,
        found_at=row.found_at, state=Standing(row.state), due_on=row.due_on, is_counted=row.is_counted,
    )  # fmt: skip


def finding_facts(finding_id: UUID) -> FindingFacts:
    """Return a finding without asking who reads; for receivers of events and services.

    Raises:
        FindingNotFound.
    """
    row = Finding.objects.filter(pk=finding_id).first()
    if row is None:
        raise FindingNotFound("no such finding")
    return facts_of(row)


def finding_for_actor(finding_id: UUID, *, actor: Actor | None) -> FindingFacts:
    """Return a finding that the actor may read.

    Raises:
        FindingNotFound: no such finding, or not his.
    """
    facts = finding_facts(finding_id)
    if not policies.can_see(actor, facts.agency_id):
        raise FindingNotFound("not the actor's finding")
    return facts
