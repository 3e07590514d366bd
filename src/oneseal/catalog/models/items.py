"""The one list outside which nothing can be approved (OBE 40; S1 流程固化)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Item(models.Model):
    """A service item (事项) of one agency, through all its versions."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=100)
    implementation = models.ForeignKey(
        "catalog.Implementation", on_delete=models.PROTECT, null=True, related_name="items"
    )
    # The code of the implementation again: lists, searches and case numbers ask for it alone.
    implementation_code = models.CharField(max_length=31, null=True, db_index=True)  # noqa: DJ001 - none before publication
    handling_serial = models.PositiveSmallIntegerField(null=True)
    licence_type_serial = models.PositiveSmallIntegerField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "catalog_item"
        constraints = [
            models.UniqueConstraint(fields=["agency", "key"], name="catalog_item_one_key"),
            models.UniqueConstraint(fields=["implementation", "handling_serial"], name="catalog_item_one_serial"),
            models.CheckConstraint(
                condition=Q(implementation__isnull=True, handling_serial__isnull=True)
                | Q(implementation__isnull=False, handling_serial__gte=1, handling_serial__lte=99),
                name="catalog_item_coded_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def handling_code(self) -> str:
        """Return the 33 characters of the business handling item; empty before it is published."""
        return f"{self.implementation_code}{self.handling_serial:02d}" if self.handling_serial else ""


class ItemVersion(models.Model):
    """One version of an item's guide, form and process; a published row never changes (trigger)."""

    DRAFT, PUBLISHED = "draft", "published"

    id = models.UUIDField(primary_key=True)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=20)
    revision = models.PositiveIntegerField(default=0)
    # GB/T 39554.2-2020 allows 1000 characters.
    name = models.CharField(max_length=1000)
    content = models.JSONField()
    form = models.JSONField()
    content_sha256 = models.CharField(max_length=64, blank=True)
    effective_on = models.DateField(null=True)
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    published_by = models.UUIDField(null=True)

    class Meta:
        db_table = "catalog_item_version"
        ordering = ["name", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="catalog_version_one_number"),
            models.UniqueConstraint(fields=["item"], condition=Q(state="draft"), name="catalog_version_one_draft"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(effective_on__isnull=False, published_at__isnull=False),
                name="catalog_version_published_with_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} v{self.number}"
