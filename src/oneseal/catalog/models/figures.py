"""What is counted of each published version: written with its publication, never typed."""

from __future__ import annotations

from django.db import models

from oneseal.catalog.models.items import Item, ItemVersion


class VersionFigures(models.Model):
    """The figures of one published version (S1, S2: steps, materials, limits before and after); derived from it alone.

    `*_days` are the limits in working days as docs/algorithms/reform.md converts them. NULL: nobody knows.
    Item, agency, number and first day are kept here too: a board compares two days without touching the versions.
    """

    version = models.OneToOneField(ItemVersion, on_delete=models.PROTECT, primary_key=True, related_name="figures")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", db_index=False)
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    effective_on = models.DateField()
    item_type = models.CharField(max_length=2, blank=True)
    exercise_level = models.CharField(max_length=1, blank=True)
    power_source = models.CharField(max_length=1, blank=True)
    steps = models.PositiveIntegerField()
    materials = models.PositiveIntegerField()
    certificates = models.PositiveIntegerField()
    promise_limit = models.PositiveIntegerField(null=True)
    promise_unit = models.CharField(max_length=2, blank=True)
    promise_days = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    statutory_limit = models.PositiveIntegerField(null=True)
    statutory_unit = models.CharField(max_length=2, blank=True)
    statutory_days = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    two_step = models.BooleanField(null=True)
    at_once = models.BooleanField()
    stationed = models.BooleanField(null=True)
    online = models.BooleanField(null=True)
    online_depth = models.CharField(max_length=20, blank=True)
    visits = models.PositiveIntegerField(null=True)
    charged = models.BooleanField(null=True)
    fees = models.PositiveIntegerField()

    class Meta:
        db_table = "catalog_version_figures"
        indexes = [
            # The newest version of every item on a day is read off this index, in order.
            models.Index(fields=["item", "-effective_on", "-number"], name="catalog_figures_in_force"),
            # A department looks at its own items.
            models.Index(fields=["agency", "item"], name="catalog_figures_by_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id}"
