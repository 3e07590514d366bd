"""Bytes, named by what they are."""

from django.db import models


class StoredFile(models.Model):
    """One content-addressed file; the rooms that own it decide who may read it."""

    sha256 = models.CharField(primary_key=True, max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    stored_at = models.DateTimeField()

    class Meta:
        db_table = "files_stored"

    def __str__(self) -> str:
        return self.sha256[:12]
