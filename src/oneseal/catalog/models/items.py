"""The one list outside which nothing can be approved (OBE 40; S1 流程固化)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Item(models.Model):
    """A service item (事项) of one agency, through all its versions."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=100)
    implementation_code = models.CharField(max_length=31, null=True, unique=True)  # noqa: DJ001 - none before publication
    licence_type_serial = models.PositiveSmallIntegerField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "catalog_item"
        constraints = [models.UniqueConstraint(fields=["agency", "key"], name="catalog_item_one_key")]

    def __str__(self) -> str:
        return self.key


class ItemVersion(models.Model):
    """One version of an item's guide, form and process; a published row never changes (trigger)."""

    DRAFT, PUBLISHED = "draft", "published"

    id = models.UUIDField(primary_key=True)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=20)
    revision = models.PositiveIntegerField(default=0)
    name = models.CharField(max_length=200)
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
