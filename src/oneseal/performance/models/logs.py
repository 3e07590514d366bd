"""Event logs of other systems (domain specification F, R21), brought in to be looked at; no case is made of them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class ImportedLog(models.Model):
    """One file that was brought in.

    While nobody has said which column holds what, `raw` holds the file; afterwards `content` holds the log, packed by
    the kernel. `faults` lists the first lines that could not be used, `fault_counts` counts all by reason, and
    `nested` those attributes inside attributes that are not kept. `agency_id` NULL: brought by the operator, for every
    supervisor of the city.
    """

    id = models.UUIDField(primary_key=True)
    agency_id = models.UUIDField(null=True)
    name = models.CharField(max_length=200)
    form = models.CharField(max_length=10)
    sha256 = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)
    raw = models.BinaryField(null=True)
    content = models.BinaryField(null=True)
    cases = models.PositiveIntegerField(null=True)
    events = models.PositiveIntegerField(null=True)
    variants = models.PositiveIntegerField(null=True)
    faults = models.JSONField(default=list)
    fault_counts = models.JSONField(default=dict)
    nested = models.PositiveIntegerField(default=0)
    first_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField(null=True)
    brought_at = models.DateTimeField()
    brought_by = models.CharField(max_length=100)

    class Meta:
        db_table = "performance_imported_log"
        ordering = ["-brought_at", "-id"]
        constraints = [
            # A second press of one file finds the first.
            models.UniqueConstraint(
                fields=["agency_id", "sha256"], name="performance_log_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(raw__isnull=False, content__isnull=True) | Q(raw__isnull=True, content__isnull=False),
                name="performance_log_raw_or_read",
            ),
            models.CheckConstraint(
                condition=Q(content__isnull=True) | Q(cases__isnull=False, events__isnull=False),
                name="performance_log_counted_once_read",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class ColumnMapping(models.Model):
    """Which column holds what in tables with these headings, as somebody last said; `heads` is their digest."""

    id = models.UUIDField(primary_key=True)
    agency_id = models.UUIDField(null=True)
    heads = models.CharField(max_length=64)
    mapping = models.JSONField()
    told_at = models.DateTimeField()

    class Meta:
        db_table = "performance_column_mapping"
        ordering = ["-told_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency_id", "heads"], name="performance_mapping_once", nulls_distinct=False
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.heads
