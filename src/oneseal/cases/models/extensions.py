from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class ExtensionProposal(models.Model):
    """A proposal to extend the limit of what several bodies answer together, and the government's answer (APL 42(2)).

    `outcome` is empty while nobody has answered, then "approved", "declined", or "case_ended".
    """

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="extension_proposals")
    government = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    days = models.PositiveSmallIntegerField()
    reason = models.TextField()
    proposed_at = models.DateTimeField()
    proposed_by = models.UUIDField()
    proposed_by_name = models.CharField(max_length=100)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    answered_by_name = models.CharField(max_length=100, blank=True, default="")
    outcome = models.CharField(max_length=20, blank=True, default="")
    answer = models.TextField(blank=True, default="")

    class Meta:
        db_table = "cases_extension_proposal"
        ordering = ["proposed_at", "id"]
        indexes = [models.Index(fields=["government", "-proposed_at", "id"], name="cases_proposals_by_time")]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(answered_at=None), name="cases_one_open_proposal"),
            models.CheckConstraint(
                condition=Q(outcome="case_ended") | Q(answered_by=None) | ~Q(answered_by=F("proposed_by")),
                name="cases_extended_by_two",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, outcome="") | (Q(answered_at__isnull=False) & ~Q(outcome="")),
                name="cases_proposal_answered_with_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.days}"
