"""Papers that were made before acts told of their bytes get an act of what is kept of them now.

What was exchanged before this day cannot be told from what was not; what is exchanged from now on can.
"""

from uuid import UUID

from django.db import migrations, transaction

from oneseal.foundation.audit.chain import GENESIS, digest_of
from oneseal.foundation.timekeeping import now
from oneseal.kernel.ids import new_id

BATCH = 2000


def take_up(apps, schema_editor):
    """Write the first act of every paper that has bytes and no act, a batch at a time; begun again, it goes on."""
    Paper, after = apps.get_model("papers", "Paper"), UUID(int=0)
    waiting = Paper.objects.filter(sha256__isnull=False, audit_sequence=0).order_by("id")
    while rows := list(waiting.filter(id__gt=after).only("id", "number", "sha256", "size")[:BATCH]):
        with transaction.atomic(using=schema_editor.connection.alias):
            _acts_written(apps.get_model("audit", "Entry"), rows, now())
            Paper.objects.bulk_update(rows, ["audit_sequence", "audit_head"], batch_size=500)
        after = rows[-1].id


def _acts_written(Entry, papers, at):
    acts = []
    for paper in papers:
        row = {
            "chain": f"paper:{paper.id}", "sequence": 1, "occurred_at": at, "verb": "papers.taken_up",
            "subject_kind": "paper", "subject_id": paper.id, "actor_kind": "system", "actor_id": None,
            "actor_name": "升级", "post_title": "", "agency_id": None, "address": "", "basis": "", "before": {},
            "after": {"number": paper.number, "sha256": paper.sha256, "size": paper.size},
        }
        digest = digest_of(row, GENESIS)
        acts.append(Entry(id=new_id(at), **row, previous=GENESIS, digest=digest))
        paper.audit_sequence, paper.audit_head = 1, digest
    Entry.objects.bulk_create(acts)


def leave(apps, schema_editor):
    """Leave the acts: they are appended, never deleted, and an older version does not read them."""


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("papers", "0004_add_audit_head"), ("audit", "0003_mark_ends")]
    operations = [migrations.RunPython(take_up, leave, elidable=False)]
