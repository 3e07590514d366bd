"""The rules as supervisors read them: what each means, how it is set, what it found, and when it last looked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Count, Max, Min, Q, QuerySet
from django.db.models.functions import TruncMonth

from oneseal.identity.selectors import agencies_kept
from oneseal.kernel.access import Actor
from oneseal.kernel.clock import Light
from oneseal.supervision.errors import RuleUnknown
from oneseal.supervision.models import Finding, Look
from oneseal.supervision.ports import source_of
from oneseal.supervision.rules.registry import Rule
from oneseal.supervision.rules.rulebook import RULES, InForce
from oneseal.supervision.selectors.findings import FindingFacts, facts_of
from oneseal.supervision.selectors.seeing import agencies_seen, watches_city
from oneseal.supervision.selectors.settings import SettingFacts, rules_in_force, setting_open, settings_of
from oneseal.supervision.words import AWAITED, FOLLOWS, GROUPS, SOURCES, THRESHOLDS, UNITS, WORDS

RECENT: Final = timedelta(days=30)
MONTHS: Final = 12
MOST_SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule in the list; `awaits` says whose facts are missing, empty where it is judged.

    `looked_until` is the earliest of its last looks, None: it has never looked; `failed` counts agencies whose last
    look failed.
    """

    id: str
    group: str
    title: str
    lights: tuple[Light, ...]
    is_on: bool
    recent: int
    awaits: str
    looked_until: datetime | None
    failed: int


@dataclass(frozen=True, slots=True)
class ThresholdShown:
    """One threshold: what it means, its value now, and between which bounds it may be changed."""

    name: str
    title: str
    meaning: str
    value: int
    default: int
    unit: str
    least: int
    most: int
    source: str


@dataclass(frozen=True, slots=True)
class MonthCount:
    """How many findings one month had, by light."""

    month: date
    yellow: int
    red: int
    black: int


@dataclass(frozen=True, slots=True)
class FailureShown:
    """An agency whose last look failed, and why."""

    agency: str
    at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class RuleShown:
    """One rule whole, as somebody who may read it sees it."""

    line: RuleLine
    meaning: str
    basis: tuple[str, ...]
    follow: str
    in_force: InForce
    thresholds: tuple[ThresholdShown, ...]
    months: tuple[MonthCount, ...]
    findings: tuple[FindingFacts, ...]
    waiting: SettingFacts | None
    history: tuple[SettingFacts, ...]
    failures: tuple[FailureShown, ...]
    may_set: bool


def rules_listed(actor: Actor, *, today: date) -> list[RuleLine]:
    """Return every rule in the order of its number, with what it found lately of the agencies the actor sees."""
    rows = _seen(Finding.objects.filter(day__gte=today - RECENT), actor).order_by().values("rule")
    recent = {row["rule"]: row["count"] for row in rows.annotate(count=Count("pk"))}
    looks = Look.objects.order_by().values("rule").annotate(
        least=Min("looked_until"), failed=Count("pk", filter=Q(failed_at__isnull=False))
    )  # fmt: skip
    looked = {row["rule"]: (row["least"], row["failed"]) for row in looks}
    return [_line(wanted, recent.get(key, 0), looked.get(key, (None, 0))) for key, wanted in rules_in_force().items()]


def rule_shown(rule_id: str, *, actor: Actor, today: date) -> RuleShown:
    """Return one rule whole.

    Raises:
        RuleUnknown.
    """
    if rule_id not in RULES:
        raise RuleUnknown("no such rule")
    line = next(one for one in rules_listed(actor, today=today) if one.id == rule_id)
    rule, found = RULES[rule_id], _seen(Finding.objects.filter(rule=rule_id), actor)
    in_force = rules_in_force()[rule_id]
    return RuleShown(
        line=line, meaning=str(WORDS[rule_id].meaning), basis=tuple(_source(one) for one in rule.basis),
        follow=str(FOLLOWS[rule.follow]), in_force=in_force, thresholds=_thresholds(in_force),
        months=_months(found, today=today),
        findings=tuple(facts_of(row) for row in found.order_by("-found_at", "-id")[:MOST_SHOWN]),
        waiting=setting_open(rule_id), history=tuple(settings_of(rule_id)), failures=_failures(rule_id),
        may_set=watches_city(actor),
    )  # fmt: skip


def _seen(rows: QuerySet[Finding], actor: Actor) -> QuerySet[Finding]:
    agencies = agencies_seen(actor)
    return rows if agencies is None else rows.filter(agency_id__in=agencies)


def _line(wanted: InForce, recent: int, looked: tuple[datetime | None, int]) -> RuleLine:
    rule = wanted.rule
    return RuleLine(
        id=rule.id, group=str(GROUPS[rule.group]), title=str(WORDS[rule.id].title), lights=rule.lights,
        is_on=wanted.is_on, recent=recent, awaits=_awaits(rule), looked_until=looked[0], failed=looked[1],
    )  # fmt: skip


def _awaits(rule: Rule) -> str:
    is_missing = rule.source is not None and source_of(rule.source) is None
    return str(AWAITED[rule.source]) if is_missing and rule.source is not None else ""


def _source(name: str) -> str:
    return str(SOURCES.get(name, name))


def _thresholds(wanted: InForce) -> tuple[ThresholdShown, ...]:
    return tuple(
        ThresholdShown(
            name=one.name, title=str(THRESHOLDS[wanted.rule.id, one.name].title),
            meaning=str(THRESHOLDS[wanted.rule.id, one.name].meaning), value=wanted.limits[one.name],
            default=one.default, unit=str(UNITS[one.unit]), least=one.least, most=one.most, source=_source(one.source),
        )
        for one in wanted.rule.thresholds
    )  # fmt: skip


def _months(found: QuerySet[Finding], *, today: date) -> tuple[MonthCount, ...]:
    """Return the last twelve months, oldest first; a month without a finding counts nothing."""
    months = [_month_back(today, back) for back in reversed(range(MONTHS))]
    rows = found.filter(day__gte=months[0]).annotate(month=TruncMonth("day")).order_by().values("month", "light")
    counts = {(row["month"], row["light"]): row["count"] for row in rows.annotate(count=Count("pk"))}
    return tuple(
        MonthCount(month, *(counts.get((month, light.value), 0) for light in (Light.YELLOW, Light.RED, Light.BLACK)))
        for month in months
    )


def _month_back(today: date, back: int) -> date:
    whole = today.year * 12 + today.month - 1 - back
    return date(whole // 12, whole % 12 + 1, 1)


def _failures(rule_id: str) -> tuple[FailureShown, ...]:
    rows = Look.objects.filter(rule=rule_id, failed_at__isnull=False).order_by("agency_id")
    names = agency_names([row.agency_id for row in rows])
    return tuple(FailureShown(names[row.agency_id], row.failed_at, row.failure) for row in rows if row.failed_at)


def agency_names(ids: Sequence[UUID]) -> dict[UUID, str]:
    """Return the names of agencies, also of closed ones."""
    return dict(agencies_kept().filter(pk__in=ids).order_by("pk").values_list("pk", "name"))


def round_last() -> datetime | None:
    """Return when the rules last looked at an agency; None: never."""
    at: datetime | None = Look.objects.aggregate(at=Max("ran_at"))["at"]
    return at
