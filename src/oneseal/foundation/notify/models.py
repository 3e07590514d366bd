"""Messages to people: what was said to whom by which way, and what became of it."""

from __future__ import annotations

from django.db import models


class Message(models.Model):
    """One message; the address is encrypted, `masked` is what staff may read of it."""

    id = models.UUIDField(primary_key=True)
    channel = models.CharField(max_length=10)
    address = models.BinaryField()
    masked = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=30)
    subject_id = models.UUIDField()
    title = models.CharField(max_length=100)
    text = models.TextField()
    state = models.CharField(max_length=10)
    tries = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=40, blank=True)
    reference = models.CharField(max_length=80, blank=True)
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "notify_message"
        ordering = ["written_at", "id"]
        indexes = [models.Index(fields=["subject_id", "written_at"], name="notify_message_subject")]

    def __str__(self) -> str:
        return f"{self.channel} {self.state}"
