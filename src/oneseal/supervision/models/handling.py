"""What was done with findings, the terms and points in force, and how the sweep of answers fared."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class FindingStep(models.Model):
    """One act on a finding, as it was done; steps are appended, never changed (domain specification F.2).

    `due_on` is until when the unit answers after it, `appeal_until` until when it may appeal; both None where the act
    gives no such day. `days` is the term they rest on, in working days.
    """

    id = models.UUIDField(primary_key=True)
    finding = models.ForeignKey(
        "supervision.Finding", on_delete=models.PROTECT, related_name="steps", db_index=False
    )  # fmt: skip
    place = models.PositiveSmallIntegerField()
    act = models.CharField(max_length=20)
    before = models.CharField(max_length=20)
    after = models.CharField(max_length=20)
    words = models.TextField(blank=True)
    done_at = models.DateTimeField()
    account_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=100)
    post_title = models.CharField(max_length=100, blank=True)
    agency_id = models.UUIDField(null=True)
    paper_id = models.UUIDField(null=True)
    days = models.PositiveSmallIntegerField(null=True)
    due_on = models.DateField(null=True)
    appeal_until = models.DateField(null=True)

    class Meta:
        db_table = "supervision_step"
        ordering = ["finding", "place"]
        constraints = [models.UniqueConstraint(fields=["finding", "place"], name="supervision_one_step_at_a_place")]
        # Statistics ask for the answers of a period.
        indexes = [models.Index(fields=["done_at", "act"], name="supervision_steps_by_time")]

    def __str__(self) -> str:
        return f"{self.finding_id} {self.place} {self.act}"


class StepProof(models.Model):
    """A file that shows a rectification: its name as it was given, its bytes by their digest."""

    id = models.UUIDField(primary_key=True)
    step = models.ForeignKey(FindingStep, on_delete=models.PROTECT, related_name="proofs")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=60)
    size = models.PositiveBigIntegerField()

    class Meta:
        db_table = "supervision_proof"
        ordering = ["step", "id"]

    def __str__(self) -> str:
        return self.name


class AnswerWarning(models.Model):
    """That whoever can still answer was warned before the last day of one answer, once."""

    id = models.UUIDField(primary_key=True)
    finding = models.ForeignKey(
        "supervision.Finding", on_delete=models.PROTECT, related_name="warnings", db_index=False
    )  # fmt: skip
    due_on = models.DateField()
    told_at = models.DateTimeField()
    accounts = ArrayField(models.UUIDField())

    class Meta:
        db_table = "supervision_warning"
        ordering = ["finding", "due_on"]
        constraints = [models.UniqueConstraint(fields=["finding", "due_on"], name="supervision_warned_once")]

    def __str__(self) -> str:
        return f"{self.finding_id} {self.due_on}"


class TariffVersion(models.Model):
    """Terms and points as the city sets them; the newest version holds, every one is kept (F.2: all are data)."""

    id = models.UUIDField(primary_key=True)
    version = models.PositiveIntegerField(unique=True)
    values = models.JSONField()
    reason = models.CharField(max_length=500)
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    maker = models.CharField(max_length=200)

    class Meta:
        db_table = "supervision_tariff"
        ordering = ["-version"]

    def __str__(self) -> str:
        return str(self.version)


class Sweep(models.Model):
    """When the answers owed by one agency were last looked through, and why that failed, if it did."""

    agency = models.OneToOneField("identity.Agency", on_delete=models.PROTECT, primary_key=True, related_name="+")
    ran_at = models.DateTimeField()
    failed_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "supervision_sweep"
        ordering = ["agency"]

    def __str__(self) -> str:
        return str(self.agency_id)
