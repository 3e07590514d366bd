"""Save what was filled in on the page of a draft: field by field, each against what its editor saw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from oneseal.catalog.errors import ElementUnfit
from oneseal.catalog.models import ItemVersion
from oneseal.catalog.rules.elements import ITEM_ELEMENT
from oneseal.catalog.rules.parsing import item_faults, parse_item
from oneseal.catalog.rules.saving import Filled, Said, Verdict, verdict
from oneseal.catalog.rules.version import ItemContent
from oneseal.catalog.selectors.editor import said_by
from oneseal.catalog.services.editing import (
    TYPED,
    ElementTold,
    _draft_for_update,
    _name,
    _own_words,
    element_recorded,
)
from oneseal.kernel.access import Actor
from oneseal.kernel.errors import RuleError

CITY = "city"


@dataclass(frozen=True, slots=True)
class Saving:
    """What became of the fields: `saved` by key, `taken` with what the draft says now, `refused` with the reason.

    `was_changed`: the draft is not as it was when the page was shown.
    """

    revision: int
    saved: tuple[str, ...]
    taken: Mapping[str, Said]
    refused: Mapping[str, RuleError]
    was_changed: bool

    @property
    def is_whole(self) -> bool:
        """Return whether nothing was held back."""
        return not self.taken and not self.refused


@transaction.atomic
def elements_save(*, version_id: UUID, filled: Sequence[Filled], revision: int, actor: Actor, now: datetime) -> Saving:
    """Save the fields that were changed, each that fits; one act names them with what they said before.

    Raises:
        ItemNotFound, VersionFrozen, VersionInReview.
    """
    version = _draft_for_update(version_id, actor)
    was_changed = revision != version.revision
    content = parse_item(version.content)
    judged = [(one, *_judged(one, content)) for one in filled]
    after, refused = _fitting(version, [one for one, found, _kept in judged if found is Verdict.SAVE])
    if after:
        _write(version, after, actor=actor, now=now)
    taken = {one.key: kept for one, found, kept in judged if found is Verdict.TAKEN}
    return Saving(version.revision, tuple(after), taken, refused, was_changed)


def _fitting(version: ItemVersion, told: Sequence[Filled]) -> tuple[dict[str, Any], dict[str, RuleError]]:
    """Return the elements that fit, as they are stored, and why others do not."""
    after: dict[str, Any] = {}
    refused: dict[str, RuleError] = {}
    for one in told:
        try:
            after[one.key] = _stored(version, one)
        except RuleError as problem:
            refused[one.key] = problem
    return after, refused


def _judged(one: Filled, content: ItemContent) -> tuple[Verdict, Said]:
    element = ITEM_ELEMENT.get(one.key)
    if element is None or element.type not in TYPED:
        return Verdict.SAME, Said("")
    kept = said_by(content, one.key)
    return verdict(one, kept, element), kept


def _stored(version: ItemVersion, one: Filled) -> dict[str, Any]:
    """Return an element as it is stored, tried in the whole item.

    Raises:
        ElementUnfit.
    """
    element, content = ITEM_ELEMENT[one.key], version.content
    source = one.told.source or CITY
    if source not in content["sources"]:
        raise ElementUnfit("no such source", name=element.chinese)
    text = one.told.text.replace("\r\n", "\n")
    value = _own_words(element, ElementTold(one.key, text, version.revision, source))
    tried = {**content, "elements": {**content["elements"], one.key: value}}
    if item_faults(tried):
        raise ElementUnfit("the value does not fit", name=element.chinese)
    _name(tried["elements"])
    return value


def _write(version: ItemVersion, after: dict[str, Any], *, actor: Actor, now: datetime) -> None:
    elements = version.content["elements"]
    before = {key: elements.get(key) for key in after}
    elements.update(after)
    version.revision += 1
    version.name = _name(elements)
    version.save(update_fields=["content", "revision", "name"])
    element_recorded(version, before, after, actor=actor, now=now)
