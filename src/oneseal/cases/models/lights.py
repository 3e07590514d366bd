"""Which lights the city chose."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class LightChoice(models.Model):
    """One choice of when the lights change; the newest holds, the ones before are kept."""

    id = models.UUIDField(primary_key=True)
    version = models.PositiveIntegerField(unique=True)
    code = models.CharField(max_length=10)
    yellow_percent = models.PositiveSmallIntegerField(null=True)
    yellow_days = models.PositiveSmallIntegerField(null=True)
    red_from = models.SmallIntegerField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    chosen_at = models.DateTimeField()
    chosen_by = models.CharField(max_length=100)

    class Meta:
        db_table = "cases_light_choice"
        ordering = ["-version"]
        constraints = [
            models.CheckConstraint(
                condition=Q(yellow_percent__isnull=True) | Q(yellow_days__isnull=True), name="cases_one_yellow"
            )
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.code}"
