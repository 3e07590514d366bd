"""Read what proofs found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from oneseal.foundation.proof.models import FindingRow, Run
from oneseal.foundation.proof.ports import sentence_of, title_of
from oneseal.foundation.proof.services import run_under_way

RUNS_SHOWN = 14


@dataclass(frozen=True, slots=True)
class RunFacts:
    """One proof: `ended_at` None while it runs, `checked` by title, `notes` in words."""

    id: UUID
    asked_at: datetime
    asked_by: str
    since: date | None
    started_at: datetime | None
    ended_at: datetime | None
    doing: str
    done: int
    steps: int
    findings: int
    checked: tuple[tuple[str, int, int], ...]
    notes: tuple[str, ...]

    @property
    def is_clean(self) -> bool:
        """Return True when it ended and found nothing."""
        return self.ended_at is not None and self.findings == 0


@dataclass(frozen=True, slots=True)
class FindingFacts:
    """One finding in words."""

    proof: str
    title: str
    code: str
    subject: str
    expected: str
    found: str
    sentence: str


def _facts(run: Run) -> RunFacts:
    checked = tuple((title_of(name), count, run.found.get(name, 0)) for name, count in run.checked.items())
    return RunFacts(
        id=run.id, asked_at=run.asked_at, asked_by=run.asked_by, since=run.since, started_at=run.started_at,
        ended_at=run.ended_at, doing=title_of(run.doing) if run.doing else "", done=len(run.checked), steps=run.steps,
        findings=run.findings, checked=checked, notes=tuple(sentence_of(code, facts) for code, facts in run.notes),
    )  # fmt: skip


def last_ended() -> RunFacts | None:
    """Return the newest proof of everything that has ended; None when there is none."""
    run = Run.objects.filter(since=None, ended_at__isnull=False).order_by("-ended_at", "-id").first()
    return None if run is None else _facts(run)


def under_way(*, now: datetime) -> RunFacts | None:
    """Return the proof that waits for the worker or is being made; one that was killed is neither."""
    run = run_under_way(now=now)
    return None if run is None else _facts(run)


def run_facts(run_id: UUID) -> RunFacts:
    """Return one proof."""
    return _facts(Run.objects.get(pk=run_id))


def runs_newest() -> list[RunFacts]:
    """Return the newest proofs, newest first."""
    return [_facts(run) for run in Run.objects.order_by("-asked_at", "-id")[:RUNS_SHOWN]]


def findings_of(run_id: UUID, *, limit: int | None = None) -> list[FindingFacts]:
    """Return the findings of a proof in words, in the order in which they were found."""
    rows = FindingRow.objects.filter(run_id=run_id).order_by("id")
    return [_finding(row) for row in (rows if limit is None else rows[:limit])]


def _finding(row: FindingRow) -> FindingFacts:
    told = {"subject": row.subject, "expected": row.expected, "found": row.found}
    return FindingFacts(
        proof=row.proof, title=title_of(row.proof), code=row.code, subject=row.subject, expected=row.expected,
        found=row.found, sentence=sentence_of(row.code, told),
    )  # fmt: skip


def is_overdue(facts: RunFacts, *, now: datetime) -> bool:
    """Return True when a proof is older than a night and a day."""
    return facts.ended_at is not None and now - facts.ended_at > timedelta(hours=36)
