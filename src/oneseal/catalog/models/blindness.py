"""Which topics may be approved in blind mode."""

from __future__ import annotations

from django.db import models


class BlindTopics(models.Model):
    """One choice of the topics whose items may be approved in blind mode; the newest holds, older ones are kept."""

    id = models.UUIDField(primary_key=True)
    version = models.PositiveIntegerField(unique=True)
    topics = models.JSONField()
    reason = models.CharField(max_length=200)
    chosen_at = models.DateTimeField()
    chosen_by = models.CharField(max_length=100)

    class Meta:
        db_table = "catalog_blind_topics"
        ordering = ["-version"]

    def __str__(self) -> str:
        return f"{self.version} {self.topics}"
