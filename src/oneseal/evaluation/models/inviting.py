"""What opens a rating: a screen at a window, a visit there, a link with a code."""

from django.db import models
from django.db.models import Q


class Pad(models.Model):
    """A screen (评价器) bound to a window; its address carries a key of which only the index is kept."""

    id = models.UUIDField(primary_key=True)
    window = models.ForeignKey("identity.ServiceWindow", on_delete=models.PROTECT, related_name="+")
    key_index = models.BinaryField(max_length=32, unique=True)
    bound_at = models.DateTimeField()
    bound_by = models.UUIDField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "evaluation_pad"
        db_table_comment = "S0, S2 电子评价器, linked to a window"
        ordering = ["bound_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["window"], condition=Q(revoked_at__isnull=True), name="evaluation_one_pad_a_window"
            )
        ]

    def __str__(self) -> str:
        return str(self.window_id)


class WindowVisit(models.Model):
    """One visit at a window (一次一评): opened by the end of a step, never by a clerk's choice."""

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField()
    window = models.ForeignKey("identity.ServiceWindow", on_delete=models.PROTECT, related_name="+")
    clerk_id = models.UUIDField()
    step = models.CharField(max_length=20)
    opened_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    rated_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "evaluation_window_visit"
        db_table_comment = "GB/T 39734-2020 一次一评"
        ordering = ["-opened_at", "id"]
        indexes = [
            # The screen asks every few seconds for the newest visit at its window.
            models.Index(fields=["window", "-opened_at"], name="evaluation_visits_at_window"),
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.case_id}"


class RatingLink(models.Model):
    """A code that opens one rating once: of a case, or of a visit at a window; the code is found by its index."""

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField()
    visit = models.ForeignKey(WindowVisit, on_delete=models.PROTECT, null=True, related_name="links")
    channel = models.CharField(max_length=20)
    code = models.BinaryField()
    code_index = models.BinaryField(max_length=32, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "evaluation_rating_link"
        db_table_comment = "GB/T 39735-2020: QR code and short message as ways to rate"
        ordering = ["made_at", "id"]

    def __str__(self) -> str:
        return f"{self.channel} {self.case_id}"
