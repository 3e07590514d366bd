"""Keep how many faults the gate finds in drafts, so that a list of them reads a number instead of judging each."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction

from oneseal.catalog.models import DraftGate, ItemVersion
from oneseal.catalog.policies import can_edit
from oneseal.catalog.rules.parsing import parse_item
from oneseal.catalog.rules.publication import stops
from oneseal.catalog.selectors.gate import Ledgers, gate_faults, gate_ledgers
from oneseal.catalog.selectors.sifting import judged_by
from oneseal.catalog.selectors.terms import form_bound
from oneseal.kernel.access import Actor


@transaction.atomic
def drafts_judge(
    version_ids: Collection[UUID], *, actor: Actor, on: date, ledgers: Ledgers | None = None
) -> dict[UUID, tuple[int, int]]:
    """Judge drafts of the actor's agency and keep the counts; return (stops, warnings) by version.

    However many there are, they are read by one statement and kept by one.
    """
    if not version_ids or not can_edit(actor, actor.agency_id):
        return {}
    known = ledgers or gate_ledgers(on)
    mark = judged_by(known)
    drafts = ItemVersion.objects.filter(
        pk__in=version_ids, state=ItemVersion.DRAFT, item__agency_id=actor.own_agency
    ).order_by("id")
    rows = [_judged(row, known, mark) for row in drafts.iterator(50)]
    DraftGate.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["version"],
        update_fields=["revision", "judged_by", "stops", "warns"],
    )  # fmt: skip
    return {row.version_id: (row.stops, row.warns) for row in rows}


def _judged(version: ItemVersion, ledgers: Ledgers, mark: str) -> DraftGate:
    faults = gate_faults(parse_item(version.content), form_bound(version.form).definition, ledgers=ledgers)
    stopping = len(stops(faults))
    return DraftGate(
        version_id=version.id, revision=version.revision, judged_by=mark, stops=stopping, warns=len(faults) - stopping
    )
