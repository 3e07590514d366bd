"""To which process the examination of a case was migrated, and when; most cases never are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Final
from uuid import UUID

from oneseal.cases.models import ProcessBinding
from oneseal.foundation.audit.selectors import subjects_since


@dataclass(frozen=True, slots=True)
class Binding:
    """One migration of one case: from the process of a version to that of another, each with its digest.

    A digest is empty for a version without a process.
    """

    case_id: UUID
    migration_id: UUID
    from_version_id: UUID
    from_sha256: str
    to_version_id: UUID
    to_sha256: str
    bound_at: datetime


_COLUMNS: Final = tuple(field.name for field in fields(Binding))


def bindings_of(case_id: UUID) -> list[Binding]:
    """Return the migrations of a case, oldest first; the caller answers for access to the case."""
    return bindings_of_many([case_id]).get(case_id, [])


def bindings_of_many(case_ids: Iterable[UUID]) -> dict[UUID, list[Binding]]:
    """Return the migrations of many cases, oldest first; the caller answers for access to them."""
    found: dict[UUID, list[Binding]] = {}
    rows = ProcessBinding.objects.filter(case_id__in=list(case_ids)).order_by("bound_at", "id")
    for row in rows.values_list(*_COLUMNS):
        binding = Binding(*row)
        found.setdefault(binding.case_id, []).append(binding)
    return found


def bindings_streamed(since: date | None) -> Iterator[tuple[UUID, Binding]]:
    """Yield the migrations of every case, case by case in the order of their ids; for proofs."""
    rows = ProcessBinding.objects.order_by("case_id", "bound_at", "id")
    if since is not None:
        rows = rows.filter(case_id__in=subjects_since(since))
    for row in rows.values_list(*_COLUMNS).iterator(chunk_size=2000):
        yield row[0], Binding(*row)
