"""Adjustments of the catalogue by document, what they make of an item, and where items are stationed.

Domain specification D.4 (sources S0, S3, S4), A16, A58, A88, A100, A108; Business Environment Regulation art. 40.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from oneseal.catalog.models.items import Item, ItemVersion


class Adjustment(models.Model):
    """One adjustment (调整) of items of one body by one document; never changed once decided (trigger).

    Adjustments decided together across departments share `batch` (A88).
    """

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=20)
    document_number = models.CharField(max_length=100)
    document_on = models.DateField()
    basis = models.CharField(max_length=300)
    reason = models.TextField()
    instead = models.TextField(blank=True)
    from_body = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    to_body = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, null=True, related_name="+")
    effective_on = models.DateField()
    until_on = models.DateField(null=True)
    open_cases = models.CharField(max_length=20)
    batch = models.UUIDField(null=True)
    decided_at = models.DateTimeField()
    decided_by = models.UUIDField()
    decided_by_name = models.CharField(max_length=200)

    class Meta:
        db_table = "catalog_adjustment"
        ordering = ["-decided_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(document_number="") & ~Q(basis=""), name="catalog_adjustment_by_document"
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("effective_on")),
                name="catalog_adjustment_ends_after_it_begins",
            ),
        ]
        indexes = [
            # The list of one body, and the public notices, read the newest first.
            models.Index(fields=["from_body", "-effective_on"], name="catalog_adjusted_by_body"),
            models.Index(fields=["-effective_on", "-id"], name="catalog_adjusted_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.document_number}"


class AdjustedItem(models.Model):
    """One item that an adjustment touches, and what takes its place; `version` is what a publication put in force."""

    id = models.UUIDField(primary_key=True)
    adjustment = models.ForeignKey(Adjustment, on_delete=models.PROTECT, related_name="items", db_index=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    successors = models.JSONField(default=list)

    class Meta:
        db_table = "catalog_adjusted_item"
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["adjustment", "item"], name="catalog_adjusted_once")]

    def __str__(self) -> str:
        return self.name


class Standing(models.Model):
    """From when to when an item is not in use, beside its frozen versions; appended, never changed (trigger).

    An item without a row is in use. A row "in_use" lifts the row it names from a day on.
    """

    id = models.UUIDField(primary_key=True)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="standings", db_index=False)
    standing = models.CharField(max_length=20)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    lifts = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="lifted_by")
    adjustment = models.ForeignKey(Adjustment, on_delete=models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "catalog_standing"
        ordering = ["from_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(standing__in=["in_use", "suspended", "abolished"]), name="catalog_standing_known"
            ),
            models.CheckConstraint(
                condition=~Q(standing="abolished") | Q(until_on__isnull=True), name="catalog_abolished_for_good"
            ),
            models.CheckConstraint(
                condition=Q(standing="in_use", lifts__isnull=False) | (~Q(standing="in_use") & Q(lifts__isnull=True)),
                name="catalog_standing_lifts_one",
            ),
        ]
        indexes = [
            # Asked whenever a case is made, by the program and by the trigger on cases.
            models.Index(fields=["item", "from_on"], name="catalog_standing_of_item"),
        ]

    def __str__(self) -> str:
        return f"{self.standing} {self.from_on}"


class Stationing(models.Model):
    """That an item is stationed in the centre, left it, or is excepted with approval (A7, A58, A108); appended only."""

    id = models.UUIDField(primary_key=True)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=20)
    place = models.CharField(max_length=200, blank=True)
    document_number = models.CharField(max_length=100)
    document_on = models.DateField()
    approver = models.CharField(max_length=200)
    reason = models.TextField()
    from_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()
    recorded_by_name = models.CharField(max_length=200)

    class Meta:
        db_table = "catalog_stationing"
        ordering = ["-from_on", "-recorded_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["stationed", "left", "excepted"]), name="catalog_stationing_known"
            ),
            models.CheckConstraint(
                condition=~Q(document_number="") & ~Q(approver=""), name="catalog_stationing_approved"
            ),
        ]
        indexes = [models.Index(fields=["item", "-from_on"], name="catalog_stationing_of_item")]

    def __str__(self) -> str:
        return f"{self.kind} {self.from_on}"
