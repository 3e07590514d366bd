"""What other catalogues list: to be found and read, never to be applied for."""

from __future__ import annotations

from django.db import models

from oneseal.catalog.models.items import Item, ItemVersion


class Department(models.Model):
    """A department that another catalogue names; it is no agency of this city until it is founded as one."""

    id = models.UUIDField(primary_key=True)
    source = models.CharField(max_length=200)
    name = models.CharField(max_length=200)
    source_codes = models.JSONField(default=list)

    class Meta:
        db_table = "catalog_department"
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["source", "name"], name="catalog_department_one_name")]

    def __str__(self) -> str:
        return self.name


class ListedItem(models.Model):
    """An item of another catalogue: to be found and read, never to be applied for.

    A case needs a published version; a listed item has none until an editor completes it as an item of an agency.
    """

    id = models.UUIDField(primary_key=True)
    source = models.CharField(max_length=200)
    identity = models.CharField(max_length=120)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=1000)
    main_item = models.CharField(max_length=1000, blank=True)
    source_code = models.CharField(max_length=100, blank=True)
    code_form = models.CharField(max_length=20)
    parts = models.JSONField(default=dict)
    item_type = models.CharField(max_length=2, blank=True)
    source_type = models.CharField(max_length=20, blank=True)
    area_code = models.CharField(max_length=40, blank=True)
    dept_code = models.CharField(max_length=60, blank=True)
    faults = models.JSONField(default=list)
    completed_as = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, related_name="+")
    listed_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "catalog_listed_item"
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["source", "identity"], name="catalog_listed_one_row")]
        indexes = [
            models.Index(fields=["name", "id"], name="catalog_listed_by_name"),
            models.Index(fields=["department", "name", "id"], name="catalog_listed_by_department"),
            models.Index(fields=["item_type", "name", "id"], name="catalog_listed_by_type"),
            models.Index(fields=["source_code"], name="catalog_listed_by_code"),
        ]

    def __str__(self) -> str:
        return self.name


class ListingRun(models.Model):
    """One import of a table through the back office: looked at first, confirmed, then done.

    `acted_by` is who pressed last (began, confirmed, went on): in his name the worker writes, as long as he may edit.
    Where he may no more, the run stops: it waits as before, and `problem` says why. None: pressed before this was kept.
    `kind` says what the table is: one of another catalogue, the whole list of this one, or the national tables.
    """

    TABLE, WHOLE, NATIONAL = "table", "whole", "national"
    WAITING, LOOKED_AT, CONFIRMED, DONE, FAILED = "waiting", "looked_at", "confirmed", "done", "failed"

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=200)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=20, default="table", db_default="table")
    state = models.CharField(max_length=20)
    counts = models.JSONField(default=dict)
    faults = models.JSONField(default=list)
    problem = models.CharField(max_length=100, blank=True)
    started_by = models.UUIDField()
    started_by_name = models.CharField(max_length=200)
    started_at = models.DateTimeField()
    acted_by = models.UUIDField(null=True)
    acted_by_name = models.CharField(max_length=200, blank=True, db_default="")
    post_title = models.CharField(max_length=100, blank=True, db_default="")
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "catalog_listing_run"
        ordering = ["-started_at", "-id"]

    def __str__(self) -> str:
        return f"{self.file_name} {self.state}"


class BroughtItem(models.Model):
    """One item that a file of the whole list brings: what was looked at, what would change, what became of it.

    `version` and `revision` are those that were looked at; where they changed in between, nothing is written.
    """

    NEW, CHANGED, ABSENT, REFUSED = "new", "changed", "absent", "refused"
    WAITING, DRAFTED, STALE, IN_REVIEW = "", "drafted", "stale", "in_review"

    id = models.UUIDField(primary_key=True)
    run = models.ForeignKey(ListingRun, on_delete=models.PROTECT, related_name="brought")
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, null=True, related_name="+")
    key = models.CharField(max_length=200)
    name = models.CharField(max_length=1000)
    line = models.IntegerField(null=True)
    change = models.CharField(max_length=20)
    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, null=True, related_name="+")
    revision = models.IntegerField(null=True)
    is_older = models.BooleanField(default=False)
    content = models.JSONField(null=True)
    form = models.JSONField(null=True)
    differences = models.JSONField(default=list)
    outcome = models.CharField(max_length=20, blank=True)
    drafted = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "catalog_brought_item"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["run", "agency", "key", "change"], name="catalog_brought_one_row"),
        ]
        indexes = [
            # A batch takes the next rows that wait; a page shows one kind of change after another.
            models.Index(fields=["run", "outcome", "id"], name="catalog_brought_next"),
            models.Index(fields=["run", "change", "id"], name="catalog_brought_by_change"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.change}"
