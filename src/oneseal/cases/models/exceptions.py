from __future__ import annotations

from django.db import models


class Suspension(models.Model):
    """A standstill outside the special procedures of the law (T15): why, on which law and document, until when.

    `outcome` is "case_ended" where its case ended before anybody resumed it.
    """

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="suspensions")
    ground = models.CharField(max_length=30)
    reason = models.TextField()
    law = models.CharField(max_length=200, blank=True)
    document = models.CharField(max_length=200, blank=True)
    stops_statutory = models.BooleanField()
    suspended_at = models.DateTimeField()
    suspended_by = models.UUIDField()
    resumed_at = models.DateTimeField(null=True)
    resumed_by = models.UUIDField(null=True)
    resumed_because = models.TextField(blank=True)
    outcome = models.CharField(max_length=20, blank=True, default="", db_default="")

    class Meta:
        db_table = "cases_suspension"
        ordering = ["suspended_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(resumed_at=None), name="cases_one_suspension_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(stops_statutory=False) | (~models.Q(law="") & ~models.Q(document="")),
                name="cases_statutory_clock_stops_by_law_only",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ground} {self.case_id}"


class PreReview(models.Model):
    """An optional look at an online application before it is accepted (T02); the five days run on meanwhile."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="pre_reviews")
    begun_at = models.DateTimeField()
    begun_by = models.UUIDField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    is_ready = models.BooleanField(null=True)
    finding = models.TextField(blank=True)

    class Meta:
        db_table = "cases_pre_review"
        ordering = ["begun_at", "id"]
        indexes = [models.Index(fields=["case", "begun_at"], name="cases_pre_review_of_case")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.begun_at:%Y-%m-%d}"


class VoidRequest(models.Model):
    """That a case came about by a technical error: asked for by one, confirmed or declined by another (T26)."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="void_requests")
    ground = models.CharField(max_length=30)
    reason = models.TextField()
    requested_at = models.DateTimeField()
    requested_by = models.UUIDField()
    requested_by_name = models.CharField(max_length=100)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    is_voided = models.BooleanField(null=True)
    answer = models.TextField(blank=True)

    class Meta:
        db_table = "cases_void_request"
        ordering = ["requested_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(answered_at=None), name="cases_one_void_request_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(answered_by=None) | ~models.Q(answered_by=models.F("requested_by")),
                name="cases_voided_by_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ground} {self.case_id}"
