"""One change of many drafts at once, with what each was before and became: previewed, applied, taken back."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from oneseal.catalog.models.items import Item, ItemVersion


class BulkEdit(models.Model):
    """One bulk edit of an agency, or the copy of one item: looked at first, confirmed, applied, perhaps taken back."""

    LOOKING, PREVIEWED, APPLYING, APPLIED, UNDOING, UNDONE = (
        "looking", "previewed", "applying", "applied", "undoing", "undone",
    )  # fmt: skip

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=20)
    told = models.JSONField(default=dict)
    sifted = models.JSONField(default=dict)
    state = models.CharField(max_length=20)
    started_by = models.UUIDField()
    started_by_name = models.CharField(max_length=200)
    started_at = models.DateTimeField()
    # Who pressed last (began, confirmed or took back): in his name the worker writes.
    acted_by = models.UUIDField()
    acted_by_name = models.CharField(max_length=200)
    post_title = models.CharField(max_length=100, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "catalog_bulk_edit"
        db_table_comment = "Changes of many drafts at once, and copies of items (domain D; editing of the list)"
        ordering = ["-started_at", "-id"]
        indexes = [
            # The list of an agency's bulk edits, newest first.
            models.Index(fields=["agency", "-started_at"], name="catalog_bulk_edit_of_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class BulkEditItem(models.Model):
    """What a bulk edit does to one item: the parts before and after, the faults that newly arise, what became of it.

    `version_id` is the version that was looked at, `draft_id` the draft that was written; no foreign keys, because a
    draft that the edit made itself is removed when it is taken back untouched.
    """

    WAITING, PLANNED, UNFIT, APPLIED, REFUSED, UNDONE, KEPT = (
        "waiting", "planned", "unfit", "applied", "refused", "undone", "kept",
    )  # fmt: skip

    id = models.UUIDField(primary_key=True)
    bulk_edit = models.ForeignKey(BulkEdit, on_delete=models.PROTECT, related_name="items", db_index=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", db_index=False)
    place = models.PositiveIntegerField()
    name = models.CharField(max_length=1000)
    version_id = models.UUIDField()
    number = models.PositiveIntegerField()
    revision = models.PositiveIntegerField()
    makes_draft = models.BooleanField()
    state = models.CharField(max_length=20)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    cited = models.JSONField(default=dict)
    faults = models.JSONField(default=list)
    why = models.CharField(max_length=60, blank=True)
    why_facts = models.JSONField(default=dict)
    draft_id = models.UUIDField(null=True)
    written_revision = models.PositiveIntegerField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "catalog_bulk_edit_item"
        db_table_comment = "What a bulk edit does to one item, before and after"
        ordering = ["bulk_edit", "place"]
        constraints = [
            models.UniqueConstraint(fields=["bulk_edit", "item"], name="catalog_bulk_edit_item_once"),
            models.CheckConstraint(
                condition=~Q(state__in=["applied", "undone", "kept"])
                | Q(draft_id__isnull=False, written_revision__isnull=False),
                name="catalog_bulk_edit_item_written",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["unfit", "refused", "kept"]) | ~Q(why=""),
                name="catalog_bulk_edit_item_tells_why",
            ),
        ]
        indexes = [
            # The page of an edit shows its rows by state in order; its work takes the next that waits.
            models.Index(fields=["bulk_edit", "state", "place"], name="catalog_bulk_edit_item_next"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.state}"


class DraftGate(models.Model):
    """How many faults the gate found in a draft: kept for the list, made anew when the draft or what gates ask changes.

    `judged_by` is a digest of everything beside the draft that the gates look at, the day included.
    """

    version = models.OneToOneField(ItemVersion, on_delete=models.PROTECT, primary_key=True, related_name="draft_gate")
    revision = models.PositiveIntegerField()
    judged_by = models.CharField(max_length=64)
    stops = models.PositiveIntegerField()
    warns = models.PositiveIntegerField()

    class Meta:
        db_table = "catalog_draft_gate"
        db_table_comment = "Counts of the gate's findings by draft, a copy for the list of items"
        ordering = ["version_id"]

    def __str__(self) -> str:
        return f"{self.version_id} {self.stops}"
