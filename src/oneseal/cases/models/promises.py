from __future__ import annotations

from django.db import models


class Supplement(models.Model):
    """A material that was promised when the application was handed in and follows later (T09, T22, T23).

    `ended_at` is when its case ended without it; nobody waits for it any more.
    """

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="supplements")
    key = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    due_on = models.DateField()
    promised_at = models.DateTimeField()
    promised_by = models.UUIDField()
    arrived_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "cases_supplement"
        ordering = ["case", "due_on", "id"]
        constraints = [models.UniqueConstraint(fields=["case", "key"], name="cases_one_promise_per_material")]

    def __str__(self) -> str:
        return f"{self.name} {self.due_on}"


class PostCheck(models.Model):
    """The check after a grant on a commitment: by when, what it found (T11; 国办发〔2020〕42号)."""

    id = models.UUIDField(primary_key=True)
    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="post_check")
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    due_on = models.DateField()
    planned_at = models.DateTimeField()
    planned_by = models.UUIDField()
    checked_on = models.DateField(null=True)
    checked_at = models.DateTimeField(null=True)
    checked_by = models.UUIDField(null=True)
    checked_by_name = models.CharField(max_length=100, blank=True)
    is_kept = models.BooleanField(null=True)
    finding = models.TextField(blank=True)

    class Meta:
        db_table = "cases_post_check"
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(
                fields=["agency", "due_on", "id"], name="cases_post_check_open", condition=models.Q(checked_at=None)
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(checked_at=None) | models.Q(is_kept__isnull=False, checked_on__isnull=False),
                name="cases_post_check_with_its_finding",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.due_on}"
