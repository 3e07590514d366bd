"""The review of a draft before it is published (domain specification D.4.2)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from oneseal.catalog.models.items import ItemVersion


class Review(models.Model):
    """Where the review of one draft stands; a draft that nobody handed in has none."""

    id = models.UUIDField(primary_key=True)
    version = models.OneToOneField(ItemVersion, on_delete=models.PROTECT, related_name="review")
    stage = models.CharField(max_length=20)
    wanted = models.JSONField()
    moved_at = models.DateTimeField()

    class Meta:
        db_table = "catalog_review"
        ordering = ["moved_at", "id"]
        # The desk of a reviewer asks for what waits at his stage.
        indexes = [models.Index(fields=["stage", "moved_at"], name="catalog_review_at_stage")]

    def __str__(self) -> str:
        return f"{self.version_id} {self.stage}"


class ReviewStep(models.Model):
    """One move of a review, with who made it; appended, never changed (trigger)."""

    id = models.UUIDField(primary_key=True)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="steps", db_index=False)
    action = models.CharField(max_length=20)
    from_stage = models.CharField(max_length=20)
    to_stage = models.CharField(max_length=20)
    note = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    made_by_name = models.CharField(max_length=200)
    post_title = models.CharField(max_length=100, blank=True)

    class Meta:
        db_table = "catalog_review_step"
        ordering = ["made_at", "id"]
        indexes = [models.Index(fields=["review", "made_at"], name="catalog_steps_of_review")]

    def __str__(self) -> str:
        return f"{self.action} {self.to_stage}"


class Remark(models.Model):
    """What a reviewer remarks on one element of a draft, the editor's answer, and whether it is settled."""

    id = models.UUIDField(primary_key=True)
    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="remarks", db_index=False)
    element = models.CharField(max_length=60)
    stage = models.CharField(max_length=20)
    text = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    made_by_name = models.CharField(max_length=200)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    answered_by_name = models.CharField(max_length=200, blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "catalog_remark"
        ordering = ["made_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="catalog_remark_answered_in_words",
            ),
        ]
        indexes = [models.Index(fields=["version", "made_at"], name="catalog_remarks_of_version")]

    def __str__(self) -> str:
        return f"{self.element}: {self.text[:20]}"


class ReviewChoice(models.Model):
    """Which reviews the city wants before an item is published; the newest holds, older ones are kept."""

    id = models.UUIDField(primary_key=True)
    version = models.PositiveIntegerField(unique=True)
    stages = models.JSONField()
    reason = models.CharField(max_length=200)
    chosen_at = models.DateTimeField()
    chosen_by = models.CharField(max_length=100)

    class Meta:
        db_table = "catalog_review_choice"
        ordering = ["-version"]

    def __str__(self) -> str:
        return f"{self.version} {self.stages}"
