"""The list of intermediary services: each with everything that was said of it, one version after another."""

from __future__ import annotations

from django.db import models


class IntermediaryService(models.Model):
    """One intermediary service (中介服务事项, OBE art. 43; domain A99); items name it, so its name and number stay."""

    id = models.UUIDField(primary_key=True)
    number = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200, unique=True)
    listed_at = models.DateTimeField()

    class Meta:
        db_table = "catalog_intermediary"
        db_table_comment = "Intermediary services of the city's list (OBE art. 43; domain A99, H.1)"
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class IntermediaryVersion(models.Model):
    """What the city says of a service from a day on; the database lets no such row change.

    Empty texts are unknown. On a day that version is in force which took effect last, the later one where two share it.
    """

    id = models.BigAutoField(primary_key=True)
    service = models.ForeignKey(IntermediaryService, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    effective_on = models.DateField()
    trade = models.CharField(max_length=200, blank=True)
    law = models.CharField(max_length=300, blank=True)
    article = models.CharField(max_length=300, blank=True)
    payer = models.CharField(max_length=20, blank=True)
    provider = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=20)
    document = models.CharField(max_length=300, blank=True)
    document_on = models.DateField(null=True)
    batch = models.CharField(max_length=100, blank=True)
    state_reason = models.TextField(blank=True)
    tie = models.CharField(max_length=20, blank=True)
    tied_body = models.CharField(max_length=300, blank=True)
    tied_agency = models.CharField(max_length=300, blank=True)
    tie_document = models.CharField(max_length=300, blank=True)
    told_at = models.DateTimeField()

    class Meta:
        db_table = "catalog_intermediary_version"
        db_table_comment = "What is said of an intermediary service, from which day on; rows never change (domain A99)"
        ordering = ["service", "number"]
        constraints = [
            models.UniqueConstraint(fields=["service", "number"], name="catalog_intermediary_version_one_number"),
            models.CheckConstraint(
                condition=models.Q(state__in=["kept", "cleaned"]), name="catalog_intermediary_kept_or_cleaned"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="cleaned", document=""), name="catalog_intermediary_cleaned_by_document"
            ),
            models.CheckConstraint(
                condition=models.Q(payer__in=["", "applicant", "agency"]), name="catalog_intermediary_payer_known"
            ),
            models.CheckConstraint(
                condition=models.Q(tie__in=["", "none", "tied", "decoupled"]), name="catalog_intermediary_tie_known"
            ),
        ]
        indexes = [
            # The version in force on a day is the first one of its service in this order.
            models.Index(fields=["service", "-effective_on", "-number"], name="catalog_intermediary_in_force"),
        ]

    def __str__(self) -> str:
        return f"{self.service_id} {self.number}"
