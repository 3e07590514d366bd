"""What the credit platform said of an applicant (domain specification H.3)."""

from __future__ import annotations

from django.db import models


class CreditAnswer(models.Model):
    """Entries of both lists for the applicant of one case: `entries` is [{list, source, reason, from_on, to_on}]."""

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, primary_key=True, related_name="+")
    entries = models.JSONField()
    checked_at = models.DateTimeField()

    class Meta:
        db_table = "credit_answer"

    def __str__(self) -> str:
        return str(self.case_id)
