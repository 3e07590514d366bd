"""Who looked at whose data, when and why; appended, never changed."""

from __future__ import annotations

from django.db import models


class Reading(models.Model):
    """One look of a member of staff at somebody's data (PIPL 45, 51; R716 14: data is used for its purpose)."""

    id = models.UUIDField(primary_key=True)
    read_at = models.DateTimeField()
    actor_id = models.UUIDField()
    actor_name = models.CharField(max_length=100)
    post_title = models.CharField(max_length=100)
    agency_id = models.UUIDField()
    party_id = models.UUIDField()
    kind = models.CharField(max_length=20)
    subject_id = models.UUIDField()
    purpose = models.CharField(max_length=200)

    class Meta:
        db_table = "readlog_reading"
        indexes = [
            models.Index(fields=["party_id", "-id"], name="readlog_of_party"),
            models.Index(fields=["agency_id", "-id"], name="readlog_of_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id}"
