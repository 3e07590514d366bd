"""Read the rows of cases one after the other, in the order of their ids."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final
from uuid import UUID

from oneseal.cases.models import Case, Procedure, Suspension
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.selectors.facts import COLUMNS, facts_of
from oneseal.cases.services.suspending import SUSPENDED
from oneseal.foundation.audit.chain import Head
from oneseal.foundation.audit.selectors import subjects_since
from oneseal.foundation.proof.ports import Tally
from oneseal.foundation.timekeeping import beijing_date

KIND = "case"
NONE: Final = "—"
SHOWN: Final = 12  # so many signs of a digest tell one from another


def shown(sha256: str | None) -> str:
    """Return a digest as a finding tells it."""
    return sha256[:SHOWN] if sha256 else NONE


def cases_streamed(since: date | None, tally: Tally) -> Iterator[CaseFacts]:
    """Yield every case, or those on which anything was done since a day, and count them."""
    rows = Case.objects.order_by("id")
    if since is not None:
        rows = rows.filter(pk__in=subjects_since(since))
    for row in rows.values(*COLUMNS).iterator(chunk_size=2000):
        tally.checked += 1
        yield facts_of(row)


def heads_streamed(since: date | None) -> Iterator[tuple[UUID, Head]]:
    """Yield the head of every case's chain."""
    rows = Case.objects.order_by("id")
    if since is not None:
        rows = rows.filter(pk__in=subjects_since(since))
    for case_id, sequence, head in rows.values_list("id", "audit_sequence", "audit_head").iterator(chunk_size=5000):
        yield case_id, Head(sequence, bytes(head))


def procedures_streamed(since: date | None) -> Iterator[tuple[UUID, tuple[str, str, bool, date | None]]]:
    """Yield the procedures of every case as a pause tells of them: row, kind, whether it stops the law's clock, end."""
    rows = Procedure.objects.order_by("case_id", "opened_at", "id")
    if since is not None:
        rows = rows.filter(case_id__in=subjects_since(since))
    columns = ("case_id", "id", "kind", "stops_statutory", "result_on")
    for case_id, procedure_id, *rest in rows.values_list(*columns).iterator(chunk_size=2000):
        yield case_id, (str(procedure_id), *rest)


def suspensions_streamed(since: date | None) -> Iterator[tuple[UUID, tuple[str, str, bool, date | None]]]:
    """Yield the suspensions of every case as a pause tells of them: row, cause, whether the law's clock stops, end."""
    rows = Suspension.objects.order_by("case_id", "suspended_at", "id")
    if since is not None:
        rows = rows.filter(case_id__in=subjects_since(since))
    columns = ("case_id", "id", "ground", "stops_statutory", "resumed_at")
    for case_id, row_id, ground, stops, resumed_at in rows.values_list(*columns).iterator(chunk_size=2000):
        end = beijing_date(resumed_at) if resumed_at else None
        yield case_id, (str(row_id), f"{SUSPENDED}:{ground}", stops, end)
