"""Make an item of an agency out of a listed one; from then on the gate decides, and the public finds both as one."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from oneseal.catalog.errors import AlreadyInCatalogue, ItemNotFound
from oneseal.catalog.models import Item, ItemVersion, ListedItem
from oneseal.catalog.policies import can_edit
from oneseal.catalog.rules.elements import ALL_ITEM_ELEMENTS
from oneseal.catalog.rules.questions import blank_form
from oneseal.catalog.selectors.items import reference_items
from oneseal.catalog.services.editing import fill_in_agency, item_draft_from_reference
from oneseal.catalog.services.indexing import entries_date
from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.identity.policies import require
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id

NAME_LENGTH = 200


@transaction.atomic
def listed_item_complete(*, listed_id: UUID, template: str, actor: Actor, now: datetime) -> UUID:
    """Link a listed item to an item of the actor's agency, which is drafted if need be; return its newest version.

    `template` is the key of an item that ships with the program, or empty: then what the listing says is
    filled in and everything else is explicitly unknown.

    Raises:
        ItemNotFound, AlreadyInCatalogue, NotAllowed.
    """
    require(allowed=can_edit(actor, actor.agency_id))
    listed = ListedItem.objects.select_for_update(of=("self",)).filter(pk=listed_id).first()
    if listed is None:
        raise ItemNotFound("no such listed item")
    if listed.completed_as_id is not None:
        raise AlreadyInCatalogue("this item was completed before", name=listed.name)
    version = _from_template(template, actor, now) if template else _blank(listed, actor, now)
    if version.state == ItemVersion.DRAFT:
        version.content["elements"].update(_listed_elements(listed, with_name=not template))
        version.revision += 1
        version.save(update_fields=["content", "revision"])
    listed.completed_as_id = version.item_id
    listed.save(update_fields=["completed_as"])
    entries_date([version.item_id])
    after = {"listed": str(listed.id), "source": listed.source, "source_code": listed.source_code, "template": template}
    record_now(
        Act("catalog.listed_item_completed", after=after),
        subject=Subject("item", version.item_id), actor=actor, now=now,
    )  # fmt: skip
    return version.id


def _from_template(template: str, actor: Actor, now: datetime) -> ItemVersion:
    """Return the newest version of the agency's item of that key; a draft is made where there is none."""
    if template not in reference_items():
        raise ItemNotFound("no such reference item")
    if not Item.objects.filter(agency_id=actor.own_agency, key=template).exists():
        item_draft_from_reference(key=template, actor=actor, now=now)
    return ItemVersion.objects.filter(item__agency_id=actor.own_agency, item__key=template).latest("number")


def _blank(listed: ListedItem, actor: Actor, now: datetime) -> ItemVersion:
    key = f"listed-{listed.id.hex}"
    content: dict[str, Any] = {
        "format": 1,
        "key": key,
        "sources": {"city": {"document": "本市承诺和本市服务安排", "article": "", "level": "city"}},
        "elements": {element.key: {"value": None, "check_state": "unknown"} for element in ALL_ITEM_ELEMENTS},
    }
    fill_in_agency(content, actor)
    name = listed.name[:NAME_LENGTH]
    item = Item.objects.create(id=new_id(now), agency_id=actor.own_agency, key=key, created_at=now)
    version = ItemVersion.objects.create(
        id=new_id(now), item=item, number=1, state=ItemVersion.DRAFT, name=name, content=content,
        form=blank_form(f"item-{item.id.hex}", name, ""), created_at=now,
    )  # fmt: skip
    act = Act("catalog.item_drafted", after={"key": key, "name": name, "version": 1})
    record_now(act, subject=Subject("item", item.id), actor=actor, now=now)
    return version


def _listed_elements(listed: ListedItem, *, with_name: bool) -> dict[str, dict[str, Any]]:
    known = {
        "local_impl_code": listed.source_code,
        "local_basic_code": str(listed.parts.get("basic", "")),
        **({"name": listed.name[:NAME_LENGTH], "item_type": listed.item_type} if with_name else {}),
    }
    note = f"取自目录“{listed.source}”，由本机关核定。"
    return {
        key: {"value": value, "check_state": "own_wording", "source": "city", "note": note}
        for key, value in known.items()
        if value
    }
