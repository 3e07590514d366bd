"""The two levels above the business handling item (domain D.1; GB/T 39554.1-2020)."""

from __future__ import annotations

from django.db import models


class Directory(models.Model):
    """One entry of the basic directory (基本目录): what nation or province set, by its code of 12 characters."""

    id = models.UUIDField(primary_key=True)
    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=1000)
    item_type = models.CharField(max_length=2)
    listed_at = models.DateTimeField()

    class Meta:
        db_table = "catalog_directory"
        db_table_comment = "Basic directory (GB/T 39554.1-2020: code of 12 characters)"
        ordering = ["code"]
        # The tree is narrowed to one type of items.
        indexes = [models.Index(fields=["item_type", "code"], name="catalog_directory_by_type")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Implementation(models.Model):
    """One entry of the implementation list (实施清单): what one agency carries out, by its code of 31 characters."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, related_name="+")
    directory = models.ForeignKey(Directory, on_delete=models.PROTECT, related_name="implementations")
    code = models.CharField(max_length=31, unique=True)
    listed_at = models.DateTimeField()

    class Meta:
        db_table = "catalog_implementation"
        db_table_comment = "Implementation list (GB/T 39554.1-2020: code of 31 characters)"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code
