from __future__ import annotations

from django.db import models


class SubmissionKey(models.Model):
    """One press of one button: the key a form carries, so that a second press changes nothing."""

    key = models.UUIDField(primary_key=True)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=30)
    account_id = models.UUIDField(null=True)
    used_at = models.DateTimeField()

    class Meta:
        db_table = "cases_submission_key"

    def __str__(self) -> str:
        return str(self.key)
