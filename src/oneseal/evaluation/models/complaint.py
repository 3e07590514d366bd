"""Complaints (投诉)."""

from django.db import models
from django.db.models import Q


class Complaint(models.Model):
    """A complaint about an agency, on one's own case or in general: receipt number, words, answer by a due day."""

    id = models.UUIDField(primary_key=True)
    number = models.CharField(max_length=40, unique=True)
    code_index = models.BinaryField(max_length=32)
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, related_name="+")
    case_id = models.UUIDField(null=True)
    case_number = models.CharField(max_length=43, blank=True)
    account_id = models.UUIDField(null=True)
    name = models.BinaryField()
    contact = models.BinaryField()
    text = models.TextField()
    filed_at = models.DateTimeField()
    due_on = models.DateField()
    due_is_provisional = models.BooleanField(default=False)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    answerer = models.CharField(max_length=100, blank=True)

    class Meta:
        db_table = "evaluation_complaint"
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | ~Q(answer=""), name="evaluation_complaint_answered_in_words"
            )
        ]
        indexes = [
            models.Index(fields=["agency", "due_on", "id"], name="evaluation_complaints_due"),
            models.Index(fields=["account_id", "-filed_at"], name="evaluation_complaints_of"),
        ]

    def __str__(self) -> str:
        return self.number
