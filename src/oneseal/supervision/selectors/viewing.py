"""One finding with everything that was done with it, for its page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from oneseal.kernel.access import Actor
from oneseal.kernel.errors import RuleError
from oneseal.papers.selectors import PaperFacts, papers_of
from oneseal.supervision.errors import FindingNotFound
from oneseal.supervision.models import Finding, FindingStep, StepProof
from oneseal.supervision.rules.handling import HandlingAct
from oneseal.supervision.selectors.findings import FindingFacts, facts_of
from oneseal.supervision.selectors.judging import acts_judged, appeal_until, deciders_of, working_days_left
from oneseal.supervision.selectors.listing import findings_seen
from oneseal.supervision.selectors.tariffs import tariff_in_force


@dataclass(frozen=True, slots=True)
class ProofFacts:
    """A file that shows a rectification."""

    id: UUID
    name: str
    media_type: str
    sha256: str


@dataclass(frozen=True, slots=True)
class StepFacts:
    """One act on a finding, as it was done; `days` and `due_on` are None where it gave no term."""

    place: int
    act: str
    after: str
    words: str
    done_at: datetime
    actor_name: str
    post_title: str
    days: int | None
    due_on: date | None
    paper: PaperFacts | None
    proofs: tuple[ProofFacts, ...]


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding, its unit, its steps, the acts open to the reader, and the days that run."""

    facts: FindingFacts
    agency_name: str
    steps: tuple[StepFacts, ...]
    acts: dict[HandlingAct, RuleError | None]
    days_left: int | None
    appeal_until: date
    deciders: tuple[str, ...]
    earlier: FindingFacts | None
    place: int


def finding_view(finding_id: UUID, *, actor: Actor, today: date) -> FindingView:
    """Return a finding that the actor may read, whole.

    Raises:
        FindingNotFound: no such finding, or not his.
    """
    row = findings_seen(actor).select_related("follows").filter(pk=finding_id).first()
    if row is None:
        raise FindingNotFound("no such finding, or not the actor's")
    steps = list(FindingStep.objects.filter(finding_id=row.id).prefetch_related("proofs").order_by("place"))
    papers = {paper.id: paper for paper in papers_of(row.id, for_public=False)}
    return FindingView(
        facts=facts_of(row), agency_name=row.agency.name,
        steps=tuple(_step(step, papers.get(step.paper_id) if step.paper_id else None) for step in steps),
        acts=acts_judged(row, steps, actor=actor, today=today),
        days_left=working_days_left(row.due_on, today=today),
        appeal_until=appeal_until(row, steps, tariff_in_force().tariff),
        deciders=deciders_of(row, steps), earlier=facts_of(row.follows) if row.follows else None,
        place=len(steps) + 1,
    )  # fmt: skip


def _step(step: FindingStep, paper: PaperFacts | None) -> StepFacts:
    return StepFacts(
        place=step.place, act=step.act, after=step.after, words=step.words, done_at=step.done_at,
        actor_name=step.actor_name, post_title=step.post_title, days=step.days, due_on=step.due_on, paper=paper,
        proofs=tuple(_proof(proof) for proof in step.proofs.all()),
    )  # fmt: skip


def _proof(proof: StepProof) -> ProofFacts:
    return ProofFacts(proof.id, proof.name, proof.media_type, proof.sha256)


def finding_proof(finding_id: UUID, proof_id: UUID, *, actor: Actor) -> ProofFacts:
    """Return a proof of a finding that the actor may read.

    Raises:
        FindingNotFound.
    """
    row = StepProof.objects.filter(pk=proof_id, step__finding__in=findings_seen(actor).filter(pk=finding_id)).first()
    if row is None:
        raise FindingNotFound("no such proof, or not of the actor's finding")
    return _proof(row)


def finding_paper(finding_id: UUID, paper_id: UUID, *, actor: Actor) -> PaperFacts:
    """Return a paper of a finding that the actor may read.

    Raises:
        FindingNotFound.
    """
    row: Finding | None = findings_seen(actor).filter(pk=finding_id).first()
    papers = papers_of(row.id, for_public=False) if row else []
    found = next((paper for paper in papers if paper.id == paper_id), None)
    if found is None:
        raise FindingNotFound("no such paper, or not of the actor's finding")
    return found
