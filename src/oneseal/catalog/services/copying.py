"""Copy parts of another item into an item, kept and taken back like a bulk edit of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from oneseal.catalog.errors import BulkEditEmpty, ElementUnfit, VersionInReview
from oneseal.catalog.models import BulkEdit, ItemVersion
from oneseal.catalog.rules.bulk import Kind, Told
from oneseal.catalog.rules.copying import copy_note, groups_open, with_copied
from oneseal.catalog.rules.parsing import item_faults
from oneseal.catalog.rules.patches import parts_between
from oneseal.catalog.rules.reviewing import Stage
from oneseal.catalog.selectors.copying import version_copied_into
from oneseal.catalog.selectors.gate import gate_ledgers
from oneseal.catalog.selectors.history import raw_of
from oneseal.catalog.selectors.reviewing import stage_of
from oneseal.catalog.selectors.similar import copy_source
from oneseal.catalog.services.bulk_editing import SUBJECT, bulk_edit_kept, row_of
from oneseal.catalog.services.bulk_rows import row_apply, row_planned
from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import WriteConflict
from oneseal.kernel.access import Actor


@dataclass(frozen=True, slots=True)
class CopyTold:
    """Into which version, as it was looked at, which groups of which item are copied."""

    version_id: UUID
    revision: int
    origin: str
    groups: Sequence[str]


@transaction.atomic
def item_copy(*, told: CopyTold, actor: Actor, now: datetime) -> UUID:
    """Copy groups of another item into a version's draft, which is made where there is none; return the edit's id.

    Raises:
        ItemNotFound, VersionInReview, BulkEditEmpty (nothing would change), ElementUnfit, WriteConflict.
    """
    version = version_copied_into(told.version_id, actor=actor)
    if version.state == ItemVersion.DRAFT and stage_of(version.id) is not Stage.DRAFT:
        raise VersionInReview("handed in for review")
    if version.revision != told.revision:
        raise WriteConflict("somebody else saved this item in between")
    source = copy_source(told.origin, actor=actor, on=beijing_date(now))
    groups = [group for group in told.groups if group in groups_open(is_own=source.whose == "own")]
    before = raw_of(version)
    after = with_copied(before, source.raw, groups, note=copy_note(source.name, source.department))
    if not parts_between(before, after)[1]:
        raise BulkEditEmpty("nothing would change")
    if item_faults(after.content):
        raise ElementUnfit("what was copied does not fit", name=source.name)
    fields = {"origin": told.origin, "name": source.name, "department": source.department, "groups": " ".join(groups)}
    edit = bulk_edit_kept(Told(Kind.COPY, (), fields), sifted={}, actor=actor, now=now)
    row = row_of(edit, version, 0, now=now)
    row_planned(row, before, after, ledgers=gate_ledgers(beijing_date(now)))
    row.save(force_insert=True)
    record_now(Act("catalog.item_copied", after=fields), subject=Subject(SUBJECT, edit.id), actor=actor, now=now)
    if not row_apply(row.id, edit, actor=actor, now=now):
        raise WriteConflict("somebody else changed this item in between")
    BulkEdit.objects.filter(pk=edit.id).update(state=BulkEdit.APPLIED, confirmed_at=now, finished_at=now)
    return edit.id
