"""The desk of the reviews: what waits for whom, what was remarked, and what each reviewer compares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Count, Q

from oneseal.catalog.errors import ReviewNotFound
from oneseal.catalog.models import ItemVersion, Remark, Review, ReviewChoice, ReviewStep
from oneseal.catalog.policies import GOVERNS, can_choose_reviews, can_edit, can_review, can_see_reviews
from oneseal.catalog.rules.reviewing import REVIEWED_BY, REVIEWS, Stage, stages_in_order
from oneseal.foundation.audit.selectors import entries_of
from oneseal.kernel.access import Actor

CHOICES_SHOWN: Final = 20
# Acts on an item that write nothing into its draft.
_NOT_WRITING: Final = (
    "catalog.item_published", "catalog.review_moved", "catalog.remark_made", "catalog.remark_answered",
    "catalog.remark_settled", "catalog.item_adjusted", "catalog.item_stationed",
    "catalog.item_received",
)  # fmt: skip


def reviews_wanted() -> tuple[Stage, ...]:
    """Return the reviews that the city wants before an item is published; none until it has chosen."""
    row = ReviewChoice.objects.order_by("-version").values_list("stages", flat=True).first()
    return stages_in_order(row or ())


def review_choices(actor: Actor) -> list[ReviewChoice]:
    """Return the newest choices, newest first; the first of them holds."""
    return list(ReviewChoice.objects.order_by("-version")[:CHOICES_SHOWN]) if can_choose_reviews(actor) else []


def stage_of(version_id: UUID) -> Stage:
    """Return where the review of a draft stands."""
    row = Review.objects.filter(version_id=version_id).values_list("stage", flat=True).first()
    return Stage(row) if row else Stage.DRAFT


def writers_of(version: ItemVersion) -> frozenset[UUID]:
    """Return the logins that wrote on a version since it was begun, as the trace of its item tells."""
    written = entries_of(version.item_id).filter(occurred_at__gte=version.created_at, verb__startswith="catalog.")
    found = written.exclude(verb__in=_NOT_WRITING).order_by().values_list("actor_id", flat=True).distinct()
    return frozenset(account for account in found if account is not None)


def passed_by(version_id: UUID) -> frozenset[UUID]:
    """Return who passed the draft at a stage since it was handed in last: nobody passes it twice."""
    steps = ReviewStep.objects.filter(review__version_id=version_id).values_list("made_at", "action", "made_by", "id")
    found: set[UUID] = set()
    # Of steps in one instant the handing in comes first: nothing is passed that does not lie there.
    for _at, action, account, _id in sorted(steps, key=lambda step: (step[0], step[1] != "hand_in", step[3])):
        found = found | {account} if action.startswith("clear") else set() if action == "hand_in" else found
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One draft on its way; `is_mine`: it waits for the reader; `open_remarks` are not settled yet."""

    version_id: UUID
    name: str
    number: int
    agency_name: str
    stage: Stage
    moved_at: datetime
    open_remarks: int
    is_mine: bool


def reviews_for(actor: Actor) -> list[ReviewRow]:
    """Return the drafts under review that the actor may see, those that wait for him first, then by time."""
    if not can_see_reviews(actor):
        return []
    rows = Review.objects.exclude(stage=Stage.PUBLISHED)
    if not actor.may(GOVERNS):
        rows = rows.filter(version__item__agency_id=actor.own_agency)
    counted = rows.annotate(left=Count("version__remarks", filter=Q(version__remarks__settled_at=None)))
    columns = (
        "version_id", "version__name", "version__number", "version__item__agency_id", "version__item__agency__name",
        "stage", "moved_at", "left",
    )  # fmt: skip
    found = [
        ReviewRow(version_id, name, number, agency, Stage(stage), at, left, _is_mine(actor, Stage(stage), agency_id))
        for version_id, name, number, agency_id, agency, stage, at, left in counted.values_list(*columns)
    ]
    return sorted(found, key=lambda row: (not row.is_mine, row.moved_at, row.name))


def _is_mine(actor: Actor, stage: Stage, agency_id: UUID) -> bool:
    if stage in REVIEWED_BY:
        return can_review(actor, REVIEWED_BY[stage], agency_id)
    return can_edit(actor, agency_id)


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """One draft under review as its reader sees it."""

    version: ItemVersion
    agency_name: str
    stage: Stage
    wanted: tuple[Stage, ...]
    steps: tuple[ReviewStep, ...]
    remarks: tuple[Remark, ...]
    may_review: bool
    may_edit: bool
    is_own_work: bool

    @property
    def open_remarks(self) -> int:
        """Return how many remarks are not settled."""
        return sum(remark.settled_at is None for remark in self.remarks)


def review_for(version_id: UUID, *, actor: Actor) -> ReviewFacts:
    """Return a version with its review, for its editors and whoever reviews it at any stage.

    Raises:
        ReviewNotFound: no such version, or nothing of the actor's.
    """
    version = ItemVersion.objects.select_related("item__agency").filter(pk=version_id).first()
    if version is None or not _may_read(actor, version.item.agency_id):
        raise ReviewNotFound("no such draft")
    review = Review.objects.filter(version_id=version_id).first()
    stage, agency_id = Stage(review.stage) if review else Stage.DRAFT, version.item.agency_id
    apart = writers_of(version) | passed_by(version_id)
    return ReviewFacts(
        version=version, agency_name=version.item.agency.name, stage=stage,
        wanted=stages_in_order(review.wanted) if review else reviews_wanted(),
        steps=tuple(ReviewStep.objects.filter(review=review)) if review else (),
        remarks=tuple(Remark.objects.filter(version_id=version_id)),
        may_review=stage in REVIEWED_BY and can_review(actor, REVIEWED_BY[stage], agency_id),
        may_edit=can_edit(actor, agency_id), is_own_work=bool(apart & actor.own_accounts),
    )  # fmt: skip


def _may_read(actor: Actor, agency_id: UUID) -> bool:
    reviews = any(can_review(actor, permission, agency_id) for permission in REVIEWED_BY.values())
    return reviews or can_edit(actor, agency_id)


def remarks_by_element(remarks: Iterable[Remark]) -> dict[str, list[Remark]]:
    """Return remarks by the element that they are about, in the order in which they were made."""
    found: dict[str, list[Remark]] = {}
    for remark in remarks:
        found.setdefault(remark.element, []).append(remark)
    return found


def version_of_remark(remark_id: UUID) -> tuple[UUID, str]:
    """Return the version and the element of a remark; its page asks who reads.

    Raises:
        ReviewNotFound: no such remark.
    """
    row = Remark.objects.filter(pk=remark_id).values_list("version_id", "element").first()
    if row is None:
        raise ReviewNotFound("no such remark")
    return row


__all__ = [
    "REVIEWS",
    "Remark",
    "ReviewFacts",
    "ReviewRow",
    "Stage",
    "passed_by",
    "remarks_by_element",
    "review_choices",
    "review_for",
    "reviews_for",
    "reviews_wanted",
    "stage_of",
    "version_of_remark",
    "writers_of",
]
