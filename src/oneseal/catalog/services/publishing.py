"""Publish a version: judged by the gate, coded, hashed, and from then on frozen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from oneseal.catalog.errors import DocumentMissing, EffectiveTooEarly, PublicationRefused, ReviewNotPassed
from oneseal.catalog.models import ItemVersion
from oneseal.catalog.policies import can_publish
from oneseal.catalog.rules.adjusting import Document
from oneseal.catalog.rules.kinds import is_applied_for, type_of
from oneseal.catalog.rules.parsing import parse_item
from oneseal.catalog.rules.publication import stops
from oneseal.catalog.rules.reviewing import Stage
from oneseal.catalog.rules.version import ItemContent
from oneseal.catalog.selectors.gate import gate_faults, gate_ledgers
from oneseal.catalog.selectors.reviewing import reviews_wanted, stage_of
from oneseal.catalog.selectors.terms import form_bound
from oneseal.catalog.services.adjusting import publication_adjusted
from oneseal.catalog.services.editing import _draft_locked
from oneseal.catalog.services.figures import version_counted
from oneseal.catalog.services.indexing import version_enter
from oneseal.catalog.services.laws import version_cited
from oneseal.catalog.services.ledgers import duties_followed, licence_types_registered
from oneseal.catalog.services.levels import item_placed
from oneseal.catalog.services.quality import version_score
from oneseal.catalog.services.reviewing import review_published
from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.foundation.sequences.services import allocate
from oneseal.foundation.timekeeping import beijing_date
from oneseal.identity.policies import require
from oneseal.identity.selectors import agency_by_id
from oneseal.kernel.access import Actor
from oneseal.kernel.numbering import build_implementation_code


@transaction.atomic
def item_publish(
    *, version_id: UUID, effective_on: date, actor: Actor, now: datetime, document: Document | None = None
) -> None:
    """Publish a draft from a date on, by a document; running cases keep the version they were filed under.

    Where the city wants no reviews yet, a document may be missing (docs/adr/0022).

    Raises:
        PublicationRefused (see the gate), EffectiveTooEarly, VersionFrozen, ItemNotFound, NotAllowed.
        ReviewNotPassed, DocumentMissing.
    """
    version = _draft_locked(version_id, actor)
    require(allowed=can_publish(actor, version.item.agency_id))
    require_reviewed(version, document)
    if effective_on < beijing_date(now):
        raise EffectiveTooEarly("a version cannot take effect in the past")
    content = parse_item(version.content)
    code = _code(version, content)
    form = form_bound(version.form).definition
    faults = stops(gate_faults(content, form, item_code=code, ledgers=gate_ledgers(effective_on)))
    if faults:
        raise PublicationRefused(f"the gate found {[(one.path, one.code) for one in faults]}", count=len(faults))
    if not is_applied_for(type_of(content)):
        # Nobody applies, so no form is published, whatever the draft was started from.
        version.form = {}
    canonical = json.dumps([version.content, version.form], ensure_ascii=False, sort_keys=True)
    version.content_sha256 = hashlib.sha256(canonical.encode()).hexdigest()
    version.state, version.effective_on = ItemVersion.PUBLISHED, effective_on
    version.published_at, version.published_by = now, actor.account_id
    version.save(update_fields=["form", "content_sha256", "state", "effective_on", "published_at", "published_by"])
    published = Published(version, content, code, now)
    for step in FOLLOWING:
        step(published)
    after = {
        "version": version.number,
        "effective_on": effective_on.isoformat(),
        "sha256": version.content_sha256,
    }
    record_now(
        Act("catalog.item_published", after=after),
        subject=Subject("item", version.item_id),
        actor=actor,
        now=now,
    )
    review_published(version, actor=actor, now=now)
    if document is not None:
        publication_adjusted(version, document, actor=actor, now=now)


def require_reviewed(version: ItemVersion, document: Document | None) -> None:
    """Refuse what the city wants reviewed and was not, and what names no document where one is owed."""
    stage, wanted = stage_of(version.id), reviews_wanted()
    if stage is not Stage.READY and (wanted or stage is not Stage.DRAFT):
        raise ReviewNotPassed("the reviews are not passed")
    if document is None and not wanted and stage is Stage.DRAFT:
        return
    if document is None or not document.is_whole:
        raise DocumentMissing("a publication names its document")


def _code(version: ItemVersion, content: ItemContent) -> str:
    """Return the implementation code: made once, when the item is first published."""
    if version.item.implementation_code:
        return version.item.implementation_code
    agency = agency_by_id(version.item.agency_id)
    basic = content.text("basic_code")
    if not basic:
        return ""
    return build_implementation_code(body=agency.uscc, level=agency.exercise_level, basic_code=basic).text


@dataclass(frozen=True, slots=True)
class Published:
    """What was published: the row, its content, its implementation code, and when."""

    version: ItemVersion
    content: ItemContent
    code: str
    now: datetime


def _coded(published: Published) -> None:
    """Give an item its place in the three levels and the serial of its licence type when it is first published."""
    item = published.version.item
    if item.implementation_code is None:
        item_placed(item, code=published.code, name=published.content.text("name"), now=published.now)
        item.licence_type_serial = allocate(issuer=str(item.agency_id), kind="licence_type", period="all")
        item.save(update_fields=["implementation", "implementation_code", "handling_serial", "licence_type_serial"])


def _cited(published: Published) -> None:
    version_cited(published.version, now=published.now)


def _licence_types(published: Published) -> None:
    licence_types_registered(published.version, published.content, now=published.now)


def _duties(published: Published) -> None:
    duties_followed(published.version, published.content, now=published.now)


def _counted(published: Published) -> None:
    if published.version.effective_on is not None:
        version_counted(published.version, published.content, effective_on=published.version.effective_on)


def _found(published: Published) -> None:
    """Let the version be found from its first day on; the code of its item is known by now."""
    version_enter(published.version.id, published.version.item_id)


def _scored(published: Published) -> None:
    """Score the quality of what was published."""
    if published.version.published_at is not None:
        version_score(published.version, now=published.version.published_at)


# What follows from a publication in the same transaction, in this order.
FOLLOWING: Final[tuple[Callable[[Published], None], ...]] = (
    _coded,
    _found,
    _counted,
    _scored,
    _cited,
    _licence_types,
    _duties,
)
