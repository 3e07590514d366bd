"""What became of each case that was open when an adjustment of the list took effect."""

from __future__ import annotations

from django.db import models

from oneseal.cases.models.cases import Case


class FollowedCase(models.Model):
    """One open case of an adjusted item: ended, handed over, or left with the body that accepted it, and why.

    "failed" with the code of what was wrong: it is tried again, and then holds what became of it.
    """

    id = models.UUIDField(primary_key=True)
    adjustment = models.ForeignKey("catalog.Adjustment", on_delete=models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=20)
    why = models.CharField(max_length=40, blank=True)
    done_at = models.DateTimeField()

    class Meta:
        db_table = "cases_followed_case"
        ordering = ["done_at", "id"]
        # A job that is killed and begun again does what is left, and each case once.
        constraints = [models.UniqueConstraint(fields=["adjustment", "case"], name="cases_followed_once")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.outcome}"
