"""Ratings by the public (好差评; GB/T 39735-2020)."""

from django.db import models
from django.db.models import Q


class Rating(models.Model):
    """Five grades, once per case; not rated is not satisfied."""

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField(unique=True)
    agency_id = models.UUIDField()
    grade = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=500, blank=True)
    channel = models.CharField(max_length=20)
    rated_at = models.DateTimeField()

    class Meta:
        db_table = "evaluation_rating"
        ordering = ["-rated_at"]
        constraints = [models.CheckConstraint(condition=Q(grade__gte=1, grade__lte=5), name="evaluation_five_grades")]

    def __str__(self) -> str:
        return str(self.grade)
