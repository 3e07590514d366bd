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

from oneseal.catalog.errors import EffectiveTooEarly, PublicationRefused
from oneseal.catalog.models import ItemVersion
from oneseal.catalog.policies import can_publish
from oneseal.catalog.rules.parsing import parse_item
from oneseal.catalog.rules.version import ItemContent
from oneseal.catalog.selectors.gate import gate_faults
from oneseal.catalog.services.editing import _draft_for_update
from oneseal.catalog.services.indexing import version_enter
from oneseal.forms.services import parse_form_content
from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.foundation.sequences.services import allocate
from oneseal.foundation.timekeeping import beijing_date
from oneseal.identity.policies import require
from oneseal.identity.selectors import agency_by_id
from oneseal.kernel.access import Actor
from oneseal.kernel.numbering import build_implementation_code


@transaction.atomic
def item_publish(*, version_id: UUID, effective_on: date, actor: Actor, now: datetime) -> None:
    """Publish a draft from a date on; running cases keep the version they were filed under.

    Raises:
        PublicationRefused (see the gate), EffectiveTooEarly, VersionFrozen, ItemNotFound, NotAllowed.
    """
    version = _draft_for_update(version_id, actor)
    require(allowed=can_publish(actor, version.item.agency_id))
    if effective_on < beijing_date(now):
        raise EffectiveTooEarly("a version cannot take effect in the past")
    content = parse_item(version.content)
    code = _code(version, content)
    form = parse_form_content(version.form).definition
    faults = gate_faults(content, form, item_code=code)
    if faults:
        raise PublicationRefused("the gate found faults", count=len(faults))
    canonical = json.dumps([version.content, version.form], ensure_ascii=False, sort_keys=True)
    version.content_sha256 = hashlib.sha256(canonical.encode()).hexdigest()
    version.state, version.effective_on = ItemVersion.PUBLISHED, effective_on
    version.published_at, version.published_by = now, actor.account_id
    version.save(update_fields=["content_sha256", "state", "effective_on", "published_at", "published_by"])
    published = Published(version, content, code)
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
    """What was published: the row, its content and its implementation code."""

    version: ItemVersion
    content: ItemContent
    code: str


def _coded(published: Published) -> None:
    """Give an item its code and the serial of its licence type when it is first published."""
    item = published.version.item
    if item.implementation_code is None:
        item.implementation_code = published.code
        item.licence_type_serial = allocate(issuer=str(item.agency_id), kind="licence_type", period="all")
        item.save(update_fields=["implementation_code", "licence_type_serial"])


def _found(published: Published) -> None:
    """Let the version be found from its first day on; the code of its item is known by now."""
    version_enter(published.version.id, published.version.item_id)


# What follows from a publication in the same transaction, in this order.
FOLLOWING: Final[tuple[Callable[[Published], None], ...]] = (_coded, _found)
