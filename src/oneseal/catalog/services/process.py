"""Change the process of a draft's examination: one transaction, the revision is checked, the act is recorded."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import datetime
from typing import Any

from django.db import transaction

from oneseal.catalog.errors import ElementUnfit
from oneseal.catalog.rules.entries import EntryTold, Raw
from oneseal.catalog.rules.parsing import PROCESS, item_faults
from oneseal.catalog.rules.process_rows import with_row, with_row_moved, without_row
from oneseal.catalog.selectors.items import reference_items
from oneseal.catalog.services.application_form import FormTold
from oneseal.catalog.services.editing import _draft_for_update
from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.foundation.writes import WriteConflict
from oneseal.kernel.access import Actor
from oneseal.kernel.process import ProcessDefinition, parse_process, process_mapping, process_sha256


def process_set(*, told: FormTold, process: ProcessDefinition | None, actor: Actor, now: datetime) -> int:
    """Bind a whole process to a draft, or none; return the new revision.

    Raises:
        ItemNotFound, VersionFrozen, WriteConflict.
    """
    raw = process_mapping(process) if process else None
    return _changed(told, lambda _content: raw, actor=actor, now=now)


def process_taken(*, told: FormTold, reference: str, actor: Actor, now: datetime) -> int:
    """Take the process of an item that ships with the program; return the new revision.

    Raises:
        ItemNotFound, VersionFrozen, ElementUnfit (that item has none), WriteConflict.
    """
    raw = reference_items().get(reference, {"item": {}})["item"].get(PROCESS)
    if raw is None:
        raise ElementUnfit("no such process ships", name="审查过程")
    return _changed(told, lambda _content: deepcopy(raw), actor=actor, now=now)


def process_row_set(*, told: FormTold, entry: EntryTold, actor: Actor, now: datetime) -> int:
    """Change one row of the table of nodes, or add one; return the new revision.

    Raises:
        ItemNotFound, VersionFrozen, EntryNotFound, EntryUnfit, WriteConflict.
    """
    return _changed(told, lambda content: with_row(content, entry), actor=actor, now=now)


def process_row_move(*, told: FormTold, place: int, up: bool, actor: Actor, now: datetime) -> int:
    """Move one row a place up or down, where nothing comes after what then stands below it; return the new revision.

    Raises:
        ItemNotFound, VersionFrozen, EntryNotFound, EntryUnfit, WriteConflict.
    """
    return _changed(told, lambda content: with_row_moved(content, place, up=up), actor=actor, now=now)


def process_row_remove(*, told: FormTold, place: int, actor: Actor, now: datetime) -> int:
    """Remove one row; what came after it then comes after what it came after. Return the new revision.

    Raises:
        ItemNotFound, VersionFrozen, EntryNotFound, WriteConflict.
    """
    return _changed(told, lambda content: without_row(content, place), actor=actor, now=now)


@transaction.atomic
def _changed(told: FormTold, change: Callable[[Raw], Raw | None], *, actor: Actor, now: datetime) -> int:
    version = _draft_for_update(told.version_id, actor)
    if version.revision != told.revision:
        raise WriteConflict("somebody else saved this item in between")
    before = version.content.get(PROCESS)
    after = change(version.content)
    content = {name: part for name, part in version.content.items() if name != PROCESS}
    version.content = content | ({PROCESS: after} if after is not None else {})
    if item_faults(version.content):
        raise ElementUnfit("the process cannot be read", name="审查过程")
    version.revision += 1
    version.save(update_fields=["content", "revision"])
    act = Act("catalog.process_set", before=_kept(before), after=_kept(after))
    record_now(act, subject=Subject("item", version.item_id), actor=actor, now=now)
    return version.revision


def _kept(raw: Raw | None) -> dict[str, Any]:
    if raw is None:
        return {"process": None}
    process = parse_process(raw)
    return {"process": [node.label for node in process.tasks], "sha256": process_sha256(process)}
