"""The quality of what is published, as it was scored when it was published (docs/algorithms/quality.md)."""

from __future__ import annotations

from django.db import models

from oneseal.catalog.models.items import ItemVersion


class Quality(models.Model):
    """The score of one published version, with everything that it lost; it can be computed anew at any time."""

    version = models.OneToOneField(ItemVersion, on_delete=models.PROTECT, primary_key=True, related_name="quality")
    score = models.DecimalField(max_digits=4, decimal_places=1)
    asked = models.PositiveSmallIntegerField()
    weight = models.PositiveSmallIntegerField()
    shortfalls = models.JSONField(default=list)
    scored_at = models.DateTimeField()

    class Meta:
        db_table = "catalog_quality"
        ordering = ["score", "version_id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(score__gte=0, score__lte=100), name="catalog_quality_between_0_and_100"
            )
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.score}"
