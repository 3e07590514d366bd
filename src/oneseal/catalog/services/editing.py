"""Bring an item into the catalogue as a draft, and fill in what is the city's to say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from oneseal.catalog.errors import (
    AlreadyInCatalogue,
    ElementUnfit,
    ElementUnknown,
    ItemNotFound,
    VersionFrozen,
    VersionInReview,
)
from oneseal.catalog.models import Item, ItemVersion
from oneseal.catalog.policies import can_edit
from oneseal.catalog.rules.elements import ITEM_ELEMENT, Element, ElementType
from oneseal.catalog.rules.parsing import ItemUnreadable, item_faults, parse_item
from oneseal.catalog.rules.reviewing import Stage
from oneseal.catalog.selectors.items import reference_items
from oneseal.catalog.selectors.reviewing import stage_of
from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.foundation.writes import WriteConflict
from oneseal.identity.policies import require
from oneseal.identity.selectors import agency_by_id
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id

SIMPLE = frozenset({ElementType.TEXT, ElementType.CODE, ElementType.INTEGER, ElementType.FLAG, ElementType.DATE})
# GB/T 39554.2-2020: the name of an item has up to 1000 characters.
NAME_AT_MOST = 1000
TYPED = SIMPLE | {ElementType.CONTACTS, ElementType.TEXTS, ElementType.CODES}


@transaction.atomic
def item_draft_from_reference(*, key: str, actor: Actor, now: datetime) -> UUID:
    """Start a draft from an item that ships with the program; return the version's id.

    What only the agency can say (its name, codes, address, hours) is filled in where it is known.

    Raises:
        ItemNotFound, AlreadyInCatalogue, NotAllowed.
    """
    require(allowed=can_edit(actor, actor.agency_id))
    source = reference_items().get(key)
    if source is None or actor.agency_id is None:
        raise ItemNotFound("no such reference item")
    content = deepcopy(source["item"])
    name = content["elements"]["name"]["value"]
    if Item.objects.filter(agency_id=actor.agency_id, key=key).exists():
        raise AlreadyInCatalogue("the agency has this item", name=name)
    fill_in_agency(content, actor)
    item = Item.objects.create(id=new_id(now), agency_id=actor.agency_id, key=key, created_at=now)
    version = ItemVersion.objects.create(
        id=new_id(now), item=item, number=1, state=ItemVersion.DRAFT, name=name, content=content,
        form=source["form"], created_at=now,
    )  # fmt: skip
    act = Act("catalog.item_drafted", after={"key": key, "name": name, "version": 1})
    record_now(act, subject=Subject("item", item.id), actor=actor, now=now)
    return version.id


def fill_in_agency(content: dict[str, Any], actor: Actor) -> None:
    """Put into a content what is known of the actor's agency."""
    if actor.agency_id is not None:
        agency_filled_in(content, actor.agency_id)


def agency_filled_in(content: dict[str, Any], agency_id: UUID) -> None:
    """Put into a content what is known of an agency."""
    agency = agency_by_id(agency_id)
    known = {
        "impl_body": agency.name,
        "impl_body_uscc": agency.uscc,
        "impl_body_nature": "1",
        "exercise_level": agency.exercise_level,
        "station_place": agency.address,
        "station_hours": agency.opening_hours,
    }
    for key, value in known.items():
        if value:
            content["elements"][key] = {
                "value": value,
                "check_state": "own_wording",
                "source": "city",
                "note": "由本机关填写",
            }


@dataclass(frozen=True, slots=True)
class ElementTold:
    """What an editor typed for one element, and the source it rests on; an empty text means unknown."""

    key: str
    text: str
    revision: int
    source: str = "city"


CONTACT_WAYS = frozenset({"窗口", "电话", "网络", "信件", "邮件"})


def _contact(line: str) -> dict[str, str]:
    """Return a contact from a line such as 窗口：一楼1号窗口; a line without a way is a telephone number."""
    way, mark, detail = line.replace(":", "：", 1).partition("：")
    known = bool(mark) and way.strip() in CONTACT_WAYS
    return {
        "way": way.strip() if known else "电话",
        "detail": detail.strip() if known else line,
        "check_state": "own_wording",
        "source": "city",
        "note": "由本机关填写",
    }


def _value(element: Element, text: str) -> Any:  # noqa: ANN401 - the shapes of elements differ
    try:
        if element.type is ElementType.INTEGER:
            return int(text)
    except ValueError as problem:
        raise ElementUnfit("not a whole number", name=element.chinese) from problem
    if element.type is ElementType.FLAG:
        return text in {"1", "true", "是", "on"}
    if element.type is ElementType.CONTACTS:
        return [_contact(line.strip()) for line in text.splitlines() if line.strip()]
    if element.type in {ElementType.TEXTS, ElementType.CODES}:
        return [line.strip() for line in text.splitlines() if line.strip()]
    return text


def element_set(*, version_id: UUID, told: ElementTold, actor: Actor, now: datetime) -> int:
    """Set one element of a draft in the agency's own words; return the new revision.

    Raises:
        ItemNotFound, VersionFrozen, ElementUnknown, ElementUnfit, WriteConflict.
    """
    return elements_set(version_id=version_id, told=[told], actor=actor, now=now)


@transaction.atomic
def elements_set(*, version_id: UUID, told: Sequence[ElementTold], actor: Actor, now: datetime) -> int:
    """Set several elements of a draft, all of them or none; return the new revision. The whole item is read once.

    Raises:
        ItemNotFound, VersionFrozen, ElementUnknown, ElementUnfit, WriteConflict.
    """
    version = _draft_for_update(version_id, actor)
    elements = version.content["elements"]
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    names: list[str] = []
    for one in told:
        if version.revision != one.revision:
            raise WriteConflict("somebody else saved this item in between")
        element = ITEM_ELEMENT.get(one.key)
        if element is None or element.type not in TYPED:
            raise ElementUnknown("not an element a city fills in here", key=one.key)
        if one.source not in version.content["sources"]:
            raise ElementUnfit("no such source", name=element.chinese)
        before[one.key], after[one.key] = elements.get(one.key), _own_words(element, one)
        names.append(element.chinese)
    elements.update(after)
    if item_faults(version.content):
        raise ElementUnfit("the value does not fit", name="、".join(names))
    version.revision += 1
    version.name = _name(elements)
    version.save(update_fields=["content", "revision", "name"])
    element_recorded(version, before, after, actor=actor, now=now)
    return version.revision


def _name(elements: Mapping[str, Any]) -> str:
    """Return the name of a draft, which lists show: it is never empty, and no longer than the standard allows.

    Raises:
        ElementUnfit.
    """
    name = str((elements.get("name") or {}).get("value") or "").strip()
    if not name or len(name) > NAME_AT_MOST:
        raise ElementUnfit("a name of 1 to 1000 characters", name=ITEM_ELEMENT["name"].chinese)
    return name


def _own_words(element: Element, told: ElementTold) -> dict[str, Any]:
    if not (text := told.text.strip()):
        return {"value": None, "check_state": "unknown"}
    return {
        "value": _value(element, text),
        "check_state": "own_wording",
        "source": told.source,
        "note": "由本机关填写",
    }


def draft_rewritten(version: ItemVersion, content: dict[str, Any], form: dict[str, Any]) -> None:
    """Write the whole content and form of a draft that is locked.

    Raises:
        ElementUnfit: it would bear no name.
    """
    version.content, version.form, version.name = content, form, _name(content["elements"])
    version.revision += 1
    version.save(update_fields=["content", "form", "name", "revision"])


def element_recorded(
    version: ItemVersion, before: dict[str, Any], after: dict[str, Any], *, actor: Actor, now: datetime
) -> None:
    """Record that an element of a draft was set, whole or entry by entry."""
    act = Act("catalog.element_set", before=before, after=after)
    record_now(act, subject=Subject("item", version.item_id), actor=actor, now=now)


def _draft_for_update(version_id: UUID, actor: Actor) -> ItemVersion:
    version = _draft_locked(version_id, actor)
    if stage_of(version_id) is not Stage.DRAFT:
        raise VersionInReview("handed in for review")
    return version


def _draft_locked(version_id: UUID, actor: Actor) -> ItemVersion:
    """Lock a draft, under review or not."""
    version = ItemVersion.objects.select_for_update(of=("self",)).select_related("item").filter(pk=version_id).first()
    if version is None or not can_edit(actor, version.item.agency_id):
        raise ItemNotFound("no such version")
    if version.state != ItemVersion.DRAFT:
        raise VersionFrozen("published versions never change")
    return version


@transaction.atomic
def item_revise(*, item_id: UUID, actor: Actor, now: datetime) -> UUID:
    """Start a new draft from the newest version of an item, or return the draft there is."""
    newest = (
        ItemVersion.objects.select_for_update(of=("self",))
        .select_related("item")
        .filter(item_id=item_id)
        .order_by("-number")
        .first()
    )
    if newest is None or not can_edit(actor, newest.item.agency_id):
        raise ItemNotFound("no such item")
    if newest.state == ItemVersion.DRAFT:
        return newest.id
    draft = ItemVersion.objects.create(
        id=new_id(now), item_id=item_id, number=newest.number + 1, state=ItemVersion.DRAFT, name=newest.name,
        content=newest.content, form=newest.form, created_at=now,
    )  # fmt: skip
    act = Act("catalog.item_revised", after={"version": draft.number})
    record_now(act, subject=Subject("item", item_id), actor=actor, now=now)
    return draft.id


__all__ = [
    "ElementTold",
    "ItemUnreadable",
    "element_set",
    "elements_set",
    "item_draft_from_reference",
    "item_revise",
    "parse_item",
]
