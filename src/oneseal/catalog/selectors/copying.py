"""What copying from another item would change in a version, side by side, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from oneseal.catalog.errors import ItemNotFound
from oneseal.catalog.models import ItemVersion
from oneseal.catalog.policies import can_edit
from oneseal.catalog.rules.copying import copy_note, groups_open, with_copied
from oneseal.catalog.rules.differing import FORM, PartPair, VersionRaw
from oneseal.catalog.rules.parsing import PROCESS
from oneseal.catalog.rules.patches import parts_between, parts_shown, sources_of
from oneseal.catalog.selectors.history import raw_of
from oneseal.catalog.selectors.similar import CopySource
from oneseal.kernel.access import Actor


@dataclass(frozen=True, slots=True)
class CopyGroup:
    """One group of elements that can be copied: how many of them the source knows, and whether it is chosen."""

    key: str
    known: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class CopyPreview:
    """A version beside what copying would make of it; `makes_draft`: the version is published, a draft is made."""

    version_id: UUID
    name: str
    revision: int
    makes_draft: bool
    groups: tuple[CopyGroup, ...]
    parts: tuple[PartPair, ...]


def copy_preview(version_id: UUID, *, source: CopySource, groups: Sequence[str], actor: Actor) -> CopyPreview:
    """Return what copying groups of a source would change.

    Raises:
        ItemNotFound: no such version, or another agency's.
    """
    version = version_copied_into(version_id, actor=actor)
    before, open_groups = raw_of(version), groups_open(is_own=source.whose == "own")
    chosen = [group for group in groups if group in open_groups]
    after = with_copied(before, source.raw, chosen, note=copy_note(source.name, source.department))
    old, new = parts_between(before, after)
    cited = {**sources_of(before, old), **sources_of(after, new)}
    return CopyPreview(
        version.id, version.name, version.revision, version.state != ItemVersion.DRAFT,
        tuple(CopyGroup(key, _known(source.raw, key, keys), key in chosen) for key, keys in open_groups.items()),
        parts_shown(old, new, cited) if new else (),
    )  # fmt: skip


def version_copied_into(version_id: UUID, *, actor: Actor) -> ItemVersion:
    """Return the newest version of the item that a version is of: its draft where there is one.

    Raises:
        ItemNotFound: no such version, or another agency's.
    """
    newest = ItemVersion.objects.select_related("item").filter(item__versions__id=version_id).order_by("-number")
    version = newest.first()
    if version is None or not can_edit(actor, version.item.agency_id):
        raise ItemNotFound("no such version")
    return version


def _known(raw: VersionRaw, group: str, keys: Sequence[str]) -> int:
    """Return how many elements of a group a source knows; the form and the process count as one."""
    if group == FORM:
        return int(bool(raw.form))
    if group == PROCESS:
        return int(bool(raw.content.get(PROCESS)))
    elements = raw.content["elements"]
    return sum((elements.get(key) or {}).get("value") is not None for key in keys)
