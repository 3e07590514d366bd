"""Every rule of domain specification F.1, and what they find of a case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from oneseal.kernel.clock import Calendar
from oneseal.supervision.rules.authority import AUTHORITY
from oneseal.supervision.rules.clock import CLOCK
from oneseal.supervision.rules.facts import CaseSeen, Sight, Window
from oneseal.supervision.rules.hits import Hit, Subject
from oneseal.supervision.rules.materials import MATERIALS
from oneseal.supervision.rules.outside import OUTSIDE
from oneseal.supervision.rules.papers import PAPERS
from oneseal.supervision.rules.procedures import PROCEDURES
from oneseal.supervision.rules.process import PROCESS
from oneseal.supervision.rules.registry import Found, Rule

CASE: Final = "case"
RULES: Final[Mapping[str, Rule]] = {
    rule.id: rule
    for rule in sorted(
        (*CLOCK, *PAPERS, *PROCEDURES, *MATERIALS, *PROCESS, *AUTHORITY, *OUTSIDE), key=lambda rule: rule.id
    )
}


@dataclass(frozen=True, slots=True)
class InForce:
    """A rule as the city wants it: on or off, with its thresholds; version 0 is the rule as it is shipped."""

    rule: Rule
    is_on: bool
    limits: Mapping[str, int]
    version: int = 0


def as_shipped(rule: Rule) -> InForce:
    """Return a rule as it is shipped: on, with its own thresholds."""
    return InForce(rule, is_on=True, limits=rule.defaults)


def hits_of(case: CaseSeen, rules: Iterable[InForce], *, calendar: Calendar, window: Window) -> Iterator[Hit]:
    """Yield what the rules find of a case on the days of a window; rules that are off find nothing."""
    for wanted in rules:
        if wanted.is_on and wanted.rule.condition is not None:
            sight = Sight(case, calendar, wanted.limits)
            yield from (
                hit_of(case, wanted.rule, found) for found in wanted.rule.condition(sight) if window.holds(found.day)
            )


def hit_of(case: CaseSeen, rule: Rule, found: Found) -> Hit:
    """Return the hit that a find on a case makes."""
    return Hit(
        rule=rule.id, rule_version=rule.version, subject=Subject(CASE, case.id), case_id=case.id,
        case_number=case.number, agency_id=case.agency_id, item_id=case.item.id, item_name=case.item.name,
        account_id=found.account_id, post_title=found.post_title, node=found.node, light=found.light,
        follow=found.follow or rule.follow, day=found.day, facts=found.facts,
    )  # fmt: skip
