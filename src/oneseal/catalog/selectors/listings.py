"""Imports and listed items as an editor reads them: every fault in words, by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext

from oneseal.catalog.errors import ItemNotFound, RunNotFound
from oneseal.catalog.models import BroughtItem, ItemVersion, ListedItem, ListingRun
from oneseal.catalog.policies import can_edit
from oneseal.catalog.rules.interchange.columns import COLUMN, SHEET_NAMES
from oneseal.catalog.rules.listing_sentences import COLUMN_NAMES, DONE, FAULTS, NO_RIGHT, PARTS, REASONS
from oneseal.foundation.language import is_english
from oneseal.foundation.locks import key_of
from oneseal.foundation.tables import table_of
from oneseal.kernel.access import Actor

RUNS_SHOWN = 20
RUN_LOCK = 7_390_147


@dataclass(frozen=True, slots=True)
class FaultInWords:
    """One fault as people read it."""

    line: int
    column: str
    value: str
    code: str
    wrong: str
    done: str


@dataclass(frozen=True, slots=True)
class FaultKind:
    """How often one kind of fault occurs in a file."""

    code: str
    wrong: str
    count: int


@dataclass(frozen=True, slots=True)
class RunFacts:
    """One import as its page shows it."""

    id: UUID
    source: str
    file_name: str
    kind: str
    state: str
    counts: Mapping[str, int]
    faults: tuple[Mapping[str, Any], ...]
    problem: str
    started_by_name: str
    started_at: datetime
    finished_at: datetime | None
    acted_by_name: str

    @property
    def is_stopped(self) -> bool:
        """Return whether the run waits for somebody who may edit to go on with it."""
        return self.state in {ListingRun.WAITING, ListingRun.CONFIRMED} and self.problem == NO_RIGHT

    @property
    def is_at_work(self) -> bool:
        """Return whether the worker is about to do the next piece."""
        return self.state in {ListingRun.WAITING, ListingRun.CONFIRMED} and not self.problem

    @property
    def kinds(self) -> list[FaultKind]:
        """Return the kinds of fault, the most frequent first."""
        counted = Counter(str(fault["code"]) for fault in self.faults)
        return [FaultKind(code, kind_in_words(code), count) for code, count in counted.most_common()]


@dataclass(frozen=True, slots=True)
class ListedForEditor:
    """A listed item with its faults, and the version it was completed as."""

    id: UUID
    name: str
    department: str
    source: str
    source_code: str
    parts: Mapping[str, str]
    faults: tuple[FaultInWords, ...]
    version_id: UUID | None


def fault_in_words(fault: Mapping[str, Any]) -> FaultInWords:
    """Return a fault, as it is kept, in words."""
    facts = {"part": fault["value"], "first": "…", **fault.get("facts", {})}
    code = str(fault["code"])
    return FaultInWords(
        line=int(fault.get("line", 0)), column=_column_in_words(fault), value=str(fault["value"]),
        code=code, wrong=gettext(FAULTS[code]) % facts,
        done=gettext(DONE[str(fault["done"])]) if "done" in fault else "",
    )  # fmt: skip


def _column_in_words(fault: Mapping[str, Any]) -> str:
    """Return what the column of a fault is called, with its sheet."""
    column, sheet = str(fault["column"]), str(fault.get("sheet", ""))
    place = 1 if is_english() else 0
    known = COLUMN.get(sheet, {}).get(column)
    name = (known.chinese, known.english)[place] if known else gettext(COLUMN_NAMES.get(column, column))
    if sheet not in SHEET_NAMES:
        return name
    return gettext("%(sheet)s·%(column)s") % {"sheet": SHEET_NAMES[sheet][place], "column": name}


def kind_in_words(code: str) -> str:
    """Return a kind of fault without the facts of one row."""
    return gettext(FAULTS[code]) % {
        "part": "…", "first": "…", "longest": "…", "found": "…", "wanted": "…", "path": "…",
    }  # fmt: skip


def part_names() -> dict[str, str]:
    """Return what each part of a code is called; parts whose meaning nobody has established say so."""
    return {key: gettext(name) for key, name in PARTS.items()}


def problem_in_words(reason: str) -> str:
    """Return why a file cannot be read; empty for no reason."""
    return gettext(REASONS[reason]) if reason in REASONS else ""


def report_table(faults: Iterable[Mapping[str, Any]]) -> str:
    """Return a report as comma-separated values; no cell can act as a formula in a spreadsheet."""
    heads = [gettext("行号"), gettext("列"), gettext("内容"), gettext("问题"), gettext("处理")]
    told = map(fault_in_words, faults)
    return table_of(heads, ((str(one.line), one.column, one.value, one.wrong, one.done) for one in told))


def runs_for_editor(actor: Actor) -> list[RunFacts]:
    """Return the newest imports of the actor's agency, without their faults."""
    if not can_edit(actor, actor.agency_id):
        return []
    rows = ListingRun.objects.filter(agency_id=actor.own_agency).defer("faults")[:RUNS_SHOWN]
    return [_run(row, ()) for row in rows]


def run_for_editor(run_id: UUID, *, actor: Actor) -> RunFacts:
    """Return an import of the actor's agency.

    Raises:
        RunNotFound: no such import, or another agency's.
    """
    row = ListingRun.objects.filter(pk=run_id).first()
    if row is None or not can_edit(actor, row.agency_id):
        raise RunNotFound("no such import")
    return _run(row, tuple(row.faults))


def percent_imported(facts: RunFacts) -> int | None:
    """Return how far the writing of an import is; None while nothing is being written.

    An import is one transaction, so nothing it writes can be seen from outside; the database itself tells how many
    rows it has taken from the connection that holds the run's lock.
    """
    total = int(facts.counts.get("created", 0)) + int(facts.counts.get("changed", 0))
    if facts.kind != ListingRun.TABLE and facts.state == ListingRun.CONFIRMED and total:
        return 100 * BroughtItem.objects.filter(run_id=facts.id).exclude(outcome="").count() // total
    if facts.state != ListingRun.CONFIRMED or not total:
        return None
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tuples_processed FROM pg_stat_progress_copy JOIN pg_locks USING (pid)"
            " WHERE locktype = 'advisory' AND granted AND classid = %s AND objid = %s AND objsubid = 2",
            [RUN_LOCK, key_of(facts.id)],
        )
        row = cursor.fetchone()
    return None if row is None else min(100, int(row[0]) * 100 // total)


def _run(row: ListingRun, faults: tuple[Mapping[str, Any], ...]) -> RunFacts:
    return RunFacts(
        id=row.id, source=row.source, file_name=row.file_name, kind=row.kind, state=row.state, counts=row.counts,
        faults=faults, problem=row.problem, started_by_name=row.started_by_name, started_at=row.started_at,
        finished_at=row.finished_at, acted_by_name=row.acted_by_name or row.started_by_name,
    )  # fmt: skip


def listed_for_editor(listed_id: UUID, *, actor: Actor) -> ListedForEditor:
    """Return a listed item for who may complete it.

    Raises:
        ItemNotFound: no such item, or nothing for this actor.
    """
    row = ListedItem.objects.select_related("department").filter(pk=listed_id).first()
    if row is None or not can_edit(actor, actor.agency_id):
        raise ItemNotFound("no such listed item")
    version_id = (
        ItemVersion.objects.filter(item_id=row.completed_as_id, item__agency_id=actor.own_agency)
        .order_by("-number")
        .values_list("id", flat=True)
        .first()
        if row.completed_as_id
        else None
    )
    return ListedForEditor(
        id=row.id, name=row.name, department=row.department.name, source=row.source, source_code=row.source_code,
        parts=row.parts, faults=tuple(map(fault_in_words, row.faults)), version_id=version_id,
    )  # fmt: skip
