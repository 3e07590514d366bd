from __future__ import annotations

from django.db import models


class Guidance(models.Model):
    """Guidance given to somebody before he applied (A90): what he asked, what he was advised, what he still lacks."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, related_name="+")
    item_id = models.UUIDField()
    item_name = models.CharField(max_length=300)
    name = models.CharField(max_length=100)
    number_index = models.BinaryField(max_length=32, null=True)
    questions = models.BinaryField()
    advice = models.BinaryField()
    missing = models.JSONField(default=list)
    given_at = models.DateTimeField()
    given_by = models.UUIDField()
    given_by_name = models.CharField(max_length=100)
    paper_id = models.UUIDField()

    class Meta:
        db_table = "cases_guidance"
        ordering = ["-given_at", "-id"]
        indexes = [
            models.Index(fields=["agency", "-given_at", "-id"], name="cases_guidance_of_agency"),
            models.Index(
                fields=["number_index"], name="cases_guidance_by_number", condition=models.Q(number_index__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.item_name}"
