"""What every proof of the records found; appended, never edited once it has ended."""

from __future__ import annotations

from django.db import models


class Run(models.Model):
    """One proof of the records: who asked for it, when it began and ended, how much it looked at."""

    id = models.UUIDField(primary_key=True)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=100)
    since = models.DateField(null=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    doing = models.CharField(max_length=60, blank=True)
    steps = models.PositiveSmallIntegerField(default=0)
    checked = models.JSONField(default=dict)
    found = models.JSONField(default=dict)
    notes = models.JSONField(default=list)
    findings = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "proof_run"
        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(fields=["-asked_at", "-id"], name="proof_run_newest")]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d %H:%M} {self.findings}"


class FindingRow(models.Model):
    """One thing that was not as it must be."""

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="rows")
    proof = models.CharField(max_length=60)
    code = models.CharField(max_length=60)
    subject = models.CharField(max_length=200)
    expected = models.TextField(blank=True)
    found = models.TextField(blank=True)

    class Meta:
        db_table = "proof_finding"
        ordering = ["id"]
        indexes = [models.Index(fields=["run", "id"], name="proof_finding_of_run")]

    def __str__(self) -> str:
        return f"{self.code} {self.subject}"
