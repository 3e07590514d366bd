from __future__ import annotations

from django.db import models


class SubmissionKey(models.Model):
    """One press of one button: the key a form carries, so that a second press changes nothing.

    `told` is a digest of what its form told; empty for a press of no form.
    """

    key = models.UUIDField(primary_key=True)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=30)
    told = models.CharField(max_length=64, blank=True)
    account_id = models.UUIDField(null=True)
    used_at = models.DateTimeField()

    class Meta:
        db_table = "cases_submission_key"

    def __str__(self) -> str:
        return str(self.key)
