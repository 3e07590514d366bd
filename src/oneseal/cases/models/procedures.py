from __future__ import annotations

from django.db import models


class Procedure(models.Model):
    """A procedure of a case: what was planned, who takes part and who answers for it, by when, what came out.

    Special procedures (APL 45), site surveys, publicity and meetings; `target_on` is its own target day (A66).
    `outcome` is "case_ended" where its case ended before it did; then no words
    say its result, and `result_on` is the day on which it stopped to stop a clock.
    """

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="procedures")
    kind = models.CharField(max_length=30)
    name = models.CharField(max_length=100)
    stops_statutory = models.BooleanField()
    planned_days = models.PositiveSmallIntegerField()
    held_on = models.DateField(null=True)
    people = models.JSONField(default=list)
    purpose = models.TextField(blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)
    result_on = models.DateField(null=True)
    result = models.TextField(blank=True)
    target_on = models.DateField(null=True)
    responsible_id = models.UUIDField(null=True)
    responsible_name = models.CharField(max_length=100, blank=True, default="", db_default="")
    reminded_at = models.DateTimeField(null=True)
    place = models.CharField(max_length=200, blank=True, default="", db_default="")
    units = models.JSONField(null=True)
    until_on = models.DateField(null=True)
    standard = models.CharField(max_length=500, blank=True, default="", db_default="")
    verdict = models.CharField(max_length=10, blank=True, default="", db_default="")
    is_public = models.BooleanField(default=False, db_default=False)
    outcome = models.CharField(max_length=20, blank=True, default="", db_default="")

    class Meta:
        db_table = "cases_procedure"
        ordering = ["opened_at", "id"]
        indexes = [
            models.Index(fields=["case", "opened_at"], name="cases_procedure_of_case"),
            models.Index(
                fields=["target_on", "id"], name="cases_procedure_open", condition=models.Q(closed_at__isnull=True)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True)
                | models.Q(result_on__isnull=False)
                | models.Q(outcome="case_ended"),
                name="cases_procedure_closed_with_result",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.case_id}"
