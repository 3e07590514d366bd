"""Move a draft through its reviews, remark on its elements, and choose which reviews the city wants."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from oneseal.catalog.errors import (
    ItemNotFound,
    OwnWork,
    PublicationRefused,
    ReasonUntold,
    RemarksOpen,
    RemarkUnfit,
    ReviewNotFound,
    ReviewsUnfit,
    VersionFrozen,
)
from oneseal.catalog.models import ItemVersion, Remark, Review, ReviewChoice, ReviewStep
from oneseal.catalog.policies import can_choose_reviews, can_edit, can_review
from oneseal.catalog.rules.differing import PARTS
from oneseal.catalog.rules.elements import ITEM_ELEMENT
from oneseal.catalog.rules.parsing import parse_item
from oneseal.catalog.rules.publication import stops
from oneseal.catalog.rules.reviewing import (
    CLEARS,
    REVIEW_LIFECYCLE,
    REVIEWED_BY,
    ReviewAction,
    Stage,
    stage_after,
    stages_in_order,
)
from oneseal.catalog.selectors.gate import gate_faults
from oneseal.catalog.selectors.reviewing import passed_by, reviews_wanted, writers_of
from oneseal.catalog.selectors.terms import form_bound
from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.identity.policies import require
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id

LONGEST: Final = 2000


@transaction.atomic
def reviews_choose(*, stages: Collection[str], reason: str, actor: Actor, now: datetime) -> int:
    """Want these reviews, and no others, of what is handed in from now on; return the version of the choice.

    Raises:
        ReviewsUnfit: no reason was told. NotAllowed.
    """
    require(allowed=can_choose_reviews(actor))
    if not reason.strip():
        raise ReviewsUnfit("a choice says why")
    chosen = [stage.value for stage in stages_in_order(stages)]
    # The trace comes first: the lock on its chain lets two who choose at once go one after the other.
    act = Act("catalog.reviews_chosen", before={"stages": [stage.value for stage in reviews_wanted()]},
              after={"stages": chosen, "reason": reason.strip()})  # fmt: skip
    record_now(act, subject=Subject("agency", actor.own_agency), actor=actor, now=now)
    newest = ReviewChoice.objects.order_by("-version").values_list("version", flat=True).first()
    row = ReviewChoice.objects.create(
        id=new_id(now), version=(newest or 0) + 1, stages=chosen, reason=reason.strip(), chosen_at=now,
        chosen_by=actor.name,
    )  # fmt: skip
    return row.version


@dataclass(frozen=True, slots=True)
class _Reviewed:
    """A draft that is locked, with its review."""

    version: ItemVersion
    review: Review

    @property
    def stage(self) -> Stage:
        return Stage(self.review.stage)


@transaction.atomic
def draft_hand_in(*, version_id: UUID, note: str, actor: Actor, now: datetime) -> Stage:
    """Hand a draft in for the reviews that the city wants; return the stage where it waits.

    Raises:
        ItemNotFound, VersionFrozen. PublicationRefused: the gate found faults. NoSuchMove: it is under review.
    """
    version = _draft(version_id)
    if not can_edit(actor, version.item.agency_id):
        raise ItemNotFound("no such version")
    faults = stops(gate_faults(parse_item(version.content), form_bound(version.form).definition))
    if faults:
        raise PublicationRefused(f"the gate found {[(one.path, one.code) for one in faults]}", count=len(faults))
    wanted = [stage.value for stage in reviews_wanted()]
    review, _made = Review.objects.get_or_create(
        version=version, defaults={"id": new_id(now), "stage": Stage.DRAFT, "wanted": wanted, "moved_at": now}
    )
    review.wanted = wanted
    return _moved(_Reviewed(version, review), ReviewAction.HAND_IN, note=note, actor=actor, now=now)


@transaction.atomic
def draft_pass(*, version_id: UUID, note: str, actor: Actor, now: datetime) -> Stage:
    """Pass a draft at the stage where it waits; return the next one.

    Raises:
        ReviewNotFound. OwnWork: who wrote it, or passed it before. RemarksOpen. NoSuchMove: it waits for no review.
    """
    held = _held(version_id, actor)
    _require_apart(held, actor)
    left = Remark.objects.filter(version_id=version_id, settled_at=None).count()
    if left:
        raise RemarksOpen("remarks are not settled", count=left)
    return _moved(held, CLEARS.get(held.stage, ReviewAction.CLEAR_DEPARTMENT), note=note, actor=actor, now=now)


@transaction.atomic
def draft_return(*, version_id: UUID, note: str, actor: Actor, now: datetime) -> Stage:
    """Return a draft to its editor with the reason; it can be changed again.

    Raises:
        ReviewNotFound, OwnWork, ReasonUntold, NoSuchMove.
    """
    held = _held(version_id, actor)
    _require_apart(held, actor)
    if not note.strip():
        raise ReasonUntold("whoever returns a draft says why")
    return _moved(held, ReviewAction.RETURN, note=note, actor=actor, now=now)


@transaction.atomic
def draft_take_back(*, version_id: UUID, actor: Actor, now: datetime) -> Stage:
    """Take a draft back from its review, so that it can be changed again.

    Raises:
        ReviewNotFound, VersionFrozen, NoSuchMove.
    """
    version = _draft(version_id)
    review = Review.objects.select_for_update().filter(version_id=version_id).first()
    if review is None or not can_edit(actor, version.item.agency_id):
        raise ReviewNotFound("not handed in, or not the actor's")
    return _moved(_Reviewed(version, review), ReviewAction.WITHDRAW, note="", actor=actor, now=now)


def review_published(version: ItemVersion, *, actor: Actor, now: datetime) -> None:
    """Close the review of a draft that is being published."""
    review = Review.objects.filter(version=version).first()
    if review is not None and review.stage == Stage.READY:
        _moved(_Reviewed(version, review), ReviewAction.PUBLISH, note="", actor=actor, now=now)


def _draft(version_id: UUID) -> ItemVersion:
    rows = ItemVersion.objects.select_for_update(of=("self",)).select_related("item")
    version = rows.filter(pk=version_id).first()
    if version is None:
        raise ItemNotFound("no such version")
    if version.state != ItemVersion.DRAFT:
        raise VersionFrozen("published versions never change")
    return version


def _held(version_id: UUID, actor: Actor) -> _Reviewed:
    """Lock a draft that waits for the actor's review."""
    version = _draft(version_id)
    review = Review.objects.select_for_update().filter(version_id=version_id).first()
    permission = REVIEWED_BY.get(Stage(review.stage)) if review else None
    if review is None or permission is None or not can_review(actor, permission, version.item.agency_id):
        raise ReviewNotFound("not waiting for the actor")
    return _Reviewed(version, review)


def _require_apart(held: _Reviewed, actor: Actor) -> None:
    if (writers_of(held.version) | passed_by(held.version.id)) & actor.own_accounts:
        raise OwnWork("nobody reviews what he wrote or has passed before")


def _moved(held: _Reviewed, action: ReviewAction, *, note: str, actor: Actor, now: datetime) -> Stage:
    """Move a review and append who did it."""
    source, review = held.stage, held.review
    target = stage_after(source, action, wanted=review.wanted)
    review.stage, review.moved_at = target, now
    review.save(update_fields=["stage", "wanted", "moved_at"])
    ReviewStep.objects.create(
        id=new_id(now), review=review, action=action, from_stage=source, to_stage=target, note=note.strip()[:LONGEST],
        made_at=now, made_by=actor.own_account, made_by_name=actor.name, post_title=actor.post_title,
    )  # fmt: skip
    after = {"stage": target.value, "version": held.version.number, "note": note.strip()[:LONGEST]}
    basis = REVIEW_LIFECYCLE.apply(source, action).basis
    act = Act("catalog.review_moved", basis=basis, before={"stage": source.value}, after=after)
    record_now(act, subject=Subject("item", held.version.item_id), actor=actor, now=now)
    return target


# --- remarks ---------------------------------------------------------------------------------------


@transaction.atomic
def remark_make(*, version_id: UUID, element: str, text: str, actor: Actor, now: datetime) -> UUID:
    """Remark on one element of a draft that waits for the actor's review; return the remark's id.

    Raises:
        ReviewNotFound, OwnWork, RemarkUnfit.
    """
    held = _held(version_id, actor)
    _require_apart(held, actor)
    if not text.strip() or (element not in ITEM_ELEMENT and element not in PARTS):
        raise RemarkUnfit("a remark has words and an element")
    row = Remark.objects.create(
        id=new_id(now), version=held.version, element=element, stage=held.stage, text=text.strip()[:LONGEST],
        made_at=now, made_by=actor.own_account, made_by_name=actor.name,
    )  # fmt: skip
    act = Act("catalog.remark_made", after={"element": element, "text": row.text, "stage": held.stage.value})
    record_now(act, subject=Subject("item", held.version.item_id), actor=actor, now=now)
    return row.id


@transaction.atomic
def remark_answer(*, remark_id: UUID, answer: str, actor: Actor, now: datetime) -> UUID:
    """Answer a remark as an editor of the item; return the version's id.

    Raises:
        ReviewNotFound, RemarkUnfit: no words, or settled before.
    """
    row = _remark(remark_id)
    if not can_edit(actor, row.version.item.agency_id):
        raise ReviewNotFound("not the actor's item")
    if not answer.strip() or row.settled_at is not None:
        raise RemarkUnfit("an answer has words, and comes before the remark is settled")
    row.answer, row.answered_at = answer.strip()[:LONGEST], now
    row.answered_by, row.answered_by_name = actor.account_id, actor.name
    row.save(update_fields=["answer", "answered_at", "answered_by", "answered_by_name"])
    act = Act("catalog.remark_answered", after={"element": row.element, "answer": row.answer})
    record_now(act, subject=Subject("item", row.version.item_id), actor=actor, now=now)
    return row.version_id


@transaction.atomic
def remark_settle(*, remark_id: UUID, actor: Actor, now: datetime) -> UUID:
    """Settle a remark: who made it is content, or who reviews at a later stage; return the version's id.

    Raises:
        ReviewNotFound, OwnWork, RemarkUnfit: settled before.
    """
    row = _remark(remark_id)
    held = _held(row.version_id, actor)
    _require_apart(held, actor)
    if row.settled_at is not None:
        raise RemarkUnfit("settled before")
    row.settled_at, row.settled_by_name = now, actor.name
    row.save(update_fields=["settled_at", "settled_by_name"])
    act = Act("catalog.remark_settled", after={"element": row.element, "text": row.text})
    record_now(act, subject=Subject("item", row.version.item_id), actor=actor, now=now)
    return row.version_id


def _remark(remark_id: UUID) -> Remark:
    rows = Remark.objects.select_for_update(of=("self",)).select_related("version__item")
    row = rows.filter(pk=remark_id).first()
    if row is None:
        raise ReviewNotFound("no such remark")
    return row
