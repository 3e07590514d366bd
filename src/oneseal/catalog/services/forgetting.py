"""Forget what nobody confirmed: previews of bulk edits and looks at imports, in batches; nothing that was written.

An edit or a run is deleted with its rows in one statement. Who confirms one meanwhile holds its row, which is passed
over; who comes later does not find it. What was confirmed once, applied, taken back or broke off stays for ever.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import connection, transaction

from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id

JOB: Final = "catalog.forget_previews"
BATCH: Final = 20  # an edit has up to 5000 rows
_EDITS: Final = """
WITH old AS (
    SELECT edit.id FROM catalog_bulk_edit edit
    WHERE edit.state IN ('looking', 'previewed') AND edit.confirmed_at IS NULL
      AND coalesce(edit.finished_at, edit.started_at) < %s
      AND NOT EXISTS (
        SELECT FROM catalog_bulk_edit_item item WHERE item.bulk_edit_id = edit.id AND item.draft_id IS NOT NULL
      )
    ORDER BY edit.id LIMIT %s FOR UPDATE OF edit SKIP LOCKED
), gone AS (DELETE FROM catalog_bulk_edit_item item USING old WHERE item.bulk_edit_id = old.id)
DELETE FROM catalog_bulk_edit edit USING old WHERE edit.id = old.id RETURNING edit.id
"""
_RUNS: Final = """
WITH old AS (
    SELECT run.id FROM catalog_listing_run run
    WHERE run.state IN ('waiting', 'looked_at') AND run.started_at < %s
      AND NOT EXISTS (
        SELECT FROM catalog_brought_item item
        WHERE item.run_id = run.id AND (item.outcome <> '' OR item.drafted_id IS NOT NULL)
      )
    ORDER BY run.id LIMIT %s FOR UPDATE OF run SKIP LOCKED
), gone AS (DELETE FROM catalog_brought_item item USING old WHERE item.run_id = old.id)
DELETE FROM catalog_listing_run run USING old WHERE run.id = old.id RETURNING run.id
"""


def previews_forget(*, before: datetime, now: datetime, limit: int = BATCH) -> int:
    """Delete what was looked at before an instant and never confirmed; return how many edits and imports.

    Each batch of `limit` is a transaction with an act that names what went; a worker killed goes on the next night.
    """
    told = (("bulk_edits", _EDITS), ("imports", _RUNS))
    return sum(_forgotten(name, statement, before=before, now=now, limit=limit) for name, statement in told)


def _forgotten(name: str, statement: str, *, before: datetime, now: datetime, limit: int) -> int:
    whole = 0
    while True:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(statement, [before, limit])
                gone = [str(row_id) for (row_id,) in cursor.fetchall()]
            if gone:
                act = Act("catalog.previews_forgotten", after={name: gone, "before": before.isoformat()})
                subject = Subject("forgetting", new_id(now))
                record_now(act, subject=subject, actor=Actor.system("清除没有确认的预览"), now=now)
        whole += len(gone)
        if len(gone) < limit:
            return whole
