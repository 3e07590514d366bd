"""Closed case files as electronic archives (R716 12; GB/T 42727-2023)."""

from django.db import models


class Archive(models.Model):
    """The frozen list of everything a case consists of, each part with its SHA-256."""

    case_id = models.UUIDField(primary_key=True)
    agency_id = models.UUIDField()
    manifest = models.JSONField()
    manifest_sha256 = models.CharField(max_length=64)
    catalogue_paper_id = models.UUIDField()
    archived_at = models.DateTimeField()
    archived_by = models.UUIDField()

    class Meta:
        db_table = "archives_archive"
        ordering = ["-archived_at"]

    def __str__(self) -> str:
        return str(self.case_id)
