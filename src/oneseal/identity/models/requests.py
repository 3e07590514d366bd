from __future__ import annotations

from django.db import models


class DataRequest(models.Model):
    """That somebody asks to have his data corrected, deleted or explained, and the reasoned answer (PIPL 45-48).

    `decision` is empty while the agency has not answered.
    """

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="data_requests")
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, related_name="data_requests")
    kind = models.CharField(max_length=20)
    about = models.TextField(max_length=1000)
    reason = models.TextField(max_length=1000)
    made_at = models.DateTimeField()
    decision = models.CharField(max_length=20, blank=True)
    answer = models.TextField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)

    class Meta:
        db_table = "identity_data_request"
        ordering = ["-made_at"]
        indexes = [models.Index(fields=["agency", "decision", "made_at"], name="identity_data_request_queue")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decision="") | ~models.Q(answer=""), name="identity_data_answer_has_reasons"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class SecondFactor(models.Model):
    """That a kind of post must sign in with a second factor; no row: it may, and need not."""

    post_kind = models.CharField(primary_key=True, max_length=40)
    since_on = models.DateField()

    class Meta:
        db_table = "identity_second_factor"

    def __str__(self) -> str:
        return self.post_kind
