"""Read archives; access follows from the case."""

from __future__ import annotations

from uuid import UUID

from oneseal.archives.models import Archive


def archive_of_case(case_id: UUID) -> Archive | None:
    """Return the archive of a case, or None; the caller answers for access to the case."""
    return Archive.objects.filter(case_id=case_id).first()
