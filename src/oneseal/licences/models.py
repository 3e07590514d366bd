"""Licences issued, and what became of them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Licence(models.Model):
    """A sealed e-licence; its paper in `papers` holds the bytes."""

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField(unique=True)
    case_number = models.CharField(max_length=43)
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, related_name="+")
    identifier = models.CharField(max_length=120, unique=True)
    type_name = models.CharField(max_length=100)
    number = models.CharField(max_length=60)
    holder_id = models.UUIDField()
    holder_name = models.CharField(max_length=200)
    fields = models.JSONField()
    issued_on = models.DateField()
    valid_until_on = models.DateField(null=True)
    state = models.CharField(max_length=20)
    paper_id = models.UUIDField(unique=True)
    item_id = models.UUIDField(null=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    superseded_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revocation_ground = models.CharField(max_length=40, blank=True)
    revocation_reason = models.TextField(blank=True)
    revocation_paper_id = models.UUIDField(null=True)

    class Meta:
        db_table = "licences_licence"
        ordering = ["-issued_on", "number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["valid", "superseded"], revoked_at__isnull=True)
                | Q(state="revoked", revoked_at__isnull=False),
                name="licences_revoked_with_date",
            ),
            models.CheckConstraint(
                condition=~Q(state="superseded") | Q(superseded_at__isnull=False), name="licences_superseded_with_date"
            ),
        ]
        indexes = [
            models.Index(fields=["holder_id"], name="licences_of_holder"),
            models.Index(fields=["item_id", "state"], name="licences_of_item"),
            models.Index(fields=["agency", "-issued_on", "-id"], name="licences_of_agency"),
            # One more is made by the migration of search: `licences_by_words`.
        ]

    def __str__(self) -> str:
        return self.identifier
