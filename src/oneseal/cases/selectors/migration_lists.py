"""Migrations as their pages show them: the list, what can be asked for, the preview of each case, the results."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from oneseal.cases.migration_errors import MigrationNotFound
from oneseal.cases.migration_sentences import FAULTS
from oneseal.cases.models import Case, MigrationCase, ProcessMigration
from oneseal.cases.policies import can_ask_migration, can_see_migrations
from oneseal.cases.rules.migrating import MOVABLE, plan_mapping, plan_sha256
from oneseal.cases.rules.states import State
from oneseal.cases.selectors.migrating import CaseJudged, bound_to, cases_judged
from oneseal.catalog.selectors import PublishedVersion, version_terms, versions_published
from oneseal.kernel.access import Actor

PAGE: Final = 50
LISTED: Final = 100


@dataclass(frozen=True, slots=True)
class MigrationFacts:
    """One migration; `numbers` are the versions it starts from.

    `asked_by` are the logins that drafted it, asked for it or chose among its cases, and those they stood in for.
    """

    id: UUID
    item_id: UUID
    item_name: str
    item_name_en: str
    target_id: UUID
    target_number: int
    numbers: tuple[int, ...]
    reason: str
    basis: str
    state: str
    drafted_at: datetime
    asked_by: frozenset[UUID]
    asked_by_name: str
    requested_at: datetime | None
    decided_at: datetime | None
    decided_by_name: str
    decision_reason: str
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class MigrationCounts:
    """How many cases a migration lists, how many of them are chosen, and what became of those."""

    listed: int
    chosen: int
    moved: int
    left_out: int

    @property
    def waiting(self) -> int:
        """Return how many chosen cases nothing was done with yet."""
        return self.chosen - self.moved - self.left_out


@dataclass(frozen=True, slots=True)
class Chooser:
    """Who last ticked a case or took its tick away, and for whom he stood in; empty names: not known, nobody."""

    name: str
    stood_in_for: str


@dataclass(frozen=True, slots=True)
class PreviewCase:
    """One case of a preview: the plan or the reasons against it, as data; `was_other`: it changed since the request."""

    case_id: UUID
    number: str
    state: State
    from_number: int
    is_chosen: bool
    plan: dict[str, Any] | None
    faults: tuple[dict[str, Any], ...]
    was_other: bool
    chooser: Chooser


@dataclass(frozen=True, slots=True)
class Preview:
    """A page of a preview and the whole of it in figures; `seen` is the digest by which it is known again."""

    cases: tuple[PreviewCase, ...]
    after: UUID | None
    chosen: int
    movable: int
    seen: str


@dataclass(frozen=True, slots=True)
class ResultCase:
    """What became of one case; `outcome` is empty while it waits."""

    case_id: UUID
    number: str
    outcome: str
    plan: dict[str, Any]
    faults: tuple[dict[str, Any], ...]
    done_at: datetime | None
    chooser: Chooser


@dataclass(frozen=True, slots=True)
class Asked:
    """An item whose running cases may be migrated: its versions, and how many cases run along each."""

    item_id: UUID
    name: str
    versions: tuple[PublishedVersion, ...]
    running: dict[UUID, int]

    @property
    def name_en(self) -> str:
        """Return the English name; empty: none is known."""
        return version_terms(self.versions[0].id).name_en

    @property
    def targets(self) -> tuple[PublishedVersion, ...]:
        """Return the versions that bind a process."""
        return tuple(one for one in self.versions if version_terms(one.id).process is not None)

    @property
    def sources(self) -> tuple[PublishedVersion, ...]:
        """Return the versions along which cases run."""
        return tuple(one for one in self.versions if self.running.get(one.id))

    @property
    def total(self) -> int:
        """Return how many cases run."""
        return sum(self.running.values())


def _running(agency_id: UUID) -> QuerySet[Case]:
    return Case.objects.filter(agency_id=agency_id, state__in=[state.value for state in MOVABLE])


def cases_to_migrate(agency_id: UUID, versions: Collection[UUID], *, states: Collection[State]) -> list[UUID]:
    """Return the running cases of an agency that are examined along some versions, in the order of their ids."""
    wanted = list(versions)
    follow = Q(process_version_id__in=wanted) | Q(process_version_id=None, item_version_id__in=wanted)
    rows = _running(agency_id).filter(follow, state__in=[state.value for state in states])
    return list(rows.order_by("id").values_list("id", flat=True))


def items_asked(actor: Actor, *, on: date) -> list[Asked]:
    """Return the items of the actor's agency whose running cases could be migrated, by name."""
    if not can_ask_migration(actor):
        return []
    running: Counter[UUID] = Counter()
    counted = _running(actor.own_agency).values("process_version_id", "item_version_id").annotate(cases=Count("id"))
    for row in counted.order_by():
        running[row["process_version_id"] or row["item_version_id"]] += row["cases"]
    found = [
        Asked(item_id, rows[0].name, tuple(rows), {one.id: running[one.id] for one in rows if one.id in running})
        for item_id, rows in versions_published(actor.own_agency, on=on).items()
    ]
    fitting = (one for one in found if one.running and any(one.total > one.running.get(v.id, 0) for v in one.targets))
    return sorted(fitting, key=lambda one: one.name)


def item_asked(actor: Actor, item_id: UUID, *, on: date) -> Asked:
    """Return one item whose running cases could be migrated.

    Raises:
        MigrationNotFound.
    """
    found = next((one for one in items_asked(actor, on=on) if one.item_id == item_id), None)
    if found is None:
        raise MigrationNotFound("no such item with cases to migrate")
    return found


def _own(actor: Actor) -> QuerySet[ProcessMigration]:
    if not can_see_migrations(actor):
        return ProcessMigration.objects.none()
    return ProcessMigration.objects.filter(agency_id=actor.own_agency).order_by("-drafted_at", "-id")


def migrations_for(actor: Actor) -> list[MigrationFacts]:
    """Return the migrations of the actor's agency, newest first; a draft only to whoever asks for such."""
    rows = _own(actor)
    if not can_ask_migration(actor):
        rows = rows.exclude(state=ProcessMigration.DRAFT)
    return [_facts(row) for row in rows[:LISTED]]


def migration_for(actor: Actor, migration_id: UUID) -> MigrationFacts:
    """Return one migration of the actor's agency.

    Raises:
        MigrationNotFound.
    """
    row = _own(actor).filter(pk=migration_id).first()
    if row is None or (row.state == ProcessMigration.DRAFT and not can_ask_migration(actor)):
        raise MigrationNotFound("no such migration")
    return _facts(row, asked_by(row))


def asked_by(migration: ProcessMigration) -> frozenset[UUID]:
    """Return who drafted a migration, asked for it or chose among its cases, and for whom they stood in."""
    pairs = MigrationCase.objects.filter(migration_id=migration.id).order_by().values_list("chosen_by", "chosen_for")
    choosers = {account for pair in pairs.distinct() for account in pair if account is not None}
    return _askers(migration) | choosers


def _askers(row: ProcessMigration) -> frozenset[UUID]:
    return frozenset(one for one in (row.drafted_by, row.requested_by) if one)


def _facts(row: ProcessMigration, chosen: frozenset[UUID] = frozenset()) -> MigrationFacts:
    target = version_terms(row.target_id)
    numbers = sorted(version_terms(UUID(one)).number for one in row.from_versions)
    return MigrationFacts(
        id=row.id, item_id=row.item_id, item_name=target.name, item_name_en=target.name_en or target.name,
        target_id=row.target_id, target_number=target.number, numbers=tuple(numbers), reason=row.reason,
        basis=row.basis, state=row.state, drafted_at=row.drafted_at, asked_by=chosen | _askers(row),
        asked_by_name=row.requested_by_name or row.drafted_by_name, requested_at=row.requested_at,
        decided_at=row.decided_at, decided_by_name=row.decided_by_name, decision_reason=row.decision_reason,
        finished_at=row.finished_at,
    )  # fmt: skip


def fault_words(fault: Mapping[str, Any]) -> str:
    """Return why a case cannot be migrated, in the reader's language; `fault` is {code, facts}."""
    facts: dict[str, Any] = fault["facts"]
    return str(FAULTS[fault["code"]]) % facts


def migration_seen(cases: Iterable[CaseJudged]) -> str:
    """Return the digest of a preview: which cases, and for each its plan or that it has none."""
    told = (f"{one.facts.id} {plan_sha256(one.judged.plan) if one.judged.plan else '-'}" for one in cases)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def migration_preview(facts: MigrationFacts, *, on: date, after: UUID | None = None) -> Preview:
    """Return what a migration would do now, judged anew, one page of it; a draft also shows what is not chosen."""
    kept = MigrationCase.objects.filter(migration_id=facts.id).order_by("case_id")
    if facts.state != ProcessMigration.DRAFT:
        kept = kept.filter(is_chosen=True)
    rows = {row.case_id: row for row in kept}
    judged = list(cases_judged(list(rows), bound_to(facts.target_id, on=on)))
    chosen = [one for one in judged if rows[one.facts.id].is_chosen]
    ahead = [one for one in judged if after is None or one.facts.id > after]
    page = ahead[:PAGE]
    return Preview(
        cases=tuple(_previewed(one, rows[one.facts.id], facts) for one in page),
        after=page[-1].facts.id if len(ahead) > PAGE else None,
        chosen=len(chosen), movable=sum(one.judged.plan is not None for one in chosen), seen=migration_seen(chosen),
    )  # fmt: skip


def _previewed(one: CaseJudged, row: MigrationCase, facts: MigrationFacts) -> PreviewCase:
    plan = one.judged.plan
    digest = plan_sha256(plan) if plan else ""
    return PreviewCase(
        case_id=one.facts.id, number=one.facts.number or "", state=one.facts.state, from_number=one.old.number,
        is_chosen=row.is_chosen, plan=plan_mapping(plan) if plan else None,
        faults=tuple(asdict(fault) for fault in one.judged.faults),
        was_other=facts.state == ProcessMigration.REQUESTED and digest != row.plan_sha256,
        chooser=Chooser(row.chosen_by_name, row.chosen_for_name),
    )  # fmt: skip


def migration_counts(facts: MigrationFacts) -> MigrationCounts:
    """Return a migration in figures."""
    chosen = Q(is_chosen=True)
    counted = MigrationCase.objects.filter(migration_id=facts.id).aggregate(
        listed=Count("id"), chosen=Count("id", filter=chosen),
        moved=Count("id", filter=chosen & Q(outcome=MigrationCase.MOVED)),
        left_out=Count("id", filter=chosen & Q(outcome=MigrationCase.LEFT_OUT)),
    )  # fmt: skip
    return MigrationCounts(**counted)


def migration_results(
    facts: MigrationFacts, *, after: UUID | None = None, most: int | None = PAGE
) -> tuple[list[ResultCase], UUID | None]:
    """Return what became of the chosen cases and after which one the next page begins; `most` None returns all."""
    rows = MigrationCase.objects.filter(migration_id=facts.id, is_chosen=True).order_by("case_id")
    if after is not None:
        rows = rows.filter(case_id__gt=after)
    columns = ("case_id", "case__number", "outcome", "plan", "why", "done_at", "chosen_by_name", "chosen_for_name")
    told = rows.values_list(*columns)
    found = [
        ResultCase(case_id, number or "", outcome, plan, tuple(why), done_at, Chooser(*chooser))
        for case_id, number, outcome, plan, why, done_at, *chooser in (told if most is None else told[: most + 1])
    ]
    if most is not None and len(found) > most:
        return found[:most], found[most - 1].case_id
    return found, None
