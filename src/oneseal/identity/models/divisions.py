from __future__ import annotations

from django.db import models


class Division(models.Model):
    """An administrative division (GB/T 2260, below counties GB/T 10114): 6 digits down to counties, 9 for townships.

    `valid_from`, `valid_until` and `successor` are None where no source says them: unknown, not "always".
    `named_since` and `gone_since` are revisions of the table (YYYYMM): the first that names the code and the first
    that no longer does, which is all that a revision says of the day; empty: not known, still named. What the city
    states goes before them. `source` names the table a row came from; the city's own rows bear an empty one.
    """

    code = models.CharField(primary_key=True, max_length=9)
    name = models.CharField(max_length=60)
    level = models.CharField(max_length=10)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    named_since = models.CharField(max_length=6, blank=True, default="", db_default="")
    gone_since = models.CharField(max_length=6, blank=True, default="", db_default="")
    source = models.CharField(max_length=100, blank=True)

    class Meta:
        db_table = "identity_division"
        ordering = ["code"]
        indexes = [models.Index(fields=["name"], name="identity_division_by_name")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class DivisionName(models.Model):
    """A name that a code bore in earlier revisions of the table, from `since` until `until` (YYYYMM)."""

    pk = models.CompositePrimaryKey("division_id", "since")
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="former_names")
    name = models.CharField(max_length=60)
    since = models.CharField(max_length=6)
    until = models.CharField(max_length=6)

    class Meta:
        db_table = "identity_division_name"
        ordering = ["division_id", "since"]
        indexes = [models.Index(fields=["name"], name="identity_division_by_old_name")]

    def __str__(self) -> str:
        return f"{self.division_id} {self.name} {self.since}-{self.until}"


class DivisionSuccession(models.Model):
    """What followed a division, in the year that the ministry lists it under; an empty notice is not known.

    A division that was split has a row for each that took a part. What the city states (`Division.successor`) goes
    before these rows.
    """

    pk = models.CompositePrimaryKey("division_id", "successor_id")
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField()
    notice = models.CharField(max_length=40, blank=True)

    class Meta:
        db_table = "identity_division_succession"
        ordering = ["division_id", "successor_id"]

    def __str__(self) -> str:
        return f"{self.division_id} > {self.successor_id} {self.year}"
