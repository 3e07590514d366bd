from __future__ import annotations

from django.db import models


class Message(models.Model):
    """One message between applicant and agency about one case; `read_at` is when the other side first saw it."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="messages")
    is_from_agency = models.BooleanField()
    author_id = models.UUIDField()
    author_name = models.CharField(max_length=100)
    post_title = models.CharField(max_length=100, blank=True)
    text = models.BinaryField()
    sent_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "cases_message"
        ordering = ["sent_at", "id"]
        indexes = [
            models.Index(fields=["case", "sent_at", "id"], name="cases_message_of_case"),
            models.Index(
                fields=["case", "is_from_agency"], name="cases_message_unread", condition=models.Q(read_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.sent_at:%Y-%m-%d}"


class MaterialVerdict(models.Model):
    """What staff found when they looked at one material; the latest finding stands, the audit keeps the others."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="material_verdicts")
    key = models.CharField(max_length=60)
    verdict = models.CharField(max_length=10)
    problem = models.CharField(max_length=500, blank=True)
    author_id = models.UUIDField()
    author_name = models.CharField(max_length=100)
    given_at = models.DateTimeField()

    class Meta:
        db_table = "cases_material_verdict"
        ordering = ["case", "key"]
        constraints = [
            models.UniqueConstraint(fields=["case", "key"], name="cases_one_verdict_per_material"),
            models.CheckConstraint(
                condition=models.Q(verdict__in=["fits", "fails", "open"]), name="cases_material_verdict_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.verdict}"
