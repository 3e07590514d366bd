"""Every question to an outside system: who asked, why, and how it was answered; never the personal data itself."""

from __future__ import annotations

from django.db import models


class OutsideCall(models.Model):
    """One call, append-only; `outcome` is a value of `Outcome`, `purpose` names the case or act it served."""

    id = models.UUIDField(primary_key=True)
    system = models.CharField(max_length=30)
    purpose = models.CharField(max_length=100)
    subject_kind = models.CharField(max_length=30)
    subject_id = models.UUIDField()
    outcome = models.CharField(max_length=20)
    milliseconds = models.PositiveIntegerField()
    called_at = models.DateTimeField()

    class Meta:
        db_table = "outside_call"
        indexes = [
            models.Index(fields=["system", "-called_at"], name="outside_call_latest"),
            models.Index(fields=["subject_id", "-called_at"], name="outside_call_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.system} {self.outcome}"
