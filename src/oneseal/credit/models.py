"""What the credit platform said of an applicant (domain specification H.3)."""

from __future__ import annotations

from django.db import models


class CreditBreach(models.Model):
    """A promise that an applicant did not keep, until his credit is repaired (容缺受理, 告知承诺)."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    promise = models.CharField(max_length=20)
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    party_name = models.CharField(max_length=200)
    party_number_index = models.BinaryField(max_length=32)
    reason = models.TextField()
    recorded_at = models.DateTimeField()
    repaired_at = models.DateTimeField(null=True)
    repaired_by = models.UUIDField(null=True)
    repaired_because = models.TextField(blank=True)

    class Meta:
        db_table = "credit_breach"
        ordering = ["-recorded_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["case", "promise"], name="credit_one_breach_per_promise")]
        indexes = [
            models.Index(
                fields=["party_number_index"], name="credit_breach_standing", condition=models.Q(repaired_at=None)
            ),
            models.Index(fields=["agency", "-recorded_at"], name="credit_breach_of_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.party_name} {self.promise}"


class CreditAnswer(models.Model):
    """Entries of both lists for the applicant of one case: `entries` is [{list, source, reason, from_on, to_on}]."""

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, primary_key=True, related_name="+")
    entries = models.JSONField()
    checked_at = models.DateTimeField()

    class Meta:
        db_table = "credit_answer"

    def __str__(self) -> str:
        return str(self.case_id)
